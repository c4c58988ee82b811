//! Facts told in the words of the phrases that bring them about.

use super::Cast;
use crate::course::CourseFact;
use crate::course::touch::Touch;
use crate::diary::DiaryFact;
use crate::fact::{Fact, What};
use crate::incident::IncidentFact;
use crate::integration::WindowFact;
use crate::messages::MessageFact;
use crate::patient::PatientFact;
use crate::safety::Owing;
use crate::session::{Plan, SessionFact, Sign, Vitals};
use crate::tasks::TaskFact;

/// A fact in the words of the phrase that brings it about; what no phrase asks for, in words as short.
pub fn tell(fact: &Fact, cast: &Cast) -> String {
    match &fact.what {
        What::Session(fact) => tell_session(fact, cast),
        What::Course(fact) => tell_course(fact, cast),
        What::Window(fact) => tell_window(fact, cast),
        What::Patient(PatientFact::LockBegan { .. }) => "locked".to_owned(),
        What::Patient(PatientFact::LockSet { .. }) => "locked for hours".to_owned(),
        What::Patient(PatientFact::SaidUnsafe { words }) => {
            format!("unsafe {}", words.as_deref().unwrap_or("")).trim().to_owned()
        }
        What::Patient(PatientFact::Shared { with, .. }) => format!("share intention {}", cast.name(*with)),
        What::Patient(PatientFact::TakenBack { with, .. }) => {
            format!("take back intention {}", cast.name(*with))
        }
        What::Patient(PatientFact::TeamJoined { person, .. }) => format!("join team {}", cast.name(*person)),
        What::Patient(PatientFact::TeamLeft { person, .. }) => format!("leave team {}", cast.name(*person)),
        What::Patient(PatientFact::EmergencyOpened { reason, .. }) => format!("emergency {reason}"),
        What::Patient(PatientFact::ChartOpened { .. }) => "open chart".to_owned(),
        What::Task(TaskFact::Opened { matter, owed_by, .. }) => format!("{owed_by:?} owes {}", matter.code()),
        What::Task(TaskFact::AskedOf { person }) => format!("asked of {}", cast.name(*person)),
        What::Task(TaskFact::Settled { .. }) => "settled".to_owned(),
        What::Task(TaskFact::Raised { source, .. }) => format!("raised {}", source.code()),
        What::Task(TaskFact::Owed { owing }) => format!("owed by {}", whom(owing, cast)),
        What::Task(TaskFact::ClimbedTo { owing }) => format!("climbed to {}", whom(owing, cast)),
        What::Task(TaskFact::HowSafeSaid { answer, .. }) => format!("says {}", answer.code()),
        What::Task(TaskFact::Tried { contact, .. }) => format!("tried {}", contact.code()),
        What::Task(other) => format!("task {}", name_of(other)),
        What::Diary(DiaryFact::Shared { with, .. }) => format!("share diary {}", cast.name(*with)),
        What::Diary(DiaryFact::TakenBack { with, .. }) => format!("take back diary {}", cast.name(*with)),
        What::Diary(other) => format!("diary {}", name_of(other)),
        What::Patient(PatientFact::HowSafeSaid { answer, .. }) => format!("say {}", answer.code()),
        What::Schedule(other) => format!("schedule {}", name_of(other)),
        What::Roster(other) => format!("roster {}", name_of(other)),
        What::Incident(IncidentFact::Reported { told }) => format!("incident {}", told.kind.code()),
        What::Incident(other) => format!("incident {}", name_of(other)),
        What::Contact(other) => format!("contact {}", name_of(other)),
        What::Referral(other) => format!("referral {}", name_of(other)),
        What::Vault(other) => format!("vault {}", name_of(other)),
        What::Directory(other) => format!("directory {}", name_of(other)),
        What::Till(other) => format!("till {}", name_of(other)),
        What::Receipt(other) => format!("receipt {}", name_of(other)),
        What::Articles(other) => format!("articles {}", name_of(other)),
        What::Patient(other) => format!("patient {}", name_of(other)),
        What::Message(MessageFact::Owed { owed }) => format!("owe {}", owed.occasion.code()),
        What::Message(other) => format!("message {}", name_of(other)),
        What::House(other) => format!("house {}", name_of(other)),
        What::Person(other) => format!("person {}", name_of(other)),
        What::Protocol(other) => format!("protocol {}", name_of(other)),
    }
}

/// Whom a safety signal is owed by: a name of the story, or everybody in a role.
fn whom(owing: &Owing, cast: &Cast) -> String {
    owing.to.map_or_else(|| format!("every {:?}", owing.role), |person| cast.name(person))
}

/// The variant's own name: `Climbed { … }` is `climbed`.
fn name_of(fact: &impl std::fmt::Debug) -> String {
    let debug = format!("{fact:?}");
    debug.split([' ', '{', '(']).next().unwrap_or_default().to_lowercase()
}

fn tell_course(fact: &CourseFact, cast: &Cast) -> String {
    match fact {
        CourseFact::Opened { .. } => "open course".to_owned(),
        CourseFact::ScreeningAnswered { answers, .. } => {
            let yes =
                answers.iter().filter(|answer| answer.yes).map(|answer| format!(" {}", answer.question));
            format!("answer screening{}", yes.collect::<String>())
        }
        CourseFact::ScreeningAnswerKept { question, yes, .. } => {
            format!("keep answer {question} {}", if *yes { "yes" } else { "no" })
        }
        CourseFact::ScreeningHeld { findings, .. } => {
            format!("held{}", findings.iter().map(|code| format!(" {code}")).collect::<String>())
        }
        CourseFact::ScreeningCallOwed { .. } => "a call is owed".to_owned(),
        CourseFact::ScreeningLifted { reason, .. } => format!("lift stop {reason}"),
        CourseFact::ScreeningCleared { notes, .. } => {
            format!("clear screening{}", notes.iter().map(|(code, _)| format!(" {code}")).collect::<String>())
        }
        CourseFact::ScreeningStopped { reason, .. } => format!("stop screening {reason}"),
        CourseFact::ConsentSigned { .. } => "sign consent".to_owned(),
        CourseFact::ConsentWithdrawn { .. } => "withdraw consent".to_owned(),
        CourseFact::TouchAgreed { allowed, .. } => format!("touch {}", touch_words(allowed)),
        CourseFact::TouchTakenBack { left, .. } => format!("touch left: {}", touch_words(left)),
        CourseFact::IntentionSet { words, .. } => format!("intend {words}"),
        CourseFact::OrderWritten { order } => {
            format!("order {} for {}", order.dose.in_mg(), order.weight.in_kg())
        }
        CourseFact::OrderStopped { number, reason } => format!("stop order {number} {reason}"),
        CourseFact::DisclosureAcknowledged { person, version, .. } => {
            format!("read disclosure {} {version}", cast.name(*person))
        }
        CourseFact::Reviewed { note, .. } => format!("review {note}"),
        CourseFact::Closed { reason, .. } => format!("close {reason}"),
        other => format!("course {}", name_of(other)),
    }
}

fn touch_words(touch: &[Touch]) -> String {
    let words: Vec<&str> = touch.iter().map(|touch| touch.code()).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(" ") }
}

fn tell_session(fact: &SessionFact, cast: &Cast) -> String {
    use SessionFact as F;
    match fact {
        F::Cancelled { reason } => format!("cancel session {reason}"),
        F::Moved { .. } => "move session".to_owned(),
        F::NotCome { .. } => "not come".to_owned(),
        F::EntrySent { .. } => "calendar entry sent".to_owned(),
        F::EntryTakenOut { .. } => "calendar entry taken out".to_owned(),
        F::CheckedIn { .. } => "check in".to_owned(),
        F::Prechecked { precheck, .. } => format!("precheck {}", precheck.weight.in_kg()),
        F::PresenceNoted { person, present: true, .. } => format!("here {}", cast.name(*person)),
        F::PresenceNoted { person, .. } => format!("gone {}", cast.name(*person)),
        F::VitalsRecorded { vitals, .. } => tell_vitals(vitals),
        F::VitalsMissed { reason, .. } => format!("no vitals {reason}"),
        F::AlarmRaised { number, level, sign, value, limit, .. } => {
            format!("alarm {number} {} {} {value} at {limit}", level.code(), sign.code())
        }
        F::EmergencyDeclared { .. } => "declare emergency".to_owned(),
        F::EmergencyOver { done, .. } => format!("emergency over {done}"),
        F::AlarmAnswered { number, done, .. } => format!("answer alarm {number} {done}"),
        F::RideNamed { ride, .. } => format!("ride {}", ride.with),
        F::DayQuestionsAnswered { answers, .. } => {
            let yes =
                answers.iter().filter(|answer| answer.yes).map(|answer| format!(" {}", answer.question));
            format!("day{}", yes.collect::<String>())
        }
        F::DayFindingCleared { question, .. } => format!("day clear {question}"),
        F::Called { .. } => "call nurse".to_owned(),
        F::CallAnswered { .. } => "answer call".to_owned(),
        F::DrugDrawn { amount, checked_by, .. } => {
            format!("draw {} checked {}", amount.in_mg(), cast.name(*checked_by))
        }
        F::SyringeWasted { number, amount, .. } => format!("waste syringe {number} {}", amount.in_mg()),
        F::SyringeReturned { number, amount, .. } => format!("put back syringe {number} {}", amount.in_mg()),
        F::SyringeShort { number, left, .. } => format!("syringe {number} short of {}", left.in_mg()),
        F::WindowPlanned { plan: Plan::NoThanks } => "plan no thanks".to_owned(),
        F::WindowPlanned { plan: Plan::Referral { to } } => format!("plan referral {to}"),
        F::GateOverridden { gate, reason, .. } => format!("override {} {reason}", gate.code()),
        F::DoseStarted { amount, .. } => format!("dose {}", amount.in_mg()),
        F::DosePaused { reason, .. } => format!("pause {reason}"),
        F::DoseResumed { .. } => "resume".to_owned(),
        F::DoseEnded { given, .. } => format!("end {}", given.in_mg()),
        F::DepthObserved { depth, .. } => format!("depth {}", depth.code()),
        F::AdverseEventRecorded { what, serious, .. } => {
            format!("{}event {what}", if *serious { "serious " } else { "" })
        }
        F::AdviceGiven { .. } => "advice given".to_owned(),
        F::Discharged { reason: Some(reason), .. } => format!("discharge because {reason}"),
        F::Discharged { .. } => "discharge".to_owned(),
        F::Aborted { reason, .. } => format!("abort {reason}"),
        F::MarkedWrong { version, reason, .. } => format!("strike {version} {reason}"),
        F::RecordSigned { .. } => "sign record".to_owned(),
        F::ChairNoteWritten { words, .. } => format!("note {words}"),
        F::RecordAmended { words, .. } => format!("amend {words}"),
        F::Held { .. } => "hold visit".to_owned(),
        F::EarlierWished { .. } | F::EarlierTakenBack { .. } => tell_earlier(fact),
        F::EarlierOffered { .. } | F::EarlierEnded { .. } => tell_earlier(fact),
        F::Scheduled { kind, .. } => format!("scheduled {}", kind.code()),
        F::WindowPlanned { plan: Plan::Talk { kind, with, .. } } => {
            format!("planned {} {}", kind.code(), cast.name(*with))
        }
        order => tell_monitor(order, cast),
    }
}

fn tell_monitor(fact: &SessionFact, cast: &Cast) -> String {
    use SessionFact as F;
    match fact {
        F::MonitorAttached { device, .. } => format!("attach {device}"),
        F::MonitorDetached { device, .. } => format!("detach {device}"),
        F::MonitorAlarmRaised { number, level, device, channel, value, limit, .. } => {
            let (level, channel) = (level.code(), channel.code());
            format!("alarm {number} {level} {channel} {value} at {limit} by monitor {device}")
        }
        F::SignalLost { number, device, channel, .. } => {
            format!("alarm {number} no signal {} by monitor {device}", channel.code())
        }
        F::MonitorSilent { number, device, .. } => format!("alarm {number} silent monitor {device}"),
        F::AlarmClimbed { number, .. } => format!("climb alarm {number}"),
        F::SamplesKept { messages, .. } => format!("kept {messages} messages"),
        other => tell_order(other, cast),
    }
}

fn tell_order(fact: &SessionFact, cast: &Cast) -> String {
    use SessionFact as F;
    match fact {
        F::OrderAccepted { number, .. } => format!("accept order {number}"),
        F::OrderQuestioned { number, words, .. } => format!("question order {number} {words}"),
        F::DoseRateChanged { amount, over, .. } => format!("run {} over {over}", amount.in_mg()),
        F::SupplementOrdered { number, amount, .. } => format!("supplement {number} {}", amount.in_mg()),
        F::SupplementWithdrawn { number, reason, .. } => format!("withdraw supplement {number} {reason}"),
        F::SupplementAccepted { number, .. } => format!("accept supplement {number}"),
        F::SupplementGiven { number, amount, .. } => format!("give supplement {number} {}", amount.in_mg()),
        F::LeadTaken { .. } => "lead".to_owned(),
        F::LeadOffered { to, .. } => format!("hand lead to {}", cast.name(*to)),
        F::LeadAccepted { .. } => "take lead over".to_owned(),
        F::DoseUncertain { reason, .. } => format!("uncertain {reason}"),
        _ => String::new(),
    }
}

fn tell_earlier(fact: &SessionFact) -> String {
    use SessionFact as F;
    match fact {
        F::EarlierWished { .. } => "wish earlier".to_owned(),
        F::EarlierOffered { offer } => format!("offer {}", offer.number),
        F::EarlierEnded { number, how, .. } => format!("offer {number} {}", how.code()),
        _ => "leave it as it is".to_owned(),
    }
}

fn tell_vitals(vitals: &Vitals) -> String {
    let mut told = "vitals".to_owned();
    if let Some((systolic, diastolic)) = vitals.pressure {
        told.push_str(&format!(" {}/{}", systolic.0, diastolic.0));
    }
    for (sign, unit) in [(Sign::Pulse, ""), (Sign::Spo2, "%"), (Sign::Breaths, "br")] {
        told.extend(vitals.of(sign).map(|value| format!(" {value}{unit}")));
    }
    told
}

fn tell_window(fact: &WindowFact, cast: &Cast) -> String {
    match fact {
        WindowFact::Booked { kind, with, .. } => format!("booked {} {}", kind.code(), cast.name(*with)),
        WindowFact::TalkCancelled { reason } => format!("cancel talk {reason}"),
        WindowFact::Declined { .. } => "decline talk".to_owned(),
        WindowFact::CallOwed { .. } => "call owed".to_owned(),
        WindowFact::Climbed { .. } => "escalate window".to_owned(),
        WindowFact::TalkHeldOutside { said_by, .. } => format!("met outside, says {}", said_by.code()),
        WindowFact::TalkHeld { kind, .. } => format!("hold {}", kind.code()),
        other => format!("window {}", name_of(other)),
    }
}
