//! `listen eval`: labels that people gave against those that models give.

use expect_test::expect;

use crate::support::Listen;

/// Twelve invented texts of two brands; the last two are wrong on purpose.
const LABELLED: &str = "\
id,brand,source,split,label,text
1,Orvane,forum,train,positive,I love this grinder
2,Orvane,forum,train,negative,The lid is awful
3,Orvane,forum,val,neutral,It stands in the kitchen
4,Orvane,forum,val,positive,Great value
5,Kelbo,shop,val,negative,Terrible beans
6,Kelbo,shop,val,neutral,The shop opens on Monday
7,Kelbo,shop,val,,No label here
8,Kelbo,shop,val,maybe,A label that means nothing
9,Kelbo,shop,val,negative,Excellent service
10,Kelbo,shop,val,neutral,Best coffee ever
";

fn eval(options: &str) -> Listen {
    Listen::command(format!("eval texts.csv --language en {options}").trim_end())
        .file("texts.csv", LABELLED)
}

fn json(options: &str) -> serde_json::Value {
    let options = format!("{options} --format json --quiet");
    let text = eval(options.trim_start()).stdout();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_page_shows_models_side_by_side_classes_groups_and_errors() {
    let ran = eval("--model listen,vader --errors 1").run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    expect![[r#"
        8 labelled texts
          model   macro-recall  95 % interval  accuracy  net error  95 % interval
          listen         ~77.8      53 to 100     ~75.0     ~+37.5      −11 to 86
          vader          ~77.8      53 to 100     ~75.0     ~+37.5      −11 to 86

        Class by class (listen); columns: what it says
          people say  texts  negative  neutral  positive  precision  recall    F1
          negative        3         2        0         1      100.0    66.7  80.0
          neutral         3         0        2         1      100.0    66.7  80.0
          positive        2         0        0         2       50.0   100.0  66.7

        By source (listen)
          source  texts  macro-recall  95 % interval     net  people’s net   error
          forum       4        ~100.0      71 to 100  ~+25.0        ~+25.0    ~0.0
          shop        4         ~50.0       15 to 85  ~+25.0        ~−50.0  ~+75.0

        By brand (listen)
          brand   texts  macro-recall  95 % interval     net  people’s net   error
          Kelbo       4         ~50.0       15 to 85  ~+25.0        ~−50.0  ~+75.0
          Orvane      4        ~100.0      71 to 100  ~+25.0        ~+25.0    ~0.0

        Worst errors (listen)
          negative, not positive  9
            “Excellent service”
            Excellent service +2.2

        ~ fewer than 30 texts: too little data for a figure
    "#]]
    .assert_eq(&ran.stdout);
    expect![[r#"
        read 10, labelled 8 (column `label`), unlabelled 2, skipped 0, duplicates 0
        warning: labels that mean none of negative, neutral, positive: 1, the first `maybe`
        note: 2 texts are of the split `train`; models that learned from them flatter themselves: measure with --split val
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn figures_are_those_of_the_counts() {
    let found = json("");
    let all = &found["models"][0]["groups"][0];
    assert_eq!(all["by"], "all");
    assert_eq!(all["texts"], 8);
    assert_eq!(all["accuracy"], 0.75);
    assert_eq!(all["confusion"]["negative"]["positive"], 1);
    assert_eq!(all["confusion"]["neutral"]["neutral"], 2);
    // people: 2 positive, 3 negative of 8; the model: 4 positive, 2 negative
    assert_eq!(all["net_sentiment"], -12.5);
    assert_eq!(all["predicted_net_sentiment"], 25.0);
    assert_eq!(all["net_error"], 37.5);
    let worst = &found["models"][0]["errors"][0];
    assert_eq!(worst["text"], "Excellent service");
    assert_eq!(
        (&worst["label"], &worst["predicted"]),
        (&"negative".into(), &"positive".into())
    );
    assert_eq!(worst["words"][0]["word"], "Excellent service");
}

#[test]
fn groups_are_languages_sources_and_brands() {
    let found = json("");
    let groups = found["models"][0]["groups"].as_array().unwrap();
    let names: Vec<String> = groups
        .iter()
        .map(|group| {
            format!(
                "{}={}",
                group["by"].as_str().unwrap(),
                group["group"].as_str().unwrap()
            )
        })
        .collect();
    for name in [
        "brand=Kelbo",
        "brand=Orvane",
        "language=en",
        "source=forum",
        "source=shop",
    ] {
        assert!(names.iter().any(|own| own == name), "{name}: {names:?}");
    }
}

#[test]
fn a_part_can_be_judged_alone_and_another_column_be_the_label() {
    assert_eq!(json("--split val")["texts"], 6);
    let stars = "text,verdict,stars\nI love it,bad,1\nawful,good,5\n";
    let run = |options: &str| {
        let command = format!("eval stars.csv --format csv --quiet {options}");
        let csv = Listen::command(&command).file("stars.csv", stars).stdout();
        csv.lines().nth(1).unwrap().to_owned()
    };
    let row = "listen,all,,2,1,0,1,1,0,1,0.0000";
    assert!(
        run("--label stars").starts_with(row),
        "{}",
        run("--label stars")
    );
    assert!(run("--label verdict").starts_with(row));
}

#[test]
fn texts_to_learn_from_are_named_where_they_are_counted() {
    let said = |splits: &str| {
        let mut file = String::from("text,label,split\n");
        for (number, split) in splits.split(',').enumerate() {
            file += &format!("number {number} is good,positive,{split}\n");
        }
        let run = Listen::command("eval parts.csv").file("parts.csv", &file);
        run.run().stderr.contains("are of the split `train`")
    };
    assert!(said("train,train,val"));
    assert!(!said("val,val,test"));
    assert!(!said("train,train,train"));
}

#[test]
fn a_file_without_labels_is_refused() {
    let error = Listen::command("eval texts.csv --quiet")
        .file("texts.csv", "text,label\nfine,\n")
        .fails(1);
    assert!(error.contains("no text has a label"), "{error}");
    let several = Listen::command("score texts.csv --model listen,vader --quiet")
        .file("texts.csv", "text\nfine\n")
        .fails(2);
    assert!(
        several.contains("`listen eval` compares several"),
        "{several}"
    );
}

#[test]
fn the_ending_of_the_output_names_the_format_of_figures() {
    let written = |args: &str, name: &str| {
        let ran = eval(&format!("--quiet --output {name} {args}")).run();
        ran.file(name).expect("written")
    };
    assert!(written("", "a.csv").starts_with("model,"));
    assert!(written("", "a.json").starts_with('{'));
    assert!(written("", "a.txt").starts_with("8 labelled texts"));
    assert!(written("--format json", "a.csv").starts_with('{'));
}

#[test]
fn dates_stop_no_measuring_and_records_that_cannot_be_read_do_when_strict() {
    let measured = |args: &str| {
        let texts = "text,label,date\nso good,positive,03/04/2026\n,negative,05/06/2026\n";
        Listen::command(format!("eval t.csv {args}").trim_end()).file("t.csv", texts)
    };
    assert_eq!(measured("").run().code, 0);
    let error = measured("--strict").fails(1);
    assert!(error.contains("line 3: no text"), "{error}");
}
