//! A house in memory: the acts' own decisions, folded as the record folds them; the timer's question asked of each open
//! signal.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::act::Act;
use care::chart::{Chart, State, Want};
use care::decide::{Asked, decide};
use care::fact::{Fact, Stream};
use care::ids::{CommandId, CourseId, PersonId, RosterId, TaskId};
use care::measures::Library;
use care::messages::quiet::Nights;
use care::practice::{Acting, Here, Nobody, Person};
use care::refusal::Refusal;
use care::roster::Roster;
use care::safety::{Cover, HOUSE_ANSWER, climb};
use care::schedule::Work;
use care::tasks::{EscalateTask, Task};
use care::time::{Instant, Moment};
use record::fold::Folded;
use record::state_as;

use super::evening::House;
use super::scene::{PATIENT, Scene};
use crate::simulator::house::{HOUSE, JURISDICTION};

/// The house.
pub struct Pure {
    streams: BTreeMap<Stream, Folded>,
    measures: Arc<Library>,
    commands: u128,
}

impl Pure {
    /// As it is when the evening begins.
    pub fn founded(scene: &Scene, measures: &Arc<Library>) -> Result<Self, String> {
        let mut house = Self { streams: BTreeMap::new(), measures: measures.clone(), commands: 0 };
        for (at, by, act) in scene.before() {
            house.asks(by, &act, at)?.map_err(|no| format!("{:?}: {}", act.kind(), no.code()))?;
        }
        Ok(house)
    }

    fn folded(&self, stream: Stream) -> Folded {
        self.streams.get(&stream).cloned().unwrap_or(Folded::EMPTY)
    }

    fn ids<T>(&self, of: impl Fn(&Stream, &State) -> Option<T>) -> Vec<T> {
        let known = self.streams.iter().filter_map(|(stream, folded)| Some((stream, folded.state.as_ref()?)));
        known.filter_map(|(stream, state)| of(stream, state)).collect()
    }

    fn people(&self) -> Vec<PersonId> {
        self.ids(|stream, _| if let Stream::Person(id) = stream { Some(*id) } else { None })
    }

    fn tasks(&self) -> Vec<TaskId> {
        self.ids(|stream, _| if let Stream::Task(id) = stream { Some(*id) } else { None })
    }

    fn courses(&self) -> Vec<CourseId> {
        self.ids(|stream, _| if let Stream::Course(id) = stream { Some(*id) } else { None })
    }

    fn gather(&self, act: &Act, by: &Acting) -> Chart {
        let mut chart = Chart::with_measures(self.measures.clone());
        loop {
            let wants = chart.wants(act, by, HOUSE);
            if wants.is_empty() {
                return chart;
            }
            for want in wants {
                match want {
                    Want::Stream(stream) => chart.put(stream, self.folded(stream).state),
                    Want::RoomsBooked => chart.put_rooms_booked(vec![]),
                    Want::Vaults => chart.put_vaults(vec![]),
                    Want::Clinicians => chart.put_clinicians(self.people()),
                    Want::OpenSignals(patient) => chart.put_open_signals(patient, self.tasks()),
                    Want::OpenCourses(patient) => chart.put_open_courses(patient, self.courses()),
                    Want::MonitorOn(device) => chart.put_monitor_on(device, vec![]),
                    Want::Samples(session) => chart.put_samples(session, None),
                    // Nothing is signed, booked, dosed or sent in these evenings.
                    Want::TalksWith(person) => chart.put_talks(person, vec![]),
                    Want::InForce(course) => chart.put_in_force(course, None),
                    Want::Beside => chart.put_beside(vec![]),
                    Want::Work => chart.put_work(Work::default()),
                    Want::SignedBeside(version) => chart.put_signed_beside(version, vec![]),
                    Want::Windows(patient) => chart.put_windows(patient, vec![]),
                    Want::Nights(patient) => chart.put_nights(patient, Nights::default()),
                    Want::OnItsWay(message) => chart.put_on_its_way(message, false),
                }
            }
        }
    }

    fn keeps(&mut self, facts: Vec<Fact>) {
        for fact in facts {
            let folded = self.streams.remove(&fact.stream).unwrap_or(Folded::EMPTY);
            self.streams.insert(fact.stream, folded.after(&fact.what));
        }
    }

    /// Asks something of who can answer now.
    fn with_cover<T>(&self, now: Instant, ask: impl FnOnce(&Cover<'_>) -> T) -> Result<T, String> {
        let patient = state_as!(self.folded(Stream::Patient(PATIENT)), Patient).ok_or("no patient")?;
        let roster = self.roster()?;
        let people = self.people().into_iter().map(|id| Ok((id, self.person(id)?)));
        let people: Vec<(PersonId, Arc<Person>)> = people.collect::<Result<_, String>>()?;
        Ok(ask(&Cover {
            patient: &patient,
            roster: roster.as_deref(),
            clinicians: people.iter().map(|(id, person)| (*id, &**person)).collect(),
            here: Here::at(JURISDICTION, &Nobody),
            at: now,
        }))
    }
}

impl House for Pure {
    fn asks(&mut self, by: Acting, act: &Act, now: Instant) -> Result<Result<(), Refusal>, String> {
        self.commands += 1;
        let (chart, command) = (self.gather(act, &by), CommandId(self.commands << 16));
        let moment = Moment { occurred: now, now, command };
        let decided = decide(&Asked { act, by: &by, chart: &chart, house: HOUSE, moment: &moment });
        drop(chart);
        Ok(decided.map(|facts| self.keeps(facts)))
    }

    fn looks(&mut self, now: Instant) -> Result<(), String> {
        for (id, task) in self.open()? {
            let owing = task.signal.as_ref().map(|signal| signal.owing).ok_or("no signal")?;
            let gone = self.with_cover(now, |cover| climb::is_gone(&owing, cover))?;
            if owing.due <= now || gone {
                let act = Act::EscalateTask(id, EscalateTask { answer: HOUSE_ANSWER });
                self.asks(Acting::CLOCK, &act, now)?.map_err(|no| format!("no climb: {}", no.code()))?;
            }
        }
        Ok(())
    }

    fn open(&self) -> Result<Vec<(TaskId, Arc<Task>)>, String> {
        let open = self.tasks().into_iter().filter_map(|id| {
            let task = state_as!(self.folded(Stream::Task(id)), Task)?;
            (task.is_open() && task.signal.is_some()).then_some((id, task))
        });
        Ok(open.collect())
    }

    fn person(&self, id: PersonId) -> Result<Arc<Person>, String> {
        state_as!(self.folded(Stream::Person(id)), Person).ok_or_else(|| "nobody of that number".to_owned())
    }

    fn roster(&self) -> Result<Option<Arc<Roster>>, String> {
        Ok(state_as!(self.folded(Stream::Roster(RosterId::of(HOUSE))), Roster))
    }
}
