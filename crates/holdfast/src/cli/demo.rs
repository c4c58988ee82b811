//! `holdfast demo`: the demonstration clinic.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use care::act::Act;
use care::patient::give_sign_in::GiveSignIn;
use care::practice::Acting;
use care::practice::person::GiveStaffSignIn;
use clap::Args;
use record::accounts::{self, Account};
use record::record::Record;
use record::views::ask;

use super::found::{does, does_as, line};
use super::say;
use super::serve::Devices;
use crate::failure::Failure;
use crate::keeping::{How, Place, Temporary};
use crate::serving::{self, Served};
use crate::simulator::Telling;
use crate::simulator::building::build;
use crate::simulator::chance::Chance;
use crate::simulator::house::HOUSE;
use crate::simulator::staff::Staff;
use crate::{base32, clock, secrets};

/// How long the demonstration's people have been coming.
const DAYS: u32 = 90;
/// The part of chance that makes passwords.
const SIGN_INS: u64 = u64::MAX;
/// Patients who sign in: in the first 48 hours of each door, and one with a consent to sign.
const PATIENTS: [(&str, &str); 3] =
    [("Rowan Ellis", "rowan.ellis"), ("Maya Okafor", "maya.okafor"), ("Noa Bennett", "noa.bennett")];

/// A demonstration clinic, with a sign-in for each role.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The data folder; a fresh temporary one unless named
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The same seed at the same time tells the same story; any, unless named
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[command(flatten)]
    devices: Devices,
}

impl Demo {
    /// Builds it if need be, prints who may sign in, and serves.
    pub fn run(&self) -> Result<(), Failure> {
        let seed = match self.seed {
            Some(seed) => seed,
            None => u64::from_be_bytes(secrets::random()?),
        };
        let fresh = if self.data.is_none() { Some(Temporary::new("demo")?) } else { None };
        let folder = self.data.clone().or_else(|| fresh.as_ref().map(|folder| folder.path().to_owned()));
        let place = Place::folder(&folder.unwrap_or_default());
        is_there(&place, seed)?;
        let (news, announce) = serving::news();
        let (on_fatal, fatal) = serving::fatal();
        let how = How { announce, on_fatal, n_readers: 4, ..How::quietly(clock::system()) };
        let record = Arc::new(place.open(HOUSE, how)?);
        say("Sign in as one of these (all of them invented):");
        for line in sign_ins(&record, seed)? {
            say(&line);
        }
        let served = Served {
            record,
            news,
            fatal,
            listen: self.listen,
            secure_cookies: false,
            demo: true,
            ways: vec![],
            base: String::new(),
            devices: self.devices.line()?,
        };
        serving::serve(served, |address| say(&format!("http://{address}")))
    }
}

/// Builds the clinic unless it is there; leaves every other house alone.
fn is_there(place: &Place, seed: u64) -> Result<(), Failure> {
    match place.house()? {
        Some(HOUSE) => {
            let mut conn = place.store.reader().map_err(|fault| Failure::machine(&fault))?;
            let org = HOUSE.to_string();
            let known =
                accounts::find(&mut conn, &org, PATIENTS[0].1).map_err(|fault| Failure::machine(&fault))?;
            if known.is_none() {
                let why =
                    "this folder holds a demonstration that was not finished: remove it, or name another one";
                return Err(Failure::NotSo(why.to_owned()));
            }
            say("The clinic of last time is here.");
            Ok(())
        }
        Some(_) => {
            let why = "this folder holds the record of another house: the demonstration leaves it alone";
            Err(Failure::WrongUse(why.to_owned()))
        }
        None => {
            let began = Stopwatch::now();
            say(&format!("Building Harbor Clinic: {DAYS} days with seed {seed}."));
            let telling = Telling { seed, now: clock::now(), days: DAYS };
            let report = |done: usize| {
                if done.is_multiple_of(1_000) {
                    say(&format!("{done} acts …"));
                }
            };
            let (record, told) = build(place, telling, report)?;
            record.stop();
            let (n, took) = (told.steps.len(), began.elapsed().as_millis());
            say(&format!("Done: {n} acts, {} people, {took} ms.", told.patients.len()));
            Ok(())
        }
    }
}

/// Gives the sign-ins anew, each by its act, and answers the lines that say so. The front desk gives the patients theirs.
fn sign_ins(record: &Record, seed: u64) -> Result<Vec<String>, Failure> {
    let mut chance = Chance::of(seed, SIGN_INS);
    let mut lines = vec![];
    let read = |fault| Failure::machine(&fault);
    let people = record.read(|conn| ask::people(conn, record.org())).map_err(read)?;
    let missing = || Failure::NotSo("this folder holds another demonstration: remove it".to_owned());
    let id_of = |name: &str| {
        let known = people.iter().find(|(_, known)| known == name).map(|(id, _)| *id);
        known.ok_or_else(missing)
    };
    let staff = Staff::of(|| 0);
    let desk = Acting::person(id_of(staff.jo.name)?, staff.jo.role);
    for (role, member) in staff.sign_ins() {
        let (id, login) = (id_of(member.name)?, line("login", member.login)?);
        does(record, Act::GiveStaffSignIn(id, GiveStaffSignIn { login }))?;
        let secret = chance.bytes::<{ secrets::SECRET_BYTES }>();
        let password = put(record, &mut chance, member.login, &id.to_string(), Some(secret.to_vec()))?;
        lines.push(format!("{role}  {}  {password}  {}", member.login, base32::encode(&secret)));
    }
    for (name, login) in PATIENTS {
        let nobody = care::ids::PersonId(0);
        let found = record.read(|conn| ask::find_patients(conn, record.org(), name, nobody, record.now()));
        let found = found.map_err(read)?.into_iter().find(|row| row.name == name).ok_or_else(missing)?;
        let given = GiveSignIn { login: line("login", login)? };
        does_as(record, desk, Act::GiveSignIn(found.patient, given))?;
        let password = put(record, &mut chance, login, &found.patient.to_string(), None)?;
        lines.push(format!("patient  {login}  {password}"));
    }
    Ok(lines)
}

fn put(
    record: &Record,
    chance: &mut Chance,
    login: &str,
    who: &str,
    totp_secret: Option<Vec<u8>>,
) -> Result<String, Failure> {
    let password = secrets::password(&chance.bytes::<5>());
    let password_hash = serving::hash_password(&password)?;
    let (login, who) = (login.to_owned(), who.to_owned());
    let account = Account { login, who, password_hash, totp_secret, totp_last_step: 0, given: false };
    record.put_account(account).map_err(|fault| Failure::machine(&fault))?;
    Ok(password)
}
