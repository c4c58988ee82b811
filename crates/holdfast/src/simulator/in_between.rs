//! People before their first dose and after their last, and the things that somebody owes.

use care::act::{Act, OpenChart};
use care::course::SessionKind;
use care::ids::TaskId;
use care::patient::emergency_access::OpenEmergencyAccess;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::affiliation::EndAffiliation;
use care::protocol::Question;
use care::session::plan_window::Plan;
use care::time::{Instant, When};

use super::afterwards::talk;
use super::days::{Days, days, half_hour, hours, later};
use super::journey::{Clinic, Door, Journey};
use super::screening::FINDINGS;
use super::sitting::Sitting;
use super::turn::Turn;
use super::words::line;

/// Everyone told one by one who is not here today.
pub fn everyone(clinic: &Clinic, book: &mut Days, dana_leaves: Instant) -> Vec<Journey> {
    vec![
        casey_moran(clinic),
        dev_anand(clinic),
        lotte_brandt(clinic),
        paul_greer(clinic),
        noa_bennett(clinic),
        mira_solberg(clinic, book),
        owen_pryce(clinic, book),
        ava_lindholm(clinic, book),
        jules_martin(clinic, book),
        rosa_winter(clinic, book),
        hana_sato(clinic, book),
        iris_lindqvist(clinic, book, dana_leaves),
    ]
}

/// Called yesterday.
fn casey_moran(clinic: &Clinic) -> Journey {
    let mut casey = Journey::of(clinic, 21, "Casey Moran", Door::KapPsycholytic, hours(clinic.now, -26));
    casey.arrives(hours(clinic.now, -26), "text (555) 0161");
    casey
}

/// Answered this morning, with two findings a prescriber must look at.
fn dev_anand(clinic: &Clinic) -> Journey {
    let mut dev = Journey::of(clinic, 22, "Dev Anand", Door::InfusionWithSupport, days(clinic.now, -2));
    dev.prescriber = clinic.staff.noor;
    dev.arrives(days(clinic.now, -2), "call (555) 0162");
    dev.answers_screening(hours(clinic.now, -5), &["sleep-apnoea", "family-psychosis"]);
    dev
}

/// Answered an hour ago, nothing found.
fn lotte_brandt(clinic: &Clinic) -> Journey {
    let mut lotte = Journey::of(clinic, 23, "Lotte Brandt", Door::KapPsychedelic, days(clinic.now, -3));
    lotte.prescriber = clinic.staff.noor;
    lotte.arrives(days(clinic.now, -3), "text (555) 0163");
    lotte.answers_screening(hours(clinic.now, -1), &[]);
    lotte
}

/// Stopped at screening three hours ago; the call is still owed.
fn paul_greer(clinic: &Clinic) -> Journey {
    let mut paul = Journey::of(clinic, 24, "Paul Greer", Door::InfusionWithReferral, days(clinic.now, -4));
    paul.arrives(days(clinic.now, -4), "call (555) 0164");
    paul.is_held(hours(clinic.now, -4), Question::AneurysmOrBleed);
    paul.is_stopped(hours(clinic.now, -3), "Known aneurysm; cardiology first");
    paul
}

/// Cleared yesterday; the consent lies in front of her.
fn noa_bennett(clinic: &Clinic) -> Journey {
    let mut noa = Journey::of(clinic, 25, "Noa Bennett", Door::InfusionWithSupport, days(clinic.now, -5));
    noa.arrives(days(clinic.now, -5), "text (555) 0165");
    noa.answers_screening(days(clinic.now, -3), &["interacting-medicines"]);
    noa.is_cleared(hours(clinic.now, -22), &FINDINGS[1..2]);
    noa
}

/// One preparation visit of three was held; the next is tomorrow.
fn mira_solberg(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut mira = Journey::of(clinic, 26, "Mira Solberg", Door::KapPsycholytic, days(clinic.now, -12));
    mira.therapist = clinic.staff.lena;
    mira.arrives(days(clinic.now, -12), "text (555) 0166");
    mira.answers_screening(days(clinic.now, -11), &[]);
    mira.is_cleared(days(clinic.now, -9), &[]);
    mira.consents(days(clinic.now, -8));
    let (first, second) = (days(clinic.now, -4), book.open(hours(clinic.now, 21)));
    let lena = clinic.staff.lena.id;
    mira.prepares(&[book.meeting(first, lena), book.meeting(second, lena)]);
    mira
}

/// Everything is ready for a first infusion in three days.
fn owen_pryce(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut owen = Journey::of(clinic, 27, "Owen Pryce", Door::InfusionWithSupport, days(clinic.now, -14));
    let (begins, room) = book.chair(days(clinic.now, 2), owen.door.rooms(), owen.held());
    owen.gets_ready(book, days(clinic.now, -14), Some(2));
    owen.intends(hours(clinic.now, -9), "To stop carrying the whole house");
    let plan = owen.usual_plan(book, begins);
    owen.sits(&Sitting { booked: hours(clinic.now, -30), begins, room, plan, turn: Turn::Ordinary });
    owen
}

/// A whole series behind somebody whose last dose was so many days ago. Answers when the last one began.
fn finished(journey: &mut Journey, book: &mut Days, clinic: &Clinic, ago: i64, turns: &[Turn]) -> Instant {
    let (begins, room) = book.chair(days(clinic.now, -ago), journey.door.rooms(), journey.held());
    journey.had_before(book, begins, turns);
    let plan = journey.usual_plan(book, begins);
    let turn = Turn::Ordinary;
    journey.sits_and_talks(&Sitting { booked: days(begins, -2), begins, room, plan, turn });
    begins
}

/// Three of three, a week ago; integration therapy goes on.
fn ava_lindholm(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut ava = Journey::of(clinic, 28, "Ava Lindholm", Door::KapPsychedelic, days(clinic.now, -60));
    ava.therapist = clinic.staff.lena;
    finished(&mut ava, book, clinic, 9, &[Turn::ChangedTheirMind, Turn::Ordinary, Turn::Nausea]);
    ava.goes_on(book, days(clinic.now, -2));
    let visit = book.meeting(book.open(days(clinic.now, 5)), clinic.staff.lena.id);
    // Booked 45 hours ago.
    let ahead_h = visit.0.hours_since(clinic.now) + 45;
    ava.meets(visit, ahead_h, SessionKind::IntegrationTherapy, clinic.staff.lena, "Met for 50 minutes");
    ava
}

/// Six of six; Amara looked back with them two days ago.
fn jules_martin(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut jules = Journey::of(clinic, 29, "Jules Martin", Door::InfusionWithSupport, days(clinic.now, -70));
    jules.prescriber = clinic.staff.amara;
    let turns =
        [Turn::Ordinary, Turn::PressureStopped, Turn::Ordinary, Turn::Ordinary, Turn::BaselineOverride];
    finished(&mut jules, book, clinic, 14, &turns);
    jules.goes_on(book, days(clinic.now, -6));
    jules.looks_back(book, days(clinic.now, -2));
    jules
}

/// Looked back on and closed.
fn rosa_winter(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut rosa = Journey::of(clinic, 30, "Rosa Winter", Door::KapPsycholytic, days(clinic.now, -75));
    finished(&mut rosa, book, clinic, 26, &[Turn::Ordinary, Turn::Missed]);
    rosa.goes_on(book, days(clinic.now, -18));
    rosa.looks_back(book, days(clinic.now, -12));
    rosa.closes(days(clinic.now, -5), "Series finished and looked back on", false);
    rosa
}

/// Said "I don't feel safe" twelve minutes ago. In the night a nurse who does not know her needed her chart.
fn hana_sato(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut hana = Journey::of(clinic, 31, "Hana Sato", Door::KapPsycholytic, days(clinic.now, -45));
    (hana.nurse, hana.second) = (clinic.staff.sam, clinic.staff.sam);
    hana.second = clinic.staff.lena;
    hana.therapist = clinic.staff.marcus;
    let last = finished(&mut hana, book, clinic, 7, &[Turn::Ordinary]);
    let earlier = SayUnsafe { words: None };
    let command = hana.script.say(hours(last, 60), hana.themselves(), Act::SayUnsafe(hana.patient, earlier));
    hana.is_reached(
        TaskId::from_command(command, 0),
        later(hours(last, 60), 21),
        "Called; slept badly, safe, sister is there",
    );
    let ines = clinic.staff.ines.acting();
    let reason = line("Called the clinic number, dizzy and alone; her chart is needed to advise");
    let open = OpenEmergencyAccess { reason };
    hana.script.say(hours(clinic.now, -5), ines, Act::OpenEmergencyAccess(hana.patient, open));
    hana.script.say(later(hours(clinic.now, -5), 1), ines, Act::OpenChart(hana.patient, OpenChart));
    let words = Some("It is back, and I do not trust myself today.".to_owned());
    let signal = Act::SayUnsafe(hana.patient, SayUnsafe { words });
    hana.script.say(later(clinic.now, -12), hana.themselves(), signal);
    hana
}

/// Her talk was booked with Dana Rivers, who left that evening. The desk finds her another one.
fn iris_lindqvist(clinic: &Clinic, book: &mut Days, dana_leaves: Instant) -> Journey {
    let mut iris =
        Journey::of(clinic, 32, "Iris Lindqvist", Door::InfusionWithSupport, days(dana_leaves, -20));
    let (dana, tomas) = (clinic.staff.dana, clinic.staff.tomas);
    let begins = hours(dana_leaves, -6);
    book.keeps(begins, "Chair 4", None);
    iris.is_ready_for(book, begins, None);
    let plan: Plan = talk(&dana, hours(dana_leaves, 20));
    let visit =
        iris.sits(&Sitting { booked: days(begins, -2), begins, room: "Chair 4", plan, turn: Turn::Ordinary });
    let end = Act::EndAffiliation(dana.id, EndAffiliation { at: When::At(dana_leaves) });
    let command = iris.script.say(dana_leaves, clinic.staff.priya.acting(), end);
    let lost = TaskId::from_command(command, 0);
    let at = book.talk(half_hour(hours(dana_leaves, 22)), tomas.id);
    iris.desk_books(visit.session, lost, later(dana_leaves, 50), tomas, at);
    iris.talks(visit.session, tomas, at);
    iris
}
