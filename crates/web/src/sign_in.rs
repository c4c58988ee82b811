//! Who a request comes from: the session cookie, its idle and absolute end, and the standing of whoever it is, judged
//! anew at every request.

use std::sync::Arc;

use care::fact::Stream;
use care::ids::{PatientId, PersonId};
use care::practice::{Acting, Actor, Role};
use care::time::Instant;
use care::units::{Hours, Minutes};
use record::accounts;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::answer::Trouble;
use crate::app::App;
use crate::visit::SignedIn;

/// A sign-in ends after this long without a request. Staff: a shift's pause; patients: an evening.
pub const IDLE_STAFF: Minutes = Minutes(60);
/// As above, for patients.
pub const IDLE_PATIENT: Minutes = Minutes(120);
/// A sign-in ends after this long in any case.
pub const ABSOLUTE: Hours = Hours(12);
/// After this many failures an account or a network waits.
pub const FAILURES_FREE: i64 = 5;
/// The first wait; doubled with each further failure, at most an hour.
const WAIT_FIRST_S: i64 = 30;

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

/// How long a subject must still wait after too many failures.
pub fn wait_s(failures: i64, last: Instant, now: Instant) -> i64 {
    if failures < FAILURES_FREE {
        return 0;
    }
    let doublings = u32::try_from(failures - FAILURES_FREE).unwrap_or(u32::MAX).min(7);
    let wait = (WAIT_FIRST_S << doublings).min(3_600);
    (wait - (now.0 - last.0).div_euclid(1_000_000)).max(0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_ends() {
        let at = |s: i64| Instant(s * 1_000_000);
        assert_eq!(wait_s(4, at(0), at(0)), 0);
        assert_eq!(wait_s(5, at(0), at(0)), 30);
        assert_eq!(wait_s(6, at(0), at(10)), 50);
        assert_eq!(wait_s(50, at(0), at(0)), 3_600);
        assert_eq!(wait_s(50, at(0), at(3_600)), 0);
    }
}
