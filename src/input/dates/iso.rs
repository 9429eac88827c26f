//! Dates as ISO 8601 writes them, and zones.

use jiff::{civil::DateTime, tz::Offset};

use super::Written;

/// `2026-03-13`, `2026-03-13T20:00:00Z`, `2026-03-13 20:00:00.123 +01:00` …
pub(super) fn read(bytes: &[u8]) -> Option<Written> {
    if let Some((head, rest)) = bytes.split_first_chunk()
        && let Some(time) = to_the_second(head)
        && let Ok(offset) = zone(rest)
    {
        return Some(Written { time, offset });
    }
    in_parts(bytes)
}

/// `2026-03-13T20:00:00`, as nearly all exports begin a date.
fn to_the_second(bytes: &[u8; 19]) -> Option<DateTime> {
    let [
        y0,
        y1,
        y2,
        y3,
        b'-',
        m0,
        m1,
        b'-',
        d0,
        d1,
        b'T' | b' ',
        rest @ ..,
    ] = bytes
    else {
        return None;
    };
    let [h0, h1, b':', i0, i1, b':', s0, s1] = rest else {
        return None;
    };
    let digits = [y0, y1, y2, y3, m0, m1, d0, d1, h0, h1, i0, i1, s0, s1];
    if !digits.iter().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let two = |tens: &u8, ones: &u8| ((tens - b'0') * 10 + (ones - b'0')).cast_signed();
    let year = i16::from(two(y0, y1)) * 100 + i16::from(two(y2, y3));
    let (hour, minute, second) = (two(h0, h1), two(i0, i1), two(s0, s1));
    DateTime::new(year, two(m0, m1), two(d0, d1), hour, minute, second, 0).ok()
}

fn in_parts(bytes: &[u8]) -> Option<Written> {
    let (year, rest) = number(bytes, 4)?;
    let (month, rest) = number(rest.strip_prefix(b"-")?, 2)?;
    let (day, rest) = number(rest.strip_prefix(b"-")?, 2)?;
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
    Some(Written { time, offset })
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
