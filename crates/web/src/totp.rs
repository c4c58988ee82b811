//! Time-based one-time codes (RFC 6238: SHA-1, 30 s, 6 digits). A code works once.

use ring::hmac;

/// Seconds one code is valid.
const STEP_S: i64 = 30;

/// The step of an instant, in seconds since 1970.
pub const fn step_at(now_s: i64) -> i64 {
    now_s.div_euclid(STEP_S)
}

/// The code of one step.
pub fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let offset = usize::from(bytes[bytes.len() - 1] & 0x0F);
    let word = u32::from_be_bytes([bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]]);
    format!("{:06}", (word & 0x7FFF_FFFF) % 1_000_000)
}

/// The step that this code belongs to, if it is the present one or its neighbour.
pub fn step_of(secret: &[u8], typed: &str, now_s: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let present = step_at(now_s);
    [present, present - 1, present + 1]
        .into_iter()
        .find(|step| crate::sign_in::same(&code(secret, *step), &typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, cut to six digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (at_s, code_of) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(code(secret, at_s / 30), code_of);
            assert_eq!(step_of(secret, code_of, at_s), Some(at_s / 30));
        }
        assert_eq!(step_of(secret, "000000", 59), None);
    }
}
