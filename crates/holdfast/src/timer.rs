//! The house's own timer: what is due and unanswered becomes visible to the next person. It decides nothing; the
//! rules say what is due, and refuse what is not.

use std::sync::Arc;
use std::time::Duration;

use care::act::Act;
use care::contact::EraseContact;
use care::course::{Course, SessionKind};
use care::diary::delete::EraseDiaryEntry;
use care::earlier::answer_earlier::LapseEarlier;
use care::fact::Stream;
use care::follow_up::ask_follow_up as follow_up;
use care::house::House;
use care::ids::{CommandId, PersonId, ScheduleId};
use care::integration::escalate_window::{EscalateWindow, STEPS_H, UNTOLD_AFTER, due_step, untold};
use care::measures::schedule;
use care::practice::{Acting, Colleagues, Here, Person};
use care::referral::{Due, EscalateReferral, RemindReferral, due};
use care::schedule::sites;
use care::session::Phase;
use care::session::climb_alarm::{self, ClimbAlarm};
use care::session::note_silence::{self, NoteSilence, SILENT_AFTER};
use care::tasks::{EscalateTask, Matter};
use care::time::{Instant, Moment};
use care::units::{Hours, Minutes};
use record::record::Record;
use record::samples;
use record::state_as;
use record::store::StoreFault;
use record::submit::{Answer, Command};
use record::views::ask::{self, TaskRow};
use record::views::{ask_contacts, ask_diary, ask_earlier, ask_referrals, ask_safety, courses};
use record::wire::role_of;

const MINUTE_US: i64 = 60_000_000;
const EVERY: Duration = Duration::from_secs(30);
/// Questionnaires are due by the day: one look in ten minutes is enough.
const ASKS_EVERY: u64 = 20;
/// How long the next person has, doubled each time nobody answers where nobody's safety hangs on it. House policy. A safety
/// signal has a clock of its own, whatever is asked for here.
const ANSWER_MIN: u32 = 30;
/// How long the next person has where somebody sits in a chair meanwhile. House policy.
const AT_THE_CHAIR: Minutes = Minutes(5);
/// A sign-in lasts twelve hours at most (`web::sign_in::ABSOLUTE`).
const SIGN_INS_KEPT_US: i64 = 24 * 3_600_000_000;
/// Windows whose goal is further back are looked at no more: the day after was long ago, also for a program that stood still.
const WINDOWS_SINCE_US: i64 = 31 * 24 * 3_600_000_000;
/// At most a day.
const DOUBLED_AT_MOST: u32 = 5;

/// Looks for what is due, for as long as it is polled.
pub async fn run(record: Arc<Record>) {
    let mut every = tokio::time::interval(EVERY);
    let mut looks: u64 = 0;
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let record = record.clone();
        let asks = looks.is_multiple_of(ASKS_EVERY);
        looks += 1;
        let looked = tokio::task::spawn_blocking(move || {
            look(&record)?;
            if asks {
                ask_by_schedule(&record)?;
                ask_after_doses(&record)?;
                sweep(&record);
            }
            Ok::<(), StoreFault>(())
        })
        .await;
        if matches!(looked, Err(_) | Ok(Err(_))) {
            // The next look may succeed; a store that is gone ends the process by itself.
            tracing::warn!("the timer could not read the record");
        }
    }
}

/// Sweeps what the sign-in keeps and nobody can use any more. Nothing hangs on it: the next look does it again.
fn sweep(record: &Record) {
    if record.sweep_sign_ins(Instant(record.now().0 - SIGN_INS_KEPT_US)).is_err() {
        tracing::warn!("what is left of old sign-ins could not be swept");
    }
}

/// Lets everything climb that is due now.
///
/// # Errors
/// The store's, while reading.
pub fn look(record: &Record) -> Result<(), StoreFault> {
    let now = record.now();
    look_at_windows(record, now)?;
    look_at_chairs(record, now)?;
    let tasks = record.read(|conn| ask::tasks_for_the_clock(conn, record.org(), now))?;
    let house = state_as!(record.state(Stream::House(record.house()))?, House);
    for row in tasks {
        if now < row.due && !is_gone(record, &row, house.as_deref().map(|known| &known.founded), now)? {
            continue;
        }
        let climbed = u32::try_from(row.climbed).unwrap_or(u32::MAX);
        let doubled = if waits_for_a_clinician(&row) { 0 } else { climbed.min(DOUBLED_AT_MOST) };
        let at_the_chair = Matter::read(&row.matter).is_some_and(Matter::is_at_the_chair);
        let answer = if at_the_chair { AT_THE_CHAIR } else { Minutes(ANSWER_MIN << doubled) };
        let id = CommandId(row.task.0.rotate_left(48) ^ (0x7A5C << 32 | u128::from(climbed)));
        ask_for(record, id, Act::EscalateTask(row.task, EscalateTask { answer }));
    }
    let erased = record.read(|conn| ask_diary::erase_due(conn, record.org(), now))?;
    for entry in erased {
        // Deleted anew it may be due anew: the instant of its deletion belongs to the command.
        let Some(state) = state_as!(record.state(care::fact::Stream::Diary(entry))?, Diary) else { continue };
        let deleted = state.deleted.map_or(0, |at| at.0.unsigned_abs());
        let id = CommandId(entry.0.rotate_left(48) ^ (0xE4A5 << 64 | u128::from(deleted)));
        ask_for(record, id, Act::EraseDiaryEntry(entry, EraseDiaryEntry));
    }
    look_at_offers(record, now)?;
    look_at_referrals(record, now)?;
    for contact in record.read(|conn| ask_contacts::erase_due(conn, record.org(), now))? {
        ask_for(
            record,
            CommandId(contact.0.rotate_left(48) ^ 0xC0_47AC),
            Act::EraseContact(contact, EraseContact),
        );
    }
    Ok(())
}

/// Lets a window climb that nothing is planned in, or of whose plan nobody says what became of it.
fn look_at_windows(record: &Record, now: Instant) -> Result<(), StoreFault> {
    let (since, first) = (Instant(now.0 - WINDOWS_SINCE_US), now.plus_hours(Hours(STEPS_H[0])));
    for row in record.read(|conn| ask::windows_for_the_clock(conn, record.org(), since, first))? {
        // Most are booked for a time to come: only the others' states are read.
        if row.talk_at.is_some_and(|at| now < at.plus_hours(UNTOLD_AFTER)) {
            continue;
        }
        let stream = Stream::Window(row.window);
        let Some(window) = state_as!(record.state(stream)?, Window) else { continue };
        let moment = Moment { occurred: now, now, command: CommandId(0) };
        // Made of the window and what is due, so that several processes on one database climb once.
        let due = match (due_step(&window, &moment), untold(&window, now)) {
            (Some(step), _) => u128::from(step),
            (None, Some(expected)) => u128::from(expected.0.unsigned_abs()) << 32 | 0x7011,
            (None, None) => continue,
        };
        let id = CommandId(row.window.0.rotate_left(48) ^ (0x57E9 << 16) ^ due);
        ask_for(record, id, Act::EscalateWindow(row.window, EscalateWindow));
    }
    Ok(())
}

/// Lets an alarm climb that nobody at its chair answers, and says that a monitor is silent.
fn look_at_chairs(record: &Record, now: Instant) -> Result<(), StoreFault> {
    for row in record.read(|conn| ask_safety::unanswered_alarms(conn, record.org()))? {
        let Some(session) = state_as!(record.state(Stream::Session(row.session))?, Session) else { continue };
        let Some(protocol) = session.protocol else { continue };
        let Some(protocol) = state_as!(record.state(Stream::Protocol(protocol))?, Protocol) else { continue };
        for number in session.alarms.iter().map(|alarm| alarm.number) {
            if !matches!(climb_alarm::due(&session, number, &protocol.content), Ok(Some(due)) if due <= now) {
                continue;
            }
            let id = CommandId(row.session.0.rotate_left(48) ^ (u128::from(number) << 64 | 0xC11B));
            ask_for(record, id, Act::ClimbAlarm(row.session, ClimbAlarm { number }));
        }
    }
    let since = Instant(now.0 - i64::from(SILENT_AFTER.0) * MINUTE_US);
    for (session, device) in record.read(|conn| samples::ask::silent(conn, record.org(), since))? {
        let heard = record.read(|conn| samples::ask::heard(conn, record.org(), session, device))?;
        let Some(known) = state_as!(record.state(Stream::Session(session))?, Session) else { continue };
        let Some(protocol) = known.protocol else { continue };
        let Some(protocol) = state_as!(record.state(Stream::Protocol(protocol))?, Protocol) else { continue };
        let act = NoteSilence { device, heard };
        if !note_silence::asks(&known, &act, &protocol.content, now).unwrap_or(true) {
            continue;
        }
        // Made of the visit, the device and what stands there, so that several processes on one database say it once.
        let stands = u128::from(known.version) << 64 | u128::from(device) << 32 | 0x511E;
        let id = CommandId(session.0.rotate_left(48) ^ stands);
        ask_for(record, id, Act::NoteSilence(session, act));
    }
    Ok(())
}

/// Frees a chair that was held for somebody who said nothing in time.
fn look_at_offers(record: &Record, now: Instant) -> Result<(), StoreFault> {
    for (id, number) in record.read(|conn| ask_earlier::run_out(conn, record.org(), now))? {
        let Ok(number) = u32::try_from(number) else { continue };
        let command = CommandId(id.0.rotate_left(48) ^ (u128::from(number) << 64 | 0xEA12));
        ask_for(record, command, Act::LapseEarlier(id, LapseEarlier { number }));
    }
    Ok(())
}

/// Reminds whoever was asked, and lets what is late about a referral become somebody's.
fn look_at_referrals(record: &Record, now: Instant) -> Result<(), StoreFault> {
    for id in record.read(|conn| ask_referrals::clock_due(conn, record.org(), now))? {
        let Some(known) = state_as!(record.state(Stream::Referral(id))?, Referral) else { continue };
        // Made of the referral and what is due, so that several processes on one database do it once.
        let (act, what) = match due(&known, now) {
            Some(Due::Remind(step)) => (Act::RemindReferral(id, RemindReferral), u128::from(step)),
            Some(Due::Climb(late)) => (Act::EscalateReferral(id, EscalateReferral), 0x100 + late as u128),
            None => continue,
        };
        ask_for(record, CommandId(id.0.rotate_left(48) ^ (0x4EF3 << 32 | what)), act);
    }
    Ok(())
}

/// What somebody's safety hangs on is due again as soon as before, however often nobody answered.
fn waits_for_a_clinician(row: &TaskRow) -> bool {
    Matter::read(&row.matter).is_some_and(|matter| matches!(matter, Matter::SafetySignal | Matter::HandBack))
}

/// Whoever may answer for somebody, as the record knows them.
struct Known<'a>(&'a Record, &'a House);

impl Colleagues for Known<'_> {
    fn has_place_in(&self, jurisdiction: &str, at: Instant) -> bool {
        let schedule = self.0.state(Stream::Schedule(ScheduleId::of(self.0.house()))).ok();
        let schedule = schedule.and_then(|state| state_as!(state, Schedule));
        sites::has_place_in(self.1, schedule.as_deref(), jurisdiction, at)
    }

    fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        state_as!(self.0.state(Stream::Person(id)).ok()?, Person)
    }
}

/// Is it owed by name, by somebody who may not answer any more? The rules ask the same; this saves asking them of every
/// task at every look.
fn is_gone(record: &Record, row: &TaskRow, house: Option<&House>, now: Instant) -> Result<bool, StoreFault> {
    let (Some(person), Some(role), Some(house)) = (row.owed_to, role_of(&row.owed_by), house) else {
        return Ok(false);
    };
    let person = state_as!(record.state(Stream::Person(person))?, Person);
    let known = Known(record, house);
    let here = Here::anywhere(&known);
    Ok(person.is_some_and(|person| person.stand(role, here, now).is_err()))
}

/// Asks patients what the schedule of the house asks of them now.
///
/// # Errors
/// The store's, while reading.
pub fn ask_by_schedule(record: &Record) -> Result<(), StoreFault> {
    let now = record.now();
    for id in record.read(|conn| courses::open(conn, record.org()))? {
        let Some(course) = state_as!(record.state(Stream::Course(id))?, Course) else { continue };
        let asks =
            schedule::due(record.measures().schedule(), &course, next_dose(record, &course, now)?, now);
        for ask in asks {
            // Made of the course and how much was asked in it, so that several processes on one database ask once.
            let nth = u128::from(course.measures.next_asking()) << 64;
            let named =
                ask.measure.as_str().bytes().fold(0, |sum: u128, byte| sum.rotate_left(5) ^ u128::from(byte));
            ask_for(record, CommandId(id.0.rotate_left(48) ^ nth ^ named), Act::AskForMeasure(id, ask));
        }
    }
    Ok(())
}

/// Asks people how they have been since a dose, when the house has named the day.
///
/// # Errors
/// The store's, while reading.
pub fn ask_after_doses(record: &Record) -> Result<(), StoreFault> {
    let now = record.now();
    let house = state_as!(record.state(Stream::House(record.house()))?, House);
    let said = house.as_ref().and_then(|house| house.follow_ups.as_ref());
    if said.is_none_or(|said| said.series.steps.is_empty()) {
        return Ok(());
    }
    for id in record.read(|conn| courses::open(conn, record.org()))? {
        let Some(course) = state_as!(record.state(Stream::Course(id))?, Course) else { continue };
        let Some(patient) = state_as!(record.state(Stream::Patient(course.patient))?, Patient) else {
            continue;
        };
        if let Some((act, _)) = follow_up::due(said, &course, &patient, now) {
            // Made of the course and the number of the ask, so that several processes on one database ask once.
            let nth = u128::from(act.number) << 64 | 0xF011;
            ask_for(record, CommandId(id.0.rotate_left(48) ^ nth), Act::AskFollowUp(id, act));
        }
    }
    Ok(())
}

/// The next dose of a course on the calendar.
fn next_dose(record: &Record, course: &Course, now: Instant) -> Result<Option<Instant>, StoreFault> {
    let mut next: Option<Instant> = None;
    for (id, _) in course.sessions.iter().filter(|(_, kind)| *kind == SessionKind::Dosing) {
        let Some(session) = state_as!(record.state(Stream::Session(*id))?, Session) else { continue };
        let ahead = session.phase == Phase::Scheduled && now < session.starts;
        if ahead && next.is_none_or(|next| session.starts < next) {
            next = Some(session.starts);
        }
    }
    Ok(next)
}

/// Waits for the answer: a refusal means that somebody was faster, a fault is asked again at the next look. Should the id
/// have been used up by another act, the act is asked for under one that nobody can foresee: a clock is not silenced.
fn ask_for(record: &Record, id: CommandId, act: Act) {
    let ask = |id| {
        let command = Command { id, act: act.clone(), by: Acting::CLOCK, occurred: None, sealed: None };
        record.submit(command).wait()
    };
    if matches!(ask(id), Ok(Answer::IdReused)) {
        tracing::warn!("an id of the timer had been used for another act; asked again under another");
        // No randomness is a fault like any other: the next look tries again.
        let mut bytes = [0; 16];
        if getrandom::fill(&mut bytes).is_ok() {
            let _ = ask(CommandId(u128::from_be_bytes(bytes)));
        }
    }
}
