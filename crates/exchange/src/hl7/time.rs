//! HL7 times: `YYYYMMDDHHMM[SS[.S…]][±ZZZZ]`. Only how long before sending something was measured is ever taken from
//! them: a monitor's clock may be wrong, and both times are of the same clock.

use care::time::Date;

const SECOND_US: i64 = 1_000_000;
const MINUTE_US: i64 = 60 * SECOND_US;

/// A time as a sender wrote it, and whether it said its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    us: i64,
    zoned: bool,
}

impl Stamp {
    /// Reads it; none for a date alone, and for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let sign = text.find(['+', '-']);
        let (civil, zone) = sign.map_or((text, None), |at| (&text[..at], Some(&text[at..])));
        let (whole, fraction) = civil.split_once('.').unwrap_or((civil, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || !matches!(whole.len(), 12 | 14) || 9 < fraction.len() {
            return None;
        }
        let number = |from: usize, until: usize| whole.get(from..until)?.parse::<i64>().ok();
        let (hour, minute) = (number(8, 10)?, number(10, 12)?);
        let second = if whole.len() == 14 { number(12, 14)? } else { 0 };
        if 23 < hour || 59 < minute || 60 < second {
            return None;
        }
        let part = |from: usize, until: usize| u8::try_from(number(from, until)?).ok();
        let date = Date::new(u16::try_from(number(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)?;
        let micros: i64 =
            if fraction.is_empty() { 0 } else { format!("{fraction:0<6}").get(..6)?.parse().ok()? };
        let civil = date.utc_midnight().0 + (hour * 60 + minute) * MINUTE_US + second * SECOND_US + micros;
        Some(Self { us: civil - zone.map_or(Some(0), offset)?, zoned: zone.is_some() })
    }

    /// Microseconds from an earlier stamp of the same sender to this one; none when only one of them said its zone.
    pub fn since(self, earlier: Self) -> Option<i64> {
        (self.zoned == earlier.zoned).then_some(self.us - earlier.us)
    }
}

fn offset(zone: &str) -> Option<i64> {
    let (sign, digits) = zone.split_at(1);
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = (digits[..2].parse::<i64>().ok()?, digits[2..].parse::<i64>().ok()?);
    let us = (14 >= hours && 59 >= minutes).then_some((hours * 60 + minutes) * MINUTE_US)?;
    Some(if sign == "-" { -us } else { us })
}

/// An instant as HL7 writes it, in UTC with its zone.
pub fn written(at: care::time::Instant) -> String {
    let stamp = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    stamp.strftime("%Y%m%d%H%M%S%.3f+0000").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> Stamp {
        Stamp::read(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn the_time_between_is_in_the_senders_own_clock() {
        assert_eq!(stamp("20260912120130").since(stamp("20260912120000")), Some(90 * SECOND_US));
        assert_eq!(stamp("20260912120000.5").since(stamp("202609121200")), Some(SECOND_US / 2));
        assert_eq!(stamp("20260912120000+0530").since(stamp("20260912063000+0000")), Some(0));
        assert_eq!(stamp("20260101000000").since(stamp("20251231235959")), Some(SECOND_US));
        assert_eq!(stamp("20260912120000+0000").since(stamp("20260912120000")), None, "one says its zone");
    }

    #[test]
    fn anything_else_is_no_time() {
        let wrong = [
            "",
            "2026",
            "20260912",
            "20261312120000",
            "20260230120000",
            "20260912240000",
            "20260912126000",
            "20260912120000+05",
            "20260912120000Z",
            "now",
            "2026091212000\u{00e9}",
            "20260912120000.1234567890",
            "20260912120000+1560",
            "+0000",
            "20260912120000+00é",
        ];
        for text in wrong {
            assert_eq!(Stamp::read(text), None, "{text}");
        }
    }

    #[test]
    fn an_instant_is_written_with_its_zone() {
        assert_eq!(written(care::time::Instant(1_757_678_400_250_000)), "20250912120000.250+0000");
    }
}
