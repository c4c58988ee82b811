//! A PIN of four digits: it opens a screen that was locked at a chair, on which its owner is signed in, and nothing else.

use askama::Template;
use record::accounts::{self, Account};

use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::sign_in::{next_code, too_often};
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::{SignedIn, Visit};
use crate::{password, sign_in};

/// Digits of a PIN. Source: `ux/screens.md`, lock.
pub const DIGITS: usize = 4;

#[derive(Template)]
#[template(path = "sign_ins/pin.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    chosen: bool,
    demo_code: String,
}

/// The account somebody is signed in with; a patient has no PIN.
///
/// # Errors
/// The store's.
pub fn account(app: &App, signed: &SignedIn) -> Result<Option<Account>, Trouble> {
    signed.person_id().map_or(Ok(None), |person| sign_in::account_of(app, person))
}

/// Have they chosen one?
///
/// # Errors
/// The store's.
pub fn is_chosen(app: &App, signed: &SignedIn) -> Result<bool, Trouble> {
    let Some(account) = account(app, signed)? else { return Ok(false) };
    Ok(app.read(|conn, org| accounts::pin_hash(conn, org, &account.login))?.is_some())
}

/// In a demonstration, what their authenticator would say; "" elsewhere.
///
/// # Errors
/// The store's.
pub fn demo_code(app: &App, signed: &SignedIn) -> Result<String, Trouble> {
    if !app.demo {
        return Ok(String::new());
    }
    Ok(account(app, signed)?.map(|account| next_code(&account, app.now())).unwrap_or_default())
}

/// `GET /pin`
pub fn get(app: &App, visit: &Visit) -> Answered {
    html(&page(app, visit, Errors::default())?)
}

fn page(app: &App, visit: &Visit, errors: Errors) -> Result<Page, Trouble> {
    let signed = visit.signed()?;
    let account = account(app, signed)?.ok_or(Trouble::NotFound)?;
    let chosen = app.read(|conn, org| accounts::pin_hash(conn, org, &account.login))?.is_some();
    let frame = draw::frame(app, visit, "Your PIN");
    Ok(Page { frame, errors, chosen, demo_code: demo_code(app, signed)? })
}

/// `POST /pin`: with the code of one's authenticator, so that nobody chooses one on a screen that was left open.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let account = account(app, visit.signed()?)?.ok_or(Trouble::NotFound)?;
    let mut errors = Errors::default();
    if let Err(why) = is_good(visit.raw("pin")) {
        errors.add("pin", why);
    } else if visit.raw("pin") != visit.raw("again") {
        errors.add("again", "These two are not the same.");
    }
    if errors.is_empty() {
        prove(app, visit, &account, &mut errors)?;
    }
    if !errors.is_empty() {
        return again(&page(app, visit, errors)?);
    }
    let hash = password::hash(visit.raw("pin")).map_err(|_| Trouble::Broken)?;
    app.record.choose_pin(&account.login, &hash)?;
    go("/pin", "pin-chosen")
}

/// Counted first, then looked at, as when signing in.
fn prove(app: &App, visit: &Visit, account: &Account, errors: &mut Errors) -> Result<(), Trouble> {
    let wait = sign_in::begin_try(app, &account.login, &visit.network)?;
    if 0 < wait {
        errors.add("code", &too_often(Lang::En, wait));
        return Ok(());
    }
    if sign_in::uses_code(app, account, visit.value("code"))? {
        return sign_in::was_right(app, &account.login, &visit.network);
    }
    errors.add("code", "That code did not match, or was used. A code works once: wait for the next one.");
    Ok(())
}

/// Four digits, and none of those that everybody tries first.
fn is_good(pin: &str) -> Result<(), &'static str> {
    let digits = pin.as_bytes();
    if digits.len() != DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Err("Four digits.");
    }
    let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    let easy = steps.iter().all(|step| *step == steps[0] && step.abs() <= 1);
    if easy { Err("Not four alike, and not a row such as 1234: those are tried first.") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_that_are_not_tried_first() {
        for good in ["4071", "1243", "9086", "2468"] {
            assert_eq!(is_good(good), Ok(()), "{good}");
        }
        for bad in ["", "407", "40711", "0000", "1234", "9876", "40a1", "４０７１", "4 71"] {
            assert!(is_good(bad).is_err(), "{bad}");
        }
    }
}
