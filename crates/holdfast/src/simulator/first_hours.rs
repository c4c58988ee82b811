//! People in their first 48 hours, and a little after: booked, asked, declined, held, lost, still worth offering.

use care::session::plan_window::Plan;
use care::time::Instant;

use super::afterwards::talk;
use super::days::{Days, days, half_hour, hours, later};
use super::journey::{Clinic, Door, Journey};
use super::sitting::{Sitting, Visit};
use super::turn::Turn;
use super::words::line;

/// Everyone whose window is open or was until just now.
pub fn everyone(clinic: &Clinic, book: &mut Days) -> Vec<Journey> {
    vec![
        rowan_ellis(clinic, book),
        maya_okafor(clinic, book),
        jin_park(clinic, book),
        theo_wood(clinic, book),
        elena_cruz(clinic, book),
        noemi_castell(clinic, book),
        samir_aziz(clinic, book),
    ]
}

/// A dose that ended so many minutes ago.
fn ended_ago(
    journey: &mut Journey,
    (clinic, book): (&Clinic, &mut Days),
    minutes: i64,
    room: &'static str,
    plan: impl FnOnce(&Journey, Instant) -> Plan,
) -> (Sitting, Instant) {
    let ended = later(clinic.now, -minutes);
    let begins = later(ended, -journey.door.lasts());
    let plan = plan(journey, ended);
    book.keeps(begins, room, journey.held());
    if let Plan::Talk { with, at, .. } = plan {
        book.keeps_talk(at, with);
    }
    (Sitting { booked: days(begins, -2), begins, room, plan, turn: Turn::Ordinary }, ended)
}

/// 14 hours left; a support talk with Tomas is booked for later today.
fn rowan_ellis(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut rowan = Journey::of(clinic, 11, "Rowan Ellis", Door::InfusionWithSupport, days(clinic.now, -30));
    (rowan.nurse, rowan.second) = (clinic.staff.sam, clinic.staff.ines);
    let tomas = clinic.staff.tomas;
    let at = half_hour(later(clinic.now, 380));
    let (sitting, _) =
        ended_ago(&mut rowan, (clinic, book), 34 * 60 - 25, "Chair 2", |_, _| talk(&tomas, at));
    rowan.had_before(book, sitting.begins, &[Turn::Nausea, Turn::Ordinary]);
    rowan.intends(hours(sitting.begins, -12), "To let the water carry me for once");
    rowan.shares(hours(sitting.begins, -11), tomas);
    rowan.sits_and_talks(&sitting);
    rowan.says_moods(clinic.now, 24);
    rowan.keeps_steps(clinic.now, 16);
    rowan
}

/// 5 hours left; the therapist fell ill, nothing is booked, and it has climbed three times.
fn maya_okafor(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut maya = Journey::of(clinic, 12, "Maya Okafor", Door::KapPsycholytic, days(clinic.now, -26));
    maya.therapist = clinic.staff.marcus;
    let marcus = clinic.staff.marcus;
    let (sitting, ended) = ended_ago(&mut maya, (clinic, book), 43 * 60 - 4, "Room A", |_, ended| {
        talk(&marcus, half_hour(hours(ended, 26)))
    });
    maya.had_before(book, sitting.begins, &[]);
    let visit = maya.sits(&sitting);
    maya.loses_the_talk(visit.session, hours(ended, 20), "Marcus Webb is ill; another day is owed");
    maya.climbs(visit.session, ended, clinic.now);
    maya.says_moods(clinic.now, 3);
    maya
}

/// An outside therapist was asked; 31 hours left.
fn jin_park(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut jin = Journey::of(clinic, 13, "Jin Park", Door::InfusionWithReferral, days(clinic.now, -32));
    let referral = |_: &Journey, _| Plan::Referral { to: line("Dana Cho PhD, outside therapist") };
    let (sitting, _) = ended_ago(&mut jin, (clinic, book), 17 * 60 - 25, "Chair 3", referral);
    jin.had_before(book, sitting.begins, &[Turn::Ordinary, Turn::MinuteLate]);
    jin.sits(&sitting);
    jin
}

/// Said "no, thanks"; 44 hours left, and nobody asks again.
fn theo_wood(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut theo = Journey::of(clinic, 14, "Theo Wood", Door::InfusionWithSupport, days(clinic.now, -30));
    let (sitting, _) = ended_ago(&mut theo, (clinic, book), 4 * 60 - 25, "Chair 1", |_, _| Plan::NoThanks);
    theo.had_before(book, sitting.begins, &[Turn::Ordinary]);
    theo.sits(&sitting);
    theo
}

/// Integration therapy with Lena was held at 26 hours.
fn elena_cruz(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut elena = Journey::of(clinic, 15, "Elena Cruz", Door::KapPsychedelic, days(clinic.now, -40));
    elena.therapist = clinic.staff.lena;
    let lena = clinic.staff.lena;
    let (sitting, _) = ended_ago(&mut elena, (clinic, book), 30 * 60, "Room B", |_, ended| {
        talk(&lena, later(hours(ended, 26), -50))
    });
    elena.had_before(book, sitting.begins, &[Turn::Ordinary]);
    elena.sits_and_talks(&sitting);
    elena.says_moods(clinic.now, 30);
    elena.keeps_steps(clinic.now, 20);
    elena
}

/// Met with Tomas this past hour; something was not his to hold, and a clinician owes an answer.
fn noemi_castell(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut noemi =
        Journey::of(clinic, 16, "Noemi Castell", Door::InfusionWithSupport, days(clinic.now, -30));
    let tomas = clinic.staff.tomas;
    let at = later(clinic.now, -80);
    let (sitting, _) = ended_ago(&mut noemi, (clinic, book), 22 * 60, "Chair 3", |_, _| talk(&tomas, at));
    noemi.had_before(book, sitting.begins, &[Turn::Ordinary]);
    let visit: Visit = noemi.sits_and_talks(&sitting);
    noemi.hands_back(visit.session, tomas, later(clinic.now, -14));
    noemi
}

/// Past 48 hours and still open: times were offered, still worth it.
fn samir_aziz(clinic: &Clinic, book: &mut Days) -> Journey {
    let mut samir = Journey::of(clinic, 17, "Samir Aziz", Door::InfusionWithSupport, days(clinic.now, -36));
    let tomas = clinic.staff.tomas;
    let (sitting, ended) = ended_ago(&mut samir, (clinic, book), 56 * 60, "Chair 2", |_, ended| {
        talk(&tomas, half_hour(hours(ended, 24)))
    });
    samir.had_before(book, sitting.begins, &[Turn::Ordinary, Turn::Ordinary]);
    let visit = samir.sits(&sitting);
    samir.loses_the_talk(visit.session, hours(ended, 21), "Could not come; the child is ill");
    samir.climbs(visit.session, ended, clinic.now);
    let times = [5, 22].map(|n| book.talk(half_hour(hours(clinic.now, n)), tomas.id));
    samir.is_offered(visit.session, later(clinic.now, -190), tomas, &times);
    samir
}
