//! `holdfast load`: real acts without end, each acknowledged on its own line, for tests that kill the process, fail the
//! disk or cut the power.

use std::sync::atomic::{AtomicBool, Ordering};

use care::act::Act;
use care::course::OpenCourse;
use care::course::intention::SetIntention;
use care::course::screening::AnswerScreening;
use care::house::{FoundHouse, House};
use care::ids::{CommandId, CourseId, HouseId, PatientId, PersonId, ProtocolId};
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::BeginAffiliation;
use care::practice::person::AddPerson;
use care::practice::{Acting, Role};
use care::protocol::{CareModel, DraftProtocol, Question};
use care::text::Line;
use care::time::{Date, Instant};
use clap::{Args, ValueEnum};
use record::record::Record;
use record::store::Synchronous;
use record::submit::{Answer, Command};
use record::writer::WriteFault;

use super::try_say;
use crate::failure::Failure;
use crate::keeping::{How, Place};
use crate::simulator::chance::Chance;
use crate::simulator::house::shipped;
use crate::{clock, secrets};

/// Acts under load.
#[derive(Debug, Args)]
pub struct Load {
    /// The data folder; made if it is not there
    #[arg(long, value_name = "DIR")]
    data: std::path::PathBuf,
    /// How many ask at once
    #[arg(long, value_name = "W", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: u16,
    /// How many acts each asks for; without end, unless said
    #[arg(long, value_name = "N")]
    acts: Option<u64>,
    /// `normal` is the negative control of the power-cut test: it loses acts
    #[arg(long, value_enum, default_value_t = Sync::Full)]
    synchronous: Sync,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sync {
    Full,
    Normal,
}

// Fixed, so that the next start finds what the last one made.
const HOUSE: HouseId = HouseId(0x10AD);
const DESK: PersonId = PersonId(0x10AD_0001);
const PROTOCOL: ProtocolId = ProtocolId(0x10AD_0002);
/// A person registers, opens a course, answers, and then says a new sentence so often.
const INTENTIONS: u64 = 40;

impl Load {
    /// Makes the store and a tiny house if need be, then asks until told to stop.
    pub fn run(&self) -> Result<(), Failure> {
        let place = Place::folder(&self.data);
        place.make_folder()?;
        if place.house()?.is_some_and(|house| house != HOUSE) {
            return Err(Failure::WrongUse(
                "this folder holds another house: load leaves it alone".to_owned(),
            ));
        }
        let synchronous =
            if self.synchronous == Sync::Full { Synchronous::Full } else { Synchronous::Normal };
        let record = place.open(HOUSE, How { synchronous, ..How::quietly(clock::system()) })?;
        for (nth, act) in (1..).zip(tiny_house()?) {
            let id = CommandId(0x10AD_0000 + nth);
            ask(&record, Command { id, act, by: Acting::HOST, occurred: None, sealed: None }, |_| Ok(()))?;
        }
        try_say("ready")?;
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let workers: Vec<_> =
                (0..self.workers).map(|_| scope.spawn(|| self.work(&record, &stop))).collect();
            let broke_off = || Err(Failure::Machine("a worker broke off".to_owned()));
            // All of them are waited for: each prints the answer it still gets.
            let ended: Vec<_> =
                workers.into_iter().map(|one| one.join().unwrap_or_else(|_| broke_off())).collect();
            ended.into_iter().collect()
        })
    }

    fn work(&self, record: &Record, stop: &AtomicBool) -> Result<(), Failure> {
        let mut worker = Worker::new()?;
        let mut left = self.acts;
        while left != Some(0) && !stop.load(Ordering::Relaxed) {
            let (by, act) = worker.next();
            let id = CommandId(worker.id());
            let command = Command { id, act, by, occurred: None, sealed: None };
            ask(record, command, try_say).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            left = left.map(|left| left - 1);
        }
        Ok(())
    }
}

/// Asks once, and says what became of it.
fn ask(record: &Record, command: Command, say: impl Fn(&str) -> Result<(), Failure>) -> Result<(), Failure> {
    let (id, kind) = (command.id, command.act.kind());
    match record.submit(command).wait() {
        Ok(Answer::Done(_)) => say(&format!("ack {id}")),
        Ok(Answer::Refused(refusal)) => {
            Err(Failure::NotSo(format!("{}: refused, {}", kind.words(), refusal.code())))
        }
        Ok(Answer::IdReused | Answer::Kept(_)) => {
            Err(Failure::NotSo("an id was used for another act".to_owned()))
        }
        Err(fault) => {
            if let WriteFault::OutcomeUnknown(_) = fault {
                say(&format!("unknown {id}"))?;
            }
            Err(Failure::machine(&fault))
        }
    }
}

/// The least house in which a person can register: a desk, and one draft protocol.
fn tiny_house() -> Result<Vec<Act>, Failure> {
    let house = House {
        name: line("Load House")?,
        zone: line("UTC")?,
        jurisdiction: line("US-NY")?,
        phone: line("(555) 0199")?,
        hours: line("always")?,
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    let content = shipped().map_err(Failure::Machine)?.into_iter().next();
    let content = content.ok_or_else(|| Failure::Machine("no protocol comes with the program".to_owned()))?;
    Ok(vec![
        Act::FoundHouse(HOUSE, FoundHouse { house }),
        Act::AddPerson(DESK, AddPerson { name: line("Load Desk")? }),
        Act::BeginAffiliation(
            DESK,
            BeginAffiliation { role: Role::FrontDesk, from: Instant(0), until: None },
        ),
        Act::DraftProtocol(PROTOCOL, DraftProtocol { content, revises: None }),
    ])
}

fn line(text: &str) -> Result<Line, Failure> {
    Line::new(text).map_err(|refusal| Failure::Machine(refusal.code().to_owned()))
}

/// Asks for one act after the other about people of its own.
struct Worker {
    chance: Chance,
    patient: PatientId,
    course: CourseId,
    turn: u64,
    words: Line,
    details: Details,
    answers: Vec<(Line, bool)>,
}

impl Worker {
    fn new() -> Result<Self, Failure> {
        let chance = Chance::of(u64::from_be_bytes(secrets::random()?), 0);
        let born = Date { year: 1980, month: 1, day: 1 };
        let (name, contact, zone) = (line("Load Patient")?, line("(555) 0198")?, line("UTC")?);
        let answers: Result<_, Failure> =
            Question::BEFORE.iter().map(|question| Ok((line(question.code())?, false))).collect();
        Ok(Self {
            chance,
            patient: PatientId(0),
            course: CourseId(0),
            turn: 0,
            words: line("Load")?,
            details: Details { name, born, contact, zone },
            answers: answers?,
        })
    }

    fn id(&mut self) -> u128 {
        clock::timed_id(clock::now(), self.chance.wide())
    }

    fn next(&mut self) -> (Acting, Act) {
        let turn = self.turn;
        self.turn = (turn + 1) % (3 + INTENTIONS);
        if turn == 0 {
            (self.patient, self.course) = (PatientId(self.id()), CourseId(self.id()));
        }
        let desk = Acting::person(DESK, Role::FrontDesk);
        let (patient, course, themselves) = (self.patient, self.course, Acting::patient(self.patient));
        match turn {
            0 => (desk, Act::RegisterPatient(patient, RegisterPatient { details: self.details.clone() })),
            1 => (desk, Act::OpenCourse(course, OpenCourse { patient, protocol: PROTOCOL })),
            2 => {
                (themselves, Act::AnswerScreening(course, AnswerScreening { answers: self.answers.clone() }))
            }
            _ => {
                // Never the same sentence twice: that would be refused.
                let words = Line::new(&format!("Sentence {turn}")).unwrap_or_else(|_| self.words.clone());
                (themselves, Act::SetIntention(course, SetIntention { words }))
            }
        }
    }
}
