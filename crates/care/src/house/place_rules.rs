//! What the place asks of somebody who gives integration support without a licence: which acts, what their disclosure says, and
//! how long it is kept that a client read it. Data that the director signs, from a file that says where it was read or by hand.
//! It only ever narrows what the scope of practice allows.

use super::{HouseFact, KnownHouse};
use crate::ids::PersonId;
use crate::practice::{ActKind, Actor, Person};
use crate::protocol::SourceStatus;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

words! {
    /// What a disclosure can have to say. California B&P 2053.6 names most of them (facts/care.md 7.3).
    DisclosurePoint {
        /// "I am not a licensed physician."
        NotAPhysician = "not-a-physician",
        /// "The state does not license what I do."
        NotStateLicensed = "not-state-licensed",
        /// It stands beside what licensed people do, and takes the place of none of it.
        Alternative = "alternative",
        /// What is done in a talk.
        Nature = "nature",
        /// The ideas it rests on.
        Theory = "theory",
        /// Education, training and experience.
        Experience = "experience",
        /// No diagnosis, treatment, prescription; no word on prescribed drugs.
        NotDone = "not-done",
        /// No crisis service.
        NoCrisis = "no-crisis",
    }
}

words! {
    /// What somebody without a licence does with a client, as far as a place may say that they do not.
    SupportAct {
        /// Holds a talk of support.
        HoldTalk = "hold-talk",
        /// Keeps a note of it.
        KeepNote = "keep-note",
        /// Proposes a small step.
        ProposeStep = "propose-step",
        /// Reads what a client shares from their diary.
        ReadShared = "read-shared",
    }
}

impl SupportAct {
    /// What this act is one of, if a place may say anything about it.
    pub const fn of(act: ActKind) -> Option<Self> {
        match act {
            ActKind::HoldSupport => Some(Self::HoldTalk),
            ActKind::WriteSupportNote => Some(Self::KeepNote),
            ActKind::ProposeStep => Some(Self::ProposeStep),
            ActKind::ReadDiaryEntry => Some(Self::ReadShared),
            _ => None,
        }
    }
}

/// The rules of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRules {
    /// Where: `US-CA`.
    pub jurisdiction: Line,
    /// What may be done without a licence.
    pub may: Vec<SupportAct>,
    /// What a disclosure says.
    pub says: Vec<DisclosurePoint>,
    /// That a client read it is kept so many years at least.
    pub kept_years: u32,
    /// Where this was read.
    pub source: Line,
    /// How far that can be relied on.
    pub status: SourceStatus,
}

/// The rules as they were signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPlaceRules {
    /// What holds.
    pub rules: PlaceRules,
    /// By the medical director.
    pub by: PersonId,
    /// Their name, as they typed it.
    pub typed_name: Line,
    /// When.
    pub at: Instant,
    /// To be read again by then.
    pub review_by: Instant,
}

/// "This is what the place asks, and I have read it."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetPlaceRules {
    /// The rules.
    pub rules: PlaceRules,
    /// The director's own name.
    pub typed_name: Line,
    /// To be read again by then.
    pub review_by: Instant,
    /// "Nobody has verified this, and I sign it all the same."
    pub accepts_unverified: bool,
}

/// They are read again after so many days at the latest. House policy, as for protocols.
pub const REVIEW_DAYS_MOST: u32 = 366;
/// Longer than that no place is known to ask.
pub const KEPT_YEARS_MOST: u32 = 100;

/// Signs them.
pub fn set(
    house: &KnownHouse,
    act: &SetPlaceRules,
    name: &Line,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<HouseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if act.rules.jurisdiction != house.founded.jurisdiction {
        return Err(Refusal::PlaceElsewhere);
    }
    if act.typed_name.as_str().trim() != name.as_str() {
        return Err(Refusal::SignatureNameDiffers);
    }
    if KEPT_YEARS_MOST < act.rules.kept_years {
        return Err(Refusal::PlaceYearsUnfit { most: KEPT_YEARS_MOST });
    }
    let latest = moment.now.plus_hours(crate::units::Hours(REVIEW_DAYS_MOST * 24));
    if act.review_by <= moment.now || latest < act.review_by {
        return Err(Refusal::PlaceReviewDay { most_days: REVIEW_DAYS_MOST });
    }
    if !act.accepts_unverified && act.rules.status == SourceStatus::Unverified {
        return Err(Refusal::PlaceUnverified);
    }
    let signed = SignedPlaceRules {
        rules: act.rules.clone(),
        by: *person,
        typed_name: act.typed_name.clone(),
        at: moment.now,
        review_by: act.review_by,
    };
    Ok(vec![HouseFact::PlaceRulesSigned { signed }])
}

/// May this person, who gives support, do it here? Somebody with a licence in force here may, whatever is said of those without.
pub fn lets(rules: &PlaceRules, person: &Person, act: ActKind, at: Instant) -> Result<(), Refusal> {
    let Some(named) = SupportAct::of(act) else { return Ok(()) };
    if rules.may.contains(&named) || person.is_licensed_in(rules.jurisdiction.as_str(), at) {
        return Ok(());
    }
    Err(Refusal::NotAllowedHere { act })
}

/// What the disclosure of somebody without a licence does not say yet, in the order of the list.
pub fn unsaid(rules: &PlaceRules, person: &Person, at: Instant) -> Vec<DisclosurePoint> {
    if person.is_licensed_in(rules.jurisdiction.as_str(), at) {
        return vec![];
    }
    let said = |point: &DisclosurePoint| {
        person
            .disclosure
            .as_ref()
            .is_some_and(|published| published.says.iter().any(|(said, _)| said == point))
    };
    rules.says.iter().copied().filter(|point| !said(point)).collect()
}
