//! The grid over HTTP: role × route × affiliation × licence × tie × what the patient shares. A person is made for each
//! state; each of them asks for every route, with the numbers of a course that really runs. What a cell must answer is
//! worked out from the scope table and the state alone, never from what the page does. `routes::all` is the router: a
//! route that is not in it does not exist, and one that a cell says nothing of fails here.

use care::act::Act;
use care::ids::{CourseId, HouseId, PersonId, ProtocolId, SessionId, WindowId};
use care::patient::Shareable;
use care::patient::care_team::JoinCareTeam;
use care::patient::emergency_access::OpenEmergencyAccess;
use care::patient::share::{Share, TakeBack};
use care::practice::Credential;
use care::practice::affiliation::{BeginAffiliation, EndAffiliation, LONGEST_AUDIT};
use care::practice::credential::RecordCredential;
use care::practice::person::AddPerson;
use care::practice::policy::may;
use care::practice::{Acting, Licence, Practice, Role};
use care::protocol::{
    ApproveProtocol, Content, Depth, DraftProtocol, Key, ProposeProtocol, Route as Way, Setting,
    SignProtocol, SourceStatus, Unit, Value,
};
use care::story::{self, Cast};
use care::time::{Instant, Term, When};
use care::units::{Hours, Minutes};
use web::routes::{self, Method, Needs, Route};

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, line, location, person, text};

pub const COURSE: CourseId = CourseId(1);
const SESSION: SessionId = SessionId(1);
pub const WINDOW: WindowId = WindowId(1);
pub const PROTOCOL: ProtocolId = ProtocolId(1);
const DAY_H: u32 = 24;

const STAFF: [Role; 7] = [
    Role::MedicalDirector,
    Role::Prescriber,
    Role::Nurse,
    Role::Therapist,
    Role::IntegrationSpecialist,
    Role::FrontDesk,
    Role::Auditor,
];

/// One infusion up to the end of the observation: a course, a visit and the first hours exist. Each with its session.
const STORY: [(u128, &str); 3] = [
    (
        1,
        "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, intend to let go",
    ),
    (2, "schedule preparation in 0 h with nurse, nurse: hold visit"),
    (
        1,
        "order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, day, precheck 70 kg, \
         vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h, dose 35 mg, wait 40 min, \
         end 35 mg, wait 60 min",
    ),
];

fn staff(role: Role) -> Acting {
    Acting::person(person(role), role)
}

fn cast(session: u128) -> Cast {
    let names = [
        ("director", Role::MedicalDirector),
        ("prescriber", Role::Prescriber),
        ("nurse", Role::Nurse),
        ("second", Role::Prescriber),
        ("therapist", Role::Therapist),
        ("specialist", Role::IntegrationSpecialist),
        ("desk", Role::FrontDesk),
    ];
    Cast {
        house: HouseId(1),
        patient: PATIENT,
        patient_name: line("Rowan Ellis"),
        course: COURSE,
        session: SessionId(session),
        protocol: PROTOCOL,
        route: Way::Intravenous,
        over: Some(Minutes(40)),
        depth: Depth::Psychedelic,
        setting: Setting::ClinicRoom,
        room: None,
        people: names
            .map(|(name, role)| (name, person(role), role, line(&format!("Invented {role:?}"))))
            .to_vec(),
    }
}

/// A clinic in which that infusion was given. Gives it, and the instant it has come to.
pub fn clinic() -> (Clinic, Instant) {
    told(&STORY)
}

/// The same up to the draw: everything is ready but the drug.
pub fn before_the_draw() -> (Clinic, Instant) {
    let [first, second, (session, last)] = STORY;
    let (ready, _) = last.split_once(", draw").unwrap();
    let ready = format!("{ready}, plan support specialist in 26 h");
    told(&[first, second, (session, &ready)])
}

/// The same with everybody gone home and the record signed.
pub fn signed() -> (Clinic, Instant) {
    let [first, second, (session, last)] = STORY;
    told(&[
        first,
        second,
        (session, &format!("{last}, vitals 126/80 72 98%, wait 70 min, discharge, sign record")),
    ])
}

/// The same under a version that keeps record and reminders only, with readings far beyond its limits.
pub fn record_only() -> (Clinic, Instant) {
    let [first, second, (session, last)] = STORY;
    let read = format!("{last}, vitals 192/112 135 88%");
    told_under(&[first, second, (session, &read)], |content| {
        let (source, status) = ("policy 9 of this house".to_owned(), SourceStatus::Clinic);
        content.values.insert(Key::RecordOnly, Value { amount: 1, unit: Unit::Count, source, status });
    })
}

fn told(stories: &[(u128, &str)]) -> (Clinic, Instant) {
    told_under(stories, |_| {})
}

fn told_under(stories: &[(u128, &str)], change: impl Fn(&mut Content)) -> (Clinic, Instant) {
    let clinic = Clinic::open();
    let mut shipped = exchange::protocol_file::SHIPPED.iter();
    let shipped = shipped.find(|one| one.file.contains("infusion-integration-support")).unwrap();
    let mut content = exchange::protocol_file::read(shipped.file, shipped.text).unwrap();
    change(&mut content);
    let accepted = content.unverified();
    let draft = DraftProtocol { content, revises: None };
    clinic.act(staff(Role::MedicalDirector), Act::DraftProtocol(PROTOCOL, draft));
    let (typed_name, review_by) = (line("Invented MedicalDirector"), NOON.plus_hours(Hours(90 * DAY_H)));
    let sign = SignProtocol { typed_name, review_by, accepted };
    let propose = ProposeProtocol { sign, from: None, why: line("The first version here") };
    clinic.act(staff(Role::MedicalDirector), Act::ProposeProtocol(PROTOCOL, propose));
    let approve = ApproveProtocol { number: 1, typed_name: line("Invented Prescriber") };
    clinic.act(staff(Role::Prescriber), Act::ApproveProtocol(PROTOCOL, approve));
    let mut now = NOON;
    for (session, part) in stories {
        let (steps, end) = story::read(part, &cast(*session), now).unwrap();
        for step in steps {
            clinic.at(step.at);
            clinic.act(step.by, step.act);
        }
        now = end;
    }
    clinic.at(now);
    (clinic, now)
}

/// Somebody made for one cell: in this role, with these terms of affiliation and these licences.
fn somebody(clinic: &Clinic, n: u128, role: Role, standing: &Standing, now: Instant) -> PersonId {
    let id = PersonId(10_000 + n);
    let at = |offset: i64| Instant(now.0 + offset);
    clinic.act(Acting::HOST, Act::AddPerson(id, AddPerson { name: line(&format!("Cell {n}")) }));
    for (kind, here, from, until) in standing.licences {
        let Some(right) = role.licences().first() else { continue };
        let credential = Credential {
            licence: if *kind { *right } else { Licence::NotLicensed },
            number: if *kind { format!("NY-{n}") } else { String::new() },
            jurisdiction: if *here { "US-NY" } else { "US-CA" }.to_owned(),
            term: Term { from: at(*from), until: Some(at(*until)) },
            verified: now,
            practice: if standing.supervised { Practice::Supervised } else { Practice::Independent },
        };
        clinic.act(Acting::HOST, Act::RecordCredential(id, RecordCredential { credential }));
    }
    for (from, until) in standing.terms {
        // What is over by now was begun and ended when its time was: nobody ends an affiliation in the past.
        clinic.at(at(*from).min(now));
        let audit = (role == Role::Auditor).then(|| at(*from).plus_hours(LONGEST_AUDIT));
        let begin = BeginAffiliation { role, from: at(*from), until: audit };
        clinic.act(Acting::HOST, Act::BeginAffiliation(id, begin));
        if let Some(until) = until {
            let end = EndAffiliation { at: When::At(at(*until)) };
            clinic.act(staff(Role::MedicalDirector), Act::EndAffiliation(id, end));
        }
        clinic.at(now);
    }
    id
}

const DAY: i64 = 24 * HOUR_US;
/// Terms of affiliation and licences, relative to now, as `oracle.rs` has them.
struct Standing {
    name: &'static str,
    terms: Terms,
    licences: Licences,
    /// The licences hold only while somebody answers.
    supervised: bool,
}

const IN_FORCE: &[(bool, bool, i64, i64)] = &[(true, true, -DAY, DAY)];
const ACTIVE: &[(i64, Option<i64>)] = &[(-DAY, None)];
type Terms = &'static [(i64, Option<i64>)];
/// Of the right kind, here, from, until.
type Licences = &'static [(bool, bool, i64, i64)];
const AFFILIATIONS: [(&str, Terms, bool); 6] = [
    ("no affiliation", &[], false),
    ("since now", &[(0, None)], true),
    ("a future one", &[(1, None)], false),
    ("ended now", &[(-DAY, Some(0))], false),
    ("ends next", &[(-DAY, Some(1))], true),
    ("ended and begun again", &[(-DAY, Some(-HOUR_US)), (-1, None)], true),
];
/// Its holder needs somebody who answers for them, and has nobody.
const UNANSWERED: &str = "under supervision, and nobody answers";
const LICENCES: [(&str, Licences, bool); 9] = [
    ("no licence", &[], false),
    ("in force", IN_FORCE, true),
    ("its last instant", &[(true, true, -DAY, 1)], true),
    ("expired now", &[(true, true, -DAY, 0)], false),
    ("a future one", &[(true, true, 1, DAY)], false),
    ("elsewhere", &[(true, false, -DAY, DAY)], false),
    ("another kind", &[(false, true, -DAY, DAY)], false),
    ("expired and renewed", &[(true, true, -DAY, 0), (true, true, 0, DAY)], true),
    (UNANSWERED, IN_FORCE, false),
];

/// A path with the numbers of the course that runs; what else it names is of nothing.
fn path_of(route: &Route) -> String {
    let part = |part: &str| match part {
        "{patient}" => PATIENT.to_string(),
        "{course}" => COURSE.to_string(),
        "{session}" => SESSION.to_string(),
        "{window}" => WINDOW.to_string(),
        "{protocol}" => PROTOCOL.to_string(),
        "{person}" => person(Role::Nurse).to_string(),
        "{task}" => "tas_000000000000000000000000000000aa".to_owned(),
        "{document}" => "cmd_000000000000000000000000000000aa".to_owned(),
        other if other.starts_with('{') => "x".to_owned(),
        other => other.to_owned(),
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Is it about this patient, by a number that this clinic has?
fn names_the_patient(route: &Route) -> bool {
    let mut named = ["{patient}", "{course}", "{session}", "{window}"].iter();
    named.any(|part| route.path.contains(part))
}

struct Answer {
    status: u16,
    to: String,
    body: String,
}

async fn ask(clinic: &Clinic, route: &Route, token: &str) -> Answer {
    let path = path_of(route);
    let response = match route.method {
        Method::Get => clinic.get(&path, Some(token)).await,
        Method::Post => {
            // What the few forms need that are never given back unfilled; every other goes empty.
            let form = format!(
                "command={}&amount=35000&measure=phq-9&person={}&role=nurse&dose=1",
                clinic.command(),
                person(Role::Nurse)
            );
            clinic.post(&path, Some(token), &form).await
        }
    };
    let (status, to) = (response.status().as_u16(), location(&response).to_owned());
    Answer { status, to, body: text(response).await }
}

fn routes_that_need_a_right() -> Vec<(Route, care::practice::ActKind)> {
    let all = routes::all();
    all.into_iter()
        .filter_map(|route| if let Needs::May(act) = route.needs { Some((route, act)) } else { None })
        .collect()
}

fn head(clinic: &Clinic) -> i64 {
    clinic.record.read(|conn| record::journal::head(conn, clinic.record.org())).unwrap().position
}

#[tokio::test]
async fn whoever_has_no_standing_reaches_nothing_whatever_the_route() {
    let (clinic, now) = clinic();
    let (routes, mut n, mut asked) = (routes_that_need_a_right(), 0, 0_u32);
    for role in STAFF {
        let licensed = !role.licences().is_empty();
        for (affiliation, terms, is_here) in AFFILIATIONS {
            for (licence, licences, in_force) in LICENCES {
                if is_here && (in_force || !licensed) || !licensed && licence != "in force" {
                    continue;
                }
                let standing =
                    Standing { name: affiliation, terms, licences, supervised: licence == UNANSWERED };
                n += 1;
                let id = somebody(&clinic, n, role, &standing, now);
                let (token, before) = (clinic.token_of(&id.to_string(), n), head(&clinic));
                for (route, _) in &routes {
                    let told = ask(&clinic, route, &token).await;
                    let cell =
                        format!("{role:?}, {}, {licence}: {:?} {}", standing.name, route.method, route.path);
                    match is_here {
                        false => assert!(
                            told.status == 303 && told.to.starts_with("/sign-in"),
                            "{cell}: {}",
                            told.status
                        ),
                        true => assert_eq!(told.status, 403, "{cell}"),
                    }
                    asked += 1;
                }
                assert_eq!(head(&clinic), before, "{role:?} {} {licence} wrote something", standing.name);
            }
        }
    }
    assert!(45_000 < asked, "{asked} cells were asked");
}

/// How somebody is tied to the patient, for the cells of those who stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tied {
    Stranger,
    CareTeam,
    /// The first talk is booked with them, as the story has it.
    Talk,
    Emergency,
    Shared,
    TakenBack,
}

/// Ties them; false when the rules make no such tie for this role, which is a cell as well.
fn tie(clinic: &Clinic, id: PersonId, role: Role, tied: Tied) -> bool {
    let own = Acting::patient(PATIENT);
    let share = Share { what: Shareable::Intention(COURSE), with: id };
    match tied {
        Tied::Stranger | Tied::Talk => true,
        Tied::CareTeam => {
            let joins = may(role, care::practice::ActKind::JoinCareTeam);
            if joins {
                let join = JoinCareTeam { person: id, role };
                clinic.act(staff(Role::Prescriber), Act::JoinCareTeam(PATIENT, join));
            }
            joins
        }
        Tied::Emergency => {
            let opens = may(role, care::practice::ActKind::OpenEmergencyAccess);
            if opens {
                let reason = line("he fell");
                clinic.act(
                    Acting::person(id, role),
                    Act::OpenEmergencyAccess(PATIENT, OpenEmergencyAccess { reason }),
                );
            }
            opens
        }
        Tied::Shared | Tied::TakenBack => {
            if role != Role::IntegrationSpecialist {
                return false;
            }
            clinic.act(own, Act::Share(PATIENT, share));
            if tied == Tied::TakenBack {
                clinic.act(own, Act::TakeBack(PATIENT, TakeBack { what: share.what, with: id }));
            }
            true
        }
    }
}

/// What a refusal says that is about rights and nothing else.
const RIGHTS: [&str; 6] = [
    "no-tie",
    "out-of-scope",
    "not-affiliated",
    "affiliation-ended",
    "licence-missing",
    "licence-not-in-force",
];

fn refused_for_rights(told: &Answer) -> bool {
    let code = |code: &&&str| told.body.contains(&format!("Reference: {code}"));
    told.status == 403 && RIGHTS.iter().any(|known| code(&known)) || told.to.starts_with("/sign-in")
}

/// Every route for one person who stands, tied like this. Forms go empty: what they would do is judged elsewhere; here it
/// is whether they are refused for who sends them, and that a refused one writes nothing.
async fn every_route(
    clinic: &Clinic,
    id: PersonId,
    role: Role,
    tied: Tied,
    n: u128,
    wrong: &mut Vec<String>,
) -> u32 {
    let token = clinic.token_of(&id.to_string(), n);
    let mut routes = routes_that_need_a_right();
    // Last what takes one's own tie away: leaving the team, calling off the talk.
    routes.sort_by_key(|(route, _)| {
        let own_tie = route.path.ends_with("/leave") || route.path.starts_with("/windows/");
        (route.method == Method::Post, own_tie)
    });
    for (route, act) in &routes {
        let before = head(clinic);
        let told = ask(clinic, route, &token).await;
        let cell = format!(
            "{role:?} {tied:?}: {:?} {} ({act:?}): {} {}",
            route.method, route.path, told.status, told.to
        );
        let is_tied = match tied {
            Tied::Stranger | Tied::TakenBack => matches!(role, Role::FrontDesk | Role::Auditor),
            // A talk ties to what it is about, and to no visit.
            Tied::Talk => route.path.contains("{window}"),
            Tied::CareTeam | Tied::Emergency | Tied::Shared => true,
        };
        let right = if !may(role, *act) {
            told.status == 403
        } else if act.needs_tie() && !is_tied && names_the_patient(route) {
            // A form that is not filled in may be given back before anybody asks who sends it.
            let form_back = route.method == Method::Post && matches!(told.status, 400 | 404 | 422);
            // The way into a chart says that it is closed, and how it is opened; other pages of it lead there.
            let closed =
                route.path == "/patients/{patient}" && told.body.contains("The chart is closed to you");
            let led_there = told.status == 303 && told.to == format!("/patients/{PATIENT}");
            told.status == 403 || form_back || closed || led_there
        } else {
            if refused_for_rights(&told) || told.status == 500 {
                wrong.push(cell);
            }
            continue;
        };
        if !right || head(clinic) != before {
            wrong.push(cell);
        }
    }
    u32::try_from(routes.len()).unwrap()
}

#[tokio::test]
async fn whoever_stands_reaches_what_role_and_tie_allow_and_nothing_else() {
    let (clinic, now) = clinic();
    // Their head is clear again: they can share.
    let now = now.plus_hours(Hours(DAY_H + 6));
    clinic.at(now);
    let (mut n, mut asked, mut wrong) = (5_000, 0, vec![]);
    // First of all: some of the forms that others may send empty take the talk off the calendar.
    let role = Role::IntegrationSpecialist;
    asked += every_route(&clinic, person(role), role, Tied::Talk, n, &mut wrong).await;
    let standing = Standing { name: "active", terms: ACTIVE, licences: IN_FORCE, supervised: false };
    for role in STAFF {
        for tied in [Tied::Stranger, Tied::CareTeam, Tied::Emergency, Tied::Shared, Tied::TakenBack] {
            n += 1;
            let id = somebody(&clinic, n, role, &standing, now);
            if tie(&clinic, id, role, tied) {
                asked += every_route(&clinic, id, role, tied, n, &mut wrong).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked} cells:\n{}", wrong.len(), wrong.join("\n"));
    assert!(4_500 < asked, "{asked} cells were asked");
}

#[tokio::test]
async fn every_way_to_stand_is_as_good_as_every_other() {
    let (clinic, now) = clinic();
    let mut n = 8_000;
    for role in STAFF {
        let licensed = !role.licences().is_empty();
        for (affiliation, terms, is_here) in AFFILIATIONS {
            for (licence, licences, in_force) in LICENCES {
                if !is_here || licensed && !in_force || !licensed && licence != "in force" {
                    continue;
                }
                n += 1;
                let id = somebody(
                    &clinic,
                    n,
                    role,
                    &Standing { name: affiliation, terms, licences, supervised: false },
                    now,
                );
                let token = clinic.token_of(&id.to_string(), n);
                for (route, act) in routes_that_need_a_right() {
                    if route.method == Method::Post && may(role, act) {
                        continue;
                    }
                    let told = ask(&clinic, &route, &token).await;
                    let cell = format!(
                        "{role:?}, {affiliation}, {licence}: {} ({act:?}) {}",
                        route.path, told.status
                    );
                    match may(role, act) {
                        true => assert!(told.status != 500 && !told.to.starts_with("/sign-in"), "{cell}"),
                        false => assert_eq!(told.status, 403, "{cell}"),
                    }
                }
            }
        }
    }
}
