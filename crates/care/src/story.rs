//! The language of tests, the demo and bug reports: a line of phrases in a clinic's words, and the acts they mean.
//!
//! `"check in, vitals 128/82 74 98%, dose 35 mg, wait 10 min, pause itching, resume, end 35 mg"`
//!
//! Phrases are separated by commas. Each has somebody who usually does it; `therapist: dose 35 mg` says who else
//! tries. `wait 20 min` moves the clock (min, h, days). `in 26 h` counts from there. [`tell`] prints facts back in
//! the same words, so what happened reads like what was asked. A phrase nobody knows is an error that names it.

mod details;
mod tell;

use crate::act::{Act, OpenChart};
use crate::course::{
    OpenCourse, SessionKind, acknowledge_disclosure::AcknowledgeDisclosure, close_course::*, consent::*,
    intention::*, order::*, screening::lift_stop::*, screening::one_by_one::*, screening::*, touch::*,
};
use crate::diary::{NewPiece, delete::*, share::*, write::WriteDiaryEntry};
use crate::ids::{CourseId, DiaryEntryId, HouseId, PatientId, PersonId, ProtocolId, SessionId, WindowId};
use crate::integration::{
    Talk, TalkKind, book_talk::*, escalate_window::EscalateWindow, hand_back::HandBack, hold_talk::*,
    note_met_outside::*, refer_outside::*, write_note::*,
};
use crate::patient::{Shareable, care_team::*, emergency_access::*, say_unsafe::*, share::*};
use crate::practice::{Acting, Role};
use crate::protocol::{Asks, Clearer, Depth, Question, Route, Setting, SourceStatus, Weight};
use crate::safety::{HowSafe, SayHowSafe};
use crate::session::{
    GateKind, Plan, Ride,
    abort_session::*,
    accept_order::*,
    amend_record::*,
    answer_alarm::*,
    call_nurse::{AnswerCall, CallNurse},
    change_rate::ChangeRate,
    check_in::*,
    clear_day_finding::ClearDayFinding,
    climb_alarm::ClimbAlarm,
    draw_drug::*,
    emergency::{DeclareEmergency, EndEmergency},
    end_dose::*,
    give_dose::*,
    hold_session::*,
    lead::*,
    mark_wrong::*,
    name_ride::NameRide,
    note_presence::*,
    note_uncertain::NoteUncertain,
    observe_depth::*,
    override_gate::*,
    pause_dose::*,
    plan_window::PlanWindow,
    question_order::QuestionOrder,
    record_vitals::*,
    schedule_session::*,
    sign_record::*,
    supplement::*,
    write_chair_note::*,
};
use crate::text::Line;
use crate::time::Instant;
use crate::units::{Grams, Micrograms, Minutes};
use details::{answers, day_answers, discharge, precheck, vitals};

pub use tell::tell;

/// Who and what a story is about: one patient, one course, one session, and the people by the names it uses.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the thing it is named after")]
pub struct Cast {
    pub house: HouseId,
    pub patient: PatientId,
    pub patient_name: Line,
    pub course: CourseId,
    pub session: SessionId,
    pub protocol: ProtocolId,
    pub route: Route,
    pub over: Option<Minutes>,
    pub depth: Depth,
    pub setting: Setting,
    /// Where its visits are; none: in a room of their own, named by the session's number.
    pub room: Option<Line>,
    /// `prescriber`, `nurse`, `second`, `therapist`, `specialist`, `desk`, …: the name, who, as what, as printed.
    pub people: Vec<(&'static str, PersonId, Role, Line)>,
}

/// One act of a story: who, what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who asks, in which role.
    pub by: Acting,
    /// What for.
    pub act: Act,
    /// When.
    pub at: Instant,
}

/// A phrase that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread(pub String);

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "nobody knows the phrase {:?}", self.0)
    }
}

/// Reads a story that begins at an instant: its steps, and the instant at which it ends.
pub fn read(story: &str, cast: &Cast, from: Instant) -> Result<(Vec<Step>, Instant), Unread> {
    let (mut steps, mut at) = (vec![], from);
    for phrase in story.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
        let unread = || Unread(phrase.to_owned());
        if let Some(wait) = phrase.strip_prefix("wait ") {
            at = at.plus_minutes(minutes(wait).ok_or_else(unread)?);
            continue;
        }
        let (who, words) = match phrase.split_once(": ") {
            Some((who, words)) => (Some(who), words),
            None => (None, phrase),
        };
        let (usually, act) = Reader { cast, at }.act(words).ok_or_else(unread)?;
        let by = cast.acting(who.unwrap_or(usually)).ok_or_else(unread)?;
        steps.push(Step { by, act, at });
    }
    Ok((steps, at))
}

/// `26 h` as minutes.
/// Every question asked beforehand, as a clinic of a story asks it: what every protocol asks is absolute, all else relative.
pub fn questions() -> std::collections::BTreeMap<Question, Asks> {
    let asks = |question: &Question| {
        let weight = if Question::ALWAYS.contains(question) { Weight::Absolute } else { Weight::Relative };
        let (source, status) = ("clinic policy 4".to_owned(), SourceStatus::Clinic);
        (*question, Asks { weight, clears: Clearer::Prescriber, source, status })
    };
    Question::BEFORE.iter().map(asks).collect()
}

fn minutes(text: &str) -> Option<Minutes> {
    let (count, unit) = text.trim().split_once(' ')?;
    let each = [("min", 1), ("h", 60), ("days", 1_440)].iter().find(|(word, _)| *word == unit)?.1;
    count.parse::<u32>().ok()?.checked_mul(each).map(Minutes)
}

fn first_word(text: &str) -> (&str, &str) {
    text.split_once(' ').unwrap_or((text, ""))
}

impl Cast {
    /// Who a name of the story stands for, as an actor.
    pub fn acting(&self, name: &str) -> Option<Acting> {
        match name {
            "patient" => Some(Acting::patient(self.patient)),
            "clock" => Some(Acting::CLOCK),
            "host" => Some(Acting::HOST),
            name => self.player(name).map(|(_, person, role, _)| Acting::person(*person, *role)),
        }
    }
    fn player(&self, name: &str) -> Option<&(&'static str, PersonId, Role, Line)> {
        self.people.iter().find(|(known, ..)| *known == name)
    }
    fn person(&self, name: &str) -> Option<PersonId> {
        self.player(name).map(|(_, person, ..)| *person)
    }
    fn name(&self, person: PersonId) -> String {
        let known = self.people.iter().find(|(_, id, ..)| *id == person);
        known.map_or_else(|| person.to_string(), |(name, ..)| (*name).to_owned())
    }
}

/// Every phrase's first words; a longer one before a shorter one that begins it.
const VERBS: &str = "open course|opened|open chart|share intention|take back intention|join team|leave team|unsafe|say|\
    emergency over|declare emergency|climb alarm|emergency|answer screening|keep answer|confirm finding|clear screening|stop screening|lift stop|stop order|\
    read disclosure|sign consent|touch|take back touch|\
    withdraw consent|intend|order|review|close|schedule|cancel session|cancel talk|plan|check in|precheck|here|gone|\
    draw|override|abort|supplement|withdraw supplement|accept supplement|give supplement|hold visit|hold therapy|hold support|accept order|question order|change rate|answer alarm|answer call|call nurse|ride|day clear|day|no vitals|serious event|event|\
    vitals|dose|uncertain|lead|hand lead to|take lead over|pause|resume|end|depth|strike|discharge|sign record|amend|note|decline talk|met outside|refer outside|escalate window|offer|book|\
    seal note|support note|hand back|write diary|share diary|take back diary|delete diary|restore diary|erase diary";

struct Reader<'a> {
    cast: &'a Cast,
    at: Instant,
}

impl Reader<'_> {
    /// Who usually does it, and the act.
    fn act(&self, words: &str) -> Option<(&'static str, Act)> {
        let begins = |verb: &&str| words == *verb || words.starts_with(&format!("{verb} "));
        let verb = VERBS.split('|').find(begins)?;
        let rest = words[verb.len()..].trim();
        self.of_patient(verb, rest)
            .or_else(|| self.of_course(verb, rest))
            .or_else(|| self.of_window(verb, rest))
            .or_else(|| self.of_session(verb, rest))
            .or_else(|| self.of_chair(verb, rest))
            .or_else(|| self.of_diary(verb, rest))
    }

    fn of_patient(&self, verb: &str, rest: &str) -> Option<(&'static str, Act)> {
        let (cast, patient) = (self.cast, self.cast.patient);
        let (what, with) = (Shareable::Intention(cast.course), cast.person(rest));
        Some(match verb {
            "open chart" => ("nurse", Act::OpenChart(patient, OpenChart)),
            "share intention" => ("patient", Act::Share(patient, Share { what, with: with? })),
            "take back intention" => ("patient", Act::TakeBack(patient, TakeBack { what, with: with? })),
            "join team" => {
                let (_, person, role, _) = cast.player(rest)?;
                ("prescriber", Act::JoinCareTeam(patient, JoinCareTeam { person: *person, role: *role }))
            }
            "leave team" => ("prescriber", Act::LeaveCareTeam(patient, LeaveCareTeam { person: with? })),
            "unsafe" => {
                let words = Some(rest.to_owned()).filter(|words| !words.is_empty());
                ("patient", Act::SayUnsafe(patient, SayUnsafe { words }))
            }
            "say" => {
                let answer = HowSafe::read(rest)?;
                ("patient", Act::SayHowSafe(patient, SayHowSafe { answer, company: None }))
            }
            "emergency" => {
                ("nurse", Act::OpenEmergencyAccess(patient, OpenEmergencyAccess { reason: line(rest)? }))
            }
            _ => return None,
        })
    }

    fn of_course(&self, verb: &str, rest: &str) -> Option<(&'static str, Act)> {
        let (cast, protocol) = (self.cast, self.cast.protocol);
        let (patient, id, (first, more)) = (cast.patient, cast.course, first_word(rest));
        let typed_name = cast.patient_name.clone();
        Some(match verb {
            "opened" | "open course" => ("desk", Act::OpenCourse(id, OpenCourse { patient, protocol })),
            "answer screening" => {
                ("patient", Act::AnswerScreening(id, AnswerScreening { answers: answers(rest)? }))
            }
            "clear screening" => {
                let note = |code| Some((line(code)?, line("looked at")?));
                let notes = rest.split_whitespace().map(note).collect::<Option<_>>()?;
                ("prescriber", Act::ClearScreening(id, ClearScreening { notes }))
            }
            "keep answer" => {
                let (question, yes) = (Question::read(first)?, more == "yes");
                ("patient", Act::KeepScreeningAnswer(id, KeepScreeningAnswer { question, yes }))
            }
            "confirm finding" => {
                let call_by = self.at.plus_minutes(minutes(more.strip_prefix("in ").unwrap_or("3 h"))?);
                let question = Question::read(first)?;
                ("patient", Act::ConfirmFinding(id, ConfirmFinding { question, call_by }))
            }
            "lift stop" => {
                ("prescriber", Act::LiftScreeningStop(id, LiftScreeningStop { reason: line(rest)? }))
            }
            "stop screening" => ("prescriber", Act::StopScreening(id, StopScreening { reason: line(rest)? })),
            "stop order" => {
                let (number, reason) = (first.parse().ok()?, line(more)?);
                ("prescriber", Act::StopOrder(id, StopOrder { number, reason }))
            }
            "read disclosure" => {
                let (person, version) = (cast.person(first)?, more.parse().ok()?);
                ("patient", Act::AcknowledgeDisclosure(id, AcknowledgeDisclosure { person, version }))
            }
            "sign consent" => {
                ("patient", Act::SignConsent(id, SignConsent { route: cast.route, protocol, typed_name }))
            }
            "touch" => {
                let words = rest.split_whitespace().filter(|word| *word != "none");
                let allowed = words.map(Touch::read).collect::<Option<_>>()?;
                ("patient", Act::AgreeToTouch(id, AgreeToTouch { allowed, boundary: None }))
            }
            "take back touch" => {
                let touch = if rest.is_empty() { None } else { Some(Touch::read(rest)?) };
                ("patient", Act::TakeBackTouch(id, TakeBackTouch { touch }))
            }
            "withdraw consent" => ("patient", Act::WithdrawConsent(id, WithdrawConsent)),
            "intend" => ("patient", Act::SetIntention(id, SetIntention { words: line(rest)? })),
            "order" => {
                let (dose, weight) = rest.split_once(" for ").unwrap_or((rest, "70 kg"));
                let (dose, over) = dose.split_once(" over ").unwrap_or((dose, ""));
                let (dose, weight) = (Micrograms::from_mg(dose)?, Grams::from_kg(weight)?);
                let over = if over.is_empty() { cast.over } else { Some(minutes(over)?) };
                let Cast { route, depth, .. } = *cast;
                ("prescriber", Act::WriteOrder(id, WriteOrder { route, dose, over, depth, weight }))
            }
            "review" => ("prescriber", Act::ReviewCourse(id, ReviewCourse { note: line(rest)? })),
            "close" => ("prescriber", Act::CloseCourse(id, CloseCourse { reason: line(rest)? })),
            _ => return None,
        })
    }

    fn of_window(&self, verb: &str, rest: &str) -> Option<(&'static str, Act)> {
        let window = WindowId::of(self.cast.session);
        Some(match verb {
            "decline talk" => ("patient", Act::DeclineTalk(window, DeclineTalk)),
            "cancel talk" => ("desk", Act::CancelTalk(window, CancelTalk { reason: line(rest)? })),
            "met outside" => {
                let ago = minutes(rest.strip_suffix(" ago")?)?;
                let at = Instant(self.at.0 - (Instant(0).plus_minutes(ago)).0);
                ("desk", Act::NoteMetOutside(window, NoteMetOutside { at, said_by: SaidBy::Patient }))
            }
            "refer outside" => ("desk", Act::ReferOutside(window, ReferOutside { to: line(rest)? })),
            "hold therapy" => ("therapist", Act::HoldTherapy(window, HoldTherapy)),
            "hold support" => ("specialist", Act::HoldSupport(window, HoldSupport)),
            "escalate window" => ("clock", Act::EscalateWindow(window, EscalateWindow)),
            "offer" => ("desk", Act::OfferTimes(window, OfferTimes { times: vec![self.talk(rest)?] })),
            "book" => {
                let Talk { kind, with, at } = self.talk(rest)?;
                ("desk", Act::BookTalk(window, BookTalk { kind, with, at }))
            }
            "seal note" => ("therapist", Act::WriteTherapyNote(window, WriteTherapyNote)),
            "support note" => {
                let note = WriteSupportNote { themes: Some(rest.to_owned()), images: None, steps: None };
                ("specialist", Act::WriteSupportNote(window, note))
            }
            "hand back" => ("specialist", Act::HandBack(window, HandBack { words: rest.to_owned() })),
            _ => return None,
        })
    }

    fn of_session(&self, verb: &str, rest: &str) -> Option<(&'static str, Act)> {
        let (id, cast) = (self.cast.session, self.cast);
        Some(match verb {
            "schedule" => {
                let (kind, when) = first_word(rest);
                let (wait, names) = when.strip_prefix("in ")?.split_once(" with ")?;
                let player = |name| cast.player(name).map(|(_, person, role, _)| (*person, *role));
                let schedule = ScheduleSession {
                    course: cast.course,
                    kind: SessionKind::read(kind)?,
                    starts: self.at.plus_minutes(minutes(wait)?),
                    setting: cast.setting,
                    room: cast.room.clone().or_else(|| line(&format!("room {}", id.0)))?,
                    people: names.split(' ').map(player).collect::<Option<_>>()?,
                    plan: None,
                };
                ("desk", Act::ScheduleSession(id, schedule))
            }
            "cancel session" => ("desk", Act::CancelSession(id, CancelSession { reason: line(rest)? })),
            "plan" => {
                let plan = match (rest, rest.strip_prefix("referral ")) {
                    ("no thanks", _) => Plan::NoThanks,
                    (_, Some(to)) => Plan::Referral { to: line(to)? },
                    _ => self.talk(rest).map(|Talk { kind, with, at }| Plan::Talk { kind, with, at })?,
                };
                ("nurse", Act::PlanWindow(id, PlanWindow { plan }))
            }
            "check in" => ("desk", Act::CheckIn(id, CheckIn { protocol: cast.protocol })),
            "here" | "gone" => {
                let (_, person, role, _) = cast.player(rest)?;
                let note = NotePresence { person: *person, role: *role, present: verb == "here" };
                ("nurse", Act::NotePresence(id, note))
            }
            "draw" => {
                let (amount, name) = rest.split_once(" checked ").unwrap_or((rest, "second"));
                let (amount, checked_by) = (Micrograms::from_mg(amount)?, cast.person(name)?);
                ("nurse", Act::DrawDrug(id, DrawDrug { amount, checked_by, checked: None, from: None }))
            }
            "override" => {
                let (gate, reason) = first_word(rest);
                let gate = OverrideGate { gate: GateKind::read(gate)?, reason: line(reason)? };
                ("prescriber", Act::OverrideGate(id, gate))
            }
            "ride" => {
                let (with, tonight) =
                    rest.split_once(" tonight ").map_or((rest, None), |(with, at)| (with, Some(at)));
                let ride = Ride { with: line(with)?, tonight: tonight.and_then(line) };
                ("patient", Act::NameRide(id, NameRide { ride }))
            }
            "day" => ("patient", Act::AnswerDayQuestions(id, day_answers(rest)?)),
            "day clear" => {
                let (question, note) = (Question::read(rest)?, line("looked at")?);
                ("prescriber", Act::ClearDayFinding(id, ClearDayFinding { question, note }))
            }
            "supplement" => (
                "prescriber",
                Act::OrderSupplement(id, OrderSupplement { amount: Micrograms::from_mg(rest)? }),
            ),
            "withdraw supplement" => {
                let (number, reason) = first_word(rest);
                let act = WithdrawSupplement { number: number.parse().ok()?, reason: line(reason)? };
                ("prescriber", Act::WithdrawSupplement(id, act))
            }
            "call nurse" => ("patient", Act::CallNurse(id, CallNurse)),
            "answer call" => ("nurse", Act::AnswerCall(id, AnswerCall)),
            "hold visit" => ("therapist", Act::HoldSession(id, HoldSession { note: None })),
            _ => return None,
        })
    }

    fn of_chair(&self, verb: &str, rest: &str) -> Option<(&'static str, Act)> {
        let id = self.cast.session;
        let (first, more) = first_word(rest);
        let number = first.parse::<u32>().ok();
        let act = match verb {
            "accept order" => Act::AcceptOrder(id, AcceptOrder { number: number? }),
            "question order" => Act::QuestionOrder(id, QuestionOrder { number: number?, words: line(more)? }),
            "change rate" => Act::ChangeRate(id, ChangeRate { order: number? }),
            "climb alarm" => return Some(("clock", Act::ClimbAlarm(id, ClimbAlarm { number: number? }))),
            "declare emergency" => Act::DeclareEmergency(id, DeclareEmergency),
            "emergency over" => Act::EndEmergency(id, EndEmergency { done: line(rest)? }),
            "accept supplement" => Act::AcceptSupplement(id, AcceptSupplement { number: number? }),
            "give supplement" => Act::GiveSupplement(id, GiveSupplement { number: number? }),
            "answer alarm" => Act::AnswerAlarm(id, AnswerAlarm { number: number?, done: line(more)? }),
            "no vitals" => Act::MissVitals(id, MissVitals { reason: line(rest)? }),
            "event" | "serious event" => {
                let event = RecordAdverseEvent { what: line(rest)?, serious: verb != "event" };
                Act::RecordAdverseEvent(id, event)
            }
            "precheck" => Act::ConfirmPrecheck(id, precheck(rest)?),
            "vitals" => Act::RecordVitals(id, vitals(rest)?),
            "dose" => Act::GiveDose(id, GiveDose { amount: Micrograms::from_mg(rest)? }),
            "lead" => Act::TakeLead(id, TakeLead),
            "hand lead to" => Act::HandOverLead(id, HandOverLead { to: self.cast.person(rest)? }),
            "take lead over" => Act::AcceptLead(id, AcceptLead),
            "uncertain" => Act::NoteUncertain(id, NoteUncertain { reason: line(rest)? }),
            "pause" => Act::PauseDose(id, PauseDose { reason: line(rest)? }),
            "resume" => Act::ResumeDose(id, ResumeDose),
            "end" => {
                let (given, more) =
                    rest.split_once(" and ").map_or((rest, None), |(one, two)| (one, Some(two)));
                let supplement = match more {
                    Some(more) => Some(Micrograms::from_mg(more)?),
                    None => None,
                };
                Act::EndDose(id, EndDose { given: Micrograms::from_mg(given)?, supplement })
            }
            "depth" => Act::ObserveDepth(id, ObserveDepth { depth: Depth::read(rest)? }),
            "abort" => Act::AbortSession(id, AbortSession { reason: line(rest)? }),
            "strike" => Act::MarkWrong(id, MarkWrong { version: u64::from(number?), reason: line(more)? }),
            "discharge" => Act::Discharge(id, discharge(rest)?),
            "note" => Act::WriteChairNote(id, WriteChairNote { words: line(rest)? }),
            "amend" => Act::AmendRecord(id, AmendRecord { words: line(rest)? }),
            "sign record" => {
                Act::SignRecord(id, SignRecord { typed_name: self.cast.player("nurse")?.3.clone() })
            }
            _ => return None,
        };
        Some(("nurse", act))
    }

    /// The entry carries the number of the session: one for each cast.
    fn of_diary(&self, verb: &str, rest: &str) -> Option<(&'static str, Act)> {
        let (id, patient) = (DiaryEntryId(self.cast.session.0), self.cast.patient);
        let with = self.cast.person(rest);
        let act = match verb {
            "write diary" => Act::WriteDiaryEntry(
                id,
                WriteDiaryEntry { patient, piece: NewPiece::text(rest), prompt: line("a-story") },
            ),
            "share diary" => Act::ShareDiaryEntry(id, ShareDiaryEntry { with: with? }),
            "take back diary" => Act::TakeBackDiaryEntry(id, TakeBackDiaryEntry { with: with? }),
            "delete diary" => Act::DeleteDiaryEntry(id, DeleteDiaryEntry),
            "restore diary" => Act::RestoreDiaryEntry(id, RestoreDiaryEntry),
            "erase diary" => return Some(("clock", Act::EraseDiaryEntry(id, EraseDiaryEntry))),
            _ => return None,
        };
        Some(("patient", act))
    }

    /// `therapy therapist in 26 h`.
    fn talk(&self, words: &str) -> Option<Talk> {
        let (kind, rest) = first_word(words);
        let (name, wait) = rest.split_once(" in ")?;
        let at = self.at.plus_minutes(minutes(wait)?);
        Some(Talk { kind: TalkKind::read(kind)?, with: self.cast.person(name)?, at })
    }
}

fn line(text: &str) -> Option<Line> {
    Line::new(text).ok()
}
