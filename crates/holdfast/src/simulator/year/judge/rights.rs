//! Who was entitled, at that instant: affiliation, licence and scope, added up from the facts about people alone.

use std::collections::{BTreeMap, BTreeSet};

use care::course::SessionKind;
use care::fact::What;
use care::house::HouseFact;
use care::ids::PersonId;
use care::integration::{TalkKind, WindowFact};
use care::practice::{Licence, PersonFact, Practice, Role};
use care::session::{Plan, SessionFact};
use care::time::Instant;

use super::scope::Scope;
use super::{Counts, Law, Line, role_read};

/// Which licences carry a role. Written out here a second time, on purpose.
fn carried_by(role: Role) -> Option<&'static [Licence]> {
    use Licence as L;
    Some(match role {
        Role::MedicalDirector | Role::Prescriber => &[L::Physician, L::NursePractitioner],
        Role::Nurse => &[L::RegisteredNurse, L::NursePractitioner],
        Role::Therapist => &[
            L::Psychologist,
            L::ClinicalSocialWorker,
            L::MarriageFamilyTherapist,
            L::ProfessionalCounselor,
            L::Physician,
        ],
        Role::IntegrationSpecialist | Role::FrontDesk | Role::Auditor => &[],
        Role::Patient | Role::Clock | Role::Host | Role::Visitor => return None,
    })
}

/// A licence that somebody holds.
#[derive(Debug)]
struct Held {
    licence: Licence,
    number: String,
    place: String,
    from: Instant,
    until: Instant,
    alone: bool,
}

/// Somebody was to answer for somebody.
#[derive(Debug)]
struct Answers {
    number: u32,
    who: PersonId,
    role: Role,
    from: Instant,
    until: Instant,
    taken: Instant,
}

#[derive(Debug, Default)]
struct Known {
    worked: Vec<(Role, Instant, Instant)>,
    licences: Vec<Held>,
    answers: Vec<Answers>,
}

/// Everybody, as far as the journal was read.
#[derive(Debug)]
pub struct Rights {
    scope: Scope,
    place: String,
    people: BTreeMap<PersonId, Known>,
    /// A command is judged as things stood when it was asked: its own facts come after it.
    judged: String,
    acts_of_staff: u64,
    left: BTreeSet<PersonId>,
}

const FOREVER: Instant = Instant(i64::MAX);

impl Rights {
    /// Nobody yet.
    pub fn new(scope: Scope) -> Self {
        let (place, judged) = (String::new(), String::new());
        Self { scope, place, people: BTreeMap::new(), judged, acts_of_staff: 0, left: BTreeSet::new() }
    }

    /// Looks at one line: judged first, known afterwards.
    pub fn sees(&mut self, line: &Line, found: &mut Vec<(Law, String)>) {
        if self.judged != line.command {
            self.judged.clone_from(&line.command);
            self.actor(line, found);
        }
        self.named(line, found);
        match &line.what {
            What::House(HouseFact::Founded { house }) => self.place = house.jurisdiction.as_str().to_owned(),
            What::Person(fact) => self.person(line, fact),
            _ => {}
        }
    }

    fn actor(&mut self, line: &Line, found: &mut Vec<(Law, String)>) {
        let says =
            |why: &str| (Law::NotEntitled, format!("{} by {} as {}: {why}", line.act, line.actor, line.role));
        let Some(role) = role_read(&line.role) else {
            found.push(says("no such role"));
            return;
        };
        match self.scope.get(&line.act) {
            None => found.push(says("no such act in the signed scope")),
            Some(may) if !may.contains(&role) => found.push(says("outside the signed scope")),
            Some(_) => {}
        }
        match (PersonId::read(&line.actor), carried_by(role)) {
            (Some(person), Some(_)) => {
                self.acts_of_staff += 1;
                if let Some(why) = self.lacks(person, role, line.at) {
                    found.push(says(why));
                }
            }
            (None, None) => {}
            _ => found.push(says("the role is not one of whoever acted")),
        }
    }

    /// People that an act names to do something at a time.
    fn named(&self, line: &Line, found: &mut Vec<(Law, String)>) {
        let mut asks: Vec<(PersonId, Role, Instant, &str)> = vec![];
        match &line.what {
            What::Session(SessionFact::Scheduled { people, starts, kind, .. }) => {
                let what = if *kind == SessionKind::Dosing { "a dose" } else { "a visit" };
                asks.extend(people.iter().map(|(who, role)| (*who, *role, *starts, what)));
            }
            What::Session(SessionFact::Moved { people, starts, .. }) => {
                asks.extend(people.iter().map(|(who, role)| (*who, *role, *starts, "a visit")));
            }
            What::Session(SessionFact::WindowPlanned { plan: Plan::Talk { kind, with, at } })
            | What::Window(WindowFact::Booked { kind, with, at }) => {
                asks.push((*with, gives(*kind), *at, "a talk"));
            }
            What::Window(WindowFact::TalkHeld { kind, with, .. }) => {
                asks.push((*with, gives(*kind), line.at, "a talk held"));
            }
            What::Session(SessionFact::DrugDrawn { checked_by, .. }) => {
                let stands = [Role::Nurse, Role::Prescriber, Role::Therapist, Role::MedicalDirector]
                    .iter()
                    .any(|role| self.lacks(*checked_by, *role, line.at).is_none());
                if !stands {
                    let words = format!("{checked_by} checked a drug and held no clinical role");
                    found.push((Law::NotEntitled, words));
                }
            }
            _ => {}
        }
        for (who, role, at, what) in asks {
            if let Some(why) = self.lacks(who, role, at) {
                let words = format!("{who} is named for {what} as {role:?} at {}: {why}", at.0);
                found.push((Law::NotEntitled, words));
            }
        }
    }

    /// What somebody lacked for a role at an instant.
    pub fn lacks(&self, person: PersonId, role: Role, at: Instant) -> Option<&'static str> {
        let Some(known) = self.people.get(&person) else { return Some("nobody knows them") };
        let works =
            |(held, from, until): &(Role, Instant, Instant)| *held == role && *from <= at && at < *until;
        if !known.worked.iter().any(works) {
            return Some("no affiliation at that instant");
        }
        let Some(carried) = carried_by(role) else { return Some("not a role of staff") };
        if carried.is_empty() {
            return None;
        }
        let holds = |alone: bool| {
            known.licences.iter().any(|held| {
                carried.contains(&held.licence)
                    && held.place == self.place
                    && held.from <= at
                    && at < held.until
                    && held.alone == alone
            })
        };
        match (holds(true), holds(false)) {
            (true, _) => None,
            (false, true) if self.is_answered_for(known, role, at) => None,
            (false, true) => Some("a licence under supervision, and nobody answered at that instant"),
            (false, false) => Some("no licence in date at that instant"),
        }
    }

    /// Did somebody answer who held the same role with a licence that needs nobody else? Here only therapists have somebody.
    fn is_answered_for(&self, known: &Known, role: Role, at: Instant) -> bool {
        let counts =
            |held: &&Answers| held.role == role && held.from <= at && held.taken <= at && at < held.until;
        let can = |held: &Answers| {
            let Some(other) = self.people.get(&held.who) else { return false };
            let works =
                other.worked.iter().any(|(held, from, until)| *held == role && *from <= at && at < *until);
            let carried = carried_by(role).unwrap_or_default();
            let holds = |held: &Held| {
                held.alone
                    && carried.contains(&held.licence)
                    && held.place == self.place
                    && held.from <= at
                    && at < held.until
            };
            role == Role::Therapist && works && other.licences.iter().any(holds)
        };
        known.answers.iter().filter(counts).any(can)
    }

    /// Is there somebody who may act in a role then?
    pub fn is_held(&self, role: Role, at: Instant) -> bool {
        self.people.keys().any(|person| self.lacks(*person, role, at).is_none())
    }

    fn person(&mut self, line: &Line, fact: &PersonFact) {
        let care::fact::Stream::Person(id) = line.stream else { return };
        let known = self.people.entry(id).or_default();
        match fact {
            PersonFact::AffiliationBegan { role, from, until } => {
                known.worked.push((*role, *from, until.unwrap_or(FOREVER)));
            }
            PersonFact::AffiliationEnded { at } => {
                for (_, _, until) in &mut known.worked {
                    *until = (*until).min(*at);
                }
                self.left.insert(id);
            }
            PersonFact::CredentialRecorded { credential } => known.licences.push(Held {
                licence: credential.licence,
                number: credential.number.clone(),
                place: credential.jurisdiction.clone(),
                from: credential.term.from,
                until: credential.term.until.unwrap_or(FOREVER),
                alone: credential.practice == Practice::Independent,
            }),
            PersonFact::SupervisionProposed { number, supervisor, role, from, until } => {
                let (until, taken) = (until.unwrap_or(FOREVER), FOREVER);
                let (number, who, role, from) = (*number, *supervisor, *role, *from);
                known.answers.push(Answers { number, who, role, from, until, taken });
            }
            PersonFact::SupervisionTaken { number, at } => {
                known
                    .answers
                    .iter_mut()
                    .filter(|held| held.number == *number)
                    .for_each(|held| held.taken = *at);
            }
            PersonFact::SupervisionEnded { number, at } => {
                known
                    .answers
                    .iter_mut()
                    .filter(|held| held.number == *number)
                    .for_each(|held| held.until = *at);
            }
            PersonFact::CredentialEnded { ended } => {
                let of = |held: &&mut Held| held.licence == ended.licence && held.number == ended.number;
                for held in known.licences.iter_mut().filter(of) {
                    held.until = held.until.min(ended.at);
                }
            }
            PersonFact::Added { .. }
            | PersonFact::LookedInRecord { .. }
            | PersonFact::RecordTaken { .. }
            | PersonFact::NotesTaken { .. }
            | PersonFact::SignInGiven { .. }
            | PersonFact::DisclosurePublished { .. } => {}
        }
    }

    /// What was counted.
    pub fn counts(&self, counts: &mut Counts) {
        let lapses = self.people.values().map(|known| {
            // A licence recorded again is one renewal.
            known.licences.len().saturating_sub(1) as u64
        });
        counts.insert("acts of staff judged", self.acts_of_staff);
        counts.insert("staff", self.people.len() as u64);
        counts.insert("staff who left", self.left.len() as u64);
        counts.insert("licences renewed", lapses.sum());
    }
}

/// The role that gives a talk of this kind.
const fn gives(kind: TalkKind) -> Role {
    match kind {
        TalkKind::Therapy => Role::Therapist,
        TalkKind::Support => Role::IntegrationSpecialist,
    }
}
