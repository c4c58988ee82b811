//! Signing in: password, then a one-time code for staff; throttled for the account and for the network.

use askama::Template;
use care::ids::PersonId;
use care::time::Instant;
use record::accounts::{self, Account};
use ring::hmac;

use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell, Theme};
use crate::pages::{own_notes, own_password};
use crate::parts::Errors;
use crate::password;
use crate::reader::Clock;
use crate::reading::session_cookie;
use crate::sign_in::{self, csrf_of, fresh_token, hex, token_hash};
use crate::texts::Lang;
use crate::totp;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct PasswordPage {
    frame: Frame,
    login: String,
    to: String,
    error: String,
    demo: bool,
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    frame: Frame,
    ticket: String,
    to: String,
    error: String,
    /// In a demonstration, what an authenticator would say now.
    demo_code: String,
}

pub(super) fn draw_password(app: &App, visit: &Visit, error: String) -> Answered {
    let to = if visit.form.is_empty() { visit.asked("to") } else { visit.value("to") };
    let page = PasswordPage {
        frame: draw::frame_in(app, visit, &visit.lang.say("signin-title"), Shell::Public),
        login: visit.value("login").to_owned(),
        to: to.to_owned(),
        error,
        demo: app.demo,
    };
    if page.error.is_empty() { html(&page) } else { Ok(Reply::Again(page.render()?)) }
}

/// `GET /sign-in`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw_password(app, visit, String::new())
}

pub(crate) fn too_often(lang: Lang, wait: i64) -> String {
    match wait {
        0..=119 => lang.say_counted("signin-wait-seconds", wait, &[]),
        more => lang.say_counted("signin-wait-minutes", more / 60 + 1, &[]),
    }
}

/// `POST /sign-in`: the password. The same words and the same time whether the account exists or not.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let login = visit.value("login").to_lowercase();
    if login.is_empty() || login.chars().count() > 200 || visit.raw("password").len() > 1_000 {
        return draw_password(app, visit, visit.lang.say("signin-missing"));
    }
    let wait = sign_in::begin_try(app, &login, &visit.network)?;
    if 0 < wait {
        return draw_password(app, visit, too_often(visit.lang, wait));
    }
    let account = app.read(|conn, org| accounts::find(conn, org, &login))?;
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    if !password::matches(visit.raw("password"), hash) {
        return draw_password(app, visit, visit.lang.say("signin-wrong"));
    }
    let account = account.ok_or(Trouble::Broken)?;
    app.record.take_back_try(&format!("network:{}", visit.network))?;
    if account.totp_secret.is_some() {
        return draw_code(app, visit, &account, ticket(&account, app.now(), Opens::Code), String::new());
    }
    if PersonId::read(&account.who).is_some() {
        // Staff always have a second factor; an account without one is not complete.
        return draw_password(app, visit, visit.lang.say("signin-no-second"));
    }
    enter(app, visit, &account)
}

/// What a ticket opens.
#[derive(Debug, Clone, Copy)]
pub(super) enum Opens {
    /// The page of the one-time code: the password was right.
    Code,
    /// The page where somebody chooses a password of their own: everything was right.
    OwnPassword,
    /// The notes of somebody who has left: everything was right.
    OwnNotes,
}

/// Everything was right: in, or first to a password that nobody else has seen.
fn enter(app: &App, visit: &Visit, account: &Account) -> Answered {
    if account.given {
        sign_in::was_right(app, &account.login, &visit.network)?;
        let ticket = ticket(account, app.now(), Opens::OwnPassword);
        return own_password::draw(app, visit, ticket, Errors::default());
    }
    signed_in(app, visit, account)
}

/// Proof that what was asked before was right, for five minutes: nothing is kept for it.
pub(super) fn ticket(account: &Account, now: Instant, opens: Opens) -> String {
    let minute = now.0.div_euclid(60_000_000);
    format!("{}.{minute}.{}", hex(account.login.as_bytes()), seal(account, minute, opens))
}

fn seal(account: &Account, minute: i64, opens: Opens) -> String {
    let opens = match opens {
        Opens::Code => "code",
        Opens::OwnPassword => "own",
        Opens::OwnNotes => "notes",
    };
    // Keyed with the account's own hash: a new password makes every open ticket worthless.
    let key = hmac::Key::new(hmac::HMAC_SHA256, account.password_hash.as_bytes());
    hex(hmac::sign(&key, format!("{opens} {} {minute}", account.login).as_bytes()).as_ref())
}

pub(super) fn ticket_account(app: &App, text: &str, opens: Opens) -> Result<Option<Account>, Trouble> {
    let mut parts = text.split('.');
    let (Some(login), Some(minute), Some(sealed)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    let bytes: Option<Vec<u8>> = login
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    let Some(login) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else { return Ok(None) };
    let Ok(minute) = minute.parse::<i64>() else { return Ok(None) };
    let age = app.now().0.div_euclid(60_000_000) - minute;
    let account = app.read(|conn, org| accounts::find(conn, org, &login))?;
    let right = |account: &Account| sign_in::same(&seal(account, minute, opens), sealed);
    Ok(account.filter(|account| (0..=5).contains(&age) && right(account)))
}

fn draw_code(app: &App, visit: &Visit, account: &Account, ticket: String, error: String) -> Answered {
    let frame = draw::frame_in(app, visit, &visit.lang.say("signin-code-title"), Shell::Public);
    let demo_code = if app.demo { next_code(account, app.now()) } else { String::new() };
    let page = CodePage { frame, ticket, to: visit.value("to").to_owned(), error, demo_code };
    if page.error.is_empty() { html(&page) } else { Ok(Reply::Again(page.render()?)) }
}

/// The next code that works: a demonstration is tried by people who have no authenticator at hand.
pub(crate) fn next_code(account: &Account, now: Instant) -> String {
    let secret = account.totp_secret.as_deref().unwrap_or_default();
    let present = totp::step_at(now.0.div_euclid(1_000_000));
    totp::code(secret, present.max(account.totp_last_step + 1))
}

/// `POST /sign-in/code`: the second factor. A code works once.
pub fn post_code(app: &App, visit: &Visit) -> Answered {
    let Some(account) = ticket_account(app, visit.value("ticket"), Opens::Code)? else {
        return draw_password(app, visit, visit.lang.say("signin-too-slow"));
    };
    let wait = sign_in::begin_try(app, &account.login, &visit.network)?;
    if 0 < wait {
        return draw_password(app, visit, too_often(visit.lang, wait));
    }
    let fresh = sign_in::uses_code(app, &account, visit.value("code"))?;
    if !fresh {
        let words = visit.lang.say("signin-wrong-code");
        return draw_code(app, visit, &account, visit.value("ticket").to_owned(), words);
    }
    enter(app, visit, &account)
}

/// A new token at each sign-in; an older one on this device is ended.
pub(super) fn signed_in(app: &App, visit: &Visit, account: &Account) -> Answered {
    if let Some(older) = &visit.token {
        app.record.end_sign_in(&token_hash(older))?;
    }
    let token = fresh_token()?;
    app.record.begin_sign_in(&token_hash(&token), &account.login, &account.who)?;
    sign_in::was_right(app, &account.login, &visit.network)?;
    debug_assert_eq!(csrf_of(&token).len(), 64);
    let Some(signed) = sign_in::who(app, &token, None)? else {
        if let Some(page) = own_notes::for_whoever_left(app, visit, account)? {
            return Ok(page);
        }
        return draw_password(app, visit, visit.lang.say("signin-no-affiliation"));
    };
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let same_site = if signed.patient.is_some() { "Lax" } else { "Strict" };
    let cookie = format!(
        "{}={token}; Path=/; HttpOnly; SameSite={same_site}; Max-Age=43200{secure}",
        session_cookie(app)
    );
    let asked = visit.value("to");
    let to = if is_ours(asked) && asked != "/" { asked } else { home(&signed) };
    Ok(Reply::GoWith(to.to_owned(), vec![cookie]))
}

/// A path on this site. Browsers read `//` and `/\\` as the beginning of another one's name, and leave out tabs and line
/// breaks before they look.
fn is_ours(path: &str) -> bool {
    let odd = |letter: char| letter == '\\' || letter.is_control();
    path.starts_with('/') && !path.starts_with("//") && !path.contains(odd)
}

/// Where a role begins its day.
pub fn home(signed: &crate::visit::SignedIn) -> &'static str {
    use care::practice::Role;
    match signed.by.role {
        Role::Patient => "/me",
        Role::IntegrationSpecialist => "/integration",
        Role::Auditor => "/audit",
        _ => "/board",
    }
}

/// `POST /sign-out`
pub fn sign_out(app: &App, visit: &Visit) -> Answered {
    app.record.end_sign_in(&visit.signed()?.token_hash)?;
    let gone = format!("{}=; Path=/; Max-Age=0", session_cookie(app));
    Ok(Reply::GoWith("/".to_owned(), vec![gone, "role=; Path=/; Max-Age=0".to_owned()]))
}

/// `POST /role`: act in another role one holds.
pub fn choose_role(_app: &App, visit: &Visit) -> Answered {
    let signed = visit.signed()?;
    let chosen = record::wire::role_of(visit.value("role")).filter(|role| signed.roles.contains(role));
    let role = chosen.ok_or(Trouble::NotFound)?;
    let cookie =
        format!("role={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200", record::wire::role_code(role));
    Ok(Reply::GoWith("/board".to_owned(), vec![cookie]))
}

/// `POST /theme`: on this device.
pub fn choose_theme(_app: &App, visit: &Visit) -> Answered {
    let theme = Theme::from_code(visit.value("theme")).ok_or(Trouble::NotFound)?;
    let back = if is_ours(visit.value("back")) { visit.value("back") } else { "/" };
    let cookie = format!("theme={}; Path=/; Max-Age=31536000; SameSite=Lax", theme.code());
    Ok(Reply::GoWith(back.to_owned(), vec![cookie]))
}

/// `POST /language`: on this device.
pub fn choose_language(_app: &App, visit: &Visit) -> Answered {
    let lang = Lang::read(visit.value("lang")).ok_or(Trouble::NotFound)?;
    let back = if is_ours(visit.value("back")) { visit.value("back") } else { "/" };
    let cookie = format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax", lang.code());
    Ok(Reply::GoWith(back.to_owned(), vec![cookie]))
}

/// `POST /clock`: 24 or 12 hours, on this device.
pub fn choose_clock(_app: &App, visit: &Visit) -> Answered {
    let clock = Clock::read(visit.value("clock")).ok_or(Trouble::NotFound)?;
    let back = if is_ours(visit.value("back")) { visit.value("back") } else { "/" };
    let cookie = format!("clock={}; Path=/; Max-Age=31536000; SameSite=Lax", clock.code());
    Ok(Reply::GoWith(back.to_owned(), vec![cookie]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for path in ["/board", "/patients/pat_1?course=x", "/"] {
            assert!(is_ours(path), "{path}");
        }
        for path in [
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "",
            "board",
        ] {
            assert!(!is_ours(path), "{path}");
        }
    }
}
