//! One JSON object a row, a row a line.

use std::io::{self, Write};

use super::{Report, escape, json::Flat};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for row in &report.rows {
        let json = serde_json::to_string(&Flat::new(report, row))?;
        writeln!(out, "{}", escape::json(&json))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::report::sample;

    #[test]
    fn every_line_is_an_object_of_its_own() {
        let mut out = Vec::new();
        super::write(&sample::report(), &mut out).unwrap();
        expect![[r#"
            {"brand":"=Orvane; \"1,5\" | 日本","platform":"x\u001b[2J","mentions":1204,"unique_mentions":1104,"reposts":100,"authors":802,"positive":327,"neutral":178,"negative":699,"mixed":48,"positive_share":0.2716,"neutral_share":0.1478,"negative_share":0.5806,"net_sentiment":-30.9,"net_sentiment_polar":-36.3,"mean_score":-0.1545,"likes":10836,"shares":602,"replies":1,"views":null,"engagement":11439,"reach":1229284,"reach_unique":842800,"share_of_voice":0.8461,"passion":1.5,"first":"2026-02-14T08:00:00Z","last":"2026-03-15T20:00:00Z"}
            {"brand":"-5","platform":"","mentions":1,"unique_mentions":null,"reposts":null,"authors":null,"positive":0,"neutral":1,"negative":0,"mixed":0,"positive_share":null,"neutral_share":null,"negative_share":null,"net_sentiment":null,"net_sentiment_polar":null,"mean_score":null,"likes":null,"shares":null,"replies":null,"views":null,"engagement":null,"reach":null,"reach_unique":null,"share_of_voice":null,"passion":null,"first":null,"last":null}
        "#]].assert_eq(&String::from_utf8(out).unwrap());
    }
}
