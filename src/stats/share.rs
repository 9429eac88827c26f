//! The interval of a share.

use super::{Interval, Z};

/// Wilson's 95 % interval of `count / of`, 0 to 1, on `effective` independent mentions
/// (Brown, Cai & `DasGupta` 2001); `None` where there are none.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn share(count: u64, of: u64, effective: u64) -> Option<Interval> {
    if of == 0 || effective == 0 {
        return None;
    }
    let p = count.min(of) as f64 / of as f64;
    let n = effective as f64;
    let z2 = Z * Z;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    Some(Interval {
        low: if count == 0 {
            0.0
        } else {
            (centre - half).max(0.0)
        },
        high: if count >= of {
            1.0
        } else {
            (centre + half).min(1.0)
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_published_values() {
        // Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29
        for (count, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = share(count, of, of).unwrap();
            assert!(
                (interval.low - low).abs() < 5e-5,
                "{count}/{of}: {interval:?}"
            );
            assert!(
                (interval.high - high).abs() < 5e-5,
                "{count}/{of}: {interval:?}"
            );
        }
    }

    #[test]
    fn reposts_widen_it() {
        let all = share(580, 1000, 1000).unwrap();
        let unique = share(580, 1000, 100).unwrap();
        assert!(unique.low < all.low && unique.high > all.high);
    }

    #[test]
    fn nothing_has_no_interval() {
        assert_eq!(share(0, 0, 0), None);
    }
}
