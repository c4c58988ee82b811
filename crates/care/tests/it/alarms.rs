//! What asks for somebody at the chair does not stay there: an alarm that nobody answers, a monitor that is silent, an
//! emergency.

use care::act::Act;
use care::ids::{RosterId, SessionId, TaskId};
use care::practice::affiliation::EndAffiliation;
use care::practice::{Acting, Role};
use care::protocol::values::Flaw;
use care::protocol::{Key, SourceStatus, Unit, Value};
use care::roster::PutOnCall;
use care::session::climb_alarm::ClimbAlarm;
use care::session::note_silence::NoteSilence;
use care::session::{Channel, due};
use care::tasks::{EscalateTask, Matter, TakeTask, Task};
use care::time::Instant;
use care::units::{Hours, Minutes};

use crate::clinic::given::{BOOKED, DOSING, KAP_READY, READY, RECOVERED};
use crate::clinic::{HOUSE, Tale, cast, check, clinic_with, id_of, who};
use crate::monitors::{detach, hears, says, with_monitor, with_monitor_in};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    an_alarm_that_nobody_answers_is_owed_by_a_prescriber_by_name,
    what_happened_at_a_chair_climbs_by_name_until_somebody_answers,
    a_monitor_that_sends_nothing_asks_for_somebody_once,
    a_version_that_keeps_record_and_reminders_only_raises_no_alarm,
    an_emergency_stands_until_somebody_says_what_came_of_it,
];

const MINUTE: i64 = 60_000_000;
/// The protocol's time to answer an alarm, in these tests.
const ANSWER: u32 = 5;

/// The task that one matter made somebody owe.
fn owed(tale: &Tale, matter: Matter) -> (TaskId, Task) {
    let tasks = tale.world.streams().filter_map(|(stream, _)| match stream {
        care::fact::Stream::Task(id) => Some((*id, tale.world.task(*id).expect("a task").clone())),
        _ => None,
    });
    let mut of_it = tasks.filter(|(_, task)| task.matter == matter);
    let found = of_it.next().expect("one is owed");
    assert!(of_it.next().is_none(), "two are owed");
    found
}

#[test]
fn an_alarm_that_nobody_answers_is_owed_by_a_prescriber_by_name() {
    let medium = format!("{DOSING}, vitals 165/90");
    let owes = "climb alarm 1, Prescriber owes alarm-unanswered, asked of prescriber";
    check(&medium, "climb alarm 1", "refused: not-yet-due");
    check(&format!("{medium}, wait 4 min"), "climb alarm 1", "refused: not-yet-due");
    check(&format!("{medium}, wait 5 min"), "climb alarm 1", owes);
    check(&format!("{medium}, wait 5 min, climb alarm 1"), "climb alarm 1", "refused: nothing-changed");
    check(&format!("{medium}, wait 5 min, climb alarm 1"), "climb alarm 2", "refused: alarm-unknown");
    check(
        &format!("{medium}, answer alarm 1 asked, wait 9 min"),
        "climb alarm 1",
        "refused: nothing-changed",
    );
    // Answered at the chair after all, nobody away from it owes it any more.
    check(
        &format!("{medium}, wait 5 min, climb alarm 1"),
        "answer alarm 1 asked",
        "answer alarm 1 asked, settled",
    );
    // A high one is owed at once, and asked of somebody by name.
    let high =
        "vitals 185/90, alarm 1 high systolic 185 at 180, Prescriber owes stop-limit, asked of prescriber";
    check(DOSING, "vitals 185/90", high);
    check(&format!("{DOSING}, vitals 185/90, wait 9 min"), "climb alarm 1", "refused: nothing-changed");
    // Whoever sits at the chair cannot let it climb, nor keep it from climbing.
    let tale = Tale::of(&format!("{medium}, wait 5 min"));
    let act = Act::ClimbAlarm(cast("kit").session, ClimbAlarm { number: 1 });
    tale.refuses(&who("nurse"), act, "out-of-scope");
}

#[test]
fn what_happened_at_a_chair_climbs_by_name_until_somebody_answers() {
    let mut tale = Tale::of(&format!("{DOSING}, vitals 185/90"));
    let (id, task) = owed(&tale, Matter::StopLimit);
    assert_eq!((task.owed_by, task.asked_of()), (Role::Prescriber, Some(id_of("prescriber"))));
    assert_eq!(task.due, tale.now.plus_minutes(Minutes(ANSWER)));
    let climb = || Act::EscalateTask(id, EscalateTask { answer: Minutes(3) });
    tale.refuses(&Acting::CLOCK, climb(), "not-yet-due");
    let (roster, from) = (RosterId::of(HOUSE), tale.now);
    let until = from.plus_hours(Hours(12));
    let on_call = PutOnCall { person: id_of("second"), role: Role::Nurse, from, until };
    tale.does(&who("director"), Act::PutOnCall(roster, on_call));
    // Taken is not answered: it climbs all the same.
    tale.does(&who("prescriber"), Act::TakeTask(id, TakeTask));
    let mut steps = vec![];
    for _ in 0..4 {
        tale.now = tale.now.plus_minutes(Minutes(ANSWER));
        tale.does(&Acting::CLOCK, climb());
        let (_, task) = owed(&tale, Matter::StopLimit);
        assert_eq!(task.due, tale.now.plus_minutes(Minutes(3)), "as soon every time");
        steps.push((task.owed_by, task.asked_of().expect("somebody by name")));
    }
    let (second, director) = ((Role::Nurse, id_of("second")), (Role::MedicalDirector, id_of("director")));
    assert_eq!(steps, [second, director, second, director], "on call, the director, and from the beginning");
    // Whoever is named and may not act any more is not waited for.
    let mut gone = Tale::of(&format!("{DOSING}, vitals 185/90"));
    let (id, _) = owed(&gone, Matter::StopLimit);
    let ends = EndAffiliation { at: care::time::When::Now };
    gone.does(&who("director"), Act::EndAffiliation(id_of("prescriber"), ends));
    gone.does(&Acting::CLOCK, Act::EscalateTask(id, EscalateTask { answer: Minutes(3) }));
    let (_, task) = owed(&gone, Matter::StopLimit);
    assert_eq!((task.owed_by, task.asked_of()), (Role::MedicalDirector, Some(id_of("director"))));
}

/// What the clock brings about when nothing came of the monitor since `heard`, told.
fn silence(tale: &mut Tale, heard: Option<Instant>) -> String {
    let act = Act::NoteSilence(cast("kit").session, NoteSilence { device: 1, heard });
    match tale.world.submit(&Acting::CLOCK, &act, tale.now) {
        Ok(facts) => {
            facts.iter().map(|fact| care::story::tell(fact, &cast("kit"))).collect::<Vec<_>>().join(", ")
        }
        Err(no) => no.code().to_owned(),
    }
}

#[test]
fn a_monitor_that_sends_nothing_asks_for_somebody_once() {
    let nothing = "monitor-asks-nothing";
    let mut tale = with_monitor(DOSING);
    let taken_on = tale.now;
    assert_eq!(silence(&mut tale, None), nothing, "it was only just taken on");
    tale.go("wait 1 min").expect("time");
    assert_eq!(silence(&mut tale, None), nothing);
    tale.go("wait 1 min").expect("time");
    let heard = Some(Instant(tale.now.0 - MINUTE));
    assert_eq!(silence(&mut tale, heard), nothing, "it was heard a minute ago");
    assert_eq!(silence(&mut tale, Some(taken_on)), "alarm 1 silent monitor 1");
    assert_eq!(silence(&mut tale, Some(taken_on)), nothing, "it was asked and nobody has answered");
    let alarm = tale.world.session(cast("kit").session).expect("a visit").alarms[0].clone();
    assert_eq!((alarm.sign(), alarm.beyond(), alarm.device()), (None, None, Some(1)), "no number, no limit");
    // Nobody goes home before somebody said what was done; nobody answers, and it climbs like every other.
    tale.go("wait 5 min").expect("time");
    assert!(tale.told("climb alarm 1").starts_with("climb alarm 1, Prescriber owes alarm-unanswered"));
    assert_eq!(tale.told("answer alarm 1 plugged it in"), "answer alarm 1 plugged it in, settled");
    assert_eq!(silence(&mut tale, Some(taken_on)), nothing, "it is what was answered");
    let heard = Some(tale.now);
    tale.go("wait 3 min").expect("time");
    assert_eq!(silence(&mut tale, heard), nothing, "heard in the instant of the answer, and not since");
    let heard = Some(Instant(tale.now.0 - MINUTE));
    tale.go("wait 3 min").expect("time");
    assert_eq!(silence(&mut tale, heard), "alarm 2 silent monitor 1", "it was heard in between");
    // Still silent when the next readings are due: asked once more.
    let mut still = with_monitor(DOSING);
    still.go("wait 2 min").expect("time");
    assert_eq!(silence(&mut still, None), "alarm 1 silent monitor 1");
    still.go("answer alarm 1 reading by hand, wait 4 min").expect("time");
    assert_eq!(silence(&mut still, None), nothing);
    still.go("wait 30 min").expect("time");
    assert_eq!(silence(&mut still, None), "alarm 2 silent monitor 1");
    // Before a dose, and let go, it is nobody's silence.
    let mut before = with_monitor(READY);
    before.go("wait 10 min").expect("time");
    assert_eq!(silence(&mut before, None), nothing);
    let mut let_go = with_monitor(DOSING);
    let_go.does(&who("nurse"), detach(1));
    let_go.go("wait 10 min").expect("time");
    assert_eq!(silence(&mut let_go, None), "monitor-not-attached");
}

#[test]
fn a_version_that_keeps_record_and_reminders_only_raises_no_alarm() {
    let only = |amount| {
        let (source, status) = ("clinic policy 9".to_owned(), SourceStatus::Clinic);
        (Key::RecordOnly, Value { amount, unit: Unit::Count, source, status })
    };
    let quiet = clinic_with(|content| {
        content.values.extend([only(1)]);
        assert!(content.flaws().is_empty() && !content.raises_alarms());
    });
    let mut tale = with_monitor_in(quiet, DOSING);
    let visit = |tale: &Tale| tale.world.session(cast("kit").session).expect("a visit").clone();
    assert!(!tale.told("vitals 190/112 135 88%").contains("alarm"), "what was read is kept, and asks nobody");
    assert_eq!(hears(&mut tale, says(Channel::Spo2, "70")), "-");
    tale.go("wait 20 min").expect("time");
    assert_eq!(silence(&mut tale, None), "monitor-asks-nothing");
    assert!(visit(&tale).alarms.is_empty());
    // Late readings are still late, and an emergency is still told.
    let content =
        tale.world.protocol(visit(&tale).protocol.expect("running")).expect("signed").content.clone();
    assert_eq!(due::is_late(&visit(&tale), &content, tale.now), Ok(true));
    assert!(tale.told("declare emergency").starts_with("declare emergency"));
    // It is said, or it is not: nought is neither.
    let mut neither = crate::clinic::content(care::protocol::CareModel::Infusion);
    neither.values.extend([only(0)]);
    assert_eq!(neither.flaws(), [Flaw::Impossible(Key::RecordOnly)]);
}

#[test]
fn an_emergency_stands_until_somebody_says_what_came_of_it() {
    let declared = "declare emergency, Prescriber owes emergency, asked of prescriber";
    check(READY, "declare emergency", declared);
    check(DOSING, "declare emergency", declared);
    check(RECOVERED, "declare emergency", declared);
    check(BOOKED, "declare emergency", "refused: not-checked-in");
    check(DOSING, "emergency over it was a faint", "refused: emergency-unknown");
    // Whoever sits with them in a therapy room, too.
    check(KAP_READY, "kap> therapist: declare emergency", declared);
    let stands = format!("{DOSING}, declare emergency");
    check(&stands, "declare emergency", "refused: emergency-stands");
    check(&stands, "emergency over it was a faint", "emergency over it was a faint, settled");
    check(&format!("{stands}, emergency over a faint"), "declare emergency", declared);
    // Nobody is sent home, and no visit is called off, while one stands.
    check(&format!("{RECOVERED}, declare emergency"), "discharge", "refused: emergency-stands");
    check(&format!("{READY}, declare emergency"), "abort they feel faint", "refused: emergency-stands");
    // Nothing waits for it: what is done at the chair is kept as always.
    check(&stands, "vitals 90/50", "vitals 90/50");
    check(&stands, "pause they are sick", "pause they are sick");
    let tale = Tale::of(&format!("{stands}, emergency over a faint"));
    let session = tale.world.session(SessionId(1)).expect("a visit");
    let told = session.emergencies.first().expect("one");
    assert_eq!(
        told.over.as_ref().map(|(by, _, done)| (*by, done.as_str())),
        Some((id_of("nurse"), "a faint"))
    );
    assert!(session.took_part.contains(&id_of("nurse")));
    let outsider = Act::DeclareEmergency(SessionId(1), care::session::emergency::DeclareEmergency);
    tale.refuses(&who("desk"), outsider, "out-of-scope");
}
