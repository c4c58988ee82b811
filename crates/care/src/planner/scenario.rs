//! Invented clinics to measure and to try the planner on. Every seed is another one, always the same.

use std::num::NonZeroU32;

use super::clinic::{Clinic, RoomFree, StaffFree};
use super::request::{Among, Request, Series, TalkAsked, TalkNeed, VisitShape};
use crate::ids::{PatientId, PersonId};
use crate::integration::TalkKind;
use crate::practice::Role;
use crate::protocol::CareModel;
use crate::session::calendar::Span;
use crate::text::Line;
use crate::time::{Date, Instant};
use crate::units::{Days, Hours, Minutes};

/// A chain of numbers that looks like chance and is none (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// Everybody's series begins in this month; the calendars reach to the last window.
const DAYS: u32 = 33;

/// Monday 1 March 2027, in UTC.
fn first_day() -> Instant {
    Date { year: 2027, month: 3, day: 1 }.utc_midnight()
}

fn hours(day: u32, from: u32, until: u32) -> Span {
    let midnight = first_day().plus_hours(Hours(24 * day));
    Span { from: midnight.plus_hours(Hours(from)), until: midnight.plus_hours(Hours(until)) }
}

/// On these days of the week (0 is Monday), from–until in hours.
fn weekly(days: &[u32], from: u32, until: u32) -> Vec<Span> {
    (0..DAYS).filter(|day| days.contains(&(day % 7))).map(|day| hours(day, from, until)).collect()
}

const WEEK: [u32; 6] = [0, 1, 2, 3, 4, 5];

/// 200 patients, 12 chairs, 30 staff, one month.
pub fn month(seed: u64) -> (Clinic, Vec<Request>) {
    let mut numbers = Numbers(seed);
    let clinic = clinic(&mut numbers, 12, [12, 4, 8, 6]);
    (clinic, (0..200).map(|nth| request(&mut numbers, nth)).collect())
}

/// 20 patients, 3 chairs, 9 staff, the same month.
pub fn small(seed: u64) -> (Clinic, Vec<Request>) {
    let mut numbers = Numbers(seed);
    let clinic = clinic(&mut numbers, 3, [3, 2, 2, 2]);
    (clinic, (0..20).map(|nth| request(&mut numbers, nth)).collect())
}

/// So many nurses, prescribers, therapists and integration specialists.
fn clinic(numbers: &mut Numbers, rooms: u32, staff: [u32; 4]) -> Clinic {
    let rooms = (1..=rooms).filter_map(|nth| {
        let room = Line::new(&format!("Chair {nth}")).ok()?;
        Some(RoomFree { room, open: weekly(&WEEK, 8, 19), held: vec![] })
    });
    let roles = [Role::Nurse, Role::Prescriber, Role::Therapist, Role::IntegrationSpecialist];
    let each = roles.iter().zip(staff).flat_map(|(role, count)| (0..count).map(move |nth| (*role, nth)));
    let staff = each.enumerate().map(|(id, (role, nth))| person(numbers, id, role, nth)).collect();
    let known = Span { from: first_day(), until: first_day().plus_hours(Hours(24 * DAYS)) };
    Clinic { known, every_min: NonZeroU32::MIN.saturating_add(14), rooms: rooms.collect(), staff }
}

/// Five days a week, early or late; a week's leave for some, and for one in ten a licence that ends in the month.
fn person(numbers: &mut Numbers, id: usize, role: Role, nth: u32) -> StaffFree {
    let off = nth % 6;
    let days: Vec<u32> = WEEK.into_iter().filter(|day| *day != off).collect();
    let days = if role == Role::IntegrationSpecialist {
        vec![off, (off + 1) % 7, (off + 3) % 7, (off + 4) % 7, (off + 6) % 7]
    } else {
        days
    };
    let (from, until) = if nth.is_multiple_of(2) { (8, 17) } else { (10, 19) };
    let leave = numbers.below(12);
    let works = weekly(&days, from, until).into_iter();
    let away = |span: &Span| {
        leave < 4
            && hours(7 * u32::try_from(leave).unwrap_or(0), 0, 120).from <= span.from
            && span.until <= hours(7 * u32::try_from(leave).unwrap_or(0), 0, 168).until
    };
    let works = works.filter(|span| !away(span)).collect();
    let ends = if numbers.below(10) == 0 { 20 } else { DAYS };
    let may = vec![(role, vec![Span { from: first_day(), until: first_day().plus_hours(Hours(24 * ends)) }])];
    let person = PersonId(1 + u128::try_from(id).unwrap_or(0));
    StaffFree { person, may, works, at_once: if role == Role::Nurse { 2 } else { 1 }, held: vec![] }
}

fn request(numbers: &mut Numbers, nth: u128) -> Request {
    let kap = numbers.below(10) < 4;
    let model = if kap { CareModel::Kap } else { CareModel::Infusion };
    let elsewhere = numbers.below(6) == 0;
    let (kind, minutes) =
        if kap { (TalkKind::Therapy, Minutes(50)) } else { (TalkKind::Support, Minutes(30)) };
    let asked = TalkAsked {
        kinds: vec![kind],
        with: Among::Anyone,
        minutes,
        quiet_min: Minutes(120),
        goal: Hours(48),
    };
    let begins = u32::try_from(numbers.below(5)).unwrap_or(0);
    let not_before = first_day().plus_hours(Hours(24 * begins));
    Request {
        patient: PatientId(1 + nth),
        model,
        doses: if kap { 3 } else { 6 },
        visit: if kap { kap_visit() } else { infusion_visit() },
        series: Series {
            apart: Hours(if kap { 72 } else { 48 }),
            per_week: Some(if kap { 2 } else { 3 }),
            within: (!kap).then_some(Days(21)),
            first_ended: None,
            given: vec![],
        },
        not_before,
        not_after: first_day().plus_hours(Hours(24 * 30)),
        patient_free: patient_free(numbers),
        talk: if elsewhere { TalkNeed::Elsewhere } else { TalkNeed::InHouse(asked) },
    }
}

/// Half can come at any hour, the others only before or after noon, or on four days of the week.
fn patient_free(numbers: &mut Numbers) -> Vec<Span> {
    match numbers.below(8) {
        0 => weekly(&[0, 1, 2, 3, 4, 5, 6], 7, 13),
        1 => weekly(&[0, 1, 2, 3, 4, 5, 6], 12, 20),
        2 => weekly(&[0, 1, 3, 4], 7, 20),
        3 => weekly(&[0, 2, 4, 5], 7, 20),
        _ => weekly(&[0, 1, 2, 3, 4, 5, 6], 7, 21),
    }
}

/// 40 minutes over a vein, an hour watched, a quarter hour around it.
const fn infusion_visit() -> VisitShape {
    VisitShape {
        lead_min: Minutes(15),
        dose_min: Minutes(40),
        stay_min: Minutes(115),
        room_min: Minutes(120),
        watch_min: Minutes(115),
        cover_min: Some(Minutes(115)),
        therapist_min: None,
        therapist: Among::Anyone,
    }
}

/// A lozenge, two hours watched, the therapist beside it all the time.
const fn kap_visit() -> VisitShape {
    VisitShape {
        lead_min: Minutes(30),
        dose_min: Minutes(15),
        stay_min: Minutes(165),
        room_min: Minutes(180),
        watch_min: Minutes(165),
        cover_min: Some(Minutes(165)),
        therapist_min: Some(Minutes(165)),
        therapist: Among::Anyone,
    }
}
