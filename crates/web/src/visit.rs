//! One request, read: who, where, which fields. Pages never see HTTP.

use std::sync::Arc;

use care::ids::{CommandId, SessionId};
use care::patient::Patient;
use care::practice::{Acting, Actor, Person, Role};
use care::time::Instant;
use ring::digest::{SHA256, digest};

use crate::answer::Trouble;
use crate::frame::Theme;
use crate::multipart::Upload;
use crate::reader::Clock;
use crate::texts::Lang;

/// Who is signed in, as of this request.
#[derive(Clone)]
pub struct SignedIn {
    /// Who acts, in which role.
    pub by: Acting,
    /// The staff member's record.
    pub person: Option<Arc<Person>>,
    /// The patient's record.
    pub patient: Option<Arc<Patient>>,
    /// Every role this person stands in now.
    pub roles: Vec<Role>,
    /// The hash under which this sign-in is kept.
    pub token_hash: String,
    /// The token of forms that change something.
    pub csrf: String,
    /// When this sign-in ends if nothing happens, ms since 1970.
    pub expires_at_ms: i64,
    /// The visit on which this screen is locked.
    pub locked: Option<SessionId>,
}

impl SignedIn {
    /// The printed name.
    pub fn name(&self) -> &str {
        let staff = self.person.as_ref().map(|person| person.name.as_str());
        staff.or_else(|| self.patient.as_ref().map(|patient| patient.details.name.as_str())).unwrap_or("")
    }
    /// Whose outbox: this person's, in this role. What one of them wrote is never sent as another's.
    pub fn outbox_owner(&self) -> String {
        let who = self.person_id().map(|id| id.to_string()).unwrap_or_default();
        format!("{who} {}", record::wire::role_code(self.by.role))
    }

    /// The staff member's id.
    pub fn person_id(&self) -> Option<care::ids::PersonId> {
        match self.by.actor {
            Actor::Person(id) => Some(id),
            _ => None,
        }
    }
    /// The patient's id.
    pub fn patient_id(&self) -> Option<care::ids::PatientId> {
        match self.by.actor {
            Actor::Patient(id) => Some(id),
            _ => None,
        }
    }
}

/// Did a tablet's outbox send this form, rather than a person pressing its button?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Outbox {
    /// The browser itself sent it, and draws what comes back.
    #[default]
    No,
    /// A script, as soon as the button was pressed: the person waits for it.
    Now,
    /// A script, after the line was down: nobody waits.
    Later,
}

/// Fields in the order they came.
pub type Fields = Vec<(String, String)>;

/// One request.
#[derive(Clone, Default)]
pub struct Visit {
    /// The path as asked for.
    pub path: String,
    /// Parts of the path, by their name in the route.
    pub params: Fields,
    /// Fields of the query string.
    pub query: Fields,
    /// Fields of the form. Empty for GET.
    pub form: Fields,
    /// Files of the form.
    pub files: Vec<Upload>,
    /// Who, if anyone.
    pub signed: Option<SignedIn>,
    /// The theme chosen on this device.
    pub theme: Option<Theme>,
    /// The language: chosen on this device, else the one the browser likes most.
    pub lang: Lang,
    /// The tag of the page that this browser has already (RFC 9110, 13.1.2).
    pub known: Option<String>,
    /// Whether this browser reads gzip.
    pub reads_gzip: bool,
    /// How a clock is read, chosen on this device.
    pub clock: Clock,
    /// This site as the browser calls it (`https://harbor.example`), for a link that is read elsewhere.
    pub site: String,
    /// The network the request came from, for throttling only.
    pub network: String,
    /// The session token, where there is one.
    pub token: Option<String>,
    /// A one-time message, by its code.
    pub flash: Option<String>,
    /// Whether a tablet's outbox sent it.
    pub outbox: Outbox,
}

fn first<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

impl Visit {
    /// Who is signed in, or go and sign in.
    ///
    /// # Errors
    /// `SignIn`.
    pub fn signed(&self) -> Result<&SignedIn, Trouble> {
        self.signed.as_ref().ok_or(Trouble::SignIn)
    }

    /// A part of the path as an id.
    ///
    /// # Errors
    /// `NotFound` for anything that is not one.
    pub fn id<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Result<T, Trouble> {
        first(&self.params, name).and_then(read).ok_or(Trouble::NotFound)
    }

    /// A part of the path as text.
    pub fn param(&self, name: &str) -> &str {
        first(&self.params, name).unwrap_or("")
    }

    /// A field of the query string; empty when not there.
    pub fn asked(&self, name: &str) -> &str {
        first(&self.query, name).unwrap_or("")
    }

    /// Every value of a field of the query string.
    pub fn asked_all(&self, name: &str) -> Vec<&str> {
        self.query.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// A field of the form, trimmed; empty when not there. What a form that comes back shows again.
    pub fn value(&self, name: &str) -> &str {
        first(&self.form, name).unwrap_or("").trim()
    }

    /// A field of the form, untrimmed.
    pub fn raw(&self, name: &str) -> &str {
        first(&self.form, name).unwrap_or("")
    }

    /// A field of the form, if something was typed.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.value(name)).filter(|value| !value.is_empty())
    }

    /// Every value of a field of the form.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.form.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The content of a file of the form, if one was chosen: browsers send an empty one for none.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        let file = self.files.iter().find(|file| file.field == name)?;
        Some(&file.bytes[..]).filter(|bytes| !bytes.is_empty())
    }

    /// Was a box ticked?
    pub fn ticked(&self, name: &str) -> bool {
        self.value(name) == "yes"
    }

    /// The command id that was made when the form was drawn.
    ///
    /// # Errors
    /// `FormOutdated` when the form carries none.
    pub fn command(&self) -> Result<CommandId, Trouble> {
        CommandId::read(self.value("command")).ok_or(Trouble::FormOutdated)
    }

    /// A fresh command id for a form that is being drawn; the same one when the form comes back with errors, unless
    /// that one was used.
    pub fn form_command(&self) -> String {
        match self.command() {
            Ok(id) => id.to_string(),
            Err(_) => fresh_command().to_string(),
        }
    }

    /// When a tablet says that the button was pressed, by its own clock as it was set right by ours: for an act that comes
    /// later than it was done. The journal keeps this and when it came. Only at the chair, where every form may say its time.
    ///
    /// # Errors
    /// `FormOutdated` when it is no time.
    pub fn said_at(&self) -> Result<Option<Instant>, Trouble> {
        let Some(said_ms) = self.given("said_ms").filter(|_| self.path.starts_with("/sessions/")) else {
            return Ok(None);
        };
        let said_ms: i64 = said_ms.parse().map_err(|_| Trouble::FormOutdated)?;
        said_ms.checked_mul(1_000).map(|us| Some(Instant(us))).ok_or(Trouble::FormOutdated)
    }

    /// The id of an act that no form stands for: the same visitor doing the same thing has the same id.
    pub fn derived_command(&self, what: &str) -> CommandId {
        let who = self.signed.as_ref().map_or("", |signed| signed.token_hash.as_str());
        let hash = digest(&SHA256, format!("{who} {what}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_ref()[..16]);
        CommandId(u128::from_be_bytes(bytes))
    }

    /// Did an outbox send what somebody else wrote on that tablet, or the same person in another role?
    pub fn is_of_another_outbox(&self) -> bool {
        let signed = self.signed.as_ref();
        self.outbox != Outbox::No && signed.is_none_or(|signed| signed.outbox_owner() != self.value("owner"))
    }

    /// Is this form's hidden token the signed-in person's own?
    pub fn csrf_matches(&self) -> bool {
        let Some(signed) = &self.signed else { return true };
        crate::sign_in::same(self.value("csrf"), &signed.csrf)
    }
}

/// A number for a new thing: the time in front (UUIDv7), so that newer ids sort later.
pub fn fresh_id() -> u128 {
    use ring::rand::{SecureRandom, SystemRandom};
    let mut bytes = [0; 16];
    // The system's randomness failing is a broken machine; an id that repeats would be refused as `already-there`.
    SystemRandom::new().fill(&mut bytes).expect("the system gives random bytes");
    let ms = u128::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or(0);
    let random = u128::from_be_bytes(bytes) & ((1 << 80) - 1);
    let stamped = (ms << 80) | random;
    (stamped & !(0xF << 76) & !(0b11 << 62)) | (0x7 << 76) | (0b10 << 62)
}

/// A fresh command id.
pub fn fresh_command() -> CommandId {
    CommandId(fresh_id())
}
