//! A password of one's own in the place of one that somebody else gave, and has seen.

use askama::Template;

use super::sign_in::{Opens, draw_password, signed_in, ticket_account};
use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::parts::Errors;
use crate::password;
use crate::visit::Visit;

/// Letters at least. NIST SP 800-63B-4 asks for 15 where a password stands alone, 8 beside a second factor; no kinds of
/// letters are asked for.
const LETTERS_MIN: usize = 15;

#[derive(Template)]
#[template(path = "sign_in/own_password.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    ticket: String,
    to: String,
}

/// The page, after everything else was right.
pub(super) fn draw(app: &App, visit: &Visit, ticket: String, errors: Errors) -> Answered {
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame_in(app, visit, &visit.lang.say("signin-own-title"), Shell::Public),
        errors,
        ticket,
        to: visit.value("to").to_owned(),
    };
    // It holds a ticket: nothing on the way keeps it.
    if ok { Ok(Reply::Passing(page.render()?)) } else { Ok(Reply::Again(page.render()?)) }
}

/// `POST /sign-in/own`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let Some(account) = ticket_account(app, visit.value("ticket"), Opens::OwnPassword)? else {
        return draw_password(app, visit, visit.lang.say("signin-too-slow"));
    };
    let (own, again) = (visit.raw("own"), visit.raw("again"));
    let mut errors = Errors::default();
    if own.chars().count() < LETTERS_MIN || 1_000 < own.len() {
        errors.add("own", &visit.lang.say_with("signin-own-short", &[("n", &LETTERS_MIN.to_string())]));
    } else if own.to_lowercase().contains(&account.login)
        || password::matches(own, Some(&account.password_hash))
    {
        errors.add("own", &visit.lang.say("signin-own-known"));
    } else if own != again {
        errors.add("again", &visit.lang.say("signin-own-differs"));
    }
    if !errors.is_empty() {
        return draw(app, visit, visit.value("ticket").to_owned(), errors);
    }
    let hash = password::hash(own).map_err(|_| Trouble::Broken)?;
    if !app.record.choose_password(&account.login, &account.password_hash, &hash)? {
        return draw_password(app, visit, visit.lang.say("signin-too-slow"));
    }
    signed_in(app, visit, &account)
}
