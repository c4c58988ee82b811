//! **The directory**: people outside the house whom it may refer somebody to. Kept by hand, with who says what of them; a licence is
//! looked up again after ninety days, and what was not is said to be old. Nobody in it is recommended or rated, and the public
//! reads only of those who agreed to it.

pub mod keep_colleague;
pub mod look_up_colleague;
pub mod publish_colleague;
pub mod remove_colleague;

use crate::ids::PersonId;
use crate::messages::Tongue;
use crate::practice::Licence;
use crate::practice::verified::LOOK_AGAIN;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Instant};

pub use keep_colleague::KeepColleague;
pub use look_up_colleague::LookUpColleague;
pub use publish_colleague::PublishColleague;
pub use remove_colleague::RemoveColleague;

words! {
    /// How somebody sees people.
    Mode {
        /// In one room.
        InPerson = "in-person",
        /// By video.
        Video = "video",
    }
}

/// So many stand in the directory at once. House policy.
pub const MOST: usize = 500;

/// Somebody outside, as they are written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Whole name.
    pub name: Line,
    /// Where they practise.
    pub practice: Option<Line>,
    /// Their licence, or that there is none.
    pub licence: Licence,
    /// The number on it; none without a licence.
    pub number: Option<Line>,
    /// Where it holds: `US-NY`.
    pub jurisdiction: Line,
    /// Its last day, if it has one.
    pub until: Option<Date>,
    /// What they know about ketamine care, in plain words.
    pub knows: String,
    /// Who says so.
    pub says: Line,
    /// How they see people; never empty.
    pub modes: Vec<Mode>,
    /// The languages they speak with people.
    pub languages: Line,
    /// Mail address.
    pub mail: Option<Line>,
    /// Telephone.
    pub phone: Option<Line>,
    /// The language they are written to in.
    pub tongue: Tongue,
}

impl Colleague {
    /// Is it the same licence, or the same absence of one?
    pub fn same_licence(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.licence, one.number.clone(), one.jurisdiction.clone(), one.until);
        of(self) == of(other)
    }
}

/// How old the last look at a licence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// There is no licence to look up.
    NoLicence,
    /// Nobody looked it up yet.
    Never,
    /// Looked up then, and not to be looked up again yet.
    Fresh(Instant),
    /// Not looked up since then, for ninety days or longer.
    Old(Instant),
}

/// Who did something, and when.
pub type Done = (PersonId, Instant);

/// One place in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1; never given twice.
    pub number: u16,
    /// Who it is.
    pub colleague: Colleague,
    /// Who wrote them down as they stand.
    pub kept: Done,
    /// Who looked the licence up last.
    pub looked_up: Option<Done>,
    /// They agreed to stand on the public page: how they said so.
    pub agreed: Option<(Line, Done)>,
    /// Taken out: why.
    pub removed: Option<(Line, Done)>,
}

impl Entry {
    /// How old the last look at the licence is, at an instant.
    pub fn look(&self, now: Instant) -> Look {
        match (self.colleague.licence, self.looked_up) {
            (Licence::NotLicensed, _) => Look::NoLicence,
            (_, None) => Look::Never,
            (_, Some((_, at))) if now < at.plus_hours(LOOK_AGAIN) => Look::Fresh(at),
            (_, Some((_, at))) => Look::Old(at),
        }
    }

    /// Does the public read of them?
    pub const fn is_public(&self) -> bool {
        self.agreed.is_some() && self.removed.is_none()
    }
}

/// What the facts say of everybody in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// In the order they were written down; those who were taken out stay.
    pub entries: Vec<Entry>,
}

/// What can have happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum DirectoryFact {
    /// Written down, or corrected; `looked_up` says whether the licence was looked up for it.
    Kept { number: u16, colleague: Box<Colleague>, looked_up: bool, by: PersonId, at: Instant },
    /// Their licence was looked up and says what is written.
    LookedUp { number: u16, by: PersonId, at: Instant },
    /// They agreed to stand on the public page.
    Agreed { number: u16, how: Line, by: PersonId, at: Instant },
    /// They are off the public page.
    Hidden { number: u16, by: PersonId, at: Instant },
    /// Nobody is referred to them from here any more.
    Removed { number: u16, why: Line, by: PersonId, at: Instant },
}

impl Directory {
    /// Whoever stands under this number, and was not taken out.
    ///
    /// # Errors
    /// `ColleagueUnknown`.
    pub fn find(&self, number: u16) -> Result<&Entry, Refusal> {
        self.current().find(|entry| entry.number == number).ok_or(Refusal::ColleagueUnknown)
    }

    /// Everybody who was not taken out.
    pub fn current(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.removed.is_none())
    }

    fn change(&mut self, number: u16, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.number == number) {
            change(entry);
        }
    }

    fn keep(&mut self, number: u16, colleague: &Colleague, looked_up: bool, done: Done) {
        let looked = looked_up.then_some(done);
        match self.entries.iter_mut().find(|entry| entry.number == number) {
            Some(entry) => {
                // Another licence is one that nobody has looked up.
                let before = entry.looked_up.filter(|_| entry.colleague.same_licence(colleague));
                entry.looked_up = looked.or(before);
                entry.colleague = colleague.clone();
                entry.kept = done;
            }
            None => self.entries.push(Entry {
                number,
                colleague: colleague.clone(),
                kept: done,
                looked_up: looked,
                agreed: None,
                removed: None,
            }),
        }
    }

    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &DirectoryFact) -> Option<Self> {
        let mut all = before.unwrap_or_default();
        match fact {
            DirectoryFact::Kept { number, colleague, looked_up, by, at } => {
                all.keep(*number, colleague, *looked_up, (*by, *at));
            }
            DirectoryFact::LookedUp { number, by, at } => {
                all.change(*number, |entry| entry.looked_up = Some((*by, *at)));
            }
            DirectoryFact::Agreed { number, how, by, at } => {
                all.change(*number, |entry| entry.agreed = Some((how.clone(), (*by, *at))));
            }
            DirectoryFact::Hidden { number, .. } => all.change(*number, |entry| entry.agreed = None),
            DirectoryFact::Removed { number, why, by, at } => {
                all.change(*number, |entry| entry.removed = Some((why.clone(), (*by, *at))));
            }
        }
        Some(all)
    }
}
