//! Giving people the means to sign in. Secrets are made here, shown once, and kept only hashed; that they were given,
//! and by whom, is a fact. A form that arrives again (a reload, a second tap) gives nothing and changes nothing.

pub mod give_sign_in;
pub mod give_staff_sign_in;

use askama::Template;
use care::act::Act;
use care::text::Line;
use record::accounts::{self, Account};
use ring::rand::{SecureRandom, SystemRandom};

use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::password;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "sign_ins/give_sign_in.html")]
struct Page<'a> {
    frame: Frame,
    name: &'a str,
    back: &'a str,
    command: String,
    action: String,
    login: &'a str,
    password: &'a str,
    code_secret: &'a str,
    staff: bool,
    given_before: bool,
}

/// For whom a sign-in is made, and where the page leads back.
pub(super) struct For<'a> {
    /// Printed name.
    pub name: &'a str,
    /// The page before.
    pub back: &'a str,
    /// With a second factor.
    pub staff: bool,
}

/// What the page is about.
pub(super) enum Shown<'a> {
    /// The question whether to make one.
    Question,
    /// What was just made.
    Once(&'a Secrets),
    /// This form has given one already. Its words are gone.
    GivenBefore,
}

/// Gives a sign-in: the fact first, then the account. The same form once more leaves the account as it is, for what
/// it gave may be in somebody's hand.
pub(super) fn give(
    app: &App,
    visit: &Visit,
    whom: &For<'_>,
    who: String,
    act: impl FnOnce(Line) -> Act,
) -> Answered {
    let made = secrets(app, who, whom.name, whom.staff)?;
    match app.submit(visit, act(Line::new(&made.login)?)) {
        Ok(receipt) if !receipt.repeated => {}
        // With another login: the first time, the fact was kept and the account was not.
        Ok(_) | Err(Trouble::IdReused) => return page(app, visit, whom, &Shown::GivenBefore),
        Err(trouble) => return Err(trouble),
    }
    app.record.put_account(made.account.clone())?;
    page(app, visit, whom, &Shown::Once(&made))
}

/// The page that asks, the one that shows what was made, or the one that says it was made before.
pub(super) fn page(app: &App, visit: &Visit, whom: &For<'_>, shown: &Shown<'_>) -> Answered {
    let (title, made) = match shown {
        Shown::Question => ("Give a sign-in", None),
        Shown::Once(made) => ("Shown once", Some(*made)),
        Shown::GivenBefore => ("This sign-in was already given", None),
    };
    let text = |part: fn(&Secrets) -> &str| made.map_or("", part);
    html(&Page {
        frame: draw::frame(app, visit, title),
        name: whom.name,
        back: whom.back,
        command: visit.form_command(),
        action: visit.path.clone(),
        login: text(|made| &made.login),
        password: text(|made| &made.password),
        code_secret: text(|made| &made.code_secret),
        staff: whom.staff,
        given_before: matches!(shown, Shown::GivenBefore),
    })
}

/// What is shown once.
pub(super) struct Secrets {
    /// The sign-in name.
    login: String,
    /// The password.
    password: String,
    /// The second factor's secret, in base32; empty for patients.
    code_secret: String,
    account: Account,
}

fn random<const N: usize>() -> Result<[u8; N], Trouble> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Trouble::Broken)?;
    Ok(bytes)
}

/// A password that can be read aloud: five words of two syllables, 63 bits.
fn readable_password() -> Result<String, Trouble> {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 5] = b"aeiou";
    let bytes: [u8; 20] = random()?;
    let letter = |at: usize| {
        let byte = usize::from(bytes[at]);
        char::from(if at.is_multiple_of(2) { CONSONANTS[byte % 16] } else { VOWELS[byte % 5] })
    };
    let words: Vec<String> = (0..5).map(|word| (0..4).map(|at| letter(word * 4 + at)).collect()).collect();
    Ok(words.join("-"))
}

/// RFC 4648 base32 without padding, as authenticators read it.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut kept, mut bits) = (String::new(), 0_u32, 0_u32);
    for byte in bytes {
        kept = (kept << 8 | u32::from(*byte)) & 0xFFFF;
        bits += 8;
        while 5 <= bits {
            bits -= 5;
            text.push(char::from(LETTERS[(kept >> bits & 31) as usize]));
        }
    }
    if 0 < bits {
        text.push(char::from(LETTERS[(kept << (5 - bits) & 31) as usize]));
    }
    text
}

/// Makes secrets for somebody: their own login again, or a fresh one from their name.
fn secrets(app: &App, who: String, name: &str, staff: bool) -> Result<Secrets, Trouble> {
    let known = app.read(|conn, org| accounts::login_of(conn, org, &who))?;
    let login = match known {
        Some(login) => login,
        None => free_login(app, name)?,
    };
    let password = readable_password()?;
    let secret: Option<[u8; 20]> = if staff { Some(random()?) } else { None };
    let account = Account {
        login: login.clone(),
        who,
        password_hash: password::hash(&password).map_err(|_| Trouble::Broken)?,
        totp_secret: secret.map(|secret| secret.to_vec()),
        totp_last_step: 0,
        given: true,
    };
    Ok(Secrets {
        login,
        password,
        code_secret: secret.map(|secret| base32(&secret)).unwrap_or_default(),
        account,
    })
}

fn free_login(app: &App, name: &str) -> Result<String, Trouble> {
    let letters: String = name.to_lowercase().chars().filter(char::is_ascii_lowercase).take(12).collect();
    let stem = if letters.is_empty() { "person".to_owned() } else { letters };
    for _ in 0..20 {
        let [high, low] = random::<2>()?;
        let login = format!("{stem}{:03}", u16::from_be_bytes([high, low]) % 1_000);
        if app.read(|conn, org| accounts::find(conn, org, &login))?.is_none() {
            return Ok(login);
        }
    }
    Err(Trouble::Busy)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn base32_is_that_of_the_standard() {
        for (plain, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(plain.as_bytes()), text);
        }
    }

    #[test]
    fn a_password_is_long_enough_and_never_the_same() {
        let (one, other) = (readable_password().unwrap_or_default(), readable_password().unwrap_or_default());
        assert!(password::SHORTEST <= one.len() && one != other, "{one} {other}");
    }
}
