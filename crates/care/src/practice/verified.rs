//! A licence was looked up on a day, and is looked up again: a board can end it without telling anybody here.

use super::credential::Credential;
use super::person::Person;
use super::role::Licence;
use crate::time::Instant;
use crate::units::Hours;

/// After so long a licence is looked up again: ninety days, as the directory of practitioners promises (product.md). House policy.
pub const LOOK_AGAIN: Hours = Hours(90 * 24);

/// When a licence is to be looked up again; never for what is no licence.
pub fn look_due(held: &Credential) -> Option<Instant> {
    (held.licence != Licence::NotLicensed).then(|| held.verified.plus_hours(LOOK_AGAIN))
}

/// Each licence in force at an instant, once: as it was looked up last. A renewal or another look is the same licence.
pub fn in_force(person: &Person, at: Instant) -> Vec<&Credential> {
    let name = |one: &Credential| (one.licence, one.number.clone(), one.jurisdiction.clone());
    let mut newest: Vec<&Credential> = vec![];
    for held in person.credentials.iter().filter(|held| held.term.covers(at)) {
        match newest.iter_mut().find(|known| name(known) == name(held)) {
            Some(known) if known.verified <= held.verified => *known = held,
            Some(_) => {}
            None => newest.push(held),
        }
    }
    newest
}

/// The licences in force that are to be looked up again at this instant, the longest ago first.
pub fn to_look_up(person: &Person, at: Instant) -> Vec<(Instant, &Credential)> {
    let due = |held: &'_ Credential| look_due(held).filter(|due| *due <= at);
    let mut owed: Vec<_> =
        in_force(person, at).into_iter().filter_map(|held| Some((due(held)?, held))).collect();
    owed.sort_by_key(|(due, _)| *due);
    owed
}
