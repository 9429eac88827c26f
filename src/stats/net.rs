//! The interval of net sentiment.

use super::{Interval, Z};

/// From this many independent mentions on, the plain estimate is used.
const LARGE: u64 = 100;

/// The 95 % interval of `100 × (positive − negative) / of`, in points, on `effective`
/// independent mentions; `None` where there are none.
///
/// Multinomial variance `(p₊ + p₋ − (p₊ − p₋)²) / n`. Small or one-sided samples take
/// Jeffreys' prior, half a mention in each of the three classes, and its posterior variance.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn net_sentiment(positive: u64, negative: u64, of: u64, effective: u64) -> Option<Interval> {
    if of == 0 || effective == 0 {
        return None;
    }
    let n = effective as f64;
    let (p, m) = (positive as f64 / of as f64, negative as f64 / of as f64);
    let is_small = effective < LARGE || n * p.max(m) < 5.0;
    let prior = if is_small { 0.5 } else { 0.0 };
    let total = n + 3.0 * prior;
    let (p, m) = ((n * p + prior) / total, (n * m + prior) / total);
    let variance = (p + m - (p - m) * (p - m)) / (total + 2.0 * prior);
    let (centre, half) = (100.0 * (p - m), 100.0 * Z * variance.max(0.0).sqrt());
    Some(Interval {
        low: (centre - half).max(-100.0),
        high: (centre + half).min(100.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_width_is_what_the_sample_size_allows() {
        // STATISTICS: n = 400 gives about ±7 points, n = 1,000 about ±5
        let half = |n: u64| {
            let interval = net_sentiment(n / 4, n / 3, n, n).unwrap();
            (interval.high - interval.low) / 2.0
        };
        assert!((half(400) - 7.0).abs() < 1.0, "{}", half(400));
        assert!((half(1000) - 5.0).abs() < 1.0, "{}", half(1000));
    }

    #[test]
    fn it_holds_the_estimate_whatever_the_sample() {
        for (positive, negative, of) in [
            (0, 0, 1),
            (5, 0, 5),
            (0, 50, 50),
            (1, 0, 500),
            (300, 300, 700),
        ] {
            let interval = net_sentiment(positive, negative, of, of).unwrap();
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let estimate = 100.0 * (positive as f64 - negative as f64) / of as f64;
            assert!(
                interval.low <= estimate && estimate <= interval.high,
                "{estimate} {interval:?}"
            );
            assert!(interval.low < interval.high);
        }
    }
}
