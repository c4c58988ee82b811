//! `holdfast found`: a house, its medical director, and its draft protocols.

use care::act::Act;
use care::house::{FoundHouse, House};
use care::ids::{CommandId, HouseId, PersonId, ProtocolId};
use care::practice::affiliation::BeginAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::person::AddPerson;
use care::practice::{Acting, Credential, Practice, Role};
use care::protocol::{CareModel, DraftProtocol};
use care::text::Line;
use care::time::{Date, Term};
use clap::Args;
use jiff::tz::TimeZone;
use record::record::Record;
use record::submit::{Answer, Command};
use web::crisis;

use super::person::{LicenceWord, give_account};
use super::say;
use crate::failure::Failure;
use crate::keeping::{How, Where};
use crate::simulator::house::shipped;
use crate::{clock, secrets};

/// Founds a house.
#[derive(Debug, Args)]
pub struct Found {
    #[command(flatten)]
    place: Where,
    /// As printed
    #[arg(long)]
    name: String,
    /// The zone of its rooms, as in America/New_York
    #[arg(long)]
    zone: String,
    /// Where its licences hold, as in US-NY
    #[arg(long)]
    jurisdiction: String,
    /// The number a patient calls
    #[arg(long)]
    phone: String,
    /// When it is answered, in words
    #[arg(long)]
    hours: String,
    /// The doors it offers: kap, infusion, or both
    #[arg(long, value_delimiter = ',', required = true)]
    offers: Vec<Door>,
    /// The medical director's name, as printed
    #[arg(long)]
    director: String,
    /// What the director signs in with
    #[arg(long)]
    login: String,
    /// The director's licence
    #[arg(long, default_value = "physician")]
    licence: LicenceWord,
    /// Its number
    #[arg(long)]
    licence_number: String,
    /// The last day it holds, as in 2027-12-31
    #[arg(long, value_parser = date)]
    licence_until: Date,
}

/// A door, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Door {
    /// Ketamine-assisted psychotherapy.
    Kap,
    /// Ketamine infusion treatment.
    Infusion,
}

/// A civil date, as it is typed.
pub fn date(text: &str) -> Result<Date, String> {
    Date::read(text).ok_or_else(|| "a date reads 2027-12-31".to_owned())
}

/// Words as they can be kept.
pub fn line(what: &str, text: &str) -> Result<Line, Failure> {
    Line::new(text).map_err(|refusal| Failure::WrongUse(format!("--{what}: {}", refusal.code())))
}

impl Found {
    /// Founds it, once.
    pub fn run(&self) -> Result<(), Failure> {
        let founding = self.house()?;
        let place = self.place.place()?;
        place.make_folder()?;
        if place.house()?.is_some() {
            return Err(Failure::NotSo("there is a house here already".to_owned()));
        }
        let now = clock::now();
        let random = || secrets::random::<16>().map(|bytes| clock::timed_id(now, u128::from_be_bytes(bytes)));
        let (house, director) = (HouseId(random()?), PersonId(random()?));
        let record = place.open(house, How::quietly(clock::system()))?;
        let from = care::time::Instant(now.0.saturating_sub(1));
        let until = self.licence_until.utc_midnight().plus_hours(care::units::Hours(36));
        let credential = Credential {
            licence: self.licence.licence(),
            number: self.licence_number.clone(),
            jurisdiction: self.jurisdiction.trim().to_owned(),
            term: Term { from, until: Some(until) },
            verified: now,
            practice: Practice::Independent,
        };
        let begin = BeginAffiliation { role: Role::MedicalDirector, from, until: None };
        let mut acts = vec![
            Act::FoundHouse(house, FoundHouse { house: founding }),
            Act::AddPerson(director, AddPerson { name: line("director", &self.director)? }),
            Act::RecordCredential(director, RecordCredential { credential }),
            Act::BeginAffiliation(director, begin),
        ];
        for content in shipped().map_err(Failure::Machine)? {
            let draft = DraftProtocol { content, revises: None };
            acts.push(Act::DraftProtocol(ProtocolId(random()?), draft));
        }
        let n_drafts = acts.len() - 4;
        for act in acts {
            does(&record, act)?;
        }
        say(&format!(
            "Founded. {n_drafts} protocols are drafted; before any dose the medical director proposes them and \
             another prescriber approves, or the house says that one person signs."
        ));
        give_account(&record, director, &self.login)
    }

    fn house(&self) -> Result<House, Failure> {
        if TimeZone::get(&self.zone).is_err() {
            return Err(Failure::WrongUse(format!("--zone: there is no zone {}", self.zone)));
        }
        let country = crisis::country(&self.jurisdiction);
        if crisis::facts(country).is_none() {
            return Err(Failure::WrongUse(format!(
                "--jurisdiction: no crisis lines are known for {country:?}, and no page may be without them. There are \
                 lines for: {}. Add the country to texts/crisis.toml, with its source, and build again.",
                crisis::countries().join(", ")
            )));
        }
        let mut offers = vec![];
        for door in &self.offers {
            let model = if *door == Door::Kap { CareModel::Kap } else { CareModel::Infusion };
            if !offers.contains(&model) {
                offers.push(model);
            }
        }
        Ok(House {
            name: line("name", &self.name)?,
            zone: line("zone", &self.zone)?,
            jurisdiction: line("jurisdiction", &self.jurisdiction)?,
            phone: line("phone", &self.phone)?,
            hours: line("hours", &self.hours)?,
            offers,
        })
    }
}

/// The host does something at the console.
///
/// # Errors
/// `NotSo` with the refusal's code, or the machine's.
pub fn does(record: &Record, act: Act) -> Result<(), Failure> {
    does_as(record, Acting::HOST, act)
}

/// As `does`, by somebody of the house.
///
/// # Errors
/// As `does`.
pub fn does_as(record: &Record, by: Acting, act: Act) -> Result<(), Failure> {
    let id = CommandId(clock::timed_id(clock::now(), u128::from_be_bytes(secrets::random()?)));
    let kind = act.kind();
    let command = Command { id, act, by, occurred: None, sealed: None };
    match record.submit(command).wait() {
        Ok(Answer::Done(_)) => Ok(()),
        Ok(Answer::Refused(refusal)) => {
            Err(Failure::NotSo(format!("{}: refused, {}", kind.words(), refusal.code())))
        }
        Ok(Answer::IdReused | Answer::Kept(_)) => Err(Failure::Machine("an id was used twice".to_owned())),
        Err(fault) => Err(Failure::machine(&fault)),
    }
}
