//! Passwords a person can read out, and secrets for one-time codes.

use crate::failure::Failure;

/// Bytes of a one-time code secret: as long as a SHA-1 digest (RFC 4226 4).
pub const SECRET_BYTES: usize = 20;

/// 64 short words that are hard to mishear: 6 bits each.
const WORDS: [&str; 64] = [
    "amber", "anchor", "apple", "basil", "beacon", "birch", "bridge", "candle", "canoe", "cedar", "chalk",
    "cliff", "cloud", "clover", "copper", "coral", "cotton", "delta", "ember", "falcon", "fern", "flint",
    "forest", "garden", "ginger", "harbor", "hazel", "heron", "island", "ivory", "jasper", "juniper", "kelp",
    "kettle", "lagoon", "lantern", "lemon", "linen", "maple", "marble", "meadow", "mint", "nectar", "ocean",
    "olive", "orchid", "otter", "pebble", "pepper", "pine", "plum", "quartz", "river", "saffron", "sage",
    "sandal", "silver", "summit", "thistle", "tidal", "velvet", "walnut", "willow", "winter",
];

/// A password of words from random bytes: 6 bits a word.
pub fn password(random: &[u8]) -> String {
    let words: Vec<&str> = random.iter().map(|byte| WORDS[usize::from(byte & 63)]).collect();
    words.join("-")
}

/// Random bytes of the system.
///
/// # Errors
/// When the system gives none.
pub fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|fault| Failure::Machine(format!("the system gave no randomness: {fault}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_of_words_is_long_enough_to_be_accepted() {
        for byte in 0..=255 {
            assert!(web::password::SHORTEST <= password(&[byte; 5]).len(), "{}", password(&[byte; 5]));
        }
    }
}
