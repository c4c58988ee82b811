//! The system's clock, and instants as people write them. Nothing else in the house reads a clock.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use care::time::Instant;
use record::submit::Clock;

/// Now, in microseconds since 1970-01-01 UTC. A clock before 1970 reads as 1970.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// The system's clock, as the record asks for it.
pub fn system() -> Clock {
    Arc::new(now)
}

/// A clock that stands: for building dated history.
pub fn standing(at: Instant) -> Clock {
    Arc::new(move || at)
}

/// An id that sorts by its time (UUIDv7): 48 bits of milliseconds, then these random bits.
pub fn timed_id(at: Instant, random: u128) -> u128 {
    let ms = u128::from(at.0.div_euclid(1_000).unsigned_abs()) & ((1 << 48) - 1);
    let version_and_variant = (7 << 76) | (2 << 62);
    let free = !((0xFFFF_FFFF_FFFF << 80) | (0xF << 76) | (3 << 62));
    (ms << 80) | version_and_variant | (random & free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timed_id_is_a_version_7_uuid_that_sorts_by_time() {
        let id = timed_id(Instant(1_795_305_600_123_000), u128::MAX);
        assert_eq!(id >> 80, 1_795_305_600_123);
        assert_eq!((id >> 76) & 0xF, 7);
        assert_eq!((id >> 62) & 3, 2);
        assert!(timed_id(Instant(1_000), u128::MAX) < timed_id(Instant(2_000), 0));
    }
}
