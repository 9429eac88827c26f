//! How far a zone's clocks are from UTC, remembered from one clock change to the next.

use std::ops::Range;

use jiff::{Timestamp, tz::TimeZone};

/// The offsets of one zone.
#[derive(Clone, Debug)]
pub(super) struct Offsets {
    zone: TimeZone,
    /// Stretches met so far, by ascending time.
    known: Vec<Stretch>,
    /// The one used last.
    last: Stretch,
}

/// A stretch of time without a clock change.
#[derive(Clone, Debug)]
struct Stretch {
    /// Seconds of Unix time.
    time: Range<i64>,
    /// Seconds ahead of UTC.
    offset: i64,
}

impl Offsets {
    pub(super) fn new(zone: &TimeZone) -> Self {
        let fixed = zone.to_fixed_offset().ok();
        let last = Stretch {
            time: fixed.map_or(0..0, |_| i64::MIN..i64::MAX),
            offset: fixed.map_or(0, |offset| i64::from(offset.seconds())),
        };
        Self {
            zone: zone.clone(),
            known: Vec::new(),
            last,
        }
    }

    /// What the clocks show, as seconds from 1970-01-01T00:00 on the clock.
    pub(super) fn local_seconds(&mut self, at: Timestamp) -> i64 {
        let nanoseconds_before = i64::from(at.subsec_nanosecond() < 0);
        let seconds = at.as_second() - nanoseconds_before;
        if !self.last.time.contains(&seconds) {
            self.last = self.stretch(seconds, at);
        }
        seconds + self.last.offset
    }

    fn stretch(&mut self, seconds: i64, at: Timestamp) -> Stretch {
        let place = self
            .known
            .partition_point(|known| known.time.end <= seconds);
        if let Some(known) = self.known.get(place).filter(|k| k.time.contains(&seconds)) {
            return known.clone();
        }
        let new = look_up(&self.zone, at);
        self.known.insert(place, new.clone());
        new
    }
}

fn look_up(zone: &TimeZone, at: Timestamp) -> Stretch {
    let begins = Timestamp::from_second(at.as_second().saturating_add(1)).unwrap_or(at);
    let start = zone.preceding(begins).next();
    let end = zone.following(at).next();
    Stretch {
        time: start.map_or(i64::MIN, |t| t.timestamp().as_second())
            ..end.map_or(i64::MAX, |t| t.timestamp().as_second()),
        offset: i64::from(zone.to_offset(at).seconds()),
    }
}
