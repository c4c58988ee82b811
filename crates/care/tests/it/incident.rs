//! Incidents: told by anybody, opened by what must not be forgotten, reviewed by somebody who had no part in them.

use care::act::Act;
use care::chart::State;
use care::fact::{Fact, Stream, What};
use care::ids::{IncidentId, SessionId};
use care::incident::*;
use care::practice::{Acting, Role};
use care::tasks::{AnswerTask, Matter, TakeTask, TaskFact};
use care::time::Instant;

use crate::clinic::given::{DOSING, READY};
use crate::clinic::{Tale, id_of, line, who};

pub const TABLES: &[fn()] = &[
    anybody_on_staff_tells_an_incident_once,
    a_visit_is_named_only_by_whoever_is_tied_to_it,
    nobody_reviews_what_they_told_did_or_were_part_of,
    what_was_learnt_is_said_by_whoever_took_the_review,
    a_chart_opened_in_an_emergency_is_reviewed_by_somebody_else,
];

const INCIDENT: IncidentId = IncidentId(9);

fn tell(severity: Severity, visit: Option<SessionId>, happened: Instant) -> Act {
    let words = "The line came loose and was noticed".to_owned();
    let kind = IncidentKind::Equipment;
    Act::ReportIncident(INCIDENT, ReportIncident { kind, severity, visit, words, happened })
}

fn take(id: IncidentId) -> Act {
    Act::TakeIncident(id, TakeIncident)
}

fn note(id: IncidentId) -> Act {
    Act::NoteIncident(id, NoteIncident { words: "asked the nurse".to_owned() })
}

fn close(id: IncidentId) -> Act {
    Act::CloseIncident(id, CloseIncident { learnt: "lines are taped".to_owned() })
}

fn incidents(tale: &Tale) -> Vec<(IncidentId, Incident)> {
    let found = tale.world.streams().filter_map(|(stream, state)| match (stream, state) {
        (Stream::Incident(id), State::Incident(incident)) => Some((*id, (**incident).clone())),
        _ => None,
    });
    found.collect()
}

#[test]
fn anybody_on_staff_tells_an_incident_once() {
    for (severity, hours) in
        [(Severity::Harm, 72), (Severity::NotKnown, 72), (Severity::NoHarm, 336), (Severity::NearMiss, 336)]
    {
        for name in ["director", "prescriber", "nurse", "therapist", "specialist", "desk"] {
            let mut tale = Tale::of("");
            let now = tale.now;
            tale.does(&who(name), tell(severity, None, now));
            let (_, incident) = incidents(&tale).remove(0);
            assert_eq!((incident.told.by, incident.told.due.hours_since(now)), (id_of(name), hours));
            assert!(incident.is_open() && !incident.is_late(Instant(incident.told.due.0 - 1)));
            assert!(incident.is_late(incident.told.due));
            tale.refuses(&who(name), tell(severity, None, now), "already-there");
        }
    }
    let tale = Tale::of("");
    for by in [who("auditor"), Acting::CLOCK, Acting::VISITOR, Acting::patient(crate::clinic::RAE)] {
        tale.refuses(&by, tell(Severity::Harm, None, tale.now), "out-of-scope");
    }
    tale.refuses(&who("nurse"), tell(Severity::Harm, None, Instant(tale.now.0 + 1)), "time-in-the-future");
    let Act::ReportIncident(id, told) = tell(Severity::Harm, None, tale.now) else { panic!("not told") };
    let told = ReportIncident { kind: IncidentKind::Override, ..told };
    tale.refuses(&who("nurse"), Act::ReportIncident(id, told), "opens-itself");
}

#[test]
fn a_visit_is_named_only_by_whoever_is_tied_to_it() {
    let mut tale = Tale::of(READY);
    let at = tale.now;
    let visit = Some(SessionId(1));
    for name in ["stranger", "specialist", "therapist"] {
        tale.refuses(&who(name), tell(Severity::Harm, visit, at), "no-tie");
    }
    tale.refuses(&who("nurse"), tell(Severity::Harm, Some(SessionId(77)), at), "session-unknown");
    tale.does(&who("nurse"), tell(Severity::Harm, visit, at));
    let mut at_the_desk = Tale::of(READY);
    at_the_desk.does(&who("desk"), tell(Severity::Harm, visit, at));
}

/// What a serious event, or a gate that was let stand open, leaves behind in the same decision.
#[test]
fn what_must_not_be_forgotten_opens_its_own_incident() {
    let opened = |given: &str, last: &str| {
        let mut tale = Tale::of(given);
        let (facts, _) = tale.go(last).expect("done");
        let told = |fact: &Fact| match &fact.what {
            What::Incident(IncidentFact::Reported { told }) => Some((told.kind, told.visit, told.by)),
            _ => None,
        };
        facts.iter().filter_map(told).collect::<Vec<_>>()
    };
    let nurse = (IncidentKind::Reaction, Some(SessionId(1)), id_of("nurse"));
    assert_eq!(opened(DOSING, "serious event chest pain"), [nurse]);
    assert_eq!(opened(DOSING, "event a little sick"), []);
    let high = READY.replace("128/82", "150/95");
    let prescriber = (IncidentKind::Override, Some(SessionId(1)), id_of("prescriber"));
    assert_eq!(opened(&high, "override baseline white coat"), [prescriber]);
}

#[test]
fn nobody_reviews_what_they_told_did_or_were_part_of() {
    let mut told = Tale::of("");
    let at = told.now;
    told.refuses(&who("director"), take(INCIDENT), "incident-unknown");
    told.does(&who("prescriber"), tell(Severity::Harm, None, at));
    told.refuses(&who("prescriber"), take(INCIDENT), "own-incident");
    told.refuses(&who("nurse"), take(INCIDENT), "out-of-scope");
    told.does(&who("director"), take(INCIDENT));
    // The nurse told it; the prescriber was seen in the room.
    let mut there = Tale::of(&format!("{READY}, here prescriber"));
    let at = there.now;
    there.does(&who("nurse"), tell(Severity::Harm, Some(SessionId(1)), at));
    there.refuses(&who("prescriber"), take(INCIDENT), "was-there");
    there.does(&who("director"), take(INCIDENT));
    // Gone from the room since, and whoever ordered, drew or checked: the same.
    let away = format!("{READY}, here prescriber, gone prescriber");
    let mut left = Tale::of(&away);
    left.does(&who("nurse"), tell(Severity::Harm, Some(SessionId(1)), at));
    left.refuses(&who("prescriber"), take(INCIDENT), "was-there");
    let mut ordered = Tale::of(READY);
    ordered.does(&who("nurse"), tell(Severity::Harm, Some(SessionId(1)), at));
    ordered.refuses(&who("prescriber"), take(INCIDENT), "was-there");
    // Nothing says who had a part in it, or it is about somebody's conduct: the medical director's, unless they told it.
    let mut nobody = Tale::of("");
    let at = nobody.now;
    nobody.does(&who("specialist"), tell(Severity::Harm, None, at));
    nobody.refuses(&who("prescriber"), take(INCIDENT), "directors-review");
    nobody.does(&who("director"), take(INCIDENT));
    let mut directors = Tale::of("");
    directors.does(&who("director"), tell(Severity::Harm, None, at));
    directors.does(&who("prescriber"), take(INCIDENT));
    // As a prescriber too, somebody named on the visit as a nurse was part of it.
    let as_prescriber = Acting::person(id_of("nurse"), Role::Prescriber);
    there.refuses(&as_prescriber, take(INCIDENT), "not-affiliated");
    // Opened by their own act, whatever they call it.
    let high = READY.replace("128/82", "150/95");
    let mut overridden = Tale::of(&format!("{high}, override baseline white coat"));
    let (id, _) = incidents(&overridden).remove(0);
    overridden.refuses(&who("prescriber"), take(id), "own-incident");
    overridden.does(&who("director"), take(id));
}

#[test]
fn what_was_learnt_is_said_by_whoever_took_the_review() {
    let (director, prescriber) = (who("director"), who("prescriber"));
    let told = || {
        let mut tale = Tale::of("join team nurse, open course, schedule dosing in 1 h with nurse");
        let at = tale.now;
        tale.does(&who("nurse"), tell(Severity::Harm, Some(SessionId(1)), at));
        tale
    };
    let mut tale = told();
    for act in [note(INCIDENT), close(INCIDENT)] {
        tale.refuses(&director, act, "incident-not-taken");
    }
    tale.does(&director, take(INCIDENT));
    tale.refuses(&director, take(INCIDENT), "nothing-changed");
    tale.refuses(&prescriber, take(INCIDENT), "incident-taken");
    // Late, it can be taken from whoever has it: they may have left.
    tale.wait(72);
    tale.does(&prescriber, take(INCIDENT));
    tale.refuses(&director, close(INCIDENT), "incident-not-taken");
    let mut other = told();
    other.does(&prescriber, take(INCIDENT));
    other.does(&prescriber, note(INCIDENT));
    // In time only the director takes a review over; whoever had it writes no more in it.
    other.does(&director, take(INCIDENT));
    other.refuses(&prescriber, close(INCIDENT), "incident-not-taken");
    other.does(&director, close(INCIDENT));
    let (_, incident) = incidents(&other).remove(0);
    assert!(!incident.is_open() && !incident.is_late(Instant(i64::MAX)));
    let closed = incident.closed.as_ref().map(|(by, learnt, _)| (*by, learnt.as_str()));
    assert_eq!((incident.notes.len(), closed), (1, Some((id_of("director"), "lines are taped"))));
    for act in [take(INCIDENT), note(INCIDENT), close(INCIDENT)] {
        other.refuses(&director, act, "incident-closed");
    }
}

#[test]
fn a_chart_opened_in_an_emergency_is_reviewed_by_somebody_else() {
    let review = |tale: &Tale| {
        let found = tale.world.streams().find_map(|(stream, state)| match (stream, state) {
            (Stream::Task(id), State::Task(task)) if task.matter == Matter::EmergencyReview => Some(*id),
            _ => None,
        });
        found.expect("a review")
    };
    let answer = |id| Act::AnswerTask(id, AnswerTask { done: line("read, and rightly so") });
    let mut tale = Tale::of("director: emergency she fell in the hall");
    let id = review(&tale);
    for name in ["director", "nurse", "therapist"] {
        tale.refuses(&who(name), answer(id), "not-your-review");
        tale.refuses(&who(name), Act::TakeTask(id, TakeTask), "not-your-review");
    }
    tale.refuses(&who("desk"), answer(id), "not-your-review");
    // It climbs, and is still not theirs.
    tale.wait(25);
    let climb = care::tasks::EscalateTask { answer: care::units::Minutes(60) };
    tale.does(&Acting::CLOCK, Act::EscalateTask(id, climb));
    tale.refuses(&who("director"), answer(id), "not-your-review");
    let facts = tale.does(&who("prescriber"), answer(id));
    assert!(facts.iter().any(|fact| matches!(fact.what, What::Task(TaskFact::Answered { .. }))));
}
