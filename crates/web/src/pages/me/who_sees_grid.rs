//! People down, things across: who can see what. Each cell asks the same table of rules that the pages themselves ask, at
//! this instant: an affiliation or a licence that has ended shows here when it ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::diary::DiaryEntry;
use care::ids::{DiaryEntryId, PersonId};
use care::patient::Shareable;
use care::practice::permit::{Ask, permit};
use care::practice::{ActKind, Acting, Person, Role, Tie};

use super::mine::Mine;
use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::words;

/// A page of the journal that somebody else may read.
pub type SharedPage = (DiaryEntryId, Arc<DiaryEntry>);

/// One person, and what each thing is to them.
pub struct Row {
    /// Who.
    pub name: String,
    /// Their page.
    pub href: String,
    /// As what they are listed.
    pub role: &'static str,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What one thing is to one person.
pub struct Cell {
    /// The column's heading.
    pub of: String,
    /// In words.
    pub words: String,
    /// Whether there is something that they see.
    pub sees: bool,
}

/// What the grid asks about, from left to right.
#[derive(Clone, Copy)]
enum Thing {
    Times,
    Health,
    Answers,
    Intention,
    Journal,
}

impl Thing {
    const ALL: [Self; 5] = [Self::Times, Self::Health, Self::Answers, Self::Intention, Self::Journal];

    fn heading(self, lang: Lang) -> String {
        let code = match self {
            Self::Times => "times",
            Self::Health => "health",
            Self::Answers => "answers",
            Self::Intention => "intention",
            Self::Journal => "journal",
        };
        lang.say_of("sees-col", code)
    }
}

/// Somebody who may see something, and how they are tied to the patient.
struct Reader {
    person: PersonId,
    role: Role,
    tie: Tie,
    n_pages: usize,
}

/// The headings of the columns.
pub fn columns(lang: Lang) -> Vec<String> {
    Thing::ALL.iter().map(|thing| thing.heading(lang)).collect()
}

/// The team, those with whom something is shared, those with whom a talk is booked, and those with emergency access.
///
/// # Errors
/// The store's.
pub fn rows(app: &App, mine: &Mine, pages: &[SharedPage]) -> Result<Vec<Row>, Trouble> {
    let mut rows = vec![];
    for reader in readers(app, mine, pages)? {
        let person = app.person(reader.person)?;
        let lang = mine.reader.lang;
        let cell = |thing: &Thing| {
            let (sees, words) =
                cell_words(lang, *thing, &reader, &|act| may(app, mine, &person, &reader, act), mine);
            Cell { of: thing.heading(lang), words, sees }
        };
        rows.push(Row {
            name: person.name.as_str().to_owned(),
            href: format!("/people/{}", reader.person),
            role: words::role(lang, reader.role),
            cells: Thing::ALL.iter().map(cell).collect(),
        });
    }
    Ok(rows)
}

fn may(app: &App, mine: &Mine, person: &Person, reader: &Reader, act: ActKind) -> bool {
    let by = Acting::person(reader.person, reader.role);
    let here = app.here();
    let house = app.known_house().ok();
    let place = house.as_ref().and_then(|house| house.place_rules());
    let (person, tie, at) = (Some(person), reader.tie, mine.now);
    permit(&Ask { by: &by, person, act, tie, here, place, at }).is_ok()
}

fn cell_words(
    lang: Lang,
    thing: Thing,
    reader: &Reader,
    may: &dyn Fn(ActKind) -> bool,
    mine: &Mine,
) -> (bool, String) {
    let shared = || {
        let with = |(what, with): &(Shareable, PersonId)| {
            let Shareable::Intention(course) = what;
            *with == reader.person && mine.course.as_ref().is_some_and(|(own, _)| own == course)
        };
        mine.patient.shares.iter().any(with) && may(ActKind::OpenSupportPerson)
    };
    let sees = match thing {
        Thing::Times => may(ActKind::OpenDesk) || may(ActKind::OpenSupportPerson),
        Thing::Health => may(ActKind::OpenChart),
        Thing::Answers => may(ActKind::SeeMeasures),
        Thing::Intention => may(ActKind::OpenChart) || shared(),
        Thing::Journal => 0 < reader.n_pages && may(ActKind::ReadDiaryEntry),
    };
    let words = match thing {
        Thing::Journal if sees => {
            lang.say_counted("sees-cell-pages", i64::try_from(reader.n_pages).unwrap_or(i64::MAX), &[])
        }
        Thing::Journal => lang.say("sees-cell-nothing-shared"),
        _ if sees => lang.say("sees-cell-yes"),
        _ => lang.say("sees-cell-no"),
    };
    (sees, words)
}

fn readers(app: &App, mine: &Mine, pages: &[SharedPage]) -> Result<Vec<Reader>, Trouble> {
    let (patient, now) = (&mine.patient, mine.now);
    let mut n_pages: BTreeMap<PersonId, usize> = BTreeMap::new();
    for with in pages.iter().flat_map(|(_, page)| page.readers()) {
        *n_pages.entry(with).or_default() += 1;
    }
    let pages_of = |person: PersonId| n_pages.get(&person).copied().unwrap_or(0);
    let team = patient.team.iter().filter(|member| member.term.covers(now));
    let mut readers: Vec<Reader> = team
        .map(|member| {
            let person = member.person;
            Reader { person, role: member.role, tie: Tie::CareTeam, n_pages: pages_of(person) }
        })
        .collect();
    let on_team: BTreeSet<PersonId> = readers.iter().map(|reader| reader.person).collect();
    let mut others: BTreeMap<PersonId, Tie> = BTreeMap::new();
    for (_, window) in mine.windows.iter().filter(|(_, window)| window.held.is_none()) {
        others.extend(window.talk.iter().map(|talk| (talk.with, Tie::Talk)));
    }
    others.extend(n_pages.keys().map(|person| (*person, Tie::Shared)));
    others.extend(patient.shares.iter().map(|(_, with)| (*with, Tie::Shared)));
    let open = patient.emergencies.iter().filter(|(_, term, _)| term.covers(now));
    others.extend(open.map(|(person, ..)| (*person, Tie::Emergency)));
    for (person, tie) in others.into_iter().filter(|(person, _)| !on_team.contains(person)) {
        let known = app.person(person)?;
        let role = Role::ALL.into_iter().find(|role| known.affiliated(*role, now));
        let role = role.unwrap_or(Role::IntegrationSpecialist);
        readers.push(Reader { person, role, tie, n_pages: pages_of(person) });
    }
    Ok(readers)
}
