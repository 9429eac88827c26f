//! Dates as ISO 8601 writes them, and zones.

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use super::Written;

/// `2026-03-13`, `2026-03-13T20:00:00Z`, `2026-03-13 20:00:00.123 +01:00` …
pub(super) fn read(bytes: &[u8]) -> Option<Written> {
    if let Some((head, rest)) = bytes.split_first_chunk()
        && let Some(time) = to_the_second(head)
        && let Ok(offset) = zone(rest)
    {
        return Some(Written {
            time,
            has_clock: true,
            offset,
        });
    }
    in_parts(bytes)
}

/// `2026-03-13T20:00:00Z`, as nearly all exports write a moment.
pub(super) fn read_utc(bytes: &[u8]) -> Option<Timestamp> {
    let (head, zone) = bytes.split_first_chunk()?;
    if !matches!(zone, b"Z" | b"+00:00") {
        return None;
    }
    let (year, [month, day, hour, minute, second]) = figures(head)?;
    let is_clock = hour < 24 && minute < 60 && second < 60;
    let days = day_number(year, month, day).filter(|_| is_clock)?;
    let [hour, minute, second] = [hour, minute, second].map(i64::from);
    Timestamp::from_second(days * 86_400 + hour * 3_600 + minute * 60 + second).ok()
}

/// A date counted from 1970-01-01; years count from 0.
fn day_number(year: i16, month: i8, day: i8) -> Option<i64> {
    const LENGTHS: [i8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let index = usize::try_from(month.checked_sub(1)?).ok()?;
    // Small unsigned numbers divide fastest.
    let year = u32::try_from(year).ok()?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = LENGTHS.get(index)? + i8::from(is_leap && month == 2);
    if !(1..=longest).contains(&day) {
        return None;
    }
    // Leap days of the years before this one, and of 400 years before these.
    let before = year + 399;
    let leaps = before / 4 - before / 100 + before / 400;
    let of_year = BEFORE.get(index)? + u32::from(is_leap && month > 2);
    let days = year * 365 + leaps + of_year;
    Some(i64::from(days) + i64::from(day) - 719_625)
}

/// `2026-03-13T20:00:00`, as nearly all exports begin a date.
fn to_the_second(bytes: &[u8; 19]) -> Option<DateTime> {
    let (year, [month, day, hour, minute, second]) = figures(bytes)?;
    DateTime::new(year, month, day, hour, minute, second, 0).ok()
}

/// The year, and the five numbers of two figures each that follow it.
fn figures(bytes: &[u8; 19]) -> Option<(i16, [i8; 5])> {
    let century = [bytes[0], bytes[1]].map(|figure| figure.wrapping_sub(b'0'));
    if century.iter().any(|figure| *figure > 9) || !matches!(bytes[10], b'T' | b' ') {
        return None;
    }
    let century = i16::from(century[0] * 10 + century[1]);
    let [year, month, day] = three(*bytes[2..].first_chunk()?, b'-')?;
    let [hour, minute, second] = three(*bytes.last_chunk()?, b':')?;
    let year = century * 100 + i16::from(year);
    Some((year, [month, day, hour, minute, second]))
}

/// Three numbers of two figures each, with `sign` between them. All bytes are looked at together.
fn three(bytes: [u8; 8], sign: u8) -> Option<[i8; 3]> {
    /// Reaches 0x80 where what it is added to is no figure, or not the sign.
    const ROOM: u64 = u64::from_le_bytes([0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f, 0x76, 0x76]);
    let zeros = u64::from_le_bytes([b'0', b'0', sign, b'0', b'0', sign, b'0', b'0']);
    let figures = u64::from_le_bytes(bytes) ^ zeros;
    let odd = figures | figures.wrapping_add(ROOM);
    let pairs = figures.wrapping_mul(10).wrapping_add(figures >> 8);
    let [first, _, _, second, _, _, third, _] = pairs.to_le_bytes().map(u8::cast_signed);
    (odd & 0x8080_8080_8080_8080 == 0).then_some([first, second, third])
}

fn in_parts(bytes: &[u8]) -> Option<Written> {
    let (year, rest) = number(bytes, 4)?;
    let (month, rest) = number(rest.strip_prefix(b"-")?, 2)?;
    let (day, rest) = number(rest.strip_prefix(b"-")?, 2)?;
    let has_clock = !rest.is_empty();
    let ((hour, minute, second), nanos, rest) = match rest.split_first() {
        None => ((0, 0, 0), 0, rest),
        Some((b'T' | b't' | b' ', rest)) => clock(rest)?,
        Some(_) => return None,
    };
    let small = |number: i32| i8::try_from(number).ok();
    let time = DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        // A leap second is counted with the second before it.
        small(if second == 60 { 59 } else { second })?,
        nanos,
    );
    let (time, offset) = (time.ok()?, zone(rest).ok()?);
    Some(Written {
        time,
        has_clock,
        offset,
    })
}

/// Hour, minute and second.
type Clock = (i32, i32, i32);

/// `20:00`, `20:00:00`, `20:00:00.123`, its nanoseconds, and what follows.
fn clock(bytes: &[u8]) -> Option<(Clock, i32, &[u8])> {
    let (hour, rest) = number(bytes, 2)?;
    let (minute, rest) = number(rest.strip_prefix(b":")?, 2)?;
    let Some(rest) = rest.strip_prefix(b":") else {
        return Some(((hour, minute, 0), 0, rest));
    };
    let (second, rest) = number(rest, 2)?;
    let (nanos, rest) = fraction(rest);
    Some(((hour, minute, second), nanos, rest))
}

/// Exactly `digits` digits.
fn number(bytes: &[u8], digits: usize) -> Option<(i32, &[u8])> {
    let (head, rest) = bytes.split_at_checked(digits)?;
    let mut value = 0;
    for byte in head {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i32::from(digit);
    }
    Some((value, rest))
}

/// `.123` as nanoseconds; what is finer is dropped.
pub(super) fn fraction(bytes: &[u8]) -> (i32, &[u8]) {
    let Some((b'.' | b',', rest)) = bytes.split_first() else {
        return (0, bytes);
    };
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let nanos = (0..9).fold(0, |sum, i| {
        let digit = if i < digits { rest[i] - b'0' } else { 0 };
        sum * 10 + i32::from(digit)
    });
    (nanos, &rest[digits..])
}

/// What stands after a time: nothing, or a zone.
fn zone(bytes: &[u8]) -> Result<Option<Offset>, NoZone> {
    let offset = match bytes {
        [] => return Ok(None),
        [b'Z' | b'z'] => Some(Offset::UTC),
        [b' ', rest @ ..] if !rest.is_empty() => return zone(rest),
        [sign @ (b'+' | b'-'), rest @ ..] => offset(*sign, rest),
        _ => std::str::from_utf8(bytes).ok().and_then(named_zone),
    };
    offset.map(Some).ok_or(NoZone)
}

/// What stands after a time is no zone.
struct NoZone;

/// `01:00`, `0100` or `01` after a sign.
pub(super) fn offset(sign: u8, bytes: &[u8]) -> Option<Offset> {
    let (hours, rest) = number(bytes, 2)?;
    let minutes = match rest {
        [] => 0,
        [b':', rest @ ..] | rest => number(rest, 2).filter(|(_, rest)| rest.is_empty())?.0,
    };
    let seconds = (hours * 60 + minutes) * 60;
    Offset::from_seconds(if sign == b'-' { -seconds } else { seconds }).ok()
}

/// The zones that exports name by letters.
pub(super) fn named_zone(name: &str) -> Option<Offset> {
    let hours = match name.trim().to_ascii_uppercase().as_str() {
        "UTC" | "GMT" | "Z" | "WET" => 0,
        "CET" | "BST" | "WEST" => 1,
        "CEST" | "EET" => 2,
        "EEST" => 3,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(Offset::constant(hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_and_the_long_one_agree_on_every_day() {
        for year in [
            0, 1, 4, 100, 399, 400, 1899, 1900, 1969, 1970, 2000, 2026, 9999,
        ] {
            for (month, day) in (0..14).flat_map(|month| (0..33).map(move |day| (month, day))) {
                let date = format!("{year:04}-{month:02}-{day:02}T23:59:58Z");
                let long = read(date.as_bytes())
                    .and_then(|written| Offset::UTC.to_timestamp(written.time).ok());
                assert_eq!(read_utc(date.as_bytes()), long, "{date}");
            }
        }
        for odd in [
            "2026-03-13T24:00:00Z",
            "2026-03-13T20:61:00Z",
            "2026-03-13T20:00:60Z",
            "2026-03-13",
        ] {
            assert_eq!(read_utc(odd.as_bytes()), None, "{odd}");
        }
    }
}
