//! Passwords: argon2id, checked at the same cost whether the account exists or not.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};

/// Shortest password accepted, in characters (NIST SP 800-63B-4: 15 when it is the only factor).
pub const SHORTEST: usize = 15;

/// A hash of this password in PHC form.
///
/// # Errors
/// In words, when the hash cannot be made.
pub fn hash(password: &str) -> Result<String, String> {
    let hashed = Argon2::default().hash_password(password.as_bytes());
    hashed.map(|hash| hash.to_string()).map_err(|fault| format!("the password could not be hashed: {fault}"))
}

/// Does this password belong to this hash? A missing hash costs the same and is never right.
pub fn matches(password: &str, hash: Option<&str>) -> bool {
    // argon2id of random bytes nobody has.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$cmFuZG9tc2FsdGZvcm5vb25l$M0iLq0n1m4Xb0Zq4o3oWJrQnJcVd4mKz2mHk8b0rC6E";
    let known = PasswordHash::new(hash.unwrap_or(NOBODY));
    let right = known.is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    right && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_matches() {
        let kept = hash("correct horse battery").expect("argon2 works here");
        assert!(kept.starts_with("$argon2id$"));
        assert!(matches("correct horse battery", Some(&kept)));
        assert!(!matches("correct horse batterz", Some(&kept)));
        assert!(!matches("correct horse battery", None));
        assert!(!matches("", Some("not a hash")));
    }
}
