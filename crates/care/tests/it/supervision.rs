//! Whoever practises under supervision stands while somebody answers for them who can, and at no other instant.

use care::act::{Act, OpenChart};
use care::ids::{CommandId, WindowId};
use care::integration::WindowFact;
use care::integration::cosign_note::{CosignNote, may_read_supervised, waits};
use care::practice::affiliation::{BeginAffiliation, EndAffiliation};
use care::practice::credential::RecordCredential;
use care::practice::end_credential::EndCredential;
use care::practice::supervision::{EndSupervision, ProposeSupervision, TakeOnSupervision};
use care::practice::{Acting, Actor, Credential, CredentialEnd, Licence, Practice, Role};
use care::tasks::Matter;
use care::time::{Instant, When};
use care::units::Hours;

use crate::clinic::{LICENSED, NOAH, T0, Tale, here, id_of, licence, who};
use crate::window::{kap_recovered, opened_matters};

/// Every table of this file.
pub const TABLES: &[fn()] = &[
    a_supervision_counts_once_the_supervisor_has_taken_it_on,
    nobody_is_named_who_cannot_answer,
    a_supervision_ends_by_whom_it_concerns,
    whoever_answers_stops_and_so_does_whoever_they_answer_for,
    a_note_written_under_supervision_waits_for_a_second_signature,
    no_agreement_opens_what_was_written_by_somebody_who_practised_alone,
    the_last_word_on_a_licence_counts,
    whoever_answers_is_licensed_where_the_licence_is_that_asks_for_it,
];

/// A second nurse in all other tests; here a therapist, too.
const SUPERVISOR: &str = "second";

fn supervisor() -> Acting {
    Acting::person(id_of(SUPERVISOR), Role::Therapist)
}

fn supervised(number: &str) -> Credential {
    let (number, practice) = (number.to_owned(), Practice::Supervised);
    Credential { number, practice, ..licence(Licence::MarriageFamilyTherapist, T0, LICENSED) }
}

fn record(name: &str, credential: Credential) -> Act {
    Act::RecordCredential(id_of(name), RecordCredential { credential })
}

fn begin(name: &str, role: Role) -> Act {
    Act::BeginAffiliation(id_of(name), BeginAffiliation { role, from: T0, until: None })
}

fn end_licence(name: &str, licence: Licence, at: When) -> Act {
    let (number, jurisdiction) = ("1234".to_owned(), "US-NY".to_owned());
    let (why, note) = (CredentialEnd::Surrendered, None);
    Act::EndCredential(id_of(name), EndCredential { licence, number, jurisdiction, why, note, at })
}

fn propose(role: Role, until: Option<Instant>) -> Act {
    let act = ProposeSupervision { supervisor: id_of(SUPERVISOR), role, from: T0, until };
    Act::ProposeSupervision(id_of("therapist"), act)
}

fn take_on(number: u32) -> Act {
    Act::TakeOnSupervision(id_of("therapist"), TakeOnSupervision { number })
}

fn end(number: u32, at: When) -> Act {
    Act::EndSupervision(id_of("therapist"), EndSupervision { number, at })
}

/// The therapist of all other tests has a licence here that needs somebody who answers; somebody else here could.
fn associate() -> Tale {
    let mut tale = Tale::of("");
    let director = who("director");
    tale.does(&director, end_licence("therapist", Licence::Psychologist, When::Now));
    tale.does(&director, record("therapist", supervised("A 77")));
    tale.does(&director, begin(SUPERVISOR, Role::Therapist));
    tale.does(&director, record(SUPERVISOR, licence(Licence::Psychologist, T0, LICENSED)));
    tale
}

/// With the supervision taken on.
fn answered_for() -> Tale {
    let mut tale = associate();
    tale.does(&who("director"), propose(Role::Therapist, None));
    tale.does(&supervisor(), take_on(1));
    tale
}

fn opens() -> Act {
    Act::OpenChart(NOAH, OpenChart)
}

#[test]
fn a_supervision_counts_once_the_supervisor_has_taken_it_on() {
    let mut tale = associate();
    let (therapist, director) = (who("therapist"), who("director"));
    tale.refuses(&therapist, opens(), "supervision-missing");
    let until = T0.plus_hours(Hours(48));
    tale.does(&director, propose(Role::Therapist, Some(until)));
    tale.refuses(&therapist, opens(), "supervision-missing");
    tale.refuses(&director, propose(Role::Therapist, None), "already-supervised");
    tale.refuses(&director, take_on(1), "supervision-not-yours");
    tale.refuses(&supervisor(), take_on(2), "supervision-unknown");
    tale.now = T0.plus_hours(Hours(1));
    tale.does(&supervisor(), take_on(1));
    tale.refuses(&supervisor(), take_on(1), "nothing-changed");
    // Judged now like anybody else's: nothing ties them to this patient yet.
    tale.refuses(&therapist, opens(), "no-tie");
    tale.now = Instant(until.0 - 1);
    tale.refuses(&therapist, opens(), "no-tie");
    tale.now = until;
    tale.refuses(&therapist, opens(), "supervision-missing");
    // A licence that needs nobody is looked at first.
    tale.does(&director, record("therapist", licence(Licence::ClinicalSocialWorker, T0, LICENSED)));
    tale.refuses(&therapist, opens(), "no-tie");
}

#[test]
fn nobody_is_named_who_cannot_answer() {
    let mut tale = associate();
    let director = who("director");
    let of = |name: &str, role| {
        let (supervisor, from, until) = (id_of(name), T0, None);
        Act::ProposeSupervision(id_of("therapist"), ProposeSupervision { supervisor, role, from, until })
    };
    tale.refuses(&director, of("therapist", Role::Therapist), "supervises-themself");
    tale.refuses(&director, of("nurse", Role::Therapist), "cannot-supervise");
    for role in [Role::MedicalDirector, Role::IntegrationSpecialist, Role::FrontDesk, Role::Auditor] {
        tale.refuses(&director, of(SUPERVISOR, role), "supervision-not-for-role");
    }
    tale.refuses(&director, propose(Role::Therapist, Some(T0)), "term-ends-before-it-begins");
    tale.refuses(&who("prescriber"), propose(Role::Therapist, None), "out-of-scope");
    // A supervisor who is supervised answers for nobody, and a director is supervised by nobody.
    tale.does(&director, end_licence(SUPERVISOR, Licence::Psychologist, When::Now));
    tale.does(&director, record(SUPERVISOR, supervised("A 78")));
    tale.refuses(&director, propose(Role::Therapist, None), "cannot-supervise");
    let physician = Credential {
        practice: Practice::Supervised,
        number: "7".to_owned(),
        ..licence(Licence::Physician, T0, LICENSED)
    };
    tale.does(&director, record("nurse", physician));
    tale.does(&director, begin("nurse", Role::MedicalDirector));
    let sign = Act::AddPerson(
        care::ids::PersonId(77),
        care::practice::person::AddPerson { name: crate::clinic::line("Nobody Yet") },
    );
    tale.refuses(&Acting::person(id_of("nurse"), Role::MedicalDirector), sign, "supervision-missing");
}

#[test]
fn a_supervision_ends_by_whom_it_concerns() {
    for by in [who("director"), supervisor(), who("therapist")] {
        let mut tale = answered_for();
        tale.refuses(&who("nurse"), end(1, When::Now), "supervision-not-yours");
        tale.refuses(&by, end(1, When::At(Instant(T0.0 - 1))), "term-ends-in-the-past");
        tale.does(&by, end(1, When::Now));
        tale.refuses(&who("therapist"), opens(), "supervision-missing");
        tale.refuses(&who("director"), end(1, When::Now), "supervision-over");
    }
    // What was never taken on can be called off, and is not taken on afterwards.
    let mut tale = associate();
    tale.does(&who("director"), propose(Role::Therapist, None));
    tale.does(&who("director"), end(1, When::Now));
    tale.refuses(&supervisor(), take_on(1), "supervision-over");
}

#[test]
fn whoever_answers_stops_and_so_does_whoever_they_answer_for() {
    let by = who("director");
    let leaves = Act::EndAffiliation(id_of(SUPERVISOR), EndAffiliation { at: When::Now });
    for (stops, code) in [
        (leaves, "supervisor-not-in-force"),
        (end_licence(SUPERVISOR, Licence::Psychologist, When::Now), "supervisor-not-in-force"),
        (end(1, When::Now), "supervision-missing"),
    ] {
        let mut tale = answered_for();
        tale.go(&kap_recovered()).expect("the dose is over");
        tale.go("kap> book therapy therapist in 24 h").expect("booked");
        let facts = tale.does(&by, stops.clone());
        assert_eq!(opened_matters(&facts), [Matter::TalkLost], "{stops:?}");
        assert_eq!(tale.world.window(WindowId(3)).and_then(|window| window.talk), None);
        tale.refuses(&who("therapist"), opens(), code);
        let (_, refusal) = tale.go("kap> book therapy therapist in 25 h").expect_err("nobody answers");
        assert_eq!(refusal.code(), code);
    }
    // It ends on its day, without anybody doing anything then.
    let mut tale = answered_for();
    let last = T0.plus_hours(Hours(10));
    tale.does(&by, end_licence(SUPERVISOR, Licence::Psychologist, When::At(last)));
    tale.now = Instant(last.0 - 1);
    tale.refuses(&who("therapist"), opens(), "no-tie");
    tale.now = last;
    tale.refuses(&who("therapist"), opens(), "supervisor-not-in-force");
}

#[test]
fn a_note_written_under_supervision_waits_for_a_second_signature() {
    let mut tale = answered_for();
    tale.go(&kap_recovered()).expect("the dose is over");
    tale.go("kap> book therapy therapist in 1 h, wait 1 h, hold therapy").expect("held");
    let (facts, _) = tale.go("kap> seal note").expect("sealed");
    let document = facts
        .iter()
        .find_map(|fact| match &fact.what {
            care::fact::What::Window(WindowFact::TherapyNoteWritten { document, .. }) => Some(*document),
            _ => None,
        })
        .expect("a note");
    let sign = |document| Act::CosignNote(WindowId(3), CosignNote { document });
    let person = |tale: &Tale, name: &str| tale.world.person(id_of(name)).expect("somebody").clone();
    let note_waits = |tale: &Tale| {
        waits(tale.world.window(WindowId(3)).expect("open"), document, &person(tale, "therapist"), here())
    };
    assert!(note_waits(&tale));
    let reads = |tale: &Tale, name: &str| {
        let window = tale.world.window(WindowId(3)).expect("open");
        let (author, reader) = (person(tale, "therapist"), person(tale, name));
        let by = Actor::Person(id_of(name));
        may_read_supervised(window, document, &by, &author, &reader, here(), tale.now).map_err(|no| no.code())
    };
    assert_eq!(reads(&tale, SUPERVISOR), Ok(()));
    assert_eq!(reads(&tale, "director"), Err("note-kept-by-author"));
    assert_eq!(reads(&tale, "therapist"), Err("note-kept-by-author"), "nobody co-signs their own");

    tale.refuses(&supervisor(), sign(CommandId(404)), "note-kept-by-author");
    tale.refuses(&who("therapist"), sign(document), "note-kept-by-author");
    tale.refuses(&who("nurse"), sign(document), "out-of-scope");
    // Whoever answered when it was written signs, also after the supervision has ended; not without a licence of their own.
    tale.now = tale.now.plus_hours(Hours(1));
    tale.does(&who("director"), end(1, When::Now));
    let mut lapsed = Tale { world: tale.world.clone(), now: tale.now };
    lapsed.does(&who("director"), end_licence(SUPERVISOR, Licence::Psychologist, When::Now));
    lapsed.refuses(&supervisor(), sign(document), "licence-not-in-force");
    tale.does(&supervisor(), sign(document));
    assert!(!note_waits(&tale));
    tale.refuses(&supervisor(), sign(document), "nothing-changed");
}

/// The sealed note that the story's therapist has just written.
fn seals_a_note(tale: &mut Tale) -> CommandId {
    let (facts, _) = tale.go("kap> seal note").expect("sealed");
    let written = facts.iter().find_map(|fact| match &fact.what {
        care::fact::What::Window(WindowFact::TherapyNoteWritten { document, .. }) => Some(*document),
        _ => None,
    });
    written.expect("a note")
}

#[test]
fn no_agreement_opens_what_was_written_by_somebody_who_practised_alone() {
    // She practises by herself, and writes a note.
    let mut tale = Tale::of("");
    let director = who("director");
    tale.does(&director, begin(SUPERVISOR, Role::Therapist));
    tale.does(&director, record(SUPERVISOR, licence(Licence::Psychologist, T0, LICENSED)));
    tale.refuses(&director, propose(Role::Therapist, None), "supervision-not-asked");
    tale.go(&kap_recovered()).expect("the dose is over");
    tale.go("kap> book therapy therapist in 1 h, wait 1 h, hold therapy").expect("held");
    let alone = seals_a_note(&mut tale);
    // Later her licence is restricted, and somebody answers for her.
    tale.now = tale.now.plus_hours(Hours(1));
    tale.does(&director, end_licence("therapist", Licence::Psychologist, When::Now));
    let supervised =
        Credential { term: care::time::Term { from: tale.now, until: Some(LICENSED) }, ..supervised("A 77") };
    tale.does(&director, record("therapist", supervised));
    tale.does(&director, propose(Role::Therapist, None));
    tale.does(&supervisor(), take_on(1));
    let sign = |document| Act::CosignNote(WindowId(3), CosignNote { document });
    tale.refuses(&supervisor(), sign(alone), "note-kept-by-author");
    tale.now = tale.now.plus_hours(Hours(1));
    let answered = seals_a_note(&mut tale);
    tale.does(&supervisor(), sign(answered));
}

#[test]
fn the_last_word_on_a_licence_counts() {
    let mut tale = associate();
    let (director, therapist) = (who("director"), who("therapist"));
    tale.refuses(&therapist, opens(), "supervision-missing");
    // The board lets her practise by herself, and takes it back: one number, looked up three times.
    let alone =
        Credential { practice: Practice::Independent, number: "a-77".to_owned(), ..supervised("A 77") };
    tale.does(&director, record("therapist", alone));
    tale.refuses(&therapist, opens(), "no-tie");
    let again = Credential { verified: Instant(T0.0 + 1), ..supervised("A 77") };
    tale.does(&director, record("therapist", again));
    tale.refuses(&therapist, opens(), "supervision-missing");
}

#[test]
fn whoever_answers_is_licensed_where_the_licence_is_that_asks_for_it() {
    let mut tale = associate();
    let director = who("director");
    let calendar = care::ids::ScheduleId::of(crate::clinic::HOUSE);
    let chicago = care::schedule::OpenSite {
        name: crate::clinic::line("Chicago"),
        zone: crate::clinic::line("America/Chicago"),
        jurisdiction: crate::clinic::line("US-IL"),
        address: crate::clinic::line("2 Lake Street"),
    };
    tale.does(&director, Act::OpenSite(calendar, chicago));
    let elsewhere =
        Credential { jurisdiction: "US-IL".to_owned(), ..licence(Licence::Psychologist, T0, LICENSED) };
    tale.does(&director, end_licence(SUPERVISOR, Licence::Psychologist, When::Now));
    tale.does(&director, record(SUPERVISOR, elsewhere));
    // The house is in both states, she is supervised in one of them, and the supervisor licensed in the other.
    tale.refuses(&director, propose(Role::Therapist, None), "cannot-supervise");
    tale.refuses(&who("therapist"), opens(), "supervision-missing");
}
