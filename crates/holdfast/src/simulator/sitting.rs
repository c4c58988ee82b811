//! The day of a dose: coming in, being made ready, the dose, recovery, the way home. Minutes count from its start.

use care::act::{Act, OpenChart};
use care::course::SessionKind;
use care::guardrail::AsRead;
use care::ids::SessionId;
use care::practice::Role;
use care::protocol::{Depth, Question};
use care::session::abort_session::AbortSession;
use care::session::accept_order::AcceptOrder;
use care::session::answer_day_questions::AnswerDayQuestions;
use care::session::check_in::CheckIn;
use care::session::confirm_precheck::ConfirmPrecheck;
use care::session::discharge::Discharge;
use care::session::draw_drug::DrawDrug;
use care::session::end_dose::EndDose;
use care::session::give_dose::GiveDose;
use care::session::note_presence::NotePresence;
use care::session::observe_depth::ObserveDepth;
use care::session::override_gate::OverrideGate;
use care::session::plan_window::{Plan, PlanWindow};
use care::session::record_vitals::RecordVitals;
use care::session::sign_record::SignRecord;
use care::session::{Criteria, GateKind, Precheck, Source, Vitals};
use care::time::Instant;
use care::units::{Grams, Hours, MmHg, PerMinute, Percent};
use web::pages::session::advice;
use web::texts::Lang;

use super::days::later;
use super::journey::{Door, Journey};
use super::staff::Member;
use super::turn::Turn;
use super::words::line;

/// One dose as it was planned.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// When the desk booked it.
    pub booked: Instant,
    /// When the dose begins.
    pub begins: Instant,
    /// Where.
    pub room: &'static str,
    /// What follows it.
    pub plan: Plan,
    /// What is out of the ordinary that day.
    pub turn: Turn,
}

/// A visit as far as it has been told.
#[derive(Debug)]
pub struct Visit {
    /// Its session.
    pub session: SessionId,
    /// When the dose begins; minutes count from here.
    pub begins: Instant,
    /// Facts on its stream so far: what a correction names.
    pub facts: u64,
    /// Alarms so far.
    pub alarms: u32,
}

impl Visit {
    /// So many minutes after the dose began; before it when negative.
    pub const fn at(&self, minute: i64) -> Instant {
        later(self.begins, minute)
    }
}

/// Minutes before the dose at which the visit starts.
pub const COMES_IN: i64 = 24;
/// Minutes between readings in recovery, and how many there are.
const RECOVERY: (i64, i64) = (15, 8);

impl Journey {
    /// A whole dosing day.
    pub fn sits(&mut self, sitting: &Sitting) -> Visit {
        let mut visit = self.is_expected(sitting);
        self.is_asked(sitting.begins);
        self.comes_in(&mut visit, Some("A friend, by car"));
        if sitting.turn == Turn::ChangedTheirMind {
            self.stops_before(&mut visit);
            return visit;
        }
        self.is_made_ready(&mut visit, sitting.turn);
        self.has_the_dose(&mut visit, sitting.turn);
        self.recovers(&mut visit, sitting.turn);
        self.goes_home(&mut visit);
        visit
    }

    /// One act of this visit that leaves one fact on its session.
    pub fn does(&mut self, visit: &mut Visit, minute: i64, by: Member, act: Act) {
        self.script.say(visit.at(minute), by.acting(), act);
        visit.facts += 1;
    }

    /// The desk books chair and people, and what follows the dose.
    pub fn is_expected(&mut self, sitting: &Sitting) -> Visit {
        let mut people = vec![self.nurse, self.prescriber];
        if self.door.is_kap() {
            people.push(self.therapist);
        }
        let starts = later(sitting.begins, -COMES_IN);
        let session = self.books(sitting.booked, SessionKind::Dosing, starts, sitting.room, &people);
        let plan = PlanWindow { plan: sitting.plan.clone() };
        let desk = self.staff.jo.acting();
        self.script.say(later(sitting.booked, 4), desk, Act::PlanWindow(session, plan));
        Visit { session, begins: sitting.begins, facts: 2, alarms: 0 }
    }

    /// "I'm here": who they are, what they weigh, what they ate, who goes home with them.
    pub fn comes_in(&mut self, visit: &mut Visit, escort: Option<&str>) {
        let (session, nurse) = (visit.session, self.nurse);
        let answers = Question::ON_THE_DAY.iter().map(|question| (*question, false)).collect();
        let day = Act::AnswerDayQuestions(session, AnswerDayQuestions { answers });
        self.script.say(visit.at(-COMES_IN - 35), self.themselves(), day);
        visit.facts += 1;
        self.does(
            visit,
            -COMES_IN,
            self.staff.jo,
            Act::CheckIn(session, CheckIn { protocol: self.protocol }),
        );
        self.script.say(visit.at(-20), nurse.acting(), Act::OpenChart(self.patient, OpenChart));
        let weight = Grams(self.weight.0.saturating_add_signed(self.grams_of_today()));
        let precheck = Precheck {
            identity_confirmed: true,
            weight,
            solids: Hours(u32::try_from(self.script.chance.between(7, 13)).unwrap_or(8)),
            fluids: Hours(u32::try_from(self.script.chance.between(2, 4)).unwrap_or(3)),
            escort: escort.map(line),
            chaperone: None,
            changed_since_screening: false,
        };
        let confirm = ConfirmPrecheck { precheck, as_read: AsRead::NotAsked };
        self.does(visit, -18, nurse, Act::ConfirmPrecheck(session, confirm));
        self.is_seen(visit, -17, nurse);
        if self.door.is_kap() {
            self.is_seen(visit, -15, self.therapist);
        }
    }

    fn grams_of_today(&mut self) -> i32 {
        i32::try_from(self.script.chance.between(-4, 4) * 100).unwrap_or(0)
    }

    /// The nurse notes that somebody is in the room.
    fn is_seen(&mut self, visit: &mut Visit, minute: i64, who: Member) {
        let note = NotePresence { person: who.id, role: who.role, present: true };
        self.does(visit, minute, self.nurse, Act::NotePresence(visit.session, note));
    }

    /// "I changed my mind." Nobody is blamed, and the record says so.
    fn stops_before(&mut self, visit: &mut Visit) {
        let reason = line("Would rather wait a week; new date by telephone");
        self.does(visit, -10, self.nurse, Act::AbortSession(visit.session, AbortSession { reason }));
        self.signs(visit, 5);
    }

    /// Baseline, the order read and accepted, the drug drawn by one and checked by another.
    pub fn is_made_ready(&mut self, visit: &mut Visit, turn: Turn) {
        let (session, nurse) = (visit.session, self.nurse);
        let mut baseline = self.reading(0, 0);
        if turn == Turn::BaselineOverride {
            baseline.pressure = Some((MmHg(148), MmHg(93)));
        }
        self.is_read(visit, -13, baseline);
        if turn == Turn::BaselineOverride {
            let reason =
                line("Anxious on arrival; 148/93 twice by hand, no symptoms, agreed with the patient");
            let gate = OverrideGate { gate: GateKind::Baseline, reason };
            self.does(visit, -11, self.prescriber, Act::OverrideGate(session, gate));
        }
        let Some((number, order)) = self.order else { return };
        self.does(visit, -9, nurse, Act::AcceptOrder(session, AcceptOrder { number }));
        let draw = DrawDrug { amount: order.dose, checked_by: self.second.id, checked: None, from: None };
        self.does(visit, -6, nurse, Act::DrawDrug(session, draw));
    }

    /// The dose, its readings, its end, and how deep it was.
    pub fn has_the_dose(&mut self, visit: &mut Visit, turn: Turn) {
        let session = visit.session;
        let Some((_, order)) = self.order else { return };
        self.does(visit, 0, self.nurse, Act::GiveDose(session, GiveDose { amount: order.dose }));
        let mut minutes: Vec<i64> = match self.door {
            Door::KapPsycholytic => vec![15, 30, 45],
            Door::KapPsychedelic => vec![10, 20, 30, 40, 50],
            _ => vec![10, 20, 30],
        };
        turn.shifts(&mut minutes);
        for (index, minute) in minutes.into_iter().enumerate() {
            self.takes_turn(visit, turn, index, minute);
        }
        let given = turn.given_of(order.dose);
        self.does(
            visit,
            self.door.lasts(),
            self.nurse,
            Act::EndDose(session, EndDose { given, supplement: None }),
        );
        let seen = if self.door == Door::KapPsycholytic { Depth::Psycholytic } else { Depth::Psychedelic };
        let observe = ObserveDepth { depth: seen };
        self.does(visit, self.door.lasts() + 3, self.nurse, Act::ObserveDepth(session, observe));
    }

    /// Two hours in which somebody looks every quarter of an hour.
    pub fn recovers(&mut self, visit: &mut Visit, turn: Turn) {
        let (every, n) = RECOVERY;
        for index in 1..=n {
            let minute = self.door.lasts() + every * index;
            let reading = self.reading(8 - index, 4 - index / 2);
            self.is_read(visit, minute, reading);
            if index == 2 {
                self.takes_turn_in_recovery(visit, turn, minute);
            }
        }
    }

    /// The criteria, the escort, the advice in writing; and the nurse signs what is written.
    pub fn goes_home(&mut self, visit: &mut Visit) {
        let (every, n) = RECOVERY;
        let minute = self.door.lasts() + every * n + 3;
        let criteria = Criteria {
            activity: 2,
            respiration: 2,
            circulation: 2,
            consciousness: 2,
            saturation: 2,
            oriented: true,
            walks: true,
            settled_stomach: true,
            settled_mind: true,
        };
        let escort = Some(line("A friend, by car"));
        let advice = Some(line(&advice::words(Lang::En, None)));
        let discharge = Discharge { criteria, escort, advice, reason: None };
        self.does(visit, minute, self.nurse, Act::Discharge(visit.session, discharge));
        // The advice is a fact of its own.
        visit.facts += 1;
        self.signs(visit, minute + 9);
    }

    fn signs(&mut self, visit: &mut Visit, minute: i64) {
        let sign = SignRecord { typed_name: line(self.nurse.name) };
        self.does(visit, minute, self.nurse, Act::SignRecord(visit.session, sign));
    }

    /// One set of readings, so much above rest.
    pub fn reading(&mut self, above: i64, above_lower: i64) -> Vitals {
        let (systolic, diastolic, pulse) = self.rests;
        let chance = &mut self.script.chance;
        let mut near = |rest: u16, above: i64| {
            let drift = i16::try_from(above + chance.between(-3, 3)).unwrap_or(0);
            rest.saturating_add_signed(drift)
        };
        let pressure = Some((MmHg(near(systolic, above)), MmHg(near(diastolic, above_lower))));
        let pulse = Some(PerMinute(near(pulse, above / 2)));
        let spo2 = Some(Percent(u8::try_from(chance.between(96, 99)).unwrap_or(98)));
        let breaths = Some(PerMinute(u16::try_from(chance.between(12, 17)).unwrap_or(14)));
        Vitals { pressure, pulse, spo2, breaths, awake: Some(5) }
    }

    /// A reading is written down by the nurse.
    pub fn is_read(&mut self, visit: &mut Visit, minute: i64, vitals: Vitals) {
        let record = RecordVitals { vitals, source: Source::Hand, as_read: AsRead::NotAsked };
        self.does(visit, minute, self.nurse, Act::RecordVitals(visit.session, record));
    }

    /// Is this the role that holds talks in this house for this door?
    pub fn talks_with(&self) -> Option<Member> {
        match self.door {
            Door::InfusionWithSupport => Some(self.specialist),
            Door::InfusionWithReferral => None,
            Door::KapPsycholytic | Door::KapPsychedelic => Some(self.therapist),
        }
        .filter(|member| matches!(member.role, Role::Therapist | Role::IntegrationSpecialist))
    }
}
