//! In the rooms now, and later today.

use care::act::{Act, OpenChart};
use care::guardrail::AsRead;
use care::session::check_in::CheckIn;
use care::session::confirm_precheck::ConfirmPrecheck;
use care::session::plan_window::Plan;
use care::session::{Precheck, Source, record_vitals::RecordVitals};
use care::units::Hours;

use super::days::{Days, days, half_hour, later};
use super::journey::{Clinic, Door, Journey};
use super::sitting::Sitting;
use super::turn::Turn;

/// Everyone who is here today.
pub fn everyone(clinic: &Clinic, book: &mut Days) -> Vec<Journey> {
    // Lena and a room are kept free for the next hours: whoever tries the demonstration books somebody in.
    book.keeps(later(clinic.now, 24), "Room C", Some(clinic.staff.lena.id));
    vec![
        ana_novak(clinic, book),
        leo_hart(clinic, book),
        sara_idris(clinic, book),
        grace_imada(clinic, book),
        peter_lam(clinic, book),
        kofi_osei(clinic, book),
        hannah_blum(clinic, book),
    ]
}

/// Her second infusion of six, chair 1, 22 minutes in; the last reading is a minute old.
fn ana_novak(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut ana = Journey::of(clinic, 1, "Ana Novak", Door::InfusionWithSupport, days(clinic.now, -24));
    (ana.nurse, ana.second) = (clinic.staff.sam, clinic.staff.ines);
    let begins = later(clinic.now, -22);
    ana.had_before(book, begins, &[Turn::Ordinary]);
    is_here(&mut ana, book, begins, "Chair 1", Turn::MinuteLate);
    ana
}

/// His third, chair 2: 162/98 two minutes ago, above the watch limit, and nobody has answered yet.
fn leo_hart(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut leo = Journey::of(clinic, 2, "Leo Hart", Door::InfusionWithSupport, days(clinic.now, -29));
    (leo.nurse, leo.second) = (clinic.staff.sam, clinic.staff.ines);
    let begins = later(clinic.now, -32);
    leo.had_before(book, begins, &[Turn::WrongEntry, Turn::Ordinary]);
    is_here(&mut leo, book, begins, "Chair 2", Turn::PressureUnanswered);
    leo
}

/// Her first lozenge, room B, with Marcus in the room; the last reading is nine minutes old.
fn sara_idris(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut sara = Journey::of(clinic, 3, "Sara Idris", Door::KapPsycholytic, days(clinic.now, -24));
    (sara.nurse, sara.second, sara.therapist) = (clinic.staff.ines, clinic.staff.sam, clinic.staff.marcus);
    let begins = later(clinic.now, -24);
    sara.had_before(book, begins, &[]);
    is_here(&mut sara, book, begins, "Room B", Turn::Ordinary);
    sara
}

/// Her fourth has ended half an hour ago; she rests in chair 4.
fn grace_imada(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut grace = Journey::of(clinic, 4, "Grace Imada", Door::InfusionWithReferral, days(clinic.now, -34));
    (grace.nurse, grace.second) = (clinic.staff.ines, clinic.staff.sam);
    let begins = later(clinic.now, -75);
    grace.had_before(book, begins, &[Turn::BaselineOverride, Turn::Ordinary, Turn::Missed]);
    is_here(&mut grace, book, begins, "Chair 4", Turn::Ordinary);
    grace
}

/// Today's visit, booked three days ago; what lies ahead falls away at now.
fn is_here(
    journey: &mut Journey,
    book: &mut Days,
    begins: care::time::Instant,
    room: &'static str,
    turn: Turn,
) {
    book.keeps(begins, room, journey.held());
    let plan = journey.usual_plan(book, half_hour(begins));
    journey.sits_and_talks(&Sitting { booked: days(begins, -2), begins, room, plan, turn });
}

/// His first infusion begins in an hour, chair 3. He is early, and nobody goes home with him yet.
fn peter_lam(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut peter = Journey::of(clinic, 5, "Peter Lam", Door::InfusionWithSupport, days(clinic.now, -16));
    (peter.nurse, peter.second) = (clinic.staff.sam, clinic.staff.ines);
    let begins = later(clinic.now, 62);
    book.keeps(begins, "Chair 3", None);
    peter.is_ready_for(book, begins, Some(0));
    let plan = peter.usual_plan(book, half_hour(begins));
    let sitting = Sitting { booked: days(begins, -2), begins, room: "Chair 3", plan, turn: Turn::Ordinary };
    let visit = peter.is_expected(&sitting);
    let (session, nurse, now) = (visit.session, clinic.staff.sam.acting(), clinic.now);
    let check_in = CheckIn { protocol: peter.protocol };
    peter.script.say(later(now, -14), clinic.staff.jo.acting(), Act::CheckIn(session, check_in));
    peter.script.say(later(now, -9), nurse, Act::OpenChart(peter.patient, OpenChart));
    let precheck = Precheck {
        identity_confirmed: true,
        weight: peter.weight,
        solids: Hours(11),
        fluids: Hours(3),
        escort: None,
        chaperone: None,
        changed_since_screening: false,
    };
    let confirm = ConfirmPrecheck { precheck, as_read: AsRead::NotAsked };
    peter.script.say(later(now, -8), nurse, Act::ConfirmPrecheck(session, confirm));
    let vitals = peter.reading(2, 2);
    let record = RecordVitals { vitals, source: Source::Hand, as_read: AsRead::NotAsked };
    peter.script.say(later(now, -4), nurse, Act::RecordVitals(session, record));
    peter
}

/// His second of three, in three hours, with Lena, who is free until then.
fn kofi_osei(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut kofi = Journey::of(clinic, 6, "Kofi Osei", Door::KapPsycholytic, days(clinic.now, -34));
    kofi.therapist = clinic.staff.lena;
    let begins = later(half_hour(clinic.now), 180);
    kofi.had_before(book, begins, &[Turn::Ordinary]);
    is_here(&mut kofi, book, begins, "Room A", Turn::Ordinary);
    kofi
}

/// Her fifth, this evening. After it she wants nothing, thanks.
fn hannah_blum(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut hannah = Journey::of(clinic, 7, "Hannah Blum", Door::InfusionWithReferral, days(clinic.now, -40));
    let begins = later(half_hour(clinic.now), 300);
    let turns = [Turn::Ordinary, Turn::Nausea, Turn::Ordinary, Turn::PressureWatched];
    hannah.had_before(book, begins, &turns);
    book.keeps(begins, "Chair 1", None);
    let (booked, plan) = (days(begins, -2), Plan::NoThanks);
    hannah.sits(&Sitting { booked, begins, room: "Chair 1", plan, turn: Turn::Ordinary });
    hannah
}
