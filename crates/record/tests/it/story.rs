//! A clinic's days through the one way in: receipts, news, views and `verify` agree after every act.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use care::act::Act;
use care::course::intention::SetIntention;
use care::course::{CourseFact, Phase as CoursePhase, SessionKind};
use care::fact::{Stream, What};
use care::ids::{CommandId, CourseId, PatientId, ProtocolId, SessionId, WindowId};
use care::patient::RegisterPatient;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::Acting;
use care::practice::affiliation::EndAffiliation;
use care::protocol::{CareModel, DraftProtocol, RetireProtocol, Setting, SignProtocol};
use care::refusal::Refusal;
use care::session::record_vitals::MissVitals;
use care::session::schedule_session::ScheduleSession;
use care::tasks::TakeTask;
use care::time::{Instant, When};
use care::units::{Hours, Minutes};
use record::journal;
use record::record::Record;
use record::state_as;
use record::store::{StoreFault, Val};
use record::submit::{Answer, Command, Receipt};
use record::views::{VIEWS, ask, ask_schedule};
use record::wire;
use record::writer::WriteFault;

use crate::clinic::{
    Clinic, INFUSION, LATER, NOAH, RAE, STORY, T0, content, details, founding, id_of, line, who,
};
use crate::stores::Fresh;

crate::on_both_stores!(
    every_act_is_on_disk_announced_and_verified,
    the_views_answer_the_questions_of_lists,
    a_refused_act_writes_nothing,
    a_command_said_twice_is_done_once,
    a_command_cannot_take_the_place_of_a_task,
    a_command_id_carries_one_act_only,
    rights_are_judged_at_the_commit,
    a_talk_is_lost_with_its_person,
    a_faulting_job_keeps_its_neighbours_and_their_news,
    two_writers_on_one_store_do_not_fork,
    one_writer_sees_what_the_other_wrote,
    many_threads_share_one_writer,
    a_record_opened_again_goes_on,
    what_the_rules_want_beyond_streams_is_found,
);

fn every_act_is_on_disk_announced_and_verified(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    assert_eq!(record::record::first_house(&clinic.store).unwrap(), None);
    let mut acts: Vec<(Acting, Act, Instant)> =
        founding().into_iter().map(|(by, act)| (by, act, T0)).collect();
    acts.extend(clinic.steps(STORY));
    let (mut before, mut n_news) = (clinic.head(), 0);
    for (by, act, at) in acts {
        clinic.set_clock(at);
        let command = clinic.command(&by, act);
        let Answer::Done(receipt) = clinic.ask(command.clone()).unwrap() else { panic!("{:?}", command.act) };
        let head = clinic.head();
        assert_eq!(receipt, Receipt { position: head.position, repeated: false });
        let read = |conn: &mut _| journal::read_after(conn, clinic.org(), before.position, 100);
        let new = clinic.record.read(read).unwrap();
        let news = clinic.news().split_off(n_news);
        assert!(!new.is_empty(), "{:?}", command.act);
        assert_eq!(new.len(), news.len());
        for (stored, (position, stream)) in new.iter().zip(news) {
            let envelope = &stored.envelope;
            assert_eq!((stored.position, &envelope.stream), (position, &stream.to_string()));
            assert_eq!((envelope.recorded_us, envelope.occurred_us), (at.0, at.0));
            assert_eq!(envelope.act, format!("{:?}", command.act.kind()));
            assert_eq!(envelope.command_id, command.id.to_string());
            let what = wire::decode(&envelope.fact, &envelope.body).unwrap();
            // What was sealed with a fact adds its digest, and nothing else.
            let (tag, body) = wire::encode(&what);
            let kept = envelope.body.split(",\"sealed_sha256\"").next().unwrap().trim_end_matches('}');
            assert_eq!((tag, body.trim_end_matches('}')), (envelope.fact.as_str(), kept));
        }
        let checked = clinic.verify().unwrap_or_else(|found| panic!("after {:?}: {found}", command.act));
        assert_eq!(checked.facts, head.position);
        n_news += new.len();
        before = head;
    }
    assert_eq!(record::record::first_house(&clinic.store).unwrap(), Some(clinic.record.house()));
    assert!(90 < before.position, "{}", before.position);
}

fn the_views_answer_the_questions_of_lists(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    crate::rebuild::noted(&clinic, "a dream of water");
    let mut reader = clinic.store.reader().unwrap();
    let (conn, org, now) = (&mut reader, clinic.org(), clinic.now());

    for view in VIEWS {
        let rows = conn.query(&format!("SELECT COUNT(*) FROM {}", view.table), &[]).unwrap();
        assert!(0 < rows[0].int(0).unwrap(), "{} is empty", view.table);
    }

    let active = ask::active_sessions(conn, org, now).unwrap();
    let [kap] = &active[..] else { panic!("{active:?}") };
    assert_eq!((kap.session, kap.patient, kap.patient_name.as_str()), (SessionId(3), NOAH, "Noah Ash"));
    assert_eq!((kap.model.as_str(), kap.phase.as_str(), kap.kind.as_str()), ("kap", "recovery", "dosing"));
    assert_eq!((kap.doses, kap.planned_doses), (1, 6));
    assert_eq!([kap.systolic, kap.diastolic, kap.pulse, kap.spo2], [Some(185), Some(92), Some(74), Some(98)]);
    assert_eq!((kap.alarm.as_deref(), kap.alarm_sign.as_deref()), (Some("high"), Some("systolic")));
    assert_eq!((kap.alarm_value, kap.alarm_limit), (Some(185), Some(180)));
    assert!(kap.dose < kap.dose_ended && kap.dose_ended < kap.read && kap.read == kap.alarm_at);
    assert!(kap.window_planned && !kap.signed);
    assert!(ask::active_sessions(conn, org, T0).unwrap().is_empty());

    let sessions = ask::sessions_of(conn, org, RAE).unwrap();
    // The newest is the one that could come earlier.
    let [_, first] = &sessions[..] else { panic!("{sessions:?}") };
    assert_eq!((first.phase.as_str(), first.signed, first.dose_over_min), ("discharged", true, Some(40)));
    assert_eq!((first.room.as_str(), first.setting.as_str()), ("room 1", "clinic-room"));
    assert_eq!((first.alarm.as_deref(), first.protocol, first.course), (None, Some(INFUSION), CourseId(1)));
    assert!(first.missed.is_some());
    let kinds: Vec<String> =
        ask::sessions_of(conn, org, NOAH).unwrap().into_iter().map(|session| session.kind).collect();
    assert_eq!(kinds, ["dosing", "preparation"]);

    // Both talks were held; the support window's goal is past by nobody.
    assert!(ask::open_windows(conn, org, T0).unwrap().is_empty());
    let settled = ask::settled_windows(conn, org, T0).unwrap();
    let told: Vec<_> =
        settled.iter().map(|w| (w.window, w.held_kind.as_deref(), w.ending.as_str())).collect();
    let (support, therapy) = (WindowId::of(SessionId(1)), WindowId::of(SessionId(3)));
    assert_eq!(told, [(support, Some("support"), "support"), (therapy, Some("therapy"), "therapy")]);
    assert_eq!(ask::one_window(conn, org, therapy).unwrap().map(|row| row.patient), Some(NOAH));
    assert!(ask::one_window(conn, org, WindowId(99)).unwrap().is_none());
    let far = Instant(i64::MAX);
    assert!(ask_schedule::talks(conn, org, T0, far).unwrap().is_empty(), "held talks keep no time");
    let windows = ask::windows_of(conn, org, NOAH).unwrap();
    assert_eq!((windows.len(), windows[0].talk_with_name.as_deref()), (1, Some("Dr Tova Lind")));
    assert_eq!((windows[0].is_open, windows[0].talk_with), (false, Some(id_of("therapist"))));
    assert_eq!(ask::talks_with(conn, org, id_of("specialist")).unwrap()[0].window, support);
    assert!(ask::talks_with(conn, org, id_of("nurse")).unwrap().is_empty());

    let mut matters: Vec<String> =
        ask::open_tasks(conn, org).unwrap().into_iter().map(|task| task.matter).collect();
    matters.sort();
    // The call for the lost talk is settled: a talk was booked, and held.
    let owed = ["emergency-review", "hand-back", "safety-signal", "stop-limit", "stop-limit"];
    assert_eq!(matters, owed);
    assert_eq!(ask::tasks_of(conn, org, RAE).unwrap().len(), 2);

    let names = |found: Vec<ask::PatientRow>| -> Vec<(String, bool)> {
        found.into_iter().map(|row| (row.name, row.mine)).collect()
    };
    let find = |conn: &mut _, text: &str, of: &str| {
        names(ask::find_patients(conn, org, text, id_of(of), now).unwrap())
    };
    assert_eq!(find(conn, "QUI", "nurse"), [("Rae Quill".to_owned(), true)]);
    assert_eq!(find(conn, " rae  quill ", "auditor"), [("Rae Quill".to_owned(), false)]);
    assert_eq!(find(conn, "", "therapist"), [("Noah Ash".to_owned(), true), ("Rae Quill".to_owned(), false)]);
    for nobody in ["%", "_", "\\", "ill", "rae_quill"] {
        assert!(find(conn, nobody, "nurse").is_empty(), "{nobody}");
    }
    let born =
        |conn: &mut _, day| names(ask::patients_born(conn, org, day, id_of("therapist"), now).unwrap());
    let both = [("Noah Ash".to_owned(), true), ("Rae Quill".to_owned(), false)];
    assert_eq!(born(conn, "1986-02-28"), both);
    assert!(born(conn, "1986-02-2").is_empty() && born(conn, "1986%").is_empty());
    let mine = |conn: &mut _, at| names(ask::my_patients(conn, org, id_of("therapist"), at).unwrap());
    assert_eq!(mine(conn, now), [("Noah Ash".to_owned(), true)]);
    assert!(mine(conn, T0).is_empty(), "not on the team yet");

    let courses = ask::courses_of(conn, org, RAE).unwrap();
    assert_eq!((courses.len(), courses[0].phase.as_str(), courses[0].doses), (1, "dosing", 1));
    assert_eq!(courses[0].title, "Infusion as this house does it");
    assert_eq!(ask::people(conn, org).unwrap().len(), 8);
    let protocols = ask::protocols(conn, org).unwrap();
    assert_eq!(protocols.len(), 2);
    assert_eq!(protocols[0].signed_by.as_deref(), Some("Dr Dana Osei"));
    assert_eq!(ask::in_force(conn, org, "infusion", now).unwrap(), Some(INFUSION));
    assert_eq!(ask::in_force(conn, org, "nothing", now).unwrap(), None);

    let history = ask::history(conn, org, &[Stream::Patient(NOAH), Stream::Course(CourseId(2))]).unwrap();
    assert!(history.is_sorted_by_key(|stored| stored.position) && 8 < history.len());
    let course = state_as!(clinic.record.state(Stream::Course(CourseId(1))).unwrap(), Course).unwrap();
    assert_eq!((course.phase(), course.doses.len()), (CoursePhase::Dosing, 1));
    assert!(clinic.record.state(Stream::Course(CourseId(99))).unwrap().state.is_none());

    // Another house sees nothing of this one.
    assert!(
        ask::people(conn, "hou_2").unwrap().is_empty() && ask::open_tasks(conn, "hou_2").unwrap().is_empty()
    );
}

fn a_refused_act_writes_nothing(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let (head, news) = (clinic.head(), clinic.news().len());
    let answered = |clinic: &Clinic| {
        let sql = "SELECT COUNT(*) FROM answered";
        clinic.store.reader().unwrap().query(sql, &[]).unwrap()[0].int(0).unwrap()
    };
    let n_answered = answered(&clinic);
    let act = Act::SetIntention(CourseId(1), SetIntention { words: line("mine") });
    assert!(matches!(clinic.refuses(&who("desk"), act.clone()), Refusal::OutOfScope { .. }));
    assert_eq!(clinic.refuses(&Acting::patient(NOAH), act), Refusal::NotYourRecord);
    let unknown = Act::MissVitals(SessionId(99), MissVitals { reason: line("asleep") });
    assert!(matches!(clinic.refuses(&who("nurse"), unknown), Refusal::NoTie | Refusal::SessionUnknown));
    let (_, again) = founding().remove(0);
    assert_eq!(clinic.refuses(&Acting::HOST, again), Refusal::AlreadyThere);
    assert_eq!((clinic.head(), clinic.news().len(), answered(&clinic)), (head, news, n_answered));
    clinic.verify().unwrap();
    // A refusal is not remembered: what was refused may be right later.
    let mut command =
        clinic.command(&who("nurse"), Act::MissVitals(SessionId(3), MissVitals { reason: line("asleep") }));
    command.occurred = Some(clinic.now().plus_hours(Hours(1)));
    assert!(matches!(clinic.ask(command.clone()).unwrap(), Answer::Refused(_)));
    clinic.set_clock(clinic.now().plus_hours(Hours(1)));
    assert!(matches!(clinic.ask(command).unwrap(), Answer::Done(Receipt { repeated: false, .. })));
}

/// The patient's own sentence: an act that can be done any number of times.
fn intend(clinic: &Clinic, words: &str) -> Command {
    let act = Act::SetIntention(CourseId(1), SetIntention { words: line(words) });
    clinic.command(&Acting::patient(RAE), act)
}

fn with_a_course(fresh: &Fresh) -> Clinic {
    let clinic = Clinic::founded(fresh);
    clinic.goes("join team prescriber, open course");
    clinic
}

fn intentions(record: &Record) -> Vec<String> {
    let course = state_as!(record.state(Stream::Course(CourseId(1))).unwrap(), Course).unwrap();
    course.intentions.iter().map(|(_, words)| words.to_string()).collect()
}

fn a_command_said_twice_is_done_once(fresh: &Fresh) {
    let clinic = with_a_course(fresh);
    let command = intend(&clinic, "once");
    let Answer::Done(first) = clinic.ask(command.clone()).unwrap() else { panic!() };
    clinic.ask(intend(&clinic, "between")).unwrap();
    let (head, news) = (clinic.head(), clinic.news());
    clinic.set_clock(clinic.now().plus_hours(Hours(2)));
    let repeated = Answer::Done(Receipt { repeated: true, ..first });
    assert_eq!(clinic.ask(command.clone()).unwrap(), repeated);
    assert_eq!((clinic.head(), clinic.news()), (head, news));
    // In one batch, and over a writer that has forgotten everything.
    let command = intend(&clinic, "twice at once");
    let speak = hold(&clinic.record);
    let tickets = [clinic.record.submit(command.clone()), clinic.record.submit(command.clone())];
    speak.send(()).unwrap();
    let [done, again] = tickets.map(|ticket| ticket.wait().unwrap());
    let Answer::Done(receipt) = done else { panic!("{done:?}") };
    assert_eq!(again, Answer::Done(Receipt { repeated: true, ..receipt }));
    let (other, _) = clinic.opened_again();
    assert_eq!(other.submit(command).wait().unwrap(), again);
    assert_eq!(intentions(&clinic.record), ["once", "between", "twice at once"]);
    clinic.verify().unwrap();
}

/// A task's number follows from its command's, and whoever sends a form can send any number with it.
fn a_command_cannot_take_the_place_of_a_task(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    clinic.goes("kap> vitals 190/115 74 89%");
    let open = clinic.record.read(|conn| ask::open_tasks(conn, clinic.org())).unwrap();
    // The second of a command: its own number is free, and leads to the same task as a first.
    let second = open.iter().find(|row| row.task.0 & 0xFF == 1).expect("three limits were passed");
    let state = || clinic.record.state(Stream::Task(second.task)).unwrap().version;
    let (head, version) = (clinic.head(), state());
    let act = Act::SayUnsafe(RAE, SayUnsafe { words: None });
    let foreseen = Command {
        id: CommandId(second.task.0.rotate_right(8)),
        ..clinic.command(&Acting::patient(RAE), act)
    };
    assert_eq!(clinic.ask(foreseen.clone()).unwrap(), Answer::IdReused);
    assert_eq!((clinic.head(), state()), (head, version), "nothing was written");
    // The same words under a number of their own are heard.
    let own = Command { id: clinic.command(&foreseen.by, foreseen.act.clone()).id, ..foreseen };
    assert!(matches!(clinic.ask(own).unwrap(), Answer::Done(_)));
    clinic.verify().unwrap();
}

fn a_command_id_carries_one_act_only(fresh: &Fresh) {
    let clinic = with_a_course(fresh);
    let command = intend(&clinic, "one");
    clinic.ask(command.clone()).unwrap();
    let head = clinic.head();
    let others = [
        Command { act: intend(&clinic, "two").act, ..command.clone() },
        Command { by: Acting::patient(NOAH), ..command.clone() },
        Command { occurred: Some(Instant(T0.0 - 1)), ..command.clone() },
        Command { sealed: Some("words".to_owned().into()), ..command.clone() },
    ];
    for other in others {
        assert_eq!(clinic.ask(other).unwrap(), Answer::IdReused);
    }
    assert_eq!(clinic.head(), head);
}

/// Holds a record's writer back until the sender speaks, so that what is queued meanwhile becomes one batch.
fn hold(record: &Arc<Record>) -> std::sync::mpsc::Sender<()> {
    let (speak, word) = channel();
    let (here, turn) = channel();
    let (record, word) = (record.clone(), Mutex::new(word));
    std::thread::spawn(move || {
        record.chore(Arc::new(move |_| {
            here.send(()).unwrap();
            let _ = word.lock().unwrap().recv();
            Ok(0)
        }))
    });
    turn.recv().unwrap();
    speak
}

fn rights_are_judged_at_the_commit(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.goes(
        "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
        order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in",
    );
    let leaves = clinic.now().plus_minutes(Minutes(10));
    clinic
        .does(&who("director"), Act::EndAffiliation(id_of("nurse"), EndAffiliation { at: When::At(leaves) }));
    let miss = |why: &str| {
        clinic.command(&who("nurse"), Act::MissVitals(SessionId(1), MissVitals { reason: line(why) }))
    };
    clinic.set_clock(Instant(leaves.0 - 1));
    assert!(matches!(clinic.ask(miss("still here")).unwrap(), Answer::Done(_)));
    // Prepared and queued while the nurse still works here; the instant passes before its turn comes.
    let (late, head) = (miss("too late"), clinic.head());
    let speak = hold(&clinic.record);
    let ticket = clinic.record.submit(late);
    clinic.set_clock(leaves);
    speak.send(()).unwrap();
    assert_eq!(ticket.wait().unwrap(), Answer::Refused(Refusal::AffiliationEnded));
    assert_eq!(clinic.head(), head);
    // A second writer, whose cache has never seen the affiliation, says the same.
    let (other, _) = clinic.opened_again();
    let answer = other.submit(miss("elsewhere")).wait().unwrap();
    assert_eq!(answer, Answer::Refused(Refusal::AffiliationEnded));
    clinic.verify().unwrap();
}

fn a_talk_is_lost_with_its_person(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.goes(
        "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
        order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
        vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h, dose 35 mg, \
        wait 40 min, end 35 mg",
    );
    // Planned 26 hours ahead, 40 minutes before the dose ended.
    let talk = Instant(clinic.now().plus_hours(Hours(26)).0 - 40 * 60_000_000);
    let times = |from: Instant| {
        let read = |conn: &mut _| ask_schedule::talks(conn, clinic.org(), from, Instant(i64::MAX));
        let talks = clinic.record.read(read).unwrap().into_iter();
        talks.filter(|talk| talk.with == id_of("specialist")).map(|talk| talk.at).collect::<Vec<_>>()
    };
    assert_eq!((times(T0), times(talk), times(Instant(talk.0 + 1))), (vec![talk], vec![talk], vec![]));
    let end = EndAffiliation { at: When::At(clinic.now().plus_hours(Hours(1))) };
    clinic.does(&who("director"), Act::EndAffiliation(id_of("specialist"), end));
    let mut reader = clinic.store.reader().unwrap();
    let tasks = ask::open_tasks(&mut reader, clinic.org()).unwrap();
    assert_eq!(
        (tasks.len(), tasks[0].matter.as_str(), tasks[0].owed_by.as_str()),
        (1, "talk-lost", "front-desk")
    );
    assert_eq!(ask::open_windows(&mut reader, clinic.org(), T0).unwrap()[0].talk_with, None);
    assert!(times(T0).is_empty());
    // The first takes it; the second hears that somebody has.
    clinic.does(&who("desk"), Act::TakeTask(tasks[0].task, TakeTask));
    assert_eq!(
        clinic.refuses(&who("nurse"), Act::TakeTask(tasks[0].task, TakeTask)),
        Refusal::TaskAlreadyTaken
    );
    assert_eq!(ask::open_tasks(&mut reader, clinic.org()).unwrap()[0].taken_by.as_deref(), Some("Dee Fox"));
    clinic.verify().unwrap();
}

fn a_faulting_job_keeps_its_neighbours_and_their_news(fresh: &Fresh) {
    let clinic = with_a_course(fresh);
    let [before, bad, after] = ["before", "bad", "after"].map(|words| intend(&clinic, words));
    // Its document is there already: it fails only after its facts and views were written.
    let bad = Command { sealed: Some("words".to_owned().into()), ..bad };
    let row: [Val; 4] =
        [clinic.org().into(), bad.id.to_string().into(), Val::Blob(vec![0]), Val::Blob(vec![0])];
    let sql = "INSERT INTO sealed (org, document, nonce, ciphertext) VALUES (?1, ?2, ?3, ?4)";
    clinic.store.writer().unwrap().exec(sql, &row).unwrap();
    let (head, n_news) = (clinic.head().position, clinic.news().len());

    let speak = hold(&clinic.record);
    let [first, second, third] = [before, bad.clone(), after].map(|command| clinic.record.submit(command));
    let record = clinic.record.clone();
    let panics =
        std::thread::spawn(move || record.chore(Arc::new(|_| panic!("this chore was made to panic"))));
    speak.send(()).unwrap();
    let landed = |position| Answer::Done(Receipt { position, repeated: false });
    assert_eq!(first.wait().unwrap(), landed(head + 1));
    let fault = second.wait().unwrap_err();
    assert!(matches!(fault, WriteFault::Store(StoreFault::Unique { .. })), "{fault:?}");
    assert_eq!(third.wait().unwrap(), landed(head + 2));
    assert!(matches!(panics.join().unwrap(), Err(WriteFault::Panicked)));

    let course = Stream::Course(CourseId(1));
    assert_eq!(clinic.news().split_off(n_news), [(head + 1, course), (head + 2, course)]);
    assert_eq!(intentions(&clinic.record), ["before", "after"]);
    clinic.verify().unwrap();
    // Nothing of it was kept, so the same command may come again.
    assert!(clinic.ask(bad).is_err());
    assert_eq!(clinic.ask(intend(&clinic, "still at work")).unwrap(), landed(head + 3));
    clinic.verify().unwrap();
}

fn two_writers_on_one_store_do_not_fork(fresh: &Fresh) {
    const N_EACH: usize = 60;
    let clinic = with_a_course(fresh);
    let (other, others_news) = clinic.opened_again();
    let (start, n_news) = (clinic.head().position, clinic.news().len());
    let mut positions = std::thread::scope(|scope| {
        let both = [(&clinic.record, "one"), (&other, "two")];
        let writers = both.map(|(record, name)| {
            let clinic = &clinic;
            scope.spawn(move || {
                let done = (0..N_EACH).map(|n| {
                    match record.submit(intend(clinic, &format!("{name} {n}"))).wait().unwrap() {
                        Answer::Done(receipt) => receipt.position,
                        other => panic!("{other:?}"),
                    }
                });
                done.collect::<Vec<_>>()
            })
        });
        writers.map(|writer| writer.join().unwrap()).concat()
    });
    positions.sort_unstable();
    let all: Vec<i64> = (start + 1..=start + 2 * N_EACH as i64).collect();
    assert_eq!(positions, all);
    let said = intentions(&clinic.record);
    assert_eq!((said.len(), &said), (2 * N_EACH, &intentions(&other)));
    for name in ["one", "two"] {
        let own: Vec<&String> = said.iter().filter(|words| words.starts_with(name)).collect();
        assert_eq!(
            own,
            (0..N_EACH).map(|n| format!("{name} {n}")).collect::<Vec<_>>().iter().collect::<Vec<_>>()
        );
    }
    // Each writer announces what it committed itself, and nothing else.
    let mut announced = clinic.news().split_off(n_news);
    announced.extend(others_news.lock().unwrap().iter());
    announced.sort_unstable();
    assert_eq!(announced.into_iter().map(|(position, _)| position).collect::<Vec<_>>(), all);
    clinic.verify().unwrap();
}

fn one_writer_sees_what_the_other_wrote(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let (other, _) = clinic.opened_again();
    let story = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
        withdraw consent, sign consent, order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, \
        here nurse, precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks, dose 35 mg, \
        wait 40 min, end 35 mg";
    // Turn by turn: each step needs the one before it, which the other writer has made.
    for (turn, (by, act, at)) in clinic.steps(story).into_iter().enumerate() {
        clinic.set_clock(at);
        let record = if turn % 2 == 0 { &clinic.record } else { &other };
        let command = clinic.command(&by, act);
        let answer = record.submit(command.clone()).wait().unwrap();
        assert!(matches!(answer, Answer::Done(_)), "{:?}: {answer:?}", command.act);
        for record in [&clinic.record, &other] {
            let stream = command.act.subject();
            let mut reader = clinic.store.reader().unwrap();
            let version = journal::stream_version(&mut reader, clinic.org(), &stream.to_string()).unwrap();
            assert_eq!(record.state(stream).unwrap().version, version);
        }
    }
    // What only the first knew of a moment ago, the second refuses at once.
    let record = |record: &Arc<Record>, phrase: &str| {
        let (by, act, _) = clinic.steps(phrase).remove(0);
        record.submit(clinic.command(&by, act)).wait().unwrap()
    };
    assert!(matches!(record(&clinic.record, "withdraw consent"), Answer::Done(_)));
    assert_eq!(record(&other, "withdraw consent"), Answer::Refused(Refusal::NothingChanged));
    clinic.verify().unwrap();
}

fn many_threads_share_one_writer(fresh: &Fresh) {
    const N_THREADS: u128 = 16;
    const N_EACH: usize = 10;
    let clinic = Clinic::founded(fresh);
    let open = |n: u128| {
        let (patient, details) = (PatientId(100 + n), details(&format!("Thread {n}")));
        clinic.does(&who("desk"), Act::RegisterPatient(patient, RegisterPatient { details }));
        let act = care::course::OpenCourse { patient, protocol: INFUSION };
        clinic.does(&who("desk"), Act::OpenCourse(CourseId(100 + n), act));
    };
    (0..N_THREADS).for_each(open);
    let n_news = clinic.news().len();
    std::thread::scope(|scope| {
        for n in 0..N_THREADS {
            let clinic = &clinic;
            scope.spawn(move || {
                for i in 0..N_EACH {
                    let words = line(&format!("{n} {i}"));
                    let act = Act::SetIntention(CourseId(100 + n), SetIntention { words });
                    let receipt = clinic.does(&Acting::patient(PatientId(100 + n)), act);
                    // Answered means committed: any reader sees it.
                    assert!(receipt.position <= clinic.head().position);
                }
            });
        }
    });
    let news = clinic.news().split_off(n_news);
    assert!(news.is_sorted_by(|one, next| one.0 < next.0), "announced in the order of the journal");
    let facts = journal::read_after(&mut clinic.store.reader().unwrap(), clinic.org(), news[0].0 - 1, 10_000)
        .unwrap();
    assert_eq!(facts.len(), news.len());
    for (stored, (position, stream)) in facts.iter().zip(&news) {
        assert_eq!((stored.position, &stored.envelope.stream), (*position, &stream.to_string()));
        let what = wire::decode(&stored.envelope.fact, &stored.envelope.body).unwrap();
        assert!(matches!(what, What::Course(CourseFact::IntentionSet { .. })));
    }
    clinic.verify().unwrap();
}

/// Open courses, versions in force under one name, visits near in time: each is asked of the views, and judged.
fn what_the_rules_want_beyond_streams_is_found(fresh: &Fresh) {
    let clinic = with_a_course(fresh);
    let refused = |by: &Acting, act: Act| match clinic.ask(clinic.command(by, act)).unwrap() {
        Answer::Refused(no) => no.code(),
        other => panic!("{other:?}"),
    };
    let open = |course| {
        Act::OpenCourse(CourseId(course), care::course::OpenCourse { patient: RAE, protocol: INFUSION })
    };
    assert_eq!(refused(&who("desk"), open(50)), "course-already-open");
    clinic.goes("schedule dosing in 1 h with nurse");
    let visit = |minutes: u32, room: &str| {
        let act = ScheduleSession {
            course: CourseId(1),
            kind: SessionKind::Preparation,
            starts: clinic.now().plus_minutes(Minutes(minutes)),
            setting: Setting::ClinicRoom,
            room: line(room),
            people: vec![],
            plan: None,
        };
        Act::ScheduleSession(SessionId(u128::from(minutes)), act)
    };
    assert_eq!(refused(&who("desk"), visit(159, "ROOM  1")), "room-taken");
    clinic.does(&who("desk"), visit(160, "room 1"));
    clinic.does(&who("desk"), visit(90, "room 2"));
    clinic.goes("cancel session ill");
    clinic.does(&who("desk"), visit(61, "room 1"));
    clinic.goes("close changed door");
    clinic.does(&who("desk"), open(50));
    let content = content(CareModel::Infusion);
    let draft = DraftProtocol { content, revises: None };
    clinic.does(&who("director"), Act::DraftProtocol(ProtocolId(50), draft));
    let sign = SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] };
    let [(director, propose), (prescriber, approve)] = crate::clinic::signed_by_two(ProtocolId(50), sign);
    assert_eq!(refused(&director, propose.clone()), "another-version-in-force");
    let reason = line("under review");
    clinic.does(&who("director"), Act::RetireProtocol(INFUSION, RetireProtocol { reason }));
    clinic.does(&director, propose);
    clinic.does(&prescriber, approve);
    clinic.verify().unwrap();
}

fn a_record_opened_again_goes_on(fresh: &Fresh) {
    let clinic = with_a_course(fresh);
    let command = intend(&clinic, "before");
    clinic.ask(command.clone()).unwrap();
    clinic.record.stop();
    let stopped = clinic.ask(intend(&clinic, "meanwhile"));
    assert!(matches!(stopped, Err(WriteFault::Stopped)));
    let (record, _) = clinic.opened_again();
    assert!(matches!(record.submit(command).wait().unwrap(), Answer::Done(Receipt { repeated: true, .. })));
    record.submit(intend(&clinic, "after")).wait().unwrap();
    assert_eq!(intentions(&record), ["before", "after"]);
    // A dated command is judged and kept at the instant it brings.
    let at = clinic.now().plus_hours(Hours(5));
    let dated = Command { id: CommandId(7), ..intend(&clinic, "dated") };
    record.submit_at(dated, at).wait().unwrap();
    let last = clinic.head().position - 1;
    let stored =
        journal::read_after(&mut clinic.store.reader().unwrap(), clinic.org(), last, 1).unwrap().remove(0);
    assert_eq!((stored.envelope.recorded_us, stored.envelope.occurred_us), (at.0, at.0));
    clinic.verify().unwrap();
}
