//! A screen at a chair is locked by its reader, or by itself when nobody touches it, and opened again with a PIN or the code
//! of an authenticator. Which pages a locked screen may ask for is judged in `locked.rs`.

use care::ids::SessionId;
use record::accounts;

use super::{glance, load};
use crate::answer::{Answered, Reply, Trouble, go};
use crate::app::App;
use crate::pages::pin;
use crate::visit::{SignedIn, Visit};
use crate::{password, sign_in};

/// The page that is locked.
pub const SHOWN: &str = "/sessions/{session}";
/// Its numbers, asked for every few seconds.
pub const NUMBERS: &str = "/sessions/{session}/numbers";
/// What opens it again.
pub const UNLOCK: &str = "/sessions/{session}/unlock";
/// Tries of one locked screen; after these it is signed out. One of 2,000 who guess four digits gets in.
const TRIES: i64 = 5;

/// `POST /sessions/{session}/lock`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    app.record.lock_sign_in(&visit.signed()?.token_hash, loaded.id)?;
    Ok(Reply::Go(loaded.href(), None))
}

/// `POST /sessions/{session}/unlock`
pub fn post_unlock(app: &App, visit: &Visit) -> Answered {
    let session = visit.id("session", SessionId::read)?;
    let to = back_to(session, visit.value("to"));
    let signed = visit.signed()?;
    if signed.locked.is_none() {
        // Another tab was faster.
        return load::chart(app, visit).map(|_| Reply::Go(to, None));
    }
    let tries = format!("pin:{}", signed.token_hash);
    if 0 < app.record.begin_try(&tries, TRIES)? {
        app.record.end_sign_in(&signed.token_hash)?;
        return Err(Trouble::SignIn);
    }
    if !is_right(app, signed, visit.value("pin"))? {
        return glance::again(app, visit, "That did not match. After five tries this screen signs out.");
    }
    app.record.forget_tries(&tries)?;
    app.record.unlock_sign_in(&signed.token_hash)?;
    go(to, "screen-unlocked")
}

/// Four digits are a PIN, six the code that an authenticator shows now.
fn is_right(app: &App, signed: &SignedIn, typed: &str) -> Result<bool, Trouble> {
    let Some(account) = pin::account(app, signed)? else { return Ok(false) };
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() == pin::DIGITS {
        let hash = app.read(|conn, org| accounts::pin_hash(conn, org, &account.login))?;
        return Ok(password::matches(&digits, hash.as_deref()));
    }
    sign_in::uses_code(app, &account, &digits)
}

/// The page of this visit that was open before, else the visit's own.
fn back_to(session: SessionId, asked: &str) -> String {
    let own = format!("/sessions/{session}");
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '/');
    let within =
        asked.strip_prefix(&own).is_some_and(|rest| rest.starts_with('/') && rest.chars().all(plain));
    if within { asked.to_owned() } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_where_it_was_locked_and_nowhere_else() {
        let session = SessionId(7);
        let own = format!("/sessions/{session}");
        assert_eq!(back_to(session, &format!("{own}/vitals")), format!("{own}/vitals"));
        for other in [
            "",
            "/board",
            "//evil.example",
            "/sessions/ses_1/vitals",
            &format!("{own}/..\\x"),
            &format!("{own}@x"),
        ] {
            assert_eq!(back_to(session, other), own, "{other}");
        }
    }
}
