//! A house with nothing but chairs: in each somebody whose dose has just begun, and a monitor that was taken on. For what
//! is tried with many monitors at once.

use care::act::Act;
use care::house::{FoundHouse, House};
use care::ids::{CommandId, CourseId, HouseId, PatientId, PersonId, ProtocolId, ScheduleId, SessionId};
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::BeginAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::person::{AddPerson, PublishDisclosure};
use care::practice::{Acting, Credential, Licence, Practice, Role};
use care::protocol::{
    ApproveProtocol, CareModel, Content, Depth, DraftProtocol, Ending, ProposeProtocol, Route, Setting,
    SignProtocol,
};
use care::schedule::{EnrolDevice, OpenRoom};
use care::session::attach_monitor::AttachMonitor;
use care::story::{Cast, read};
use care::time::{Date, Instant, Term};
use care::units::{Hours, Minutes};
use record::record::Record;
use record::submit::{Answer, Command};

use super::house::shipped;
use super::words::line;

/// The house.
pub const HOUSE: HouseId = HouseId(0xC4A1);
/// What every monitor calls itself; each names the bed of its chair.
pub const SENDER: &str = "MONITOR";
const PROTOCOL: ProtocolId = ProtocolId(0xC4A1_0001);

/// Story name, number, role, licence, printed name.
const PEOPLE: [(&str, u128, Role, Licence, &str); 6] = [
    ("director", 1, Role::MedicalDirector, Licence::Physician, "Dr Iris Vale"),
    ("prescriber", 2, Role::Prescriber, Licence::NursePractitioner, "Hugo Stern NP"),
    ("nurse", 3, Role::Nurse, Licence::RegisteredNurse, "Mira Holt RN"),
    ("second", 4, Role::Nurse, Licence::RegisteredNurse, "Ben Ruiz RN"),
    ("specialist", 5, Role::IntegrationSpecialist, Licence::NotLicensed, "Ada Linden"),
    ("desk", 6, Role::FrontDesk, Licence::NotLicensed, "Per Falk"),
];

/// From the first day to a dose that runs.
const STORY: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
    order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, day, here nurse, precheck 70 kg, \
    vitals 118/72 74 98%, accept order 1, draw 35 mg, plan no thanks, override preparation known here, dose 35 mg";

/// The visit in a chair: 1, 2, 3 …
pub fn session(chair: u32) -> SessionId {
    SessionId(0xC4A1_0000_0000 + u128::from(chair))
}

/// The bed that the monitor of a chair names.
pub fn bed(chair: u32) -> String {
    format!("BED-{chair}")
}

fn who(name: &str) -> Acting {
    let known = PEOPLE.iter().find(|(known, ..)| *known == name);
    known.map_or(Acting::HOST, |(_, id, role, ..)| Acting::person(PersonId(*id), *role))
}

/// Builds it so that every dose begins at `now`.
///
/// # Errors
/// The first act that was refused, in words: a fault of this file.
pub fn build(record: &Record, chairs: u32, now: Instant) -> Result<(), String> {
    let begins = Instant(now.0 - 3_600_000_000);
    let mut told = Told { record, commands: 0 };
    for (by, act) in founding(begins)? {
        told.says(by, act, begins)?;
    }
    for chair in 1..=chairs {
        let cast = cast(chair);
        let register = RegisterPatient { details: details(chair)? };
        told.says(who("desk"), Act::RegisterPatient(cast.patient, register), begins)?;
        let (schedule, name) = (ScheduleId::of(HOUSE), line(&format!("Chair {chair}")));
        told.says(
            who("director"),
            Act::OpenRoom(schedule, OpenRoom { name: name.clone(), site: None }),
            begins,
        )?;
        let bed = Some(line(&bed(chair)));
        let name = line(&format!("Monitor {chair}"));
        let enrol = EnrolDevice { name, sender: line(SENDER), bed, room: chair };
        told.says(who("director"), Act::EnrolDevice(schedule, enrol), begins)?;
        let mut at = begins;
        for phrase in STORY.split(',') {
            let (steps, until) = read(phrase, &cast, at).map_err(|no| no.to_string())?;
            for step in steps {
                told.says(step.by, step.act, step.at)?;
            }
            at = until;
        }
        let attach = Act::AttachMonitor(cast.session, AttachMonitor { device: chair });
        told.says(who("nurse"), attach, now)?;
    }
    Ok(())
}

struct Told<'a> {
    record: &'a Record,
    commands: u128,
}

impl Told<'_> {
    fn says(&mut self, by: Acting, act: Act, at: Instant) -> Result<(), String> {
        self.commands += 1;
        let (id, kind) = (CommandId(0xC4A1_0000_0000_0000 + self.commands), act.kind());
        let command = Command { id, act, by, occurred: None, sealed: None };
        match self.record.submit_at(command, at).wait() {
            Ok(Answer::Done(_)) => Ok(()),
            Ok(other) => Err(format!("{}: {other:?}", kind.words())),
            Err(fault) => Err(format!("{}: {fault}", kind.words())),
        }
    }
}

fn cast(chair: u32) -> Cast {
    Cast {
        house: HOUSE,
        patient: PatientId(0xC4A1_0000_0000 + u128::from(chair)),
        patient_name: line(&format!("Person {chair}")),
        course: CourseId(0xC4A1_0000_0000 + u128::from(chair)),
        session: session(chair),
        protocol: PROTOCOL,
        route: Route::Intravenous,
        over: Some(Minutes(40)),
        depth: Depth::Psychedelic,
        setting: Setting::ClinicRoom,
        room: Some(line(&format!("Chair {chair}"))),
        people: PEOPLE.map(|(name, id, role, _, printed)| (name, PersonId(id), role, line(printed))).to_vec(),
    }
}

fn details(chair: u32) -> Result<Details, String> {
    Ok(Details {
        name: line(&format!("Person {chair}")),
        born: Date::new(1980, 1, 1).ok_or("no such day")?,
        contact: line(&format!("(555) {chair:04}")),
        zone: line("UTC"),
    })
}

/// The infusion that comes with the program.
fn infusion() -> Result<Content, String> {
    let all = shipped()?;
    let infusion =
        |content: &Content| content.model == CareModel::Infusion && content.ending == Ending::Support;
    all.into_iter().find(infusion).ok_or_else(|| "no infusion comes with the program".to_owned())
}

fn founding(begins: Instant) -> Result<Vec<(Acting, Act)>, String> {
    let house = House {
        name: line("Chair House"),
        zone: line("UTC"),
        jurisdiction: line("US-NY"),
        phone: line("(555) 0100"),
        hours: line("always"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    let mut acts = vec![(Acting::HOST, Act::FoundHouse(HOUSE, FoundHouse { house }))];
    let review_by = begins.plus_hours(Hours(24 * 300));
    for (_, id, role, licence, name) in PEOPLE {
        let (id, from) = (PersonId(id), Instant(begins.0 - 1));
        let number = if licence == Licence::NotLicensed { String::new() } else { "1234".to_owned() };
        let term = Term { from, until: Some(review_by) };
        let (jurisdiction, practice) = ("US-NY".to_owned(), Practice::Independent);
        let credential = Credential { licence, number, jurisdiction, term, verified: begins, practice };
        acts.push((Acting::HOST, Act::AddPerson(id, AddPerson { name: line(name) })));
        acts.push((Acting::HOST, Act::RecordCredential(id, RecordCredential { credential })));
        acts.push((Acting::HOST, Act::BeginAffiliation(id, BeginAffiliation { role, from, until: None })));
    }
    let content = infusion()?;
    let sign = SignProtocol { typed_name: line("Dr Iris Vale"), review_by, accepted: content.unverified() };
    let propose = ProposeProtocol { sign, from: None, why: line("as it came") };
    let approve = ApproveProtocol { number: 1, typed_name: line("Hugo Stern NP") };
    let text = "I am not a therapist.".to_owned();
    let says = PublishDisclosure { text, says: vec![] };
    acts.extend([
        (who("director"), Act::DraftProtocol(PROTOCOL, DraftProtocol { content, revises: None })),
        (who("director"), Act::ProposeProtocol(PROTOCOL, propose)),
        (who("prescriber"), Act::ApproveProtocol(PROTOCOL, approve)),
        (who("specialist"), Act::PublishDisclosure(PersonId(5), says)),
    ]);
    Ok(acts)
}
