//! The one question of the house: may this be done, and what follows? Every act, in one match.

mod articles;
mod contact;
mod day_questions;
mod directory;
mod earlier;
mod follow_up;
mod here;
mod incident;
mod measures;
mod messages;
mod money;
mod orders;
mod practice;
mod protocols;
mod referral;
mod safety;
mod schedule;
mod screening_stop;
mod task;
mod touch;
mod vault;

use crate::act::Act;
use crate::chart::Chart;
use crate::course::{
    acknowledge_disclosure, close_course, consent, intention, open_course, order, screening,
};
use crate::diary;
use crate::fact::{Fact, Stream, What};
use crate::house::KnownHouse;
use crate::ids::{HouseId, PersonId, ScheduleId, SessionId, TaskId, WindowId};
use crate::integration::{
    Window, book_talk, choose_talk_way, cosign_note, escalate_window, hand_back, hold_talk, note_met_outside,
    refer_outside, write_note,
};
use crate::keeping::{self, propose_step};
use crate::patient::{
    Lock, PatientFact, Shareable, care_team, emergency_access, give_sign_in, register, share,
};
use crate::practice::permit::{Ask, permit};
use crate::practice::{Acting, Actor, Role};
use crate::protocol::Key;
use crate::refusal::Refusal;
use crate::session::gates::Ready;
use crate::session::{Phase, Session, SessionFact, amend_record, write_chair_note};
use crate::session::{
    abort_session, answer_alarm, attach_monitor, call_nurse, climb_alarm, confirm_precheck, discharge,
    emergency, end_dose, give_dose, hold_session, mark_wrong, name_ride, note_monitor, note_not_come,
    note_presence, note_silence, note_uncertain, observe_depth, override_gate, pause_dose, plan_window,
    record_vitals, schedule_session, sign_record,
};
use crate::tasks::{Task, TaskFact};
use crate::text::Line;
use crate::time::Moment;
use crate::units::Minutes;

/// An act, who asks for it, what is known, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What.
    pub act: &'a Act,
    /// Who, in which role.
    pub by: &'a Acting,
    /// Everything fetched for it.
    pub chart: &'a Chart,
    /// The house.
    pub house: HouseId,
    /// When, and by which command.
    pub moment: &'a Moment,
}

/// The facts that follow, or why not. Rights are judged first, at `moment.now`.
pub fn decide(asked: &Asked<'_>) -> Result<Vec<Fact>, Refusal> {
    asked.permitted()?;
    let facts = match asked.act.subject() {
        Stream::House(_) | Stream::Person(_) | Stream::Protocol(_) => asked.practice(),
        Stream::Patient(_) => asked.patient(),
        Stream::Course(_) => asked.course(),
        Stream::Session(_) => asked.session(),
        Stream::Window(_) => asked.window(),
        Stream::Task(id) => asked.task(id),
        Stream::Message(id) => asked.message(id),
        Stream::Diary(id) => diary::decide::decide(asked, id),
        Stream::Roster(id) => asked.roster(id),
        Stream::Articles(id) => asked.articles(id),
        Stream::Contact(id) => asked.contact(id),
        Stream::Referral(id) => asked.referral(id),
        Stream::Schedule(id) => asked.rooms_and_hours(id),
        Stream::Incident(id) => asked.incident(id),
        Stream::Till(id) => asked.prices(id),
        Stream::Receipt(id) => asked.receipt(id),
        Stream::Directory(id) => asked.directory(id),
        Stream::Vault(id) => asked.vault(id),
    };
    facts.map(|facts| asked.with_messages(asked.with_incidents(asked.with_offers_ended(facts))))
}

impl Asked<'_> {
    fn permitted(&self) -> Result<(), Refusal> {
        let person = match self.by.actor {
            Actor::Person(id) => Some(self.chart.person(id)?),
            Actor::Patient(_) | Actor::Clock | Actor::Host | Actor::Visitor => None,
        };
        let tie = self.chart.tie(self.by, self.act, self.moment.now);
        let act = self.act.kind();
        let here = self.here()?;
        let place = self.chart.house(self.house).ok().and_then(KnownHouse::place_rules);
        permit(&Ask { by: self.by, person, act, tie, here, place, at: self.moment.now })
    }

    pub(crate) fn on<T: Into<crate::fact::What>>(
        &self,
        facts: Result<Vec<T>, Refusal>,
    ) -> Result<Vec<Fact>, Refusal> {
        Ok(Fact::all(self.act.subject(), facts?))
    }

    pub(crate) fn actor_name(&self) -> Result<&Line, Refusal> {
        match self.by.actor {
            Actor::Person(id) => Ok(&self.chart.person(id)?.name),
            _ => Err(Refusal::PersonUnknown),
        }
    }

    fn patient(&self) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment) = (self.chart, self.moment);
        match self.act {
            Act::RegisterPatient(id, act) => {
                self.on(register::register(chart.patient(*id).ok(), act, moment))
            }
            Act::CorrectPatient(id, act) => self.on(register::correct(chart.patient(*id)?, act, moment)),
            Act::GiveSignIn(id, act) => self.on(give_sign_in::give(chart.patient(*id)?, act, &self.by.actor)),
            Act::JoinCareTeam(id, act) => {
                let (patient, person) = (chart.patient(*id)?, chart.person(act.person)?);
                self.on(care_team::join(patient, *act, person, self.here()?, moment))
            }
            Act::LeaveCareTeam(id, act) => self.on(care_team::leave(chart.patient(*id)?, *act, moment)),
            Act::OpenEmergencyAccess(id, act) => {
                chart.patient(*id)?;
                emergency_access::open(*id, act, self.by, moment)
            }
            Act::Share(id, act) => {
                let reader = chart.person(act.with)?;
                let Shareable::Intention(course) = act.what;
                if chart.course(course)?.patient != *id {
                    return Err(Refusal::NotYourRecord);
                }
                self.on(share::share(chart.patient(*id)?, reader, *act, moment))
            }
            Act::TakeBack(id, act) => self.on(share::take_back(chart.patient(*id)?, *act)),
            Act::SayUnsafe(id, act) => self.say_unsafe(*id, act),
            Act::SayHowSafe(id, act) => self.say_how_safe(*id, *act),
            Act::OpenChart(id, _) => {
                chart.patient(*id)?;
                let Actor::Person(by) = self.by.actor else { return Err(Refusal::PersonUnknown) };
                let tie = chart.tie(self.by, self.act, moment.now);
                self.on(Ok(vec![PatientFact::ChartOpened { by, role: self.by.role, tie }]))
            }
            Act::SayMood(id, _)
            | Act::ChooseSmallStep(id, _)
            | Act::ChangeSmallStep(id, _)
            | Act::TickSmallStep(id, _)
            | Act::UntickSmallStep(id, _)
            | Act::PauseSmallStep(id, _)
            | Act::ResumeSmallStep(id, _)
            | Act::LetGoSmallStep(id, _)
            | Act::TakeProposedStep(id, _)
            | Act::LeaveProposedStep(id, _) => {
                self.on(keeping::decide(chart.patient(*id)?, self.act, moment))
            }
            act => self.about_reach(act).unwrap_or(Err(Refusal::PatientUnknown)),
        }
    }

    fn course(&self) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, by) = (self.chart, self.moment, &self.by.actor);
        if let Act::OpenCourse(id, act) = self.act {
            chart.patient(act.patient)?;
            if chart.course(*id).is_ok() {
                return Err(Refusal::AlreadyThere);
            }
            return self.on(open_course::decide(
                *act,
                chart.house(self.house)?,
                chart.protocol(act.protocol)?,
                chart.has_open_course(act.patient)?,
            ));
        }
        let Stream::Course(id) = self.act.subject() else { return Err(Refusal::CourseUnknown) };
        let course = chart.course(id)?;
        match self.act {
            Act::AnswerScreening(_, act) => self.answer_screening(id, act),
            Act::KeepScreeningAnswer(_, act) => self.keep_screening_answer(id, *act),
            Act::ConfirmFinding(_, act) => self.confirm_finding(id, *act),
            Act::StopScreening(_, act) => self.stop_screening(id, act),
            Act::LiftScreeningStop(_, act) => self.on(screening::lift_stop::lift(course, act, by, moment)),
            Act::ClearScreening(_, act) => self.on(screening::clear(course, act, by, moment)),
            Act::SignConsent(_, act) => {
                let (patient, protocol) = (chart.patient(course.patient)?, chart.protocol(act.protocol)?);
                self.on(consent::sign(course, act, patient, protocol, moment))
            }
            Act::WithdrawConsent(..) => self.on(consent::withdraw(course, moment)),
            Act::SetIntention(_, act) => self.on(intention::set(course, act, moment)),
            Act::WriteOrder(_, act) => self.write_order(id, course, act),
            Act::StopOrder(_, act) => self.on(order::stop(course, act)),
            Act::AcknowledgeDisclosure(_, act) => {
                self.on(acknowledge_disclosure::acknowledge(course, *act, chart.person(act.person)?, moment))
            }
            Act::ReviewCourse(_, act) => self.on(close_course::review(course, act, by, moment)),
            Act::CloseCourse(_, act) => self.on(close_course::close(course, act, moment)),
            _ => self.measures(id, course),
        }
    }

    /// Asks the gates with everyone who was seen in the room.
    fn ready<T>(
        &self,
        id: SessionId,
        ask: impl FnOnce(&Ready<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let chart = self.chart;
        let session = chart.session(id)?;
        let present: Result<Vec<_>, Refusal> =
            session.present.iter().map(|(who, role)| Ok((*who, *role, chart.person(*who)?))).collect();
        let last_dose = chart.patient(session.patient)?.last_dose_but(id);
        let last_dose = last_dose.map(|other| chart.session(other)).transpose()?;
        ask(&Ready {
            session,
            course: chart.course(session.course)?,
            protocol: chart.protocol(session.protocol.ok_or(Refusal::NotCheckedIn)?)?,
            present: &present?,
            last_dose: last_dose.and_then(|other| other.dose.as_ref()),
            here: self.here()?,
            at: self.moment.now,
            begins: self.moment.occurred.min(self.moment.now),
        })
    }

    fn session(&self) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, by) = (self.chart, self.moment, &self.by.actor);
        let Stream::Session(id) = self.act.subject() else { return Err(Refusal::SessionUnknown) };
        if let Act::ScheduleSession(_, act) = self.act {
            return self.schedule(id, act);
        }
        let session = chart.session(id)?;
        let course = chart.course(session.course)?;
        match self.act {
            Act::CancelSession(_, act) => self.on(schedule_session::cancel(session, act)),
            Act::MoveSession(_, act) => self.move_session(id, session, act),
            Act::WishEarlier(..)
            | Act::TakeBackEarlier(..)
            | Act::OfferEarlier(..)
            | Act::AnswerEarlier(..)
            | Act::LapseEarlier(..) => self.earlier(id, session),
            Act::NoteNotCome(..) => self.on(note_not_come::decide(session, moment)),
            Act::CheckIn(_, act) => self.check_in(session, *act),
            Act::ConfirmPrecheck(_, act) => self.on(confirm_precheck::decide(session, act, moment)),
            Act::NotePresence(_, act) => {
                let person = chart.person(act.person)?;
                self.on(note_presence::decide(session, *act, person, self.here()?, moment))
            }
            Act::TakeLead(..) | Act::HandOverLead(..) | Act::AcceptLead(..) => self.lead(session),
            Act::AcceptOrder(..) | Act::QuestionOrder(..) | Act::ChangeRate(..) => {
                self.order_at_the_chair(id, session, course)
            }
            Act::DrawDrug(_, act) => self.draw(id, session, *act, course),
            Act::PlanWindow(_, act) => {
                let with = match &act.plan {
                    plan_window::Plan::Talk { with, .. } => Some(chart.person(*with)?),
                    _ => None,
                };
                let booked = match &act.plan {
                    plan_window::Plan::Talk { .. } => self.booked_beside()?,
                    _ => schedule::Booked::default(),
                };
                let beside = self.beside(&booked)?;
                self.on(plan_window::decide(session, act, course.model, with, self.here()?, &beside))
            }
            Act::NameRide(_, act) => self.on(name_ride::decide(session, act, moment)),
            Act::AnswerDayQuestions(_, act) => self.answer_day_questions(id, act),
            Act::ClearDayFinding(_, act) => self.clear_day_finding(id, act),
            Act::CallNurse(..) => call_nurse::call(id, session, moment),
            Act::AnswerCall(..) => {
                let owed = session.open_call().and_then(|call| chart.task(call.task).ok());
                call_nurse::answer(id, session, owed, by, moment)
            }
            Act::HoldSession(_, act) => hold_session::decide(id, session, act, course, self.by.role, moment),
            Act::AbortSession(_, act) => {
                let facts = abort_session::decide(session, act, moment)?;
                self.on(Ok(self.with_samples(id, facts)?))
            }
            Act::OverrideGate(_, act) => {
                self.on(self.ready(id, |ready| override_gate::decide(ready, act, by, moment)))
            }
            Act::GiveDose(_, act) => {
                // One dose at a time for one person, in whichever session or course the other one runs.
                let lock = chart.patient(session.patient)?.lock;
                if matches!(lock, Lock::WhileDosing(_)) {
                    return Err(Refusal::DoseAlreadyStarted);
                }
                self.ready(id, |ready| give_dose::decide(id, ready, *act, by, moment))
            }
            _ => self.supplement(id, session).unwrap_or_else(|| self.chairside(id)),
        }
    }

    /// What happens at the chair once somebody is checked in.
    fn chairside(&self, id: SessionId) -> Result<Vec<Fact>, Refusal> {
        let (moment, by) = (self.moment, &self.by.actor);
        let session = self.chart.session(id)?;
        let content = &self.chart.protocol(session.protocol.ok_or(Refusal::NotCheckedIn)?)?.content;
        let prescriber = self.prescriber_of(session);
        match self.act {
            Act::RecordVitals(_, act) => record_vitals::decide(id, session, prescriber, act, content, moment),
            Act::MissVitals(_, act) => self.on(record_vitals::miss(session, act, moment)),
            Act::PauseDose(_, act) => self.on(pause_dose::pause(session, act, moment)),
            Act::ResumeDose(..) => self.on(pause_dose::resume(session, moment)),
            Act::EndDose(_, act) => {
                let fits = |kind, with, at| {
                    let model = self.chart.course(session.course)?.model;
                    plan_window::talk_fits(model, kind, self.chart.person(with)?, self.here()?, at)?;
                    self.not_on_leave(kind, with, at)
                };
                let patient = self.chart.patient(session.patient)?;
                let facts = end_dose::decide(id, session, patient, *act, content, fits, moment)?;
                self.administered(id, session, *act, facts)
            }
            Act::NoteUncertain(_, act) => {
                note_uncertain::decide(id, session, prescriber, act, content, by, moment)
            }
            Act::ObserveDepth(_, act) => self.on(observe_depth::observe(session, *act, moment)),
            Act::RecordAdverseEvent(_, act) => self.on(observe_depth::adverse(session, act, moment)),
            Act::AnswerAlarm(_, act) => {
                let is_owed = |task| self.chart.task(task).is_ok_and(Task::is_open);
                answer_alarm::decide(id, session, act, is_owed, by, moment)
            }
            Act::ClimbAlarm(_, act) => climb_alarm::decide(id, session, prescriber, *act, content, moment),
            Act::DeclareEmergency(..) => emergency::declare(id, session, prescriber, content, by, moment),
            Act::EndEmergency(_, act) => {
                let owed = session.open_emergency().and_then(|known| self.chart.task(known.task).ok());
                emergency::end(id, session, act, owed, by, moment)
            }
            Act::AttachMonitor(_, act) => {
                let schedule = self.chart.schedule(ScheduleId::of(self.house)).ok();
                let on = self.chart.monitor_on(act.device)?;
                self.on(attach_monitor::attach(id, session, *act, schedule, on, by, moment))
            }
            Act::DetachMonitor(_, act) => self.on(attach_monitor::detach(session, *act, by, moment)),
            Act::NoteMonitor(_, act) => note_monitor::decide(id, session, prescriber, act, content, moment),
            Act::NoteSilence(_, act) => note_silence::decide(id, session, *act, content, moment),
            Act::Discharge(_, act) => {
                session.require(&[Phase::Recovery])?;
                let window = self.chart.window(WindowId::of(id))?;
                let facts = discharge::decide(session, act, content, window, self.by.role, moment)?;
                self.on(Ok(self.with_samples(id, facts)?))
            }
            Act::MarkWrong(_, act) => self.on(mark_wrong::decide(session, act, by)),
            Act::WasteSyringe(..) | Act::ReturnSyringe(..) | Act::NoteSyringeShort(..) => {
                self.syringe(id, session)
            }
            Act::SignRecord(_, act) => {
                let open = self.open_rest(id, session)?;
                self.on(sign_record::decide(session, act, open, by, self.actor_name()?, moment))
            }
            Act::WriteChairNote(_, act) => self.on(write_chair_note::decide(session, act, by, moment)),
            Act::AmendRecord(_, act) => self.on(amend_record::decide(session, act, by, moment)),
            _ => Err(Refusal::SessionUnknown),
        }
    }

    /// Of whom what happens at a chair is asked: the prescriber named on the visit, else whoever wrote its order.
    fn prescriber_of(&self, session: &Session) -> Option<PersonId> {
        let order = || self.chart.course(session.course).ok()?.order_in_force().map(|order| order.by);
        session.named(Role::Prescriber).next().or_else(order)
    }

    /// What ends a visit names the hash of everything its monitors sent.
    fn with_samples(&self, id: SessionId, mut facts: Vec<SessionFact>) -> Result<Vec<SessionFact>, Refusal> {
        if let Some((messages, digest)) = self.chart.samples(id)? {
            let (messages, digest) = (*messages, digest.clone());
            facts.push(SessionFact::SamplesKept { messages, digest, at: self.moment.now });
        }
        Ok(facts)
    }

    /// What is done about a window; a call that somebody owed about it is owed no more once there is a plan.
    fn window(&self) -> Result<Vec<Fact>, Refusal> {
        let Stream::Window(id) = self.act.subject() else { return Err(Refusal::WindowUnknown) };
        let window = self.chart.window(id)?;
        let mut facts = self.about_window(id, window)?;
        if facts.iter().any(|fact| matches!(&fact.what, What::Window(fact) if fact.ends_calls())) {
            let settled =
                |task: &TaskId| Fact::on(Stream::Task(*task), TaskFact::Settled { at: self.moment.now });
            facts.extend(self.open_calls(window).map(settled));
        }
        Ok(facts)
    }

    /// Calls about a window that nobody has answered.
    fn open_calls<'w>(&self, window: &'w Window) -> impl Iterator<Item = &'w TaskId> {
        window.owed.iter().filter(|task| self.chart.task(**task).is_ok_and(Task::is_open))
    }

    fn about_window(&self, id: WindowId, window: &Window) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, by) = (self.chart, self.moment, &self.by.actor);
        let course = chart.course(window.course)?;
        match self.act {
            Act::OfferTimes(_, act) => {
                let with: Result<Vec<_>, Refusal> =
                    act.times.iter().map(|t| self.booking(course.model, t.with)).collect();
                let booked =
                    if act.times.is_empty() { schedule::Booked::default() } else { self.booked_beside()? };
                self.on(book_talk::offer(window, act, &with?, &self.beside(&booked)?, moment))
            }
            Act::BookTalk(_, act) => {
                let (with, booked) = (self.booking(course.model, act.with)?, self.booked_beside()?);
                self.on(book_talk::book(window, *act, &with, &self.beside(&booked)?, moment))
            }
            Act::ChooseTalkWay(_, act) => {
                let schedule = chart.schedule(ScheduleId::of(self.house)).ok();
                self.on(choose_talk_way::decide(window, schedule, *act))
            }
            Act::CancelTalk(_, act) => book_talk::cancel(id, window, act, moment),
            Act::DeclineTalk(..) => self.on(book_talk::decline(window, moment)),
            Act::ReferOutside(_, act) => self.on(refer_outside::decide(window, act, by)),
            Act::NoteMetOutside(_, act) => self.on(note_met_outside::decide(window, *act, by, moment)),
            Act::HoldTherapy(..) => self.on(hold_talk::therapy(window, course, by, moment)),
            Act::HoldSupport(..) => {
                let Actor::Person(specialist) = by else { return Err(Refusal::PersonUnknown) };
                let place = chart.house(self.house)?.place_rules();
                self.on(hold_talk::support(window, course, by, chart.person(*specialist)?, place, moment))
            }
            Act::EscalateWindow(..) => {
                let is_call_owed = self.open_calls(window).next().is_some();
                escalate_window::decide(id, window, is_call_owed, moment)
            }
            Act::WriteTherapyNote(..) => self.on(write_note::therapy(course, by, moment)),
            Act::CosignNote(_, act) => {
                let Actor::Person(reader) = by else { return Err(Refusal::PersonUnknown) };
                let (author, _) =
                    cosign_note::author(window, act.document).ok_or(Refusal::NoteKeptByAuthor)?;
                let (author, reader) = (self.chart.person(author)?, self.chart.person(*reader)?);
                self.on(cosign_note::cosign(window, *act, by, author, reader, self.here()?, moment))
            }
            Act::WriteSupportNote(_, act) => self.on(write_note::support(window, act, by, moment)),
            Act::HandBack(_, act) => self.hand_back(id, act),
            Act::ProposeStep(_, act) => {
                let keeping = &chart.patient(window.patient)?.keeping;
                propose_step::propose(id, window, keeping, act, (by, self.by.role), moment)
            }
            _ => Err(Refusal::WindowUnknown),
        }
    }

    fn hand_back(&self, id: WindowId, act: &hand_back::HandBack) -> Result<Vec<Fact>, Refusal> {
        let window = self.chart.window(id)?;
        let protocol = self.chart.protocol(self.chart.course(window.course)?.protocol)?;
        let answer = Minutes(protocol.content.small(Key::SafetyAnswer)?);
        hand_back::decide(id, window, act, answer, &self.by.actor, self.moment)
    }

    fn booking(
        &self,
        model: crate::protocol::CareModel,
        with: PersonId,
    ) -> Result<book_talk::Booking<'_>, Refusal> {
        Ok(book_talk::Booking { model, person: self.chart.person(with)?, here: self.here()? })
    }
}
