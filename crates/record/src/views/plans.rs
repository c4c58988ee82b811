//! No list reads more of a house than it shows: each question is asked of SQLite's planner.

use care::act::Act;
use care::ids::{PatientId, PersonId, ProtocolId, SessionId, WindowId};
use care::integration::TalkKind;
use care::integration::book_talk::BookTalk;
use care::schedule::Names;
use care::time::Instant;

use super::{
    ask, ask_chase, ask_contacts, ask_coverage, ask_diary, ask_earlier, ask_everybody, ask_follow_ups,
    ask_incidents, ask_left, ask_notes, ask_outcomes, ask_receipts, ask_referrals, ask_safety, ask_schedule,
    ask_vaults, in_force, messages, wanted,
};
use crate::outbox;
use crate::samples::ask as samples;
use crate::store::{Conn, Store, migrate};

/// Lists that look at every row of a table, and why they may.
const ALL_ROWS: &[(&str, &str)] = &[
    ("FROM people WHERE org = ?1 ORDER BY name", "everyone who works here, a page of them"),
    ("FROM protocols WHERE org = ?1 ORDER BY slug", "every version of every protocol, a page of them"),
    ("c.phase <> 'closed'", "every open course, by an index that holds no other"),
    ("SELECT handle FROM busy_places", "every calendar that is linked: a few for each person"),
    ("DISTINCT model FROM protocols", "every signed version: a house has a handful"),
    ("FROM protocols p JOIN protocols o", "the same, when one of them is signed"),
    ("SELECT vault FROM vaults", "every vault: a house has a handful"),
    ("p.name_key LIKE ?2", "a word may stand anywhere in a name"),
];

#[test]
fn no_list_looks_at_every_row_of_a_house() {
    let mut conn = Store::memory().unwrap();
    migrate::migrate(&mut conn).unwrap();
    let asked = every_question(&mut conn);
    assert!(asked.len() >= 15, "{}", asked.len());
    for sql in asked {
        let n_vals = (1..=9).take_while(|n| sql.contains(&format!("?{n}"))).count();
        let vals = vec!["x".into(); n_vals];
        let plan = conn.query(&format!("EXPLAIN QUERY PLAN {sql}"), &vals).unwrap();
        let whole = |line: &str| line.starts_with("SCAN") || line.ends_with("(org=?)");
        let all_rows = plan.iter().any(|row| whole(row.text(3).unwrap()));
        let may = ALL_ROWS.iter().any(|(part, _)| sql.contains(part));
        assert_eq!(all_rows, may, "{sql}\n{plan:?}");
    }
}

/// A talk with somebody, which asks everything of the calendar.
fn booking(with: PersonId) -> Act {
    let book = BookTalk { kind: TalkKind::Support, with, at: Instant(0) };
    Act::BookTalk(WindowId(1), book)
}

fn of_the_calendar(conn: &mut Conn, org: &str, at: Instant) {
    ask_schedule::visits(conn, org, at, at).unwrap();
    ask_schedule::named(conn, org, at, at).unwrap();
    ask_coverage::windows(conn, org, at, at).unwrap();
    ask_schedule::talks(conn, org, at, at).unwrap();
    crate::busy::handles(conn, org).unwrap();
    crate::busy::of_one(conn, org, "handle", at, at).unwrap();
}

fn what_decisions_want(conn: &mut Conn, org: &str) {
    let (patient, person) = (PatientId(1), PersonId(1));
    wanted::beside(conn, org, Names::of(&booking(person)).as_ref()).unwrap();
    wanted::windows(conn, org, patient).unwrap();
    wanted::open_courses(conn, org, patient).unwrap();
    wanted::open_signals(conn, org, patient).unwrap();
    wanted::signed_beside(conn, org, ProtocolId(1)).unwrap();
    wanted::samples(conn, org, SessionId(1)).unwrap();
    samples::visits_of(conn, org, 1).unwrap();
    samples::minutes(conn, org, SessionId(1), Instant(0)).unwrap();
    samples::newest(conn, org, SessionId(1)).unwrap();
}

fn every_question(conn: &mut Conn) -> Vec<String> {
    let (org, at) = ("hou", Instant(0));
    let (patient, person) = (PatientId(1), PersonId(1));
    let asked = |conn: &mut Conn| match conn {
        Conn::Sqlite(sqlite) => std::mem::take(&mut sqlite.asked),
        Conn::Postgres(_) => unreachable!("it was opened in memory"),
    };
    asked(conn);
    ask::active_sessions(conn, org, at).unwrap();
    ask::sessions_of(conn, org, patient).unwrap();
    ask::one_window(conn, org, WindowId(1)).unwrap();
    ask::open_windows(conn, org, at).unwrap();
    ask::windows_for_the_clock(conn, org, at, at).unwrap();
    ask::settled_windows(conn, org, at).unwrap();
    ask::windows_of(conn, org, patient).unwrap();
    ask::talks_with(conn, org, person).unwrap();
    ask::open_tasks(conn, org).unwrap();
    ask::tasks_for_the_clock(conn, org, at).unwrap();
    ask::open_tasks_for_desk(conn, org).unwrap();
    ask::clinicians(conn, org).unwrap();
    ask::tasks_of(conn, org, patient).unwrap();
    ask::find_patients(conn, org, "ada", person, at).unwrap();
    ask::patients_born(conn, org, "1980-01-01", person, at).unwrap();
    ask::my_patients(conn, org, person, at).unwrap();
    ask::courses_of(conn, org, patient).unwrap();
    ask::people(conn, org).unwrap();
    ask::protocols(conn, org).unwrap();
    ask::in_force(conn, org, "kit", at).unwrap();
    in_force::models(conn, org, at).unwrap();
    messages::standing(conn, org, "waiting").unwrap();
    messages::count(conn, org, "waiting", (at, at)).unwrap();
    messages::of_patient(conn, org, patient).unwrap();
    messages::of_window(conn, org, WindowId(1)).unwrap();
    outbox::is_due(conn, org, care::messages::Channel::Mail, at).unwrap();
    ask_chase::open_courses(conn, org, at).unwrap();
    ask_earlier::waiting(conn, org).unwrap();
    ask_earlier::run_out(conn, org, at).unwrap();
    ask_earlier::called_off(conn, org, at).unwrap();
    ask_follow_ups::counted(conn, org, at).unwrap();
    ask_left::left(conn, org, person, at).unwrap();
    ask_notes::of_author(conn, org, person).unwrap();
    ask_everybody::after(conn, org, None, 1).unwrap();
    ask_diary::of_patient(conn, org, patient).unwrap();
    ask_diary::shared_with(conn, org, person, patient).unwrap();
    ask_diary::erase_due(conn, org, at).unwrap();
    ask_contacts::open(conn, org).unwrap();
    ask_contacts::owed(conn, org, at).unwrap();
    ask_contacts::settled(conn, org).unwrap();
    ask_contacts::erase_due(conn, org, at).unwrap();
    ask_incidents::open(conn, org).unwrap();
    ask_incidents::owed(conn, org, at).unwrap();
    ask_incidents::closed(conn, org).unwrap();
    ask_incidents::told_by(conn, org, person).unwrap();
    ask_receipts::of_patient(conn, org, patient).unwrap();
    ask_receipts::between(conn, org, at, at).unwrap();
    ask_referrals::open(conn, org).unwrap();
    ask_referrals::ended(conn, org, at).unwrap();
    ask_referrals::of_patient(conn, org, patient).unwrap();
    ask_referrals::clock_due(conn, org, at).unwrap();
    of_the_calendar(conn, org, at);
    ask_outcomes::treated(conn, org).unwrap();
    ask_safety::under_way(conn, org).unwrap();
    ask_safety::unanswered_alarms(conn, org).unwrap();
    ask_safety::emergencies(conn, org).unwrap();
    ask_safety::unsigned(conn, org, at).unwrap();
    ask_vaults::all(conn, org).unwrap();
    what_decisions_want(conn, org);
    asked(conn)
}
