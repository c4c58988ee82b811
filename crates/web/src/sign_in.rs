//! Who a request comes from: the session cookie, its idle and absolute end, and the standing of whoever it is, judged
//! anew at every request.

use std::sync::Arc;

use care::fact::Stream;
use care::ids::{PatientId, PersonId};
use care::practice::{Acting, Actor, Role};
use care::time::Instant;
use care::units::{Hours, Minutes};
use record::accounts::{self, Account};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::answer::Trouble;
use crate::app::App;
use crate::totp;
use crate::visit::SignedIn;

/// A sign-in ends after this long without a request. Staff: a shift's pause; patients: an evening.
pub const IDLE_STAFF: Minutes = Minutes(60);
/// As above, for patients.
pub const IDLE_PATIENT: Minutes = Minutes(120);
/// A sign-in ends after this long in any case.
pub const ABSOLUTE: Hours = Hours(12);
/// Tries of one account that cost nothing. Source: the house.
const ACCOUNT_FREE: i64 = 5;
/// Tries of one network that cost nothing: a whole clinic may share one.
pub const NETWORK_FREE: i64 = 50;

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Are these the same secret? Compared by their hashes, so that the time it takes says nothing of where they differ.
pub fn same(one: &str, other: &str) -> bool {
    digest(&SHA256, one.as_bytes()).as_ref() == digest(&SHA256, other.as_bytes()).as_ref()
}

/// What is kept of a token: its hash, so that a stolen database signs nobody in.
pub fn token_hash(token: &str) -> String {
    hex(digest(&SHA256, token.as_bytes()).as_ref())
}

/// The hidden token of forms: follows from the session token, so nothing more is kept.
pub fn csrf_of(token: &str) -> String {
    hex(digest(&SHA256, format!("holdfast-form {token}").as_bytes()).as_ref())
}

/// A fresh session token, 256 bits.
///
/// # Errors
/// `Broken` when the system gives no randomness.
pub fn fresh_token() -> Result<String, Trouble> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Trouble::Broken)?;
    Ok(hex(&bytes))
}

/// Begins a try at an account from a network. Seconds to wait; 0: go on.
///
/// # Errors
/// The store's.
pub fn begin_try(app: &App, login: &str, network: &str) -> Result<i64, Trouble> {
    let wait = app.record.begin_try(&format!("network:{network}"), NETWORK_FREE)?;
    if 0 < wait {
        return Ok(wait);
    }
    Ok(app.record.begin_try(&format!("account:{login}"), ACCOUNT_FREE)?)
}

/// The account of a member of staff, if they have one.
///
/// # Errors
/// The store's.
pub fn account_of(app: &App, person: PersonId) -> Result<Option<Account>, Trouble> {
    let who = person.to_string();
    let Some(login) = app.read(|conn, org| accounts::login_of(conn, org, &who))? else { return Ok(None) };
    app.read(|conn, org| accounts::find(conn, org, &login))
}

/// Is this what their authenticator shows now? Then it is used: a code works once.
///
/// # Errors
/// The store's.
pub fn uses_code(app: &App, account: &Account, typed: &str) -> Result<bool, Trouble> {
    let Some(secret) = account.totp_secret.as_deref().filter(|secret| !secret.is_empty()) else {
        return Ok(false);
    };
    match totp::step_of(secret, typed, app.now().0.div_euclid(1_000_000)) {
        Some(step) => Ok(app.record.use_code_step(&account.login, step)?),
        None => Ok(false),
    }
}

/// The try was right: nothing is held against the account, and one try less against the network.
///
/// # Errors
/// The store's.
pub fn was_right(app: &App, login: &str, network: &str) -> Result<(), Trouble> {
    app.record.forget_tries(&format!("account:{login}"))?;
    Ok(app.record.take_back_try(&format!("network:{network}"))?)
}

/// Who a token belongs to, if it is still good and they still stand. `wanted` is the role chosen on this device.
///
/// # Errors
/// The store's.
pub fn who(app: &App, token: &str, wanted: Option<Role>) -> Result<Option<SignedIn>, Trouble> {
    let hash = token_hash(token);
    let Some(kept) = app.read(|conn, org| accounts::signed_in(conn, org, &hash))? else { return Ok(None) };
    let now = app.now();
    let idle = if PersonId::read(&kept.who).is_some() { IDLE_STAFF } else { IDLE_PATIENT };
    let ends = kept.seen.plus_minutes(idle).min(kept.created.plus_hours(ABSOLUTE));
    if ends <= now {
        return Ok(None);
    }
    // Noted once a minute: a request must not cost an fsync.
    if kept.seen.plus_minutes(Minutes(1)) <= now {
        app.record.saw_sign_in(&hash)?;
    }
    let signed = SignedIn {
        by: Acting::CLOCK,
        person: None,
        patient: None,
        roles: vec![],
        token_hash: hash,
        csrf: csrf_of(token),
        expires_at_ms: crate::when::ms(now.plus_minutes(idle).min(kept.created.plus_hours(ABSOLUTE))),
        locked: kept.locked,
    };
    if let Some(id) = PersonId::read(&kept.who) {
        return staff(app, id, signed, wanted, now);
    }
    let Some(id) = PatientId::read(&kept.who) else { return Ok(None) };
    let patient = record::state_as!(app.record.state(Stream::Patient(id))?, Patient);
    let by = Acting { actor: Actor::Patient(id), role: Role::Patient };
    Ok(patient.map(|patient| SignedIn { by, patient: Some(patient), roles: vec![Role::Patient], ..signed }))
}

/// A member of staff, in the wanted role or the first they are affiliated in. Nobody without an affiliation now.
fn staff(
    app: &App,
    id: PersonId,
    signed: SignedIn,
    wanted: Option<Role>,
    now: Instant,
) -> Result<Option<SignedIn>, Trouble> {
    let Some(person) = record::state_as!(app.record.state(Stream::Person(id))?, Person) else {
        return Ok(None);
    };
    let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| person.affiliated(*role, now)).collect();
    let role = wanted.filter(|role| roles.contains(role)).or_else(|| roles.first().copied());
    let Some(role) = role else { return Ok(None) };
    let by = Acting { actor: Actor::Person(id), role };
    Ok(Some(SignedIn { by, person: Some(Arc::clone(&person)), roles, ..signed }))
}
