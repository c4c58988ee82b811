//! Somebody outside is written down, or corrected.

use super::{Colleague, Directory, DirectoryFact, MOST};
use crate::articles::Flag;
use crate::messages::prefer_channel::{is_mail, is_number};
use crate::practice::{Actor, Licence};
use crate::refusal::Refusal;
use crate::text::prose;
use crate::time::Moment;

/// "This is who they are, and who says so."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepColleague {
    /// Which place; none for somebody new.
    pub number: Option<u16>,
    /// Who they are.
    pub colleague: Colleague,
    /// The licence was looked up just now, and says this.
    pub looked_up: bool,
    /// What was found in the words when they were read, just before: the edge reads, the rule judges.
    pub found: Vec<Flag>,
}

/// Keeps whoever can be reached, with a whole licence or none, and words that promise nothing.
pub fn decide(
    directory: Option<&Directory>,
    act: &KeepColleague,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<DirectoryFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let colleague = Colleague { knows: prose(&act.colleague.knows)?, ..act.colleague.clone() };
    fits(&colleague)?;
    if let Some(flag) = act.found.iter().find(|flag| flag.stops()) {
        return Err(Refusal::ArticleFlagged { flag: *flag });
    }
    let empty = Directory::default();
    let all = directory.unwrap_or(&empty);
    let same = |other: &Colleague| (&other.name, &other.practice) == (&colleague.name, &colleague.practice);
    if all.current().any(|entry| Some(entry.number) != act.number && same(&entry.colleague)) {
        return Err(Refusal::AlreadyThere);
    }
    let number = match act.number {
        Some(number) => {
            let known = all.find(number)?;
            if known.colleague == colleague && !act.looked_up {
                return Err(Refusal::NothingChanged);
            }
            // The public does not read of a licence that nobody has looked up.
            let other =
                !known.colleague.same_licence(&colleague) && colleague.licence != Licence::NotLicensed;
            if known.is_public() && other && !act.looked_up {
                return Err(Refusal::ColleagueNotLookedUp);
            }
            number
        }
        None if MOST <= all.current().count() => return Err(Refusal::DirectoryFull { most: MOST }),
        None => all.entries.iter().map(|entry| entry.number).max().unwrap_or(0).saturating_add(1),
    };
    let (colleague, at) = (Box::new(colleague), moment.now);
    Ok(vec![DirectoryFact::Kept { number, colleague, looked_up: act.looked_up, by: *by, at }])
}

fn fits(colleague: &Colleague) -> Result<(), Refusal> {
    // A number and a last day belong to a licence; without one there is neither.
    let licensed = colleague.licence != Licence::NotLicensed;
    if licensed != colleague.number.is_some() || (!licensed && colleague.until.is_some()) {
        return Err(Refusal::ColleagueLicenceUnfit);
    }
    if colleague.modes.is_empty() {
        return Err(Refusal::ColleagueModesMissing);
    }
    if colleague.mail.is_none() && colleague.phone.is_none() {
        return Err(Refusal::ReferralUnreachable);
    }
    let mail = colleague.mail.as_ref().is_none_or(|mail| is_mail(mail.as_str()));
    let phone = colleague.phone.as_ref().is_none_or(|phone| is_number(phone.as_str()));
    if mail && phone { Ok(()) } else { Err(Refusal::AddressUnusable) }
}
