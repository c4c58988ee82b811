//! What ends by its date: licences, affiliations, and how long a protocol holds without being read again.

use care::directory::{Entry, Look as LookedUp};
use care::ids::PersonId;
use care::integration::cosign_note::COSIGN_WITHIN;
use care::practice::verified::{LOOK_AGAIN, to_look_up};
use care::practice::{Person, Role};
use care::time::Instant;
use record::views::ask;

use super::Look;
use crate::answer::Trouble;
use crate::pages::clinic::people::{SOON_DAYS, roles_now, standing};
use crate::pages::clinic::{last_day, place_rules, verify};
use crate::pages::directory::directory;
use crate::pages::supervision::waiting_notes;
use crate::parts::{Mark, Task};
use crate::texts::Lang;
use crate::{when, words};

const DAY_US: i64 = 86_400_000_000;

impl Look<'_> {
    fn days_to(&self, at: Instant) -> i64 {
        (at.0 - self.now.0).div_euclid(DAY_US)
    }

    /// Licences missing or ending soon, and affiliations that have an end, the soonest first.
    pub fn licences(&self) -> Result<Vec<Task>, Trouble> {
        let director = self.owed_by(None, Role::MedicalDirector);
        let mut found: Vec<(Instant, Task)> = vec![];
        for (id, name) in self.app.read(ask::people)? {
            let person = self.app.person(id)?;
            if roles_now(&person, self.now).next().is_none() {
                continue;
            }
            found.extend(self.licence(id, &name, &person, &director));
            found.extend(self.affiliations(id, &name, &person, &director));
        }
        found.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.title.cmp(&other.1.title)));
        Ok(found.into_iter().map(|(_, task)| task).collect())
    }

    /// What the place asks of integration support and is not so here yet.
    pub fn place(&self) -> Result<Vec<Task>, Trouble> {
        let director = self.owed_by(None, Role::MedicalDirector);
        let task = |(n, title): (usize, String)| Task {
            id: format!("place-{n}"),
            mark: Mark::Medium,
            mark_words: "To do".to_owned(),
            title,
            sub: director.clone(),
            href: "/clinic/place".to_owned(),
            action: "Read".to_owned(),
            ..Task::default()
        };
        Ok(place_rules::owed(self.app)?.into_iter().enumerate().map(task).collect())
    }

    /// Licences in force that nobody has looked up for ninety days, the longest ago first.
    pub fn looks(&self) -> Result<Vec<Task>, Trouble> {
        let director = self.owed_by(None, Role::MedicalDirector);
        let mut found: Vec<(Instant, Task)> = vec![];
        for (id, person) in verify::here(self.app, self.now)? {
            for (due, held) in to_look_up(&person, self.now) {
                let licence = words::licence(Lang::En, held.licence);
                let task = Task {
                    id: format!("look-{id}-{}", held.number),
                    mark: Mark::Medium,
                    mark_words: "To look up".to_owned(),
                    title: format!("{} · {licence}, {}", person.name, held.jurisdiction),
                    sub: format!("looked up on {} · {director}", when::date(held.verified, &self.app.zone)),
                    href: "/clinic/people/verify".to_owned(),
                    action: "Look up".to_owned(),
                    ..Task::default()
                };
                found.push((due, task));
            }
        }
        found.extend(self.looks_outside(&director)?);
        found.sort_by_key(|(due, _)| *due);
        Ok(found.into_iter().map(|(_, task)| task).collect())
    }

    /// The same of people outside, in the directory.
    fn looks_outside(&self, director: &str) -> Result<Vec<(Instant, Task)>, Trouble> {
        let all = directory(self.app)?;
        let task = |entry: &Entry| {
            let (due, since) = match entry.look(self.now) {
                LookedUp::Never => (entry.kept.1, "never looked up".to_owned()),
                LookedUp::Old(at) => {
                    (at.plus_hours(LOOK_AGAIN), format!("looked up on {}", when::date(at, &self.app.zone)))
                }
                LookedUp::NoLicence | LookedUp::Fresh(_) => return None,
            };
            let licence = words::licence(Lang::En, entry.colleague.licence);
            let task = Task {
                id: format!("look-outside-{}", entry.number),
                mark: Mark::Medium,
                mark_words: "To look up".to_owned(),
                title: format!(
                    "{} (outside) · {licence}, {}",
                    entry.colleague.name, entry.colleague.jurisdiction
                ),
                sub: format!("{since} · {director}"),
                href: "/desk/directory".to_owned(),
                action: "Look up".to_owned(),
                ..Task::default()
            };
            Some((due, task))
        };
        Ok(all.current().filter_map(task).collect())
    }

    fn licence(&self, id: PersonId, name: &str, person: &Person, director: &str) -> Option<(Instant, Task)> {
        let standing = standing(self.app, person, self.now);
        if standing.mark.is_quiet() {
            return None;
        }
        let ends = standing.until.unwrap_or(Instant(i64::MAX));
        let dated = ends.0 != i64::MIN;
        let task = Task {
            id: format!("licence-{id}"),
            mark: standing.mark,
            mark_words: standing.short.to_owned(),
            title: if dated {
                format!("{name} · {} {}", standing.licence, standing.words)
            } else {
                format!("{name} · {}", standing.words)
            },
            sub: if dated {
                format!("last day {} · to be looked up again by {name}; {director}", last_day(self.app, ends))
            } else {
                format!("every act that asks for it is refused · {director}")
            },
            href: format!("/clinic/people/{id}"),
            action: "Open".to_owned(),
            ..Task::default()
        };
        Some((ends, task))
    }

    fn affiliations(
        &self,
        id: PersonId,
        name: &str,
        person: &Person,
        director: &str,
    ) -> Vec<(Instant, Task)> {
        let soon = |until: Instant| self.now < until && self.days_to(until) <= SOON_DAYS;
        let held = person.affiliations.iter().filter(|held| held.term.covers(self.now));
        held.filter_map(|held| {
            let until = held.term.until.filter(|until| soon(*until))?;
            let role = words::role(Lang::En, held.role).to_lowercase();
            let task = Task {
                id: format!("affiliation-{id}-{}", until.0),
                mark: Mark::Medium,
                mark_words: "Ends soon".to_owned(),
                title: format!("{name} · stops working here as {role} in {} days", self.days_to(until)),
                sub: format!("last day {} · {director}", last_day(self.app, until)),
                href: format!("/clinic/people/{id}"),
                action: "Open".to_owned(),
                ..Task::default()
            };
            Some((until, task))
        })
        .collect()
    }

    /// Whose notes have waited too long for whoever answers for them, the longest first. Not a word of them.
    pub fn second_signatures(&self) -> Result<Vec<Task>, Trouble> {
        let mut found: Vec<(Instant, Task)> = vec![];
        for (id, name) in self.app.read(ask::people)? {
            let notes = waiting_notes(self.app, id, &*self.app.person(id)?)?;
            let late = notes.iter().filter(|note| note.at.plus_hours(COSIGN_WITHIN) <= self.now);
            let (n, Some(oldest)) = (late.clone().count(), late.map(|note| note.at).min()) else { continue };
            let task = Task {
                id: format!("second-signature-{id}"),
                mark: Mark::Medium,
                mark_words: "To sign".to_owned(),
                title: format!(
                    "{name} · {n} {} a second signature",
                    if n == 1 { "note waits for" } else { "notes wait for" }
                ),
                sub: format!(
                    "the oldest since {} · owed by whoever answers for them",
                    when::date(oldest, &self.app.zone)
                ),
                href: format!("/clinic/people/{id}"),
                action: "Open".to_owned(),
                ..Task::default()
            };
            found.push((oldest, task));
        }
        found.sort_by_key(|(oldest, _)| *oldest);
        Ok(found.into_iter().map(|(_, task)| task).collect())
    }

    /// Changes that somebody proposed and nobody has approved, the oldest first.
    pub fn changes(&self) -> Result<Vec<Task>, Trouble> {
        let mut rows = self.app.read(ask::protocols)?;
        rows.retain(|row| row.proposed.is_some());
        rows.sort_by_key(|row| row.proposed);
        let mut drawn = vec![];
        for row in rows {
            let version = self.app.protocol(row.protocol)?;
            let Some(proposal) = version.force.waiting() else { continue };
            let people = self.owners.but(Role::Prescriber, proposal.name.as_str());
            drawn.push(Task {
                id: format!("change-{}", row.protocol),
                mark: Mark::Low,
                mark_words: "Waits".to_owned(),
                title: format!("{} · proposed by {}", row.title, proposal.name),
                sub: format!(
                    "since {} · to be read by {people}",
                    when::day_clock(proposal.at, &self.app.zone)
                ),
                href: format!("/protocols/{}", row.protocol),
                action: "Open".to_owned(),
                ..Task::default()
            });
        }
        Ok(drawn)
    }

    /// Signed versions whose review is near or was due: after it they dose nobody.
    pub fn protocols(&self) -> Result<Vec<Task>, Trouble> {
        let director = self.owed_by(None, Role::MedicalDirector);
        let mut found: Vec<(Instant, Task)> = vec![];
        let holds = |row: &ask::ProtocolRow| row.until.is_none_or(|until| self.now < until);
        let signed = |row: &ask::ProtocolRow| row.standing == "signed" && holds(row);
        for row in self.app.read(ask::protocols)?.into_iter().filter(signed) {
            let Some(review) = row.review.filter(|review| self.days_to(*review) <= SOON_DAYS) else {
                continue;
            };
            let late = review <= self.now;
            let task = Task {
                id: format!("review-{}", row.protocol),
                mark: if late { Mark::Overdue } else { Mark::Medium },
                mark_words: if late { "Doses nobody".to_owned() } else { "Soon".to_owned() },
                title: if late {
                    format!(
                        "{} · its review was due, and it doses nobody until it is signed again",
                        row.title
                    )
                } else {
                    format!("{} · to be read again in {} days", row.title, self.days_to(review))
                },
                sub: format!("by {} · {director}", last_day(self.app, review)),
                href: format!("/protocols/{}", row.protocol),
                action: "Open".to_owned(),
                ..Task::default()
            };
            found.push((review, task));
        }
        found.sort_by_key(|(review, _)| *review);
        Ok(found.into_iter().map(|(_, task)| task).collect())
    }
}
