//! The house, its people, and its protocols.

use crate::clinic::given::*;
use crate::clinic::{
    HOUSE, INFUSION, LATER, PEOPLE, RAE, T0, Tale, check, content, here, id_of, licence, line, signature, who,
};
use crate::world::World;
use care::act::{Act, OpenChart};
use care::chart::State;
use care::course::OpenCourse;
use care::fact::Stream;
use care::house::{FoundHouse, House};
use care::ids::{CourseId, PersonId, ProtocolId};
use care::integration::TalkKind;
use care::practice::affiliation::{BeginAffiliation, EndAffiliation};
use care::practice::credential::RecordCredential;
use care::practice::end_credential::EndCredential;
use care::practice::permit::{Ask, permit};
use care::practice::person::AddPerson;
use care::practice::{ActKind, Acting, CredentialEnd, Licence, PersonFact, Role, Tie};
use care::protocol::values::Flaw;
use care::protocol::*;
use care::refusal::Refusal;
use care::session::plan_window::talk_fits;
use care::time::{Instant, Term, When};
use care::units::Hours;

fn house(offers: Vec<CareModel>) -> House {
    let l = line;
    House {
        name: l("K"),
        zone: l("America/New_York"),
        jurisdiction: l("US-NY"),
        phone: l("1"),
        hours: l("all"),
        offers,
    }
}

/// Drafts this content under a name of its own and asks the director to sign it.
fn signing(mut content: Content, sign: SignProtocol) -> Result<(), Refusal> {
    let mut tale = Tale::of("");
    content.slug = line("anew");
    let id = ProtocolId(20);
    tale.does(&who("director"), Act::DraftProtocol(id, DraftProtocol { content, revises: None }));
    let propose = Act::ProposeProtocol(id, crate::clinic::proposal(sign));
    tale.world.ask(&who("director"), &propose, tale.now, tale.now).map(|_| ())
}

#[track_caller]
fn flawed(model: CareModel, change: impl FnOnce(&mut Content), flaw: Flaw) {
    let mut content = content(model);
    change(&mut content);
    let refusal = signing(content, signature()).expect_err("flawed");
    crate::clinic::noted(&refusal);
    assert_eq!(refusal, Refusal::ProtocolFlawed { flaw });
}

fn set(content: &mut Content, key: Key, amount: u64) {
    content.values.get_mut(&key).expect("a value").amount = amount;
}

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    nothing_happens_before_the_house_is_founded_and_that_happens_once,
    a_house_says_which_door_it_does_not_offer,
    a_person_acts_in_a_role_they_stand_in,
    an_emergency_opens_a_chart_for_four_hours_and_a_review_is_owed,
    a_role_asks_for_a_licence_in_force_here,
    a_licence_is_whole_and_ends_after_it_begins,
    affiliations_do_not_overlap_and_do_not_end_in_the_past,
    every_act_of_a_person_ends_at_the_instant_their_affiliation_does,
    an_affiliation_that_ends_now_is_over_at_once,
    every_act_that_asks_for_a_licence_ends_at_the_instant_the_licence_does,
    a_licence_ends_before_its_term_once_and_may_be_given_back,
    a_renewal_ends_with_the_licence_it_renews,
    a_flawless_draft_is_signed_in_the_directors_own_name,
    every_flaw_stops_a_signature,
    an_unverified_value_is_signed_for_by_name,
    a_new_version_takes_the_place_of_the_one_it_revises_and_of_no_other,
    of_one_protocol_one_version_is_in_force,
    an_integration_specialist_never_passes_the_wall,
];

#[test]
fn nothing_happens_before_the_house_is_founded_and_that_happens_once() {
    let empty = World::new(HOUSE);
    let add = Act::AddPerson(PersonId(1), AddPerson { name: line("A") });
    let tale = Tale { world: empty, now: T0 };
    tale.refuses(&Acting::HOST, add, "house-unknown");
    tale.refuses(
        &Acting::HOST,
        Act::FoundHouse(HOUSE, FoundHouse { house: house(vec![]) }),
        "no-door-offered",
    );
    let again = Act::FoundHouse(HOUSE, FoundHouse { house: house(vec![CareModel::Kap]) });
    Tale::of("").refuses(&Acting::HOST, again, "already-there");
}

#[test]
fn a_house_says_which_door_it_does_not_offer() {
    let mut tale = Tale { world: World::new(HOUSE), now: T0 };
    tale.does(&Acting::HOST, Act::FoundHouse(HOUSE, FoundHouse { house: house(vec![CareModel::Kap]) }));
    let add = |world: &mut World, id, act: Act| {
        world.submit(&id, &act, T0).expect("the host may");
    };
    add(&mut tale.world, Acting::HOST, Act::AddPerson(PersonId(7), AddPerson { name: line("Dee") }));
    add(
        &mut tale.world,
        Acting::HOST,
        Act::BeginAffiliation(PersonId(7), BeginAffiliation { role: Role::FrontDesk, from: T0, until: None }),
    );
    let draft = DraftProtocol { content: content(CareModel::Infusion), revises: None };
    add(&mut tale.world, Acting::HOST, Act::DraftProtocol(INFUSION, draft));
    let register = care::patient::RegisterPatient { details: crate::clinic::details("Rae Quill") };
    add(&mut tale.world, who("desk"), Act::RegisterPatient(RAE, register));
    let open = OpenCourse { patient: RAE, protocol: INFUSION };
    tale.refuses(&who("desk"), Act::OpenCourse(CourseId(1), open), "door-not-offered");
}

#[test]
fn a_person_acts_in_a_role_they_stand_in() {
    let tale = Tale::of("");
    let chart = || Act::OpenChart(RAE, OpenChart);
    tale.refuses(&who("nurse"), chart(), "no-tie");
    tale.refuses(&Acting::person(id_of("nurse"), Role::Therapist), chart(), "not-affiliated");
    tale.refuses(&Acting::person(id_of("nurse"), Role::Patient), chart(), "role-is-not-staff");
    tale.refuses(&Acting::person(PersonId(99), Role::Nurse), chart(), "person-unknown");
    tale.refuses(&Acting { role: Role::Prescriber, ..Acting::patient(RAE) }, chart(), "out-of-scope");
    tale.refuses(&Acting { role: Role::Prescriber, ..Acting::CLOCK }, chart(), "out-of-scope");
    tale.refuses(&who("specialist"), chart(), "out-of-scope");
    check("join team prescriber, join team nurse", "open chart", "open chart");
    check("join team prescriber, join team nurse, leave team nurse", "open chart", "refused: no-tie");
    check("join team prescriber", "leave team nurse", "refused: nothing-changed");
    check("join team prescriber, join team nurse", "join team nurse", "refused: nothing-changed");
}

#[test]
fn nobody_lets_themselves_into_a_team_that_exists() {
    check("", "join team prescriber", "join team prescriber");
    check("join team prescriber", "stranger: join team nurse", "refused: no-tie");
    check("join team prescriber", "join team nurse", "join team nurse");
}

#[test]
fn an_emergency_opens_a_chart_for_four_hours_and_a_review_is_owed() {
    check(
        "",
        "stranger: emergency found on the floor",
        "emergency found on the floor, MedicalDirector owes emergency-review",
    );
    check("stranger: emergency found on the floor, wait 239 min", "stranger: open chart", "open chart");
    check("stranger: emergency found on the floor, wait 4 h", "stranger: open chart", "refused: no-tie");
}

#[test]
fn a_role_asks_for_a_licence_in_force_here() {
    let mut tale = Tale::of("");
    let (id, director) = (id_of("desk"), who("director"));
    let begin = |role| Act::BeginAffiliation(PersonId(7), BeginAffiliation { role, from: T0, until: None });
    tale.does(&director, begin(Role::Nurse));
    let chart = Act::OpenChart(RAE, OpenChart);
    tale.refuses(&Acting::person(id, Role::Nurse), chart.clone(), "licence-missing");
    let mut elsewhere = licence(Licence::RegisteredNurse, T0, LATER);
    elsewhere.jurisdiction = "US-NJ".to_owned();
    tale.does(&director, Act::RecordCredential(id, RecordCredential { credential: elsewhere }));
    tale.refuses(&Acting::person(id, Role::Nurse), chart.clone(), "licence-not-in-force");
    let here = licence(Licence::RegisteredNurse, T0, Instant(T0.0 + 10));
    tale.does(&director, Act::RecordCredential(id, RecordCredential { credential: here }));
    tale.refuses(&Acting::person(id, Role::Nurse), chart.clone(), "no-tie");
    tale.now = Instant(T0.0 + 10);
    tale.refuses(&Acting::person(id, Role::Nurse), chart, "licence-not-in-force");
}

#[test]
fn a_licence_is_whole_and_ends_after_it_begins() {
    let tale = Tale::of("");
    let record = |credential| Act::RecordCredential(id_of("nurse"), RecordCredential { credential });
    let whole = || licence(Licence::RegisteredNurse, T0, LATER);
    let by = who("director");
    tale.refuses(
        &by,
        record(care::practice::Credential { number: " ".to_owned(), ..whole() }),
        "credential-incomplete",
    );
    tale.refuses(
        &by,
        record(care::practice::Credential { jurisdiction: String::new(), ..whole() }),
        "credential-incomplete",
    );
    let endless = Term { from: T0, until: None };
    tale.refuses(
        &by,
        record(care::practice::Credential { term: endless, ..whole() }),
        "credential-incomplete",
    );
    let upside = Term { from: T0, until: Some(T0) };
    tale.refuses(
        &by,
        record(care::practice::Credential { term: upside, ..whole() }),
        "term-ends-before-it-begins",
    );
    tale.refuses(
        &by,
        record(licence(Licence::RegisteredNurse, Instant(T0.0 - 1), crate::clinic::LICENSED)),
        "nothing-changed",
    );
}

#[test]
fn affiliations_do_not_overlap_and_do_not_end_in_the_past() {
    let mut tale = Tale::of("");
    let by = who("director");
    let begin =
        |role, from| Act::BeginAffiliation(id_of("nurse"), BeginAffiliation { role, from, until: None });
    let end = |at| Act::EndAffiliation(id_of("nurse"), EndAffiliation { at: When::At(at) });
    tale.refuses(&by, begin(Role::Nurse, T0), "already-affiliated");
    tale.refuses(&by, begin(Role::Nurse, Instant(T0.0 - 1_000)), "already-affiliated");
    tale.refuses(&by, begin(Role::Host, T0), "role-is-not-staff");
    tale.refuses(&by, end(Instant(T0.0 - 1)), "term-ends-in-the-past");
    tale.does(&by, end(Instant(T0.0 + 10)));
    tale.refuses(&by, begin(Role::Nurse, Instant(T0.0 + 9)), "already-affiliated");
    tale.does(&by, begin(Role::Nurse, Instant(T0.0 + 10)));
    tale.refuses(&by, Act::AddPerson(id_of("nurse"), AddPerson { name: line("Nils") }), "already-there");
}

#[test]
fn every_act_of_a_person_ends_at_the_instant_their_affiliation_does() {
    let mut tale = Tale::of("join team nurse");
    let at = tale.now.plus_hours(care::units::Hours(5));
    tale.does(&who("director"), Act::EndAffiliation(id_of("nurse"), EndAffiliation { at: When::At(at) }));
    tale.now = Instant(at.0 - 1);
    tale.does(&who("nurse"), Act::OpenChart(RAE, OpenChart));
    for after in [at, at.plus_hours(care::units::Hours(1_000))] {
        tale.now = after;
        tale.refuses(&who("nurse"), Act::OpenChart(RAE, OpenChart), "affiliation-ended");
    }
}

/// Ends the licence somebody has from the beginning.
fn ends(name: &str, why: CredentialEnd, at: When) -> Act {
    let (_, id, _, licence, _) = PEOPLE.iter().find(|(known, ..)| *known == name).expect("somebody");
    let (number, jurisdiction) = ("1234".to_owned(), "US-NY".to_owned());
    Act::EndCredential(
        PersonId(*id),
        EndCredential { licence: *licence, number, jurisdiction, why, note: None, at },
    )
}

#[test]
fn every_act_that_asks_for_a_licence_ends_at_the_instant_the_licence_does() {
    let licensed = PEOPLE.iter().filter(|(_, _, role, ..)| !role.licences().is_empty());
    for ((name, id, role, ..), why) in licensed.zip(CredentialEnd::ALL.iter().cycle()) {
        let mut tale = Tale::of("");
        let at = tale.now.plus_hours(Hours(5));
        tale.does(&Acting::HOST, ends(name, *why, When::At(at)));
        let (by, subject) = (who(name), Stream::Person(PersonId(*id)));
        let person = tale.world.streams().find_map(|(stream, state)| match state {
            State::Person(person) if *stream == subject => Some(person.clone()),
            _ => None,
        });
        let person = person.expect("on record");
        for (_, act, words) in ActKind::ALL {
            // It asks for none: nothing is done with a patient.
            if (*role, *act) == (Role::Therapist, ActKind::TakeNotes) {
                continue;
            }
            let told = |at| {
                let (tie, here) = (Tie::CareTeam, here());
                permit(&Ask { by: &by, person: Some(&person), act: *act, tie, here, place: None, at })
            };
            let before = told(Instant(at.0 - 1)).map_err(|no| no.code());
            assert!(matches!(before, Ok(()) | Err("out-of-scope")), "{name}: {words}: {before:?}");
            for after in [at, at.plus_hours(Hours(1_000))] {
                assert_eq!(told(after), Err(Refusal::LicenceNotInForce { role: *role }), "{name}: {words}");
            }
        }
    }
}

#[test]
fn a_licence_ends_before_its_term_once_and_may_be_given_back() {
    let mut tale = Tale::of("join team nurse");
    let (by, chart) = (who("director"), || Act::OpenChart(RAE, OpenChart));
    let suspended = |at| ends("nurse", CredentialEnd::Suspended, at);
    tale.refuses(&who("nurse"), suspended(When::Now), "out-of-scope");
    tale.refuses(&by, suspended(When::At(Instant(T0.0 - 1))), "term-ends-in-the-past");
    tale.refuses(&by, suspended(When::At(crate::clinic::LICENSED)), "credential-ended");
    let mut another = suspended(When::Now);
    if let Act::EndCredential(_, act) = &mut another {
        act.number = "9999".to_owned();
    }
    tale.refuses(&by, another, "credential-unknown");
    tale.does(&who("nurse"), chart());
    tale.does(&by, suspended(When::Now));
    tale.refuses(&who("nurse"), chart(), "licence-not-in-force");
    tale.refuses(&by, suspended(When::Now), "credential-ended");
    let mut again = licence(Licence::RegisteredNurse, tale.now, crate::clinic::LICENSED);
    let record = |credential| Act::RecordCredential(id_of("nurse"), RecordCredential { credential });
    again.verified = Instant(tale.now.0 - 1);
    tale.refuses(&by, record(again.clone()), "credential-was-ended");
    again.number = "12-34 ".to_owned();
    tale.refuses(&by, record(again.clone()), "credential-was-ended");
    again.verified = tale.now;
    tale.does(&by, Act::RecordCredential(id_of("nurse"), RecordCredential { credential: again }));
    tale.does(&who("nurse"), chart());
}

#[test]
fn a_renewal_ends_with_the_licence_it_renews() {
    let mut tale = Tale::of("join team nurse");
    let until = Instant(crate::clinic::LICENSED.0 + 1_000);
    let renewed = licence(Licence::RegisteredNurse, crate::clinic::LICENSED, until);
    tale.does(
        &who("director"),
        Act::RecordCredential(id_of("nurse"), RecordCredential { credential: renewed }),
    );
    tale.does(&who("director"), ends("nurse", CredentialEnd::Revoked, When::Now));
    for at in [tale.now, crate::clinic::LICENSED] {
        tale.now = at;
        tale.refuses(&who("nurse"), Act::OpenChart(RAE, OpenChart), "licence-not-in-force");
    }
}

#[test]
fn an_affiliation_that_ends_now_is_over_at_once() {
    let mut tale = Tale::of("join team nurse");
    let end = Act::EndAffiliation(id_of("nurse"), EndAffiliation { at: When::Now });
    tale.does(&who("nurse"), Act::OpenChart(RAE, OpenChart));
    let facts = tale.does(&who("director"), end.clone());
    assert_eq!(facts[0].what, PersonFact::AffiliationEnded { at: tale.now }.into());
    tale.refuses(&who("nurse"), Act::OpenChart(RAE, OpenChart), "affiliation-ended");
    tale.refuses(&who("director"), end, "not-affiliated");
}

#[test]
fn no_talk_fits_from_the_instant_an_affiliation_ends() {
    let mut tale = Tale::of("");
    let at = tale.now.plus_hours(Hours(5));
    tale.does(&who("director"), Act::EndAffiliation(id_of("therapist"), EndAffiliation { at: When::At(at) }));
    let therapist = tale.world.person(id_of("therapist")).expect("works here");
    let fits = |at| talk_fits(CareModel::Kap, TalkKind::Therapy, therapist, here(), at);
    assert_eq!(fits(Instant(at.0 - 1)), Ok(()));
    assert_eq!(fits(at), Err(Refusal::AffiliationEnded));
}

#[test]
fn a_flawless_draft_is_signed_in_the_directors_own_name() {
    assert_eq!(signing(content(CareModel::Kap), signature()), Ok(()));
    assert_eq!(signing(content(CareModel::Infusion), signature()), Ok(()));
    let other = SignProtocol { typed_name: line("D Osei"), ..signature() };
    assert_eq!(signing(content(CareModel::Kap), other), Err(Refusal::SignatureNameDiffers));
    let past = SignProtocol { review_by: T0, ..signature() };
    assert_eq!(signing(content(CareModel::Kap), past), Err(Refusal::TermEndsInThePast));
    let tale = Tale::of("");
    tale.refuses(&who("director"), Act::SignProtocol(INFUSION, signature()), "protocol-already-signed");
    tale.refuses(&who("prescriber"), Act::SignProtocol(INFUSION, signature()), "out-of-scope");
    let again = DraftProtocol { content: content(CareModel::Kap), revises: None };
    tale.refuses(&who("director"), Act::DraftProtocol(INFUSION, again), "protocol-already-signed");
}

#[test]
fn every_flaw_stops_a_signature() {
    use CareModel::{Infusion, Kap};
    flawed(
        Kap,
        |c| {
            c.values.remove(&Key::WindowGoal);
        },
        Flaw::Missing(Key::WindowGoal),
    );
    flawed(
        Kap,
        |c| c.values.get_mut(&Key::WindowGoal).expect("there").unit = Unit::Minutes,
        Flaw::WrongUnit(Key::WindowGoal),
    );
    for question in [Question::NeedsHospitalNow, Question::CannotGoWithoutAlcohol] {
        let absent = Flaw::Missing(Key::Asks(question));
        flawed(Infusion, |c| drop(c.questions.remove(&question)), absent);
    }
    let asks = |c: &mut Content, change: fn(&mut Asks)| {
        change(c.questions.get_mut(&Question::NeedsHospitalNow).expect("there"));
    };
    let urgent = Question::NeedsHospitalNow;
    flawed(Kap, |c| asks(c, |asks| asks.source.clear()), Flaw::NoSource(Key::Asks(urgent)));
    flawed(Kap, |c| asks(c, |asks| asks.weight = Weight::Relative), Flaw::WeighsTooLittle(urgent));
    flawed(Kap, |c| asks(c, |asks| asks.clears = Clearer::Nurse), Flaw::ClearerDoesNotFit(urgent));
    let of_the_day = |c: &mut Content, question: Question, weight: Weight| {
        let (source, status) = ("clinic policy 4".to_owned(), SourceStatus::Clinic);
        c.questions.insert(question, Asks { weight, clears: Clearer::Nurse, source, status });
    };
    let (hospital, alcohol) = (Question::HospitalToday, Question::AlcoholToday);
    flawed(Kap, |c| of_the_day(c, hospital, Weight::Relative), Flaw::WeighsTooLittle(hospital));
    flawed(Kap, |c| of_the_day(c, alcohol, Weight::Absolute), Flaw::ClearerDoesNotFit(alcohol));
    let mut fits = content(Kap);
    of_the_day(&mut fits, alcohol, Weight::Relative);
    assert_eq!(fits.flaws(), [], "a nurse may clear what is relative on the day");
    flawed(Kap, |c| set(c, Key::WindowGoal, 4_000), Flaw::Impossible(Key::WindowGoal));
    flawed(
        Kap,
        |c| c.values.get_mut(&Key::WindowGoal).expect("there").source = "  ".to_owned(),
        Flaw::NoSource(Key::WindowGoal),
    );
    flawed(Kap, |c| set(c, Key::DoseLowest(Route::Oral), 70_001), Flaw::BandUpsideDown(Route::Oral));
    flawed(Kap, |c| c.routes.retain(|route| *route != Route::Oral), Flaw::RouteNotUsed(Route::Oral));
    flawed(Kap, |c| set(c, Key::StopSystolic, 160), Flaw::StopNotBeyondWatch(Key::StopSystolic));
    flawed(Kap, |c| set(c, Key::StopDiastolic, 100), Flaw::StopNotBeyondWatch(Key::StopDiastolic));
    // What lets a dose begin must not be what stops it: equal is too much, and for saturation enough.
    for (baseline, amount) in [
        (Key::BaselineSystolic, 180),
        (Key::BaselineDiastolic, 110),
        (Key::BaselinePulse, 130),
        (Key::BaselineSpo2, 89),
    ] {
        flawed(Kap, |c| set(c, baseline, amount), Flaw::BaselineBeyondStop(baseline));
    }
    let mut at_the_edge = content(Kap);
    set(&mut at_the_edge, Key::BaselineSpo2, 90);
    set(&mut at_the_edge, Key::BaselineSystolic, 179);
    assert_eq!(signing(at_the_edge, signature()), Ok(()));
    let over = |c: &mut Content, route| {
        let value = c.values[&Key::AlarmAnswer].clone();
        c.values.insert(Key::DoseOver(route), value);
    };
    flawed(Infusion, |c| over(c, Route::Oral), Flaw::RouteNotUsed(Route::Oral));
    let mut used = content(Kap);
    over(&mut used, Route::Oral);
    assert_eq!(signing(used, signature()), Ok(()));
    // Of a supplement all is said or nothing, the right way up, and only of a way in that is used.
    let of = Route::Intramuscular;
    for key in Key::supplement(of) {
        flawed(Kap, |c| drop(c.values.remove(&key)), Flaw::Missing(key));
    }
    flawed(Kap, |c| set(c, Key::SupplementLowest(of), 40_001), Flaw::SupplementUpsideDown(of));
    flawed(Kap, |c| set(c, Key::SupplementAfter(of), 0), Flaw::Impossible(Key::SupplementAfter(of)));
    let supplement = |c: &mut Content, route| {
        for (from, to) in Key::supplement(of).into_iter().zip(Key::supplement(route)) {
            let value = c.values[&from].clone();
            c.values.insert(to, value);
        }
    };
    flawed(Kap, |c| supplement(c, Route::Intranasal), Flaw::RouteNotUsed(Route::Intranasal));
    let mut silent = content(Kap);
    Key::supplement(of).iter().for_each(|key| drop(silent.values.remove(key)));
    assert_eq!(signing(silent, signature()), Ok(()), "no protocol has to know one");
    let home = |c: &mut Content| c.settings.retain(|place| *place != Setting::Home);
    flawed(Kap, home, Flaw::HomeNotUsed(Key::ChaperoneCheck));
    flawed(Kap, |c| c.therapist = TherapistPart::After, Flaw::TherapistDoesNotFit);
    flawed(Infusion, |c| c.therapist = TherapistPart::Present, Flaw::TherapistDoesNotFit);
    flawed(Kap, |c| c.ending = Ending::Support, Flaw::DoorDoesNotFit);
    flawed(Infusion, |c| c.ending = Ending::Therapy, Flaw::DoorDoesNotFit);
    flawed(Infusion, |c| c.settings.push(Setting::Home), Flaw::HomeDoesNotFit);
    flawed(Infusion, |c| c.settings.clear(), Flaw::NothingAllowed);
}

#[test]
fn an_unverified_value_is_signed_for_by_name() {
    let mut unverified = content(CareModel::Kap);
    unverified.values.get_mut(&Key::StopPulse).expect("there").status = SourceStatus::Unverified;
    let refusal = signing(unverified.clone(), signature()).expect_err("unverified");
    assert_eq!(
        (crate::clinic::noted(&refusal), &refusal),
        ("value-not-signed", &Refusal::ValueNotSigned { key: Key::StopPulse })
    );
    let named = SignProtocol { accepted: vec![Key::StopPulse], ..signature() };
    assert_eq!(signing(unverified, named), Ok(()));
}

#[test]
fn a_new_version_takes_the_place_of_the_one_it_revises_and_of_no_other() {
    let mut tale = Tale::of(READY);
    let (next, stray, by) = (ProtocolId(30), ProtocolId(31), who("director"));
    let draft = |model, revises| DraftProtocol { content: content(model), revises: Some(revises) };
    let mut other = draft(CareModel::Kap, INFUSION);
    other.content.slug = line("kap-elsewhere");
    tale.does(&by, Act::DraftProtocol(stray, other));
    assert_eq!(tale.signs(stray).len(), 1, "another protocol is left alone");
    tale.does(&by, Act::DraftProtocol(next, draft(CareModel::Infusion, INFUSION)));
    assert_eq!(tale.signs(next).len(), 2);
    let dose = tale.go("dose 35 mg").map_err(|(_, no)| crate::clinic::noted(&no)).map(|_| ());
    assert_eq!(dose, Err("protocol-superseded"));
    let retire = Act::RetireProtocol(INFUSION, RetireProtocol { reason: line("old") });
    tale.refuses(&by, retire, "protocol-not-signed");
}

#[test]
fn of_one_protocol_one_version_is_in_force() {
    let mut tale = Tale::of("");
    let by = who("director");
    let draft = |id, revises| {
        let content = content(CareModel::Infusion);
        Act::DraftProtocol(ProtocolId(id), DraftProtocol { content, revises })
    };
    let sign = |id| Act::ProposeProtocol(ProtocolId(id), crate::clinic::proposal(signature()));
    // A file under the same name, a copy of the version in force, and a second copy of it.
    for act in [draft(30, None), draft(31, Some(INFUSION)), draft(32, Some(INFUSION))] {
        tale.does(&by, act);
    }
    tale.refuses(&by, sign(30), "another-version-in-force");
    assert_eq!(tale.signs(ProtocolId(31)).len(), 2, "it takes the place of the one it revises");
    tale.refuses(&by, sign(32), "another-version-in-force");
    tale.refuses(&by, sign(30), "another-version-in-force");
    // Out of force with a reason, the name is free again.
    tale.does(&by, Act::RetireProtocol(ProtocolId(31), RetireProtocol { reason: line("under review") }));
    assert_eq!(tale.signs(ProtocolId(30)).len(), 1);
    tale.refuses(&by, sign(32), "another-version-in-force");
}

#[test]
fn an_integration_specialist_never_passes_the_wall() {
    let wall = [
        ActKind::OpenChart,
        ActKind::ReadTherapyNote,
        ActKind::WriteTherapyNote,
        ActKind::HoldTherapy,
        ActKind::RecordVitals,
        ActKind::GiveDose,
        ActKind::SeeBoard,
        ActKind::SeeTasks,
        ActKind::FindPatients,
        ActKind::OpenDesk,
        ActKind::OpenEmergencyAccess,
        ActKind::JoinCareTeam,
        ActKind::SeeRecord,
        ActKind::SeeProtocols,
        ActKind::SeeAccessHistory,
        ActKind::WriteOrder,
        ActKind::ClearScreening,
    ];
    for act in wall {
        assert!(!care::practice::policy::may(Role::IntegrationSpecialist, act), "{act:?}");
    }
    for act in [ActKind::OpenChart, ActKind::ReadTherapyNote, ActKind::ReadSupportNote, ActKind::SeeRecord] {
        assert!(!care::practice::policy::may(Role::FrontDesk, act), "{act:?}");
    }
}

/// Somebody looked it up ninety days ago: it is looked up again, once for each licence, whatever was renewed meanwhile.
#[test]
fn a_licence_is_looked_up_again_after_ninety_days() {
    use care::practice::verified::{in_force, look_due, to_look_up};
    let mut tale = Tale::of("");
    let (director, nurse) = (who("director"), id_of("nurse"));
    let known = |tale: &Tale| match tale.world.streams().find(|(stream, _)| **stream == Stream::Person(nurse))
    {
        Some((_, State::Person(person))) => (**person).clone(),
        other => panic!("{other:?}"),
    };
    let due = look_due(&known(&tale).credentials[0]).expect("it is a licence");
    assert_eq!(due, T0.plus_hours(Hours(90 * 24)));
    let owed = |tale: &Tale, at: Instant| to_look_up(&known(tale), at).len();
    assert_eq!((owed(&tale, Instant(due.0 - 1)), owed(&tale, due)), (0, 1));
    // Looked up at that instant, it says the same: one licence, as it was looked up last.
    tale.now = due;
    let mut credential = known(&tale).credentials[0].clone();
    credential.verified = due;
    let look = Act::RecordCredential(nurse, RecordCredential { credential: credential.clone() });
    tale.refuses(&who("nurse"), look.clone(), "out-of-scope");
    tale.does(&director, look.clone());
    tale.refuses(&director, look, "nothing-changed");
    let person = known(&tale);
    assert_eq!((in_force(&person, due), owed(&tale, due)), (vec![&credential], 0));
    // A renewal of the same number is the same licence; another number is another one.
    let mut other = credential.clone();
    other.number = "77".to_owned();
    tale.does(&director, Act::RecordCredential(nurse, RecordCredential { credential: other }));
    assert_eq!(in_force(&known(&tale), due).len(), 2);
    // What is no licence, and what is over, is looked up by nobody.
    assert_eq!(look_due(&licence(Licence::NotLicensed, T0, LATER)), None);
    let over = Instant(credential.term.until.expect("it ends").0);
    assert_eq!(to_look_up(&known(&tale), over).len(), 0);
}
