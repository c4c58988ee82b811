//! The second signer of what nobody does alone: another person, who types their own password and one-time code into the form
//! of whoever acts, and is believed for this one act. Tries are counted before they are looked at, as when signing in (0009).

use care::act::Act;
use care::ids::PersonId;
use care::practice::Here;
use care::refusal::Refusal;
use care::vault::{Checked, Witness, second};
use record::accounts::Account;
use record::submit::{Command, Receipt};
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;
use crate::pages::patients::beside;
use crate::pages::sign_in::{next_code, too_often};
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{password, sign_in, words};

/// Why nothing was done.
pub enum NotSigned {
    /// The second signer's part of the form: which field, and what to say beside it.
    Field(&'static str, String),
    /// Anything else.
    Trouble(Trouble),
}

impl From<Trouble> for NotSigned {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl NotSigned {
    /// For drawing the form again; `field` says where a refusal of the act itself belongs.
    ///
    /// # Errors
    /// What is about the reader's own rights, and what is no refusal.
    pub fn beside(self, field: impl Fn(&Refusal) -> &'static str) -> Result<Errors, Trouble> {
        match self {
            Self::Field(name, words) => {
                let mut errors = Errors::default();
                errors.add(name, &words);
                Ok(errors)
            }
            Self::Trouble(trouble) => beside(trouble, |no| match no {
                Refusal::SecondPersonMissing => "second",
                other => field(other),
            }),
        }
    }
}

/// Does this form carry the password of a second signer? Its hash is slow on purpose.
pub fn is_asked(visit: &Visit) -> bool {
    !visit.raw("second_password").is_empty()
}

/// Everybody who may sign with whoever acts, here and now.
///
/// # Errors
/// The store's.
pub fn people(app: &App, visit: &Visit, here: Here<'_>) -> Result<Vec<Choice>, Trouble> {
    let (me, chosen) = (visit.signed()?.person_id(), visit.value("second"));
    let mut choices = vec![];
    for (id, name) in app.read(ask::people)? {
        if Some(id) == me {
            continue;
        }
        let role = second::role(&*app.person(id)?, here, app.now());
        // Whoever has no sign-in cannot prove that it is them.
        if let (Some(role), Some(account)) = (role, sign_in::account_of(app, id)?) {
            let hint = words::role(Lang::En, role).to_owned();
            let code = if app.demo { demo_code(app, &account) } else { String::new() };
            choices.push(Choice::new(&id.to_string(), &name, chosen).hint(&format!("{hint}{code}")));
        }
    }
    Ok(choices)
}

/// In a demonstration, what their authenticator would say: its visitors have none of these telephones.
fn demo_code(app: &App, account: &Account) -> String {
    if account.totp_secret.is_none() {
        return String::new();
    }
    format!(". Demo: their code is {}", next_code(account, app.now()))
}

/// Asks for the act with the second signer that the form names, once they have proved that it is them. A second tap of the same
/// form is the same act, whose code was used by the first.
///
/// # Errors
/// The field to look at again, or what stopped the act.
pub fn submit(app: &App, visit: &Visit, act: impl Fn(Witness) -> Act) -> Result<Receipt, NotSigned> {
    let field = |name, words: &str| Err(NotSigned::Field(name, words.to_owned()));
    let signed = visit.signed()?;
    let Some(person) = PersonId::read(visit.value("second")) else {
        return field("second", "Choose who signs with you. It cannot be you.");
    };
    if signed.person_id() == Some(person) {
        return field("second", "Two people sign. Choose somebody else than yourself.");
    }
    let found = sign_in::account_of(app, person)?;
    let has_code = found.as_ref().is_some_and(|account| account.totp_secret.is_some());
    let checked = if has_code { Checked::PasswordAndCode } else { Checked::Password };
    let act = act(Witness { person, checked });
    let id = visit.command()?;
    let command = Command { id, act: act.clone(), by: signed.by, occurred: None, sealed: None };
    let known = app.record.was_done(&command).map_err(Trouble::from)?;
    if !known {
        prove(app, visit, found)?;
    }
    Ok(app.submit(visit, act)?)
}

/// Counted first, then looked at. The same words and the same time whether somebody has a sign-in or not.
fn prove(app: &App, visit: &Visit, account: Option<Account>) -> Result<(), NotSigned> {
    let wrong = || {
        let words = "That did not match: their password, then the six digits that their own app shows now.";
        Err(NotSigned::Field("second_password", words.to_owned()))
    };
    let typed = visit.raw("second_password");
    if typed.is_empty() || 1_000 < typed.len() {
        let words = "They type their own password here.";
        return Err(NotSigned::Field("second_password", words.to_owned()));
    }
    let login =
        account.as_ref().map_or_else(|| visit.value("second").to_owned(), |account| account.login.clone());
    let wait = sign_in::begin_try(app, &login, &visit.network)?;
    if 0 < wait {
        return Err(NotSigned::Field("second_password", too_often(Lang::En, wait)));
    }
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    if !password::matches(typed, hash) {
        return wrong();
    }
    let Some(account) = account else { return wrong() };
    if account.given {
        let words = "They have not chosen a password of their own yet: they sign in once themselves first.";
        return Err(NotSigned::Field("second_password", words.to_owned()));
    }
    if account.totp_secret.is_some() && !sign_in::uses_code(app, &account, visit.value("second_code"))? {
        let words = "That code did not match, or was used. A code works once: wait for the next one.";
        return Err(NotSigned::Field("second_code", words.to_owned()));
    }
    Ok(sign_in::was_right(app, &account.login, &visit.network)?)
}
