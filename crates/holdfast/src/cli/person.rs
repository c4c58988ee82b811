//! `holdfast person`: people, licences, roles and sign-ins, from the console of whoever hosts the house.

use care::act::Act;
use care::fact::Stream;
use care::ids::PersonId;
use care::practice::affiliation::BeginAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::end_credential::EndCredential;
use care::practice::person::{AddPerson, GiveStaffSignIn};
use care::practice::{Credential, CredentialEnd, Licence, Practice, Role};
use care::time::{Date, Instant, Term, When};
use clap::{Args, Subcommand};
use record::accounts::Account;
use record::record::Record;
use record::state_as;

use super::found::{date, does, line};
use super::say;
use crate::failure::Failure;
use crate::keeping::{How, Where};
use crate::{base32, clock, secrets, serving};

/// People, from the console.
#[derive(Debug, Args)]
pub struct Person {
    #[command(flatten)]
    place: Where,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write somebody into the house, and print their id
    Add {
        /// As printed
        #[arg(long)]
        name: String,
    },
    /// Record a licence that was looked up, or that there is none
    Credential {
        /// Whose
        #[arg(long, value_parser = person)]
        person: PersonId,
        /// Of which kind
        #[arg(long)]
        licence: LicenceWord,
        /// Its number
        #[arg(long, default_value = "")]
        number: String,
        /// The last day it holds
        #[arg(long, value_parser = date)]
        until: Option<Date>,
        /// It lets them practise only while somebody answers for them
        #[arg(long)]
        supervised: bool,
    },
    /// End a licence before its last day
    EndCredential {
        /// Whose
        #[arg(long, value_parser = person)]
        person: PersonId,
        /// Of which kind
        #[arg(long)]
        licence: LicenceWord,
        /// Its number
        #[arg(long, default_value = "")]
        number: String,
        /// suspended, revoked, surrendered or entered-in-error
        #[arg(long, value_parser = why)]
        why: CredentialEnd,
    },
    /// Let somebody take up a role
    Affiliation {
        /// Who
        #[arg(long, value_parser = person)]
        person: PersonId,
        /// As what
        #[arg(long)]
        role: RoleWord,
        /// The last day of it, if that is known: an auditor has one, at most ninety days on
        #[arg(long, value_parser = date)]
        until: Option<Date>,
    },
    /// Give somebody a sign-in, or a new password and code secret
    Account {
        /// Who
        #[arg(long, value_parser = person)]
        person: PersonId,
        /// What they type
        #[arg(long)]
        login: String,
    },
}

/// A licence, as it is typed.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum LicenceWord {
    Physician,
    NursePractitioner,
    RegisteredNurse,
    Psychologist,
    ClinicalSocialWorker,
    MarriageFamilyTherapist,
    ProfessionalCounselor,
    NotLicensed,
}

impl LicenceWord {
    /// As the rules name it.
    pub const fn licence(self) -> Licence {
        match self {
            Self::Physician => Licence::Physician,
            Self::NursePractitioner => Licence::NursePractitioner,
            Self::RegisteredNurse => Licence::RegisteredNurse,
            Self::Psychologist => Licence::Psychologist,
            Self::ClinicalSocialWorker => Licence::ClinicalSocialWorker,
            Self::MarriageFamilyTherapist => Licence::MarriageFamilyTherapist,
            Self::ProfessionalCounselor => Licence::ProfessionalCounselor,
            Self::NotLicensed => Licence::NotLicensed,
        }
    }
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum RoleWord {
    MedicalDirector,
    Prescriber,
    Nurse,
    Therapist,
    IntegrationSpecialist,
    FrontDesk,
    Auditor,
}

impl RoleWord {
    const fn role(self) -> Role {
        match self {
            Self::MedicalDirector => Role::MedicalDirector,
            Self::Prescriber => Role::Prescriber,
            Self::Nurse => Role::Nurse,
            Self::Therapist => Role::Therapist,
            Self::IntegrationSpecialist => Role::IntegrationSpecialist,
            Self::FrontDesk => Role::FrontDesk,
            Self::Auditor => Role::Auditor,
        }
    }
}

fn person(text: &str) -> Result<PersonId, String> {
    PersonId::read(text).ok_or_else(|| "a person's id reads per_ and 32 digits".to_owned())
}

fn why(text: &str) -> Result<CredentialEnd, String> {
    let known = CredentialEnd::ALL.iter().map(|why| why.code()).collect::<Vec<_>>().join(", ");
    CredentialEnd::read(text).ok_or_else(|| format!("one of: {known}"))
}

impl Person {
    /// Does it, in the house that is there.
    pub fn run(&self) -> Result<(), Failure> {
        let place = self.place.place()?;
        let Some(house) = place.house()? else {
            return Err(Failure::NotSo("there is no house here yet: run `holdfast found`".to_owned()));
        };
        let record = place.open(house, How::quietly(clock::system()))?;
        let now = clock::now();
        let from = Instant(now.0.saturating_sub(1));
        match &self.what {
            What::Add { name } => {
                let id = PersonId(clock::timed_id(now, u128::from_be_bytes(secrets::random()?)));
                does(&record, Act::AddPerson(id, AddPerson { name: line("name", name)? }))?;
                say(&id.to_string());
                Ok(())
            }
            What::Credential { person, licence, number, until, supervised } => {
                let known = state_as!(state(&record, Stream::House(house))?, House);
                let jurisdiction = known.map(|house| house.jurisdiction.to_string()).unwrap_or_default();
                let until = until.map(|day| day.utc_midnight().plus_hours(care::units::Hours(36)));
                let credential = Credential {
                    licence: licence.licence(),
                    number: number.clone(),
                    jurisdiction,
                    term: Term { from, until },
                    verified: now,
                    practice: if *supervised { Practice::Supervised } else { Practice::Independent },
                };
                does(&record, Act::RecordCredential(*person, RecordCredential { credential }))
            }
            What::EndCredential { person, licence, number, why } => {
                let known = state_as!(state(&record, Stream::House(house))?, House);
                let jurisdiction = known.map(|house| house.jurisdiction.to_string()).unwrap_or_default();
                let (licence, number, note) = (licence.licence(), number.clone(), None);
                let at = When::Now;
                let end = EndCredential { licence, number, jurisdiction, why: *why, note, at };
                does(&record, Act::EndCredential(*person, end))
            }
            What::Affiliation { person, role, until } => {
                let until = until.map(|day| day.utc_midnight().plus_hours(care::units::Hours(36)));
                let begin = BeginAffiliation { role: role.role(), from, until };
                does(&record, Act::BeginAffiliation(*person, begin))
            }
            What::Account { person, login } => {
                if state(&record, Stream::Person(*person))?.state.is_none() {
                    return Err(Failure::NotSo("nobody has this id".to_owned()));
                }
                give_account(&record, *person, login)
            }
        }
    }
}

fn state(record: &Record, stream: Stream) -> Result<record::fold::Folded, Failure> {
    record.state(stream).map_err(|fault| Failure::machine(&fault))
}

/// Makes a sign-in with a fresh password and code secret, and prints them: the only time they are seen.
///
/// # Errors
/// The machine's.
pub fn give_account(record: &Record, person: PersonId, login: &str) -> Result<(), Failure> {
    let password = secrets::password(&secrets::random::<6>()?);
    let secret = secrets::random::<{ secrets::SECRET_BYTES }>()?;
    let account = Account {
        login: line("login", login)?.to_string(),
        who: person.to_string(),
        password_hash: serving::hash_password(&password)?,
        totp_secret: Some(secret.to_vec()),
        totp_last_step: 0,
        given: true,
    };
    let given = GiveStaffSignIn { login: line("login", login)? };
    does(record, Act::GiveStaffSignIn(person, given))?;
    record.put_account(account).map_err(|fault| Failure::machine(&fault))?;
    say("The sign-in, shown this once: login, password, and the secret for an authenticator.");
    say(&format!("{login}  {password}  {}", base32::encode(&secret)));
    Ok(())
}
