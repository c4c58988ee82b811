//! What the journal says, worked out again from its entries alone: no folded state, no rule of `care` is asked.

use care::course::{Consent, CourseFact, Order, SessionKind};
use care::diary::DiaryFact;
use care::fact::{Fact, Stream, What};
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId, TaskId, WindowId};
use care::integration::{Talk, WindowFact};
use care::patient::PatientFact;
use care::practice::Role;
use care::protocol::{CareModel, ProtocolFact};
use care::referral::ReferralFact;
use care::session::{GateKind, Precheck, SessionFact, Sign};
use care::tasks::TaskFact;
use care::text::Line;
use care::time::Instant;

use crate::world::Entry;

/// A visit on the calendar: of which course, for whom, of what kind, with whom.
pub type Visit<'a> = (CourseId, PatientId, SessionKind, &'a [(PersonId, Role)]);

/// What a visit holds: from when until when, which room, whom.
pub type Taken<'a> = ((Instant, Instant), &'a Line, &'a [(PersonId, Role)]);

/// The journal up to some entry.
#[derive(Clone, Copy)]
pub struct History<'a>(pub &'a [Entry]);

impl<'a> History<'a> {
    pub fn session(self, id: SessionId) -> impl Iterator<Item = &'a SessionFact> {
        self.0.iter().filter_map(move |entry| match &entry.fact {
            Fact { stream: Stream::Session(known), what: What::Session(fact) } if *known == id => Some(fact),
            _ => None,
        })
    }
    pub fn course(self, id: CourseId) -> impl Iterator<Item = &'a CourseFact> {
        self.0.iter().filter_map(move |entry| match &entry.fact {
            Fact { stream: Stream::Course(known), what: What::Course(fact) } if *known == id => Some(fact),
            _ => None,
        })
    }
    pub fn patient(self, id: PatientId) -> impl Iterator<Item = &'a PatientFact> {
        self.0.iter().filter_map(move |entry| match &entry.fact {
            Fact { stream: Stream::Patient(known), what: What::Patient(fact) } if *known == id => Some(fact),
            _ => None,
        })
    }
    pub fn window(self, id: WindowId) -> impl Iterator<Item = &'a WindowFact> {
        self.0.iter().filter_map(move |entry| match &entry.fact {
            Fact { stream: Stream::Window(known), what: What::Window(fact) } if *known == id => Some(fact),
            _ => None,
        })
    }
    pub fn windows(self) -> Vec<WindowId> {
        let opened = |entry: &Entry| match (&entry.fact.what, entry.fact.stream) {
            (What::Window(WindowFact::Opened { .. }), Stream::Window(id)) => Some(id),
            _ => None,
        };
        self.0.iter().filter_map(opened).collect()
    }
    pub fn tasks_in(facts: &[Fact]) -> impl Iterator<Item = &TaskFact> {
        facts.iter().filter_map(|fact| match &fact.what {
            What::Task(task) => Some(task),
            _ => None,
        })
    }

    pub fn scheduled(self, id: SessionId) -> Option<Visit<'a>> {
        self.session(id).find_map(|fact| match fact {
            SessionFact::Scheduled { course, patient, kind, people, .. } => {
                Some((*course, *patient, *kind, people.as_slice()))
            }
            _ => None,
        })
    }
    /// Until when a visit holds its room: a dose for its minutes and the hour after it, any other for its beginning.
    pub fn until(self, course: CourseId, kind: SessionKind, starts: Instant) -> Instant {
        let infusion = self.door(course).is_some_and(|(model, _)| model == CareModel::Infusion);
        let minutes = match kind {
            SessionKind::Dosing if infusion => 100,
            SessionKind::Dosing => 60,
            _ => 0,
        };
        Instant(starts.0 + minutes * 60_000_000)
    }
    /// What every visit that is not over holds.
    pub fn calendar(self) -> Vec<Taken<'a>> {
        let scheduled = |entry: &'a Entry| match (&entry.fact.what, entry.fact.stream) {
            (
                What::Session(SessionFact::Scheduled { course, kind, starts, room, people, .. }),
                Stream::Session(id),
            ) => Some((id, (*starts, self.until(*course, *kind, *starts)), room, people.as_slice())),
            _ => None,
        };
        let over = |id| {
            self.session(id).any(|fact| {
                matches!(
                    fact,
                    SessionFact::Cancelled { .. }
                        | SessionFact::NotCome { .. }
                        | SessionFact::Aborted { .. }
                        | SessionFact::Held { .. }
                        | SessionFact::Discharged { .. }
                )
            })
        };
        let all = self.0.iter().filter_map(scheduled).filter(|(id, ..)| !over(*id));
        all.map(|(_, span, room, people)| (span, room, people)).collect()
    }
    pub fn door(self, id: CourseId) -> Option<(CareModel, PatientId)> {
        self.course(id).find_map(|fact| match fact {
            CourseFact::Opened { model, patient, .. } => Some((*model, *patient)),
            _ => None,
        })
    }
    pub fn course_of(self, id: WindowId) -> Option<(CourseId, PatientId, Instant)> {
        self.window(id).find_map(|fact| match fact {
            WindowFact::Opened { course, patient, goal, .. } => Some((*course, *patient, *goal)),
            _ => None,
        })
    }
    /// The patient any stream is about.
    pub fn patient_of(self, stream: Stream) -> Option<PatientId> {
        match stream {
            Stream::Patient(id) => Some(id),
            Stream::Course(id) => self.door(id).map(|(_, patient)| patient),
            Stream::Session(id) => self.scheduled(id).map(|(_, patient, ..)| patient),
            Stream::Window(id) => self.course_of(id).map(|(_, patient, _)| patient),
            Stream::Diary(_) => self.0.iter().find_map(|entry| match &entry.fact.what {
                What::Diary(DiaryFact::Written { patient, .. }) if entry.fact.stream == stream => {
                    Some(*patient)
                }
                _ => None,
            }),
            Stream::Referral(_) => self.0.iter().find_map(|entry| match &entry.fact.what {
                What::Referral(ReferralFact::Written { written }) if entry.fact.stream == stream => {
                    Some(written.patient)
                }
                _ => None,
            }),
            Stream::Task(_)
            | Stream::House(_)
            | Stream::Person(_)
            | Stream::Protocol(_)
            | Stream::Message(_)
            | Stream::Roster(_)
            | Stream::Articles(_)
            | Stream::Contact(_)
            | Stream::Incident(_)
            | Stream::Till(_)
            | Stream::Directory(_)
            | Stream::Vault(_)
            | Stream::Receipt(_)
            | Stream::Schedule(_) => None,
        }
    }

    /// Until when the patient is locked; a dose that runs locks without an end.
    pub fn locked(self, id: PatientId, at: Instant) -> bool {
        let lock = self.patient(id).fold(None, |lock, fact| match fact {
            PatientFact::LockBegan { .. } => Some(Instant(i64::MAX)),
            PatientFact::LockSet { until } => Some(*until),
            _ => lock,
        });
        // A later lock never shortens one that was set before.
        let longest = self.patient(id).filter_map(|fact| match fact {
            PatientFact::LockSet { until } => Some(*until),
            _ => None,
        });
        let lock = lock.max(longest.max());
        lock.is_some_and(|until| at < until)
    }

    /// Team, emergency, share, named on the session, booked for the talk.
    pub fn tied(self, person: PersonId, stream: Stream, at: Instant) -> bool {
        let Some(patient) = self.patient_of(stream) else { return false };
        let mut on_team = false;
        let mut shares = 0_i32;
        let mut emergency = false;
        for fact in self.patient(patient) {
            match fact {
                PatientFact::TeamJoined { person: who, .. } if *who == person => on_team = true,
                PatientFact::TeamLeft { person: who, .. } if *who == person => on_team = false,
                PatientFact::Shared { with, .. } if *with == person => shares += 1,
                PatientFact::TakenBack { with, .. } if *with == person => shares -= 1,
                PatientFact::EmergencyOpened { person: who, term, .. } if *who == person => {
                    emergency |= term.from <= at && term.until.is_some_and(|until| at < until);
                }
                _ => {}
            }
        }
        let named = match stream {
            Stream::Session(id) => {
                self.scheduled(id).is_some_and(|(.., people)| people.iter().any(|(who, _)| *who == person))
            }
            Stream::Window(id) => self.talk(id).is_some_and(|talk| talk.with == person),
            _ => false,
        };
        on_team || emergency || 0 < shares || named
    }

    /// Is anybody on the care team?
    pub fn has_team(self, patient: PatientId) -> bool {
        let mut team = std::collections::BTreeSet::new();
        for fact in self.patient(patient) {
            match fact {
                PatientFact::TeamJoined { person, .. } => drop(team.insert(*person)),
                PatientFact::TeamLeft { person, .. } => drop(team.remove(person)),
                _ => {}
            }
        }
        !team.is_empty()
    }

    /// The open talk of a window.
    pub fn talk(self, id: WindowId) -> Option<Talk> {
        self.window(id).fold(None, |talk, fact| match fact {
            WindowFact::Booked { kind, with, at } => Some(Talk { kind: *kind, with: *with, at: *at }),
            WindowFact::TalkCancelled { .. } | WindowFact::Declined { .. } => None,
            _ => talk,
        })
    }
    /// Does somebody still owe this task an answer?
    pub fn is_owed(self, id: TaskId) -> bool {
        self.0.iter().filter(|entry| entry.fact.stream == Stream::Task(id)).fold(false, |owed, entry| {
            match &entry.fact.what {
                What::Task(TaskFact::Opened { .. }) => true,
                What::Task(TaskFact::Answered { .. } | TaskFact::Settled { .. }) => false,
                _ => owed,
            }
        })
    }
    pub fn is_held(self, id: WindowId) -> bool {
        let here = self.window(id).any(|fact| matches!(fact, WindowFact::TalkHeld { .. }));
        // Told of, until a talk here is booked instead.
        let outside = self.window(id).fold(false, |outside, fact| match fact {
            WindowFact::TalkHeldOutside { .. } => true,
            WindowFact::Booked { .. } | WindowFact::TalkNotHeld { .. } => false,
            _ => outside,
        });
        here || outside
    }
    pub fn is_declined(self, id: WindowId) -> bool {
        self.window(id).fold(false, |declined, fact| match fact {
            WindowFact::Declined { .. } => true,
            WindowFact::Booked { .. } | WindowFact::Referred { .. } => false,
            _ => declined,
        })
    }
    pub fn is_planned(self, id: WindowId) -> bool {
        let referred = self.window(id).fold(false, |referred, fact| match fact {
            WindowFact::Referred { .. } => true,
            WindowFact::ReferralEnded { .. } | WindowFact::TalkNotHeld { .. } => false,
            _ => referred,
        });
        self.talk(id).is_some() || self.is_declined(id) || self.is_held(id) || referred
    }

    /// Signed, not superseded: until when.
    pub fn signed_until(self, id: ProtocolId) -> Option<Instant> {
        let (mut until, mut proposed) = (None, None);
        for entry in self.0.iter().filter(|entry| entry.fact.stream == Stream::Protocol(id)) {
            let What::Protocol(fact) = &entry.fact.what else { continue };
            match fact {
                ProtocolFact::Signed { signature } => until = Some(signature.review_by),
                ProtocolFact::Proposed { proposal } => proposed = Some((proposal.by, proposal.review_by)),
                ProtocolFact::Approved { approval, .. } => {
                    let (by, review_by) = proposed.expect("law 3: approved what nobody proposed");
                    assert_ne!(by, approval.by, "law 3: one person approved their own proposal");
                    until = Some(review_by);
                }
                ProtocolFact::Replaced { from, .. } => until = until.min(Some(*from)),
                _ => until = None,
            }
        }
        until
    }

    /// When the answers were given that stand cleared.
    pub fn cleared(self, id: CourseId) -> Option<Instant> {
        let (answered, cleared) = self.course(id).fold((None, false), |(at, cleared), fact| match fact {
            CourseFact::ScreeningAnswered { at, .. } => (Some(*at), false),
            CourseFact::ScreeningStopped { .. } | CourseFact::ScreeningHeld { .. } => (at, false),
            CourseFact::ScreeningLifted { .. } => (None, false),
            CourseFact::ScreeningCleared { .. } => (at, true),
            _ => (at, cleared),
        });
        answered.filter(|_| cleared)
    }
    /// The course was stopped at screening, and no prescriber has cleared or lifted that since.
    pub fn stopped(self, id: CourseId) -> bool {
        self.course(id).fold(false, |stopped, fact| match fact {
            CourseFact::ScreeningStopped { .. } | CourseFact::ScreeningHeld { .. } => true,
            CourseFact::ScreeningCleared { .. } | CourseFact::ScreeningLifted { .. } => false,
            _ => stopped,
        })
    }
    /// Consents not withdrawn since they were signed.
    pub fn consents(self, id: CourseId) -> Vec<&'a Consent> {
        self.course(id).fold(vec![], |mut held, fact| match fact {
            CourseFact::ConsentSigned { consent } => {
                held.push(consent);
                held
            }
            CourseFact::ConsentWithdrawn { .. } => vec![],
            _ => held,
        })
    }
    pub fn orders(self, id: CourseId) -> Vec<&'a Order> {
        self.course(id).fold(vec![], |mut orders: Vec<&Order>, fact| match fact {
            CourseFact::OrderWritten { order } => {
                orders.push(order);
                orders
            }
            CourseFact::OrderStopped { number, .. } => {
                orders.retain(|order| order.number != *number);
                orders
            }
            _ => orders,
        })
    }
    /// When any dose of this patient last ended, in whatever session of whatever course.
    pub fn last_dose(self, patient: PatientId) -> Option<Instant> {
        let ended = |entry: &Entry| match (&entry.fact.what, entry.fact.stream) {
            (What::Session(SessionFact::DoseEnded { at, .. }), Stream::Session(id)) => Some((id, *at)),
            _ => None,
        };
        let theirs = |id| self.scheduled(id).is_some_and(|(_, whose, ..)| whose == patient);
        self.0.iter().filter_map(ended).filter(|(id, _)| theirs(*id)).map(|(_, at)| at).max()
    }

    /// How many courses of this patient were opened and not closed.
    pub fn open_courses(self, patient: PatientId) -> usize {
        let opened = |entry: &Entry| match (&entry.fact.what, entry.fact.stream) {
            (What::Course(CourseFact::Opened { patient, .. }), Stream::Course(id)) => Some((id, *patient)),
            _ => None,
        };
        let closed = |id| self.course(id).any(|fact| matches!(fact, CourseFact::Closed { .. }));
        self.0.iter().filter_map(opened).filter(|(id, whose)| *whose == patient && !closed(*id)).count()
    }

    /// When each dose of a course ended.
    pub fn doses(self, id: CourseId) -> Vec<Instant> {
        self.course(id)
            .filter_map(|fact| if let CourseFact::DoseEnded { at, .. } = fact { Some(*at) } else { None })
            .collect()
    }

    pub fn precheck(self, id: SessionId) -> Option<&'a Precheck> {
        self.session(id)
            .filter_map(|fact| {
                if let SessionFact::Prechecked { precheck, .. } = fact { Some(precheck) } else { None }
            })
            .last()
    }
    pub fn present(self, id: SessionId) -> Vec<(PersonId, Role)> {
        self.session(id).fold(vec![], |mut here, fact| {
            if let SessionFact::PresenceNoted { person, role, present, .. } = fact {
                here.retain(|known| *known != (*person, *role));
                here.extend(present.then_some((*person, *role)));
            }
            here
        })
    }
    pub fn overridden(self, id: SessionId, kind: GateKind) -> bool {
        self.session(id).any(|fact| matches!(fact, SessionFact::GateOverridden { gate, .. } if *gate == kind))
    }
    /// Let stand open since then.
    pub fn overridden_since(self, id: SessionId, kind: GateKind, since: Instant) -> bool {
        self.session(id).any(|fact| {
            matches!(fact, SessionFact::GateOverridden { gate, at, .. } if *gate == kind && since <= *at)
        })
    }
    /// The newest reading of a sign that nobody marked wrong. The nth fact of a session is its version n.
    pub fn reading(self, id: SessionId, sign: Sign) -> Option<(u32, Instant)> {
        let wrong: Vec<u64> = self
            .session(id)
            .filter_map(|fact| {
                if let SessionFact::MarkedWrong { version, .. } = fact { Some(*version) } else { None }
            })
            .collect();
        self.session(id)
            .zip(1_u64..)
            .filter_map(|(fact, version)| match fact {
                SessionFact::VitalsRecorded { vitals, at, .. } if !wrong.contains(&version) => {
                    vitals.of(sign).map(|value| (value, *at))
                }
                _ => None,
            })
            .max_by_key(|(_, at)| *at)
    }
    /// A dose has begun in this session; and ended.
    pub fn dosed(self, id: SessionId) -> (bool, bool) {
        let began = self.session(id).any(|fact| matches!(fact, SessionFact::DoseStarted { .. }));
        (began, self.session(id).any(|fact| matches!(fact, SessionFact::DoseEnded { .. })))
    }
    /// Every amount that was begun in this session.
    pub fn begun(self, id: SessionId) -> Vec<u64> {
        let amount = |fact: &SessionFact| match fact {
            SessionFact::DoseStarted { amount, .. } | SessionFact::SupplementGiven { amount, .. } => {
                Some(amount.0)
            }
            _ => None,
        };
        self.session(id).filter_map(amount).collect()
    }
    /// Supplements that were ordered in this session and not withdrawn.
    pub fn supplements(self, id: SessionId) -> usize {
        let count = |is: fn(&SessionFact) -> bool| self.session(id).filter(|fact| is(fact)).count();
        count(|fact| matches!(fact, SessionFact::SupplementOrdered { .. }))
            - count(|fact| matches!(fact, SessionFact::SupplementWithdrawn { .. }))
    }
    /// Another dose of the same patient that has begun and not ended.
    pub fn another_runs(self, patient: PatientId, than: SessionId) -> bool {
        let began = self.patient(patient).filter_map(|fact| match fact {
            PatientFact::LockBegan { session } if *session != than => Some(*session),
            _ => None,
        });
        began.into_iter().any(|session| !self.dosed(session).1)
    }
    pub fn open_alarms(self, id: SessionId) -> usize {
        let raised = self.session(id).filter(|fact| matches!(fact, SessionFact::AlarmRaised { .. })).count();
        raised - self.session(id).filter(|fact| matches!(fact, SessionFact::AlarmAnswered { .. })).count()
    }
}
