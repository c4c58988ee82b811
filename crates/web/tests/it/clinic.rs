//! A small clinic with one person in each role, and requests made as any of them.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, header};
use care::act::Act;
use care::house::{FoundHouse, House};
use care::ids::{CommandId, HouseId, PatientId, PersonId};
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::{BeginAffiliation, EndAffiliation, LONGEST_AUDIT};
use care::practice::credential::RecordCredential;
use care::practice::person::AddPerson;
use care::practice::{Acting, Credential, Licence, Practice, Role};
use care::protocol::CareModel;
use care::text::Line;
use care::time::{Date, Instant, Term, When};
use record::record::{Opening, Record};
use record::store::{Store, Synchronous};
use record::submit::{Answer, Command};
use tokio::sync::broadcast;
use tower::ServiceExt;
use web::Serving;

/// 2026-11-20 15:00 UTC, a Friday.
pub const NOON: Instant = Instant(1_795_186_800_000_000);
pub const HOUR_US: i64 = 3_600_000_000;

/// A clinic and its clock.
pub struct Clinic {
    pub record: Arc<Record>,
    pub router: Router,
    clock: Arc<AtomicI64>,
    commands: Mutex<u128>,
    _folder: Folder,
    _stop: tokio::sync::watch::Sender<bool>,
}

struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn line(text: &str) -> Line {
    Line::new(text).unwrap()
}

/// The person who holds a role in the small clinic.
pub fn person(role: Role) -> PersonId {
    PersonId(100 + Role::ALL.iter().position(|known| *known == role).unwrap() as u128)
}

pub const PATIENT: PatientId = PatientId(7);

impl Clinic {
    /// Founds it: everyone affiliated since yesterday, licences in force for a year.
    pub fn open() -> Self {
        Self::opened(false)
    }

    /// The same, as a demonstration.
    pub fn demonstration() -> Self {
        Self::opened(true)
    }

    fn opened(demo: bool) -> Self {
        static COUNT: AtomicI64 = AtomicI64::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("web-it-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let clock = Arc::new(AtomicI64::new(NOON.0));
        let (news, _) = broadcast::channel(1_000);
        let (ticking, sending) = (clock.clone(), news.clone());
        let record = Record::open(Opening {
            store: Store::Sqlite { path: folder.join("record.db") },
            keys: folder.clone(),
            house: HouseId(1),
            n_readers: 2,
            clock: Arc::new(move || Instant(ticking.load(Ordering::SeqCst))),
            measures: Arc::new(exchange::measure_file::shipped().unwrap()),
            announce: Box::new(move |fresh| fresh.iter().for_each(|news| drop(sending.send(*news)))),
            on_fatal: Box::new(|_| {}),
            synchronous: Synchronous::Normal,
        });
        let record = Arc::new(record.unwrap_or_else(|no| panic!("{no}")));
        let commands = Mutex::new(1);
        found(&record, &commands);
        let serving = Serving {
            record: record.clone(),
            news,
            secure_cookies: false,
            demo,
            sending: Default::default(),
            heard: None,
        };
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let router = web::serve::router(serving.app().unwrap(), stopped);
        Self { record, router, clock, commands, _folder: Folder(folder), _stop: stop }
    }

    /// Moves the clock.
    pub fn at(&self, now: Instant) {
        self.clock.store(now.0, Ordering::SeqCst);
    }

    /// Does an act, or fails the test with its refusal.
    pub fn act(&self, by: Acting, act: Act) {
        submit(&self.record, &self.commands, by, act);
    }

    /// Does an act, or answers its refusal.
    pub fn tries(&self, by: Acting, act: Act) -> Result<(), care::refusal::Refusal> {
        let command = Command { id: next(&self.commands), act, by, occurred: None, sealed: None };
        match self.record.submit(command).wait().unwrap() {
            Answer::Done(_) => Ok(()),
            Answer::Refused(refusal) => Err(refusal),
            other => panic!("{other:?}"),
        }
    }

    /// Now, by the clinic's clock.
    pub fn now(&self) -> Instant {
        Instant(self.clock.load(Ordering::SeqCst))
    }

    /// A session token for whoever holds this role (or the patient).
    pub fn token(&self, role: Role) -> String {
        let who = if role == Role::Patient { PATIENT.to_string() } else { person(role).to_string() };
        let token =
            format!("{:064x}", 0xABC_u128 + role as u128 + (self.clock.load(Ordering::SeqCst) as u128) * 16);
        self.record.begin_sign_in(&web::sign_in::token_hash(&token), &format!("{role:?}"), &who).unwrap();
        token
    }

    /// A session token for somebody by their id, the nth of its kind.
    pub fn token_of(&self, who: &str, n: u128) -> String {
        let token = format!("{:064x}", 0xFACE_0000_0000_u128 + n);
        self.record.begin_sign_in(&web::sign_in::token_hash(&token), who, who).unwrap();
        token
    }

    /// A GET as nobody or with a token.
    pub async fn get(&self, path: &str, token: Option<&str>) -> Response<Body> {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("holdfast={token}"));
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    /// A GET with these cookies.
    pub async fn get_with_cookie(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    /// A POST from the site's own page, with the right hidden token.
    pub async fn post(&self, path: &str, token: Option<&str>, form: &str) -> Response<Body> {
        let csrf = token.map(web::sign_in::csrf_of).unwrap_or_default();
        self.send(path, token, format!("csrf={csrf}&{form}").into(), "same-origin").await
    }

    /// A POST as any site might send it.
    pub async fn send(&self, path: &str, token: Option<&str>, body: Body, site: &str) -> Response<Body> {
        let mut request = Request::post(path)
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("holdfast={token}"));
        }
        self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap()
    }

    /// A POST from the site's own page, of another kind of form.
    pub async fn send_as(&self, path: &str, token: Option<&str>, body: Body, kind: &str) -> Response<Body> {
        let mut request =
            Request::post(path).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, kind);
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("holdfast={token}"));
        }
        self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap()
    }

    /// Ends every affiliation of a role's holder at an instant.
    pub fn end(&self, role: Role, at: Instant) {
        let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
        self.act(director, Act::EndAffiliation(person(role), EndAffiliation { at: When::At(at) }));
    }

    /// A command id nobody used.
    pub fn command(&self) -> CommandId {
        next(&self.commands)
    }
}

fn next(commands: &Mutex<u128>) -> CommandId {
    let mut next = commands.lock().unwrap();
    *next += 1;
    CommandId(*next)
}

fn submit(record: &Record, commands: &Mutex<u128>, by: Acting, act: Act) {
    let kind = act.kind();
    let command = Command { id: next(commands), act, by, occurred: None, sealed: None };
    match record.submit(command).wait().unwrap() {
        Answer::Done(_) => {}
        other => panic!("{kind:?}: {other:?}"),
    }
}

fn found(record: &Record, commands: &Mutex<u128>) {
    let house = House {
        name: line("Harbor Clinic"),
        zone: line("America/New_York"),
        jurisdiction: line("US-NY"),
        phone: line("(555) 0100"),
        hours: line("Mon-Fri 9-17"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    submit(record, commands, Acting::HOST, Act::FoundHouse(HouseId(1), FoundHouse { house }));
    for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
        let id = person(role);
        let name = line(&format!("Invented {role:?}"));
        submit(record, commands, Acting::HOST, Act::AddPerson(id, AddPerson { name }));
        let from = Instant(NOON.0 - 24 * HOUR_US);
        if let Some(licence) = role.licences().first() {
            licensed(record, commands, id, *licence, Some(Instant(NOON.0 + 365 * 24 * HOUR_US)));
        }
        let until = (role == Role::Auditor).then(|| from.plus_hours(LONGEST_AUDIT));
        submit(
            record,
            commands,
            Acting::HOST,
            Act::BeginAffiliation(id, BeginAffiliation { role, from, until }),
        );
    }
    let desk = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    let details = Details {
        name: line("Rowan Ellis"),
        born: Date::new(1990, 2, 3).unwrap(),
        contact: line("(555) 0123"),
        zone: line("America/New_York"),
    };
    submit(record, commands, desk, Act::RegisterPatient(PATIENT, RegisterPatient { details }));
}

fn licensed(record: &Record, commands: &Mutex<u128>, id: PersonId, licence: Licence, until: Option<Instant>) {
    let from = Instant(NOON.0 - 48 * HOUR_US);
    let credential = Credential {
        licence,
        number: "NY-1".to_owned(),
        jurisdiction: "US-NY".to_owned(),
        term: Term { from, until },
        verified: NOON,
        practice: Practice::Independent,
    };
    submit(record, commands, Acting::HOST, Act::RecordCredential(id, RecordCredential { credential }));
}

/// The whole body as text.
pub async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    // A file to take along is no text; what of it is can be looked for all the same.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where a redirect leads.
pub fn location(response: &Response<Body>) -> &str {
    response.headers().get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
}
