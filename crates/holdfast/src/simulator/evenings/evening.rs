//! One evening lived minute by minute, beside a second opinion of what must be so: a few numbers kept by hand, from the
//! scene alone.

use std::sync::Arc;

use care::act::Act;
use care::ids::{PersonId, TaskId};
use care::measures::answer_measure::KeepMeasureAnswer;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::end_credential::EndCredential;
use care::practice::{Acting, CredentialEnd, Licence, Person};
use care::refusal::Refusal;
use care::roster::{Door, Roster};
use care::safety::told::{Told, told};
use care::safety::{AnswerSignal, Contact, HowSafe, SayHowSafe};
use care::tasks::{TakeTask, Task};
use care::time::{Instant, When};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Weekday};

use super::Counts;
use super::scene::{COURSE, DESK, DIRECTOR, Event, NURSE, PATIENT, PRESCRIBER, Scene, acting};
use crate::simulator::days::later;
use crate::simulator::house::{JURISDICTION, ZONE};
use crate::simulator::words::line;

/// A house an evening can be lived in. The outer error is the machinery's, or a law's; the inner one is a refusal.
pub trait House {
    fn asks(&mut self, by: Acting, act: &Act, now: Instant) -> Result<Result<(), Refusal>, String>;
    /// What the timer does when it looks.
    fn looks(&mut self, now: Instant) -> Result<(), String>;
    fn open(&self) -> Result<Vec<(TaskId, Arc<Task>)>, String>;
    fn person(&self, id: PersonId) -> Result<Arc<Person>, String>;
    fn roster(&self) -> Result<Option<Arc<Roster>>, String>;
}

/// For how long an evening is watched, in minutes.
const WATCHED: i64 = 360;

/// The second opinion: what the clock must say, by hand.
struct Opinion<'a> {
    scene: &'a Scene,
    within: i64,
    due: Instant,
    taken: Option<PersonId>,
    climbs: u32,
    nurse_ends: Option<Instant>,
}

impl Opinion<'_> {
    fn stands(&self, person: PersonId, now: Instant) -> bool {
        let gone = person == DIRECTOR && self.scene.director_gone;
        let ended = person == NURSE && self.nurse_ends.is_some_and(|end| end <= now);
        !gone && !ended && person != DESK
    }

    fn on_call(&self, now: Instant) -> Option<PersonId> {
        let mut now_on: Vec<_> =
            self.scene.shifts.iter().filter(|(_, from, until)| *from <= now && now < *until).collect();
        now_on.sort_by_key(|(_, from, _)| *from);
        now_on.into_iter().map(|(person, ..)| *person).find(|person| self.stands(*person, now))
    }

    fn owed_first(&self, now: Instant) -> Option<PersonId> {
        self.on_call(now).or(self.scene.has_prescriber.then_some(PRESCRIBER))
    }

    fn climbs(&mut self, now: Instant) {
        (self.due, self.taken) = (later(now, self.within), None);
        self.climbs += 1;
    }

    /// The name of the page that must be shown.
    fn page(&self, is_open: bool, now: Instant) -> &'static str {
        let on_call = self.on_call(self.scene.at).is_some();
        match self.taken {
            Some(_) if now < self.due => "page taken",
            _ if self.due <= now || 0 < self.climbs => "page unanswered",
            _ if is_open => "page open",
            _ if on_call => "page on call",
            _ => "page closed",
        }
    }
}

struct Evening<'a, H: House> {
    house: &'a mut H,
    opinion: Opinion<'a>,
    zone: TimeZone,
    counts: &'a mut Counts,
}

/// Lives it; the error says which law did not hold.
pub fn live(scene: &Scene, house: &mut impl House, counts: &mut Counts) -> Result<(), String> {
    let zone = TimeZone::get(ZONE).map_err(|no| no.to_string())?;
    let at = scene.at;
    let opinion = Opinion { scene, within: 30, due: later(at, 30), taken: None, climbs: 0, nurse_ends: None };
    let mut evening = Evening { house, opinion, zone, counts };
    evening.counted("evenings");
    evening.counted(scene.kind.code());
    if scene.near_clock_change {
        evening.counted("clocks changed");
    }
    for (minute, event) in scene.events.iter().filter(|(minute, _)| *minute < 0) {
        evening.happens(*event, later(at, *minute))?;
    }
    evening.begins()?;
    for minute in 1..=WATCHED {
        let now = later(at, minute);
        for (_, event) in scene.events.iter().filter(|(when, _)| *when == minute) {
            evening.happens(*event, now)?;
            if evening.is_over()? {
                return evening.ends(now);
            }
        }
        evening.page_is_so(now)?;
        evening.timer_looks(now)?;
        evening.is_owed(now)?;
    }
    evening.counted("still climbing after six hours");
    Ok(())
}

impl<H: House> Evening<'_, H> {
    fn counted(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    /// It is said, and at the same instant somebody owes an answer.
    fn begins(&mut self) -> Result<(), String> {
        let at = self.opinion.scene.at;
        self.is_said(self.opinion.scene.item_nine, at)?;
        let (_, task) = self.only()?;
        let owing = task.signal.as_ref().map(|signal| signal.owing).ok_or("a task without its signal")?;
        let first = self.opinion.owed_first(at);
        if owing.to != first {
            return Err(format!("owed first by {:?}, not by {first:?}", owing.to));
        }
        if first.is_none() {
            self.counted("owed by a whole role at first");
        }
        self.page_is_so(at)?;
        self.is_owed(at)
    }

    /// In the way of this evening: the answer to item 9, or "I don't feel safe".
    fn is_said(&mut self, item_nine: Option<u32>, now: Instant) -> Result<(), String> {
        let (said, way) = match item_nine {
            Some(value) => {
                let answer = KeepMeasureAnswer { asked: 1, item: line("9"), value };
                (Act::KeepMeasureAnswer(COURSE, answer), "by item 9")
            }
            None => (Act::SayUnsafe(PATIENT, SayUnsafe { words: None }), "by saying so"),
        };
        self.counted(way);
        self.house.asks(Acting::patient(PATIENT), &said, now)?.map_err(|no| format!("refused: {}", no.code()))
    }

    /// The one open signal: never none while nobody answered, and never two of one kind.
    fn only(&self) -> Result<(TaskId, Arc<Task>), String> {
        let mut open = self.house.open()?;
        match (open.pop(), open.len()) {
            (Some(only), 0) => Ok(only),
            (None, _) => Err("nothing is open and nobody has answered".to_owned()),
            (Some(_), more) => Err(format!("{} signals of one kind are open", more + 1)),
        }
    }

    fn is_over(&self) -> Result<bool, String> {
        Ok(self.house.open()?.is_empty())
    }

    fn ends(&mut self, now: Instant) -> Result<(), String> {
        self.counted("answered");
        match told(None, Door::Closed { opens: None }, now) {
            Told::Nothing => Ok(()),
            other => Err(format!("answered, and the page says {other:?}")),
        }
    }

    fn happens(&mut self, event: Event, now: Instant) -> Result<(), String> {
        match event {
            Event::Again => {
                // The same answer again is known already; a higher one is news.
                self.is_said(self.opinion.scene.item_nine.map(|_| 3), now)?;
                self.only()?;
                self.counted("second signal added");
            }
            Event::Says(answer) => {
                let said = SayHowSafe { answer, company: None };
                let told = self.house.asks(Acting::patient(PATIENT), &Act::SayHowSafe(PATIENT, said), now)?;
                told.map_err(|no| format!("an answer to “are you safe?” refused: {}", no.code()))?;
                if answer == HowSafe::NotSafe {
                    let opinion = &mut self.opinion;
                    (opinion.within, opinion.due) = (10, opinion.due.min(later(now, 10)));
                    self.counted("not safe");
                }
            }
            Event::Takes(person) => self.takes(person, now)?,
            Event::Answers(person, contact) => self.answers(person, contact, now)?,
            Event::DeskTries => {
                let (id, _) = self.only()?;
                let answer = self.house.asks(acting(DESK), &Act::TakeTask(id, TakeTask), now)?;
                if answer != Err(Refusal::NeedsClinician) {
                    return Err(format!("the desk took it: {answer:?}"));
                }
                self.counted("desk refused");
            }
            Event::LicenceEnds(person) => self.licence_ends(person, now)?,
        }
        Ok(())
    }

    fn takes(&mut self, person: PersonId, now: Instant) -> Result<(), String> {
        let (id, _) = self.only()?;
        let answer = self.house.asks(acting(person), &Act::TakeTask(id, TakeTask), now)?;
        match (answer, self.opinion.taken) {
            (Ok(()), None) => {
                (self.opinion.taken, self.opinion.due) = (Some(person), later(now, self.opinion.within));
                Ok(())
            }
            (Err(Refusal::TaskAlreadyTaken), Some(_)) => Ok(()),
            (other, taken) => Err(format!("taking it while {taken:?} has it: {other:?}")),
        }
    }

    fn answers(&mut self, person: PersonId, contact: Contact, now: Instant) -> Result<(), String> {
        let (id, _) = self.only()?;
        let done = line("rang the number on file");
        let act = Act::AnswerSignal(id, AnswerSignal { contact, done });
        let answer = self.house.asks(acting(person), &act, now)?;
        answer.map_err(|no| format!("an answer refused: {}", no.code()))?;
        if contact == Contact::NoAnswer {
            self.opinion.climbs(now);
            self.counted("no answer, handed on");
        }
        Ok(())
    }

    fn licence_ends(&mut self, person: PersonId, now: Instant) -> Result<(), String> {
        let end = EndCredential {
            licence: Licence::RegisteredNurse,
            number: "401122".to_owned(),
            jurisdiction: JURISDICTION.to_owned(),
            why: CredentialEnd::Suspended,
            note: None,
            at: When::Now,
        };
        match self.house.asks(acting(DIRECTOR), &Act::EndCredential(person, end), now)? {
            Ok(()) => self.opinion.nurse_ends = Some(now),
            // There is no director to end it: it holds.
            Err(_) if self.opinion.scene.director_gone => {}
            Err(no) => return Err(format!("the licence did not end: {}", no.code())),
        }
        Ok(())
    }

    /// Climbs if the opinion says so, and only then.
    fn timer_looks(&mut self, now: Instant) -> Result<(), String> {
        let (_, before) = self.only()?;
        let owner = before.signal.as_ref().and_then(|signal| signal.owing.to);
        let gone = owner.is_some_and(|person| !self.opinion.stands(person, now));
        self.house.looks(now)?;
        if self.opinion.due <= now || gone {
            self.opinion.climbs(now);
            self.counted("climbed");
            if gone {
                self.counted("left whoever may not answer any more");
            }
        }
        Ok(())
    }

    /// Law 11 at this instant: somebody who may answer, or a whole role, by a clock that lies ahead and is never long.
    fn is_owed(&mut self, now: Instant) -> Result<(), String> {
        let (_, task) = self.only()?;
        let owing = task.signal.as_ref().map(|signal| signal.owing).ok_or("a task without its signal")?;
        let minute = now.minutes_since(self.opinion.scene.at);
        if let Some(person) = owing.to.filter(|person| !self.opinion.stands(*person, now)) {
            return Err(format!("minute {minute}: owed by {person}, who may not answer"));
        }
        if owing.to.is_none() && owing.role.licences().is_empty() {
            return Err(format!("minute {minute}: owed by nobody who could answer"));
        }
        if task.due != self.opinion.due || owing.due != task.due {
            return Err(format!("minute {minute}: due {:?}, not {:?}", task.due, self.opinion.due));
        }
        if task.due <= now || later(now, 30) < task.due {
            return Err(format!("minute {minute}: a clock that does not lie within half an hour"));
        }
        if u32::from(task.climbed) != self.opinion.climbs {
            return Err(format!(
                "minute {minute}: climbed {} times, not {}",
                task.climbed, self.opinion.climbs
            ));
        }
        Ok(())
    }

    /// The page is the one that is true.
    fn page_is_so(&mut self, now: Instant) -> Result<(), String> {
        let (_, task) = self.only()?;
        let roster = self.house.roster()?;
        let hours = roster.as_ref().and_then(|roster| roster.hours.as_ref()).ok_or("no hours")?;
        let local = web::when::local(now, &self.zone).ok_or("no local time")?;
        let told = told(Some(&task), hours.at(local), now);
        let page = match told {
            Told::Nothing => "page nothing",
            Told::Taken { .. } => "page taken",
            Told::Open { .. } => "page open",
            Told::OnCall { .. } => "page on call",
            Told::Closed { .. } => "page closed",
            Told::Unanswered { .. } => "page unanswered",
        };
        let expected = self.opinion.page(is_open(now, &self.zone)?, now);
        if page != expected {
            return Err(format!("{told:?} at {now:?}, and not the {expected}"));
        }
        let in_vain = matches!(page, "page closed" | "page on call" | "page unanswered");
        if told.is_not_to_be_waited_for() != in_vain {
            return Err(format!(
                "{told:?}: the page lets somebody wait for nobody, or says so of somebody who comes"
            ));
        }
        self.counted(page);
        Ok(())
    }
}

/// Monday to Friday, 9 to 17, as a calendar says it.
fn is_open(now: Instant, zone: &TimeZone) -> Result<bool, String> {
    let here = Timestamp::from_microsecond(now.0).map_err(|no| no.to_string())?.to_zoned(zone.clone());
    let weekend = matches!(here.weekday(), Weekday::Saturday | Weekday::Sunday);
    Ok(!weekend && (9..17).contains(&here.hour()))
}
