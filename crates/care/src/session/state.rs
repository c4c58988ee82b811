//! What the facts of a session add up to.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Accepted, Alarm, Attached, Call, Criteria, Day, DrawnFrom, Emergency, GateKind, Lead, Phase, Plan,
    Precheck, Question, RateChange, Ride, SessionFact, Sign, Source, Supplement, Uncertain, Vitals,
};
use crate::course::SessionKind;
use crate::earlier::Earlier;
use crate::ids::{CourseId, PatientId, PersonId, ProtocolId};
use crate::messages::entry::CalendarEntry;
use crate::practice::Role;
use crate::protocol::{Depth, Route, Setting};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Instant;
use crate::units::{Micrograms, Minutes};
use crate::vault::Checked;

/// One dose, from its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dose {
    /// How.
    pub route: Route,
    /// How much was begun.
    pub amount: Micrograms,
    /// Over how long it was planned.
    pub over: Option<Minutes>,
    /// By which order it began.
    pub order: u32,
    /// Every other rate since.
    pub changes: Vec<RateChange>,
    /// When it began.
    pub started: Instant,
    /// How much went in at most, and when it ended.
    pub ended: Option<(Micrograms, Instant)>,
}

/// What was drawn, by whom, checked by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// How much.
    pub amount: Micrograms,
    /// Who drew.
    pub by: PersonId,
    /// Who checked. Never the same person.
    pub checked_by: PersonId,
    /// How they proved that it is them; none while they were only named.
    pub checked: Option<Checked>,
    /// From where; none where no vault is kept.
    pub from: Option<DrawnFrom>,
}

/// One set of readings as recorded, with the version of its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The fact's version in the session's stream: what a correction names.
    pub version: u64,
    /// The readings.
    pub vitals: Vitals,
    /// By hand, cuff or device.
    pub source: Source,
    /// When they were taken.
    pub at: Instant,
    /// Marked wrong, and why.
    pub wrong: Option<Line>,
}

/// What the facts say of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are named after the facts that set them")]
pub struct Session {
    pub course: CourseId,
    pub patient: PatientId,
    pub kind: SessionKind,
    pub starts: Instant,
    pub setting: Setting,
    pub room: Line,
    pub people: Vec<(PersonId, Role)>,
    pub phase: Phase,
    pub protocol: Option<ProtocolId>,
    pub checked_in: Option<Instant>,
    pub precheck: Option<Precheck>,
    pub present: Vec<(PersonId, Role)>,
    /// Who leads at the chair; none: nobody said so.
    pub lead: Option<Lead>,
    /// Everybody who was ever seen in the room, drew, checked, answered, let a gate stand open or signed.
    pub took_part: BTreeSet<PersonId>,
    pub readings: Vec<Reading>,
    pub missed: Vec<(Instant, Line)>,
    pub alarms: Vec<Alarm>,
    /// Every emergency that was declared at the chair.
    pub emergencies: Vec<Emergency>,
    /// Every monitor that was taken on.
    pub monitors: Vec<Attached>,
    /// How many messages of monitors were kept, and the hash of all of them: known once the visit is over.
    pub samples: Option<(u64, Line)>,
    pub accepted_order: Option<u32>,
    /// Every order that was accepted for this visit.
    pub accepted: Vec<Accepted>,
    /// What was asked about an order while a dose ran.
    pub questions: Vec<Question>,
    /// What would be given: drawn, and not wasted since.
    pub drawn: Option<Draw>,
    /// Everything that was drawn for this visit.
    pub draws: Vec<Draw>,
    pub plan: Option<Plan>,
    pub overrides: BTreeMap<GateKind, (PersonId, Line)>,
    /// When each gate was last let stand open.
    pub overridden: BTreeMap<GateKind, Instant>,
    pub dose: Option<Dose>,
    pub pauses: Vec<(Instant, Line, Option<Instant>)>,
    /// Every supplement that was ordered.
    pub supplements: Vec<Supplement>,
    /// Why nobody is sure how much went in.
    pub uncertain: Vec<Uncertain>,
    pub depth: Option<Depth>,
    pub adverse: Vec<(Instant, Line, bool)>,
    pub advice: Option<(Instant, Line)>,
    pub ride: Option<Ride>,
    pub call: Option<Call>,
    pub day: Option<Day>,
    pub discharged: Option<(Instant, Criteria, Option<Line>, Option<Line>)>,
    pub ended_because: Option<Line>,
    pub signed: Option<(PersonId, Line, Instant)>,
    /// The entry that the patient's own calendar was sent.
    pub entry: Option<CalendarEntry>,
    /// An earlier time would suit, and what was offered.
    pub earlier: Option<Earlier>,
    /// Where and when it stood before it was moved: what was free from then on.
    pub left: Vec<(Instant, Line)>,
    /// Facts so far: the version of the newest one.
    pub version: u64,
}

impl Session {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &SessionFact) -> Option<Self> {
        if let SessionFact::Scheduled { course, patient, kind, starts, setting, room, people } = fact {
            return Some(Self::scheduled(*course, *patient, *kind, *starts, *setting, room, people));
        }
        let mut session = before?;
        session.version += 1;
        session.took_part.extend(Self::part_in(fact).into_iter().flatten());
        session.lead = Lead::after(session.lead, fact);
        session.follow_supplement(fact);
        session.follow(fact);
        Some(session)
    }

    /// From when on it holds its room and its people: whoever comes later than planned holds them from when they came.
    pub fn holds_from(&self) -> Instant {
        self.checked_in.map_or(self.starts, |came| came.max(self.starts))
    }

    /// The call that nobody has answered yet.
    pub fn open_call(&self) -> Option<Call> {
        self.call.filter(|call| call.answered.is_none())
    }

    fn scheduled(
        course: CourseId,
        patient: PatientId,
        kind: SessionKind,
        starts: Instant,
        setting: Setting,
        room: &Line,
        people: &[(PersonId, Role)],
    ) -> Self {
        Self {
            course,
            patient,
            kind,
            starts,
            setting,
            room: room.clone(),
            people: people.to_vec(),
            phase: Phase::Scheduled,
            protocol: None,
            checked_in: None,
            precheck: None,
            present: vec![],
            lead: None,
            took_part: BTreeSet::new(),
            readings: vec![],
            missed: vec![],
            alarms: vec![],
            emergencies: vec![],
            monitors: vec![],
            samples: None,
            accepted_order: None,
            accepted: vec![],
            questions: vec![],
            drawn: None,
            draws: vec![],
            plan: None,
            overrides: BTreeMap::new(),
            overridden: BTreeMap::new(),
            dose: None,
            pauses: vec![],
            supplements: vec![],
            uncertain: vec![],
            depth: None,
            adverse: vec![],
            advice: None,
            ride: None,
            call: None,
            day: None,
            discharged: None,
            ended_because: None,
            signed: None,
            entry: None,
            earlier: None,
            left: vec![],
            version: 1,
        }
    }

    /// What was answered of one day says nothing of another; a "yes" that nobody has cleared stays.
    fn moved(&mut self, starts: Instant, room: &Line, people: &[(PersonId, Role)]) {
        if self.starts != starts {
            self.day = self.day.take().and_then(Day::on_another_day);
            self.left.push((self.starts, self.room.clone()));
        }
        (self.starts, self.room, self.people) = (starts, room.clone(), people.to_vec());
    }

    /// Who had a part in what this fact tells.
    fn part_in(fact: &SessionFact) -> [Option<PersonId>; 2] {
        match fact {
            SessionFact::PresenceNoted { person, present: true, .. } => [Some(*person), None],
            SessionFact::DrugDrawn { by, checked_by, .. } => [Some(*by), Some(*checked_by)],
            SessionFact::SyringeWasted { by, witness, .. }
            | SessionFact::SyringeReturned { by, witness, .. } => [Some(*by), Some(witness.person)],
            SessionFact::AlarmAnswered { by, .. }
            | SessionFact::EmergencyDeclared { by, .. }
            | SessionFact::EmergencyOver { by, .. }
            | SessionFact::OrderAccepted { by, .. }
            | SessionFact::OrderQuestioned { by, .. }
            | SessionFact::DoseRateChanged { by, .. }
            | SessionFact::DoseUncertain { by, .. }
            | SessionFact::SupplementOrdered { by, .. }
            | SessionFact::SupplementWithdrawn { by, .. }
            | SessionFact::SupplementAccepted { by, .. }
            | SessionFact::SupplementGiven { by, .. }
            | SessionFact::LeadTaken { by, .. }
            | SessionFact::LeadOffered { by, .. }
            | SessionFact::LeadAccepted { by, .. }
            | SessionFact::GateOverridden { by, .. }
            | SessionFact::DayFindingCleared { by, .. }
            | SessionFact::CallAnswered { by, .. }
            | SessionFact::MarkedWrong { by, .. }
            | SessionFact::SyringeShort { by, .. }
            | SessionFact::MonitorAttached { by, .. }
            | SessionFact::MonitorDetached { by, .. }
            | SessionFact::RecordAmended { by, .. }
            | SessionFact::ChairNoteWritten { by, .. }
            | SessionFact::RecordSigned { by, .. } => [Some(*by), None],
            _ => [None, None],
        }
    }

    fn follow(&mut self, fact: &SessionFact) {
        match fact {
            SessionFact::Scheduled { .. } => {}
            SessionFact::Cancelled { reason } => self.end(Phase::Cancelled, reason),
            SessionFact::Moved { starts, room, people } => self.moved(*starts, room, people),
            SessionFact::NotCome { .. } => self.phase = Phase::NotCome,
            SessionFact::EntrySent { starts, sequence } => self.entry = CalendarEntry::of(*starts, *sequence),
            SessionFact::EntryTakenOut { .. } => self.entry = None,
            SessionFact::CheckedIn { protocol, at } => {
                (self.phase, self.protocol, self.checked_in) = (Phase::CheckedIn, Some(*protocol), Some(*at));
            }
            SessionFact::Prechecked { precheck, .. } => {
                self.precheck = Some(precheck.clone());
                // What was let stand open was what was known then.
                self.overrides.retain(|gate, _| !matches!(gate, GateKind::Fasting | GateKind::Escort));
            }
            SessionFact::PresenceNoted { person, role, present, .. } => {
                self.present.retain(|held| *held != (*person, *role));
                if *present {
                    self.present.push((*person, *role));
                }
            }
            SessionFact::VitalsRecorded { vitals, source, at } => {
                let (vitals, source, at) = (*vitals, *source, *at);
                // In the order they were taken, however late they were told.
                let place = self.readings.partition_point(|reading| reading.at <= at);
                self.readings
                    .insert(place, Reading { version: self.version, vitals, source, at, wrong: None });
                self.overrides.remove(&GateKind::Baseline);
            }
            SessionFact::VitalsMissed { reason, at } => self.missed.push((*at, reason.clone())),
            SessionFact::AlarmRaised { .. }
            | SessionFact::MonitorAlarmRaised { .. }
            | SessionFact::SignalLost { .. }
            | SessionFact::MonitorSilent { .. }
            | SessionFact::AlarmClimbed { .. }
            | SessionFact::AlarmAnswered { .. } => self.follow_alarms(fact),
            SessionFact::EmergencyDeclared { .. } | SessionFact::EmergencyOver { .. } => {
                self.follow_emergencies(fact);
            }
            SessionFact::MonitorAttached { .. }
            | SessionFact::MonitorDetached { .. }
            | SessionFact::SamplesKept { .. } => self.follow_monitors(fact),
            SessionFact::RideNamed { ride, .. } => self.ride = Some(ride.clone()),
            SessionFact::Called { task, at } => {
                self.call = Some(Call { task: *task, at: *at, answered: None })
            }
            SessionFact::CallAnswered { by, at } => {
                self.call = self.call.map(|call| Call { answered: Some((*by, *at)), ..call });
            }
            SessionFact::DayQuestionsAnswered { answers, by, at } => {
                self.day = Some(Day::answered(self.day.take(), answers, *by, *at));
            }
            SessionFact::DayFindingCleared { question, by, note, .. } => {
                self.day = self.day.take().map(|day| day.with_cleared(question, *by, note));
            }
            SessionFact::WindowPlanned { plan } => self.plan = Some(plan.clone()),
            SessionFact::GateOverridden { gate, by, reason, at } => {
                self.overrides.insert(*gate, (*by, reason.clone()));
                self.overridden.insert(*gate, *at);
            }
            later => self.follow_orders(later),
        }
    }

    fn follow_orders(&mut self, fact: &SessionFact) {
        match fact {
            SessionFact::OrderAccepted { number, by, at } => {
                self.accepted_order = Some(*number);
                self.accepted.push(Accepted { number: *number, by: *by, at: *at });
            }
            SessionFact::OrderQuestioned { number, by, words, task, at } => {
                let (number, by, words, task, at) = (*number, *by, words.clone(), *task, *at);
                self.questions.push(Question { number, by, words, task, at });
            }
            SessionFact::DoseUncertain { reason, by, task, at } => {
                let (reason, by, task, at) = (reason.clone(), *by, *task, *at);
                self.uncertain.push(Uncertain { reason, by, task, at });
            }
            SessionFact::DoseRateChanged { amount, over, order, by, at } => {
                let (amount, over, order, by, at) = (*amount, *over, *order, *by, *at);
                let change = RateChange { amount, over, order, by, at };
                self.dose.iter_mut().for_each(|dose| dose.changes.push(change));
            }
            later => self.follow_dose(later),
        }
    }

    fn follow_dose(&mut self, fact: &SessionFact) {
        match fact {
            SessionFact::DrugDrawn { amount, by, checked_by, checked, from, at } => {
                let (amount, by, checked_by, checked, from) = (*amount, *by, *checked_by, *checked, *from);
                self.drew(Draw { amount, by, checked_by, checked, from }, *at);
            }
            // Before the dose, a syringe that is not whole any more is not what was ordered.
            SessionFact::SyringeWasted { number, .. } | SessionFact::SyringeReturned { number, .. }
                if self.phase == Phase::CheckedIn =>
            {
                self.drawn = self.drawn.filter(|drawn| drawn.from.is_none_or(|from| from.syringe != *number));
            }
            SessionFact::DoseStarted { route, amount, over, order, at, .. } => {
                self.phase = Phase::Dosing;
                let (route, amount, over, order, started) = (*route, *amount, *over, *order, *at);
                self.dose = Some(Dose { route, amount, over, order, started, changes: vec![], ended: None });
            }
            SessionFact::DosePaused { reason, at } => {
                self.phase = Phase::Paused;
                self.pauses.push((*at, reason.clone(), None));
            }
            SessionFact::DoseResumed { at } => {
                self.phase = Phase::Dosing;
                if let Some((_, _, until)) = self.pauses.last_mut() {
                    *until = Some(*at);
                }
            }
            SessionFact::DoseEnded { given, at } => {
                self.phase = Phase::Recovery;
                if let Some(dose) = &mut self.dose {
                    dose.ended = Some((*given, *at));
                }
            }
            SessionFact::DepthObserved { depth, .. } => self.depth = Some(*depth),
            SessionFact::AdverseEventRecorded { what, serious, at } => {
                self.adverse.push((*at, what.clone(), *serious));
            }
            SessionFact::AdviceGiven { advice, at } => self.advice = Some((*at, advice.clone())),
            SessionFact::Discharged { criteria, escort, reason, at } => {
                self.phase = Phase::Discharged;
                self.discharged = Some((*at, *criteria, escort.clone(), reason.clone()));
            }
            SessionFact::Aborted { reason, .. } => self.end(Phase::Aborted, reason),
            SessionFact::Held { .. } => self.phase = Phase::Held,
            SessionFact::MarkedWrong { version, reason, .. } => {
                for reading in self.readings.iter_mut().filter(|reading| reading.version == *version) {
                    reading.wrong = Some(reason.clone());
                }
            }
            SessionFact::EarlierWished { wish } => {
                self.earlier = Some(Earlier::wished(self.earlier.take(), wish));
            }
            SessionFact::EarlierTakenBack { at } => {
                self.earlier = self.earlier.take().map(|known| Earlier { ended: Some(*at), ..known });
            }
            SessionFact::EarlierOffered { offer } => {
                if let Some(known) = &mut self.earlier {
                    known.offers.push((offer.clone(), None));
                }
            }
            SessionFact::EarlierEnded { number, how, at } => {
                if let Some(known) = &mut self.earlier {
                    known.end_offer(*number, *how, *at);
                }
            }
            SessionFact::RecordSigned { by, name, at } => self.signed = Some((*by, name.clone(), *at)),
            _ => {}
        }
    }

    fn end(&mut self, phase: Phase, reason: &Line) {
        self.phase = phase;
        self.ended_because = Some(reason.clone());
    }

    /// The newest reading that nobody marked wrong.
    pub fn last_reading(&self) -> Option<&Reading> {
        self.readings.iter().rfind(|reading| reading.wrong.is_none())
    }

    /// The newest reading of one sign, with when it was taken.
    pub fn last_of(&self, sign: Sign) -> Option<(u32, Instant)> {
        let right = self.readings.iter().rev().filter(|reading| reading.wrong.is_none());
        right.filter_map(|reading| Some((reading.vitals.of(sign)?, reading.at))).next()
    }

    /// Is it in one of these phases? Otherwise the refusal that says where it stands.
    pub fn require(&self, phases: &[Phase]) -> Result<(), Refusal> {
        if phases.contains(&self.phase) { Ok(()) } else { Err(Refusal::SessionPhase { is: self.phase }) }
    }

    /// Somebody in this role is named on the session.
    pub fn named(&self, role: Role) -> impl Iterator<Item = PersonId> + '_ {
        self.people.iter().filter(move |(_, held)| *held == role).map(|(person, _)| *person)
    }
}
