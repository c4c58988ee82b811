//! Rows that more than one list shows, for these eyes: the desk sees no clinical number and no clinical word.

use care::protocol::Key;
use care::safety::HowSafe;
use care::time::Instant;
use record::views::ask::{SessionRow, TaskRow, WindowRow};

use super::board::Room;
use super::tasks::signal::how_safe;
use crate::answer::Trouble;
use crate::app::App;
use crate::parts::{Mark, Service, Task, Window, WindowState};
use crate::when;

/// Who looks, and when.
pub struct Eyes<'a> {
    /// The house.
    pub app: &'a App,
    /// Now.
    pub now: Instant,
    /// May see clinical content.
    pub clinical: bool,
}

/// `R. Ellis`: how a board shows a name.
pub fn short_name(name: &str) -> String {
    match name.split_once(' ') {
        Some((first, rest)) => format!("{}. {rest}", first.chars().next().unwrap_or('?')),
        None => name.to_owned(),
    }
}

/// The door's tag.
pub fn service(model: &str) -> Service {
    match model {
        "kap" => Service::Kap,
        "infusion" => Service::Infusion,
        _ => Service::None,
    }
}

/// The tag of a kind of talk.
pub fn talk_service(kind: Option<&str>) -> Service {
    match kind {
        Some("therapy") => Service::IntegrationTherapy,
        Some("support") => Service::IntegrationSupport,
        _ => Service::None,
    }
}

/// `T. R.` for Tansy Reed: the first and the last of the name.
pub fn initials(name: &str) -> String {
    let mut words =
        name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let letters = [words.next(), words.next_back()];
    let upper = letters.into_iter().flatten().map(|letter| format!("{}.", letter.to_uppercase()));
    upper.collect::<Vec<_>>().join(" ")
}

/// What a task is about, in words; the desk reads only "needs clinician" for what is clinical.
pub fn matter(code: &str, clinical: bool) -> &'static str {
    match (code, clinical) {
        ("window-unfilled", _) => "no first talk is planned",
        ("talk-lost", _) => "the booked talk lost its person",
        ("talk-untold", _) => "nobody has said whether the first talk took place",
        ("referral-open", _) => "a referral outside is late or was declined",
        (_, false) => "needs clinician",
        ("safety-signal", _) => "a safety signal",
        ("patient-call", _) => "calls from the chair",
        ("order-question", _) => "asks about an order at the chair",
        ("dose-uncertain", _) => "nobody is sure how much of a dose went in",
        ("emergency", _) => "an emergency was declared at the chair",
        ("alarm-unanswered", _) => "nobody at the chair has answered an alarm",
        ("stop-limit", _) => "a reading reached a stop limit",
        ("screening-call", _) => "is owed a call after screening",
        ("follow-up-call", _) => "asked how they have been, would like a call",
        ("follow-up-words", _) => "asked how they have been, wrote something",
        ("referral-note", _) => "somebody outside wrote back about a referral",
        ("hand-back", _) => "handed back by integration support",
        ("emergency-review", _) => "emergency access to be reviewed",
        _ => "needs someone",
    }
}

/// What raised a safety signal, in a few words: `said “I don’t feel safe”, says “not sure”`. No score: it is read where it is answered.
fn signal_words(source: &str, said: Option<&str>) -> String {
    let source = match source {
        "questionnaire" => "an answer in a questionnaire that cannot wait",
        "stop-answer" => "an answer in screening that cannot wait",
        _ => "said “I don’t feel safe”",
    };
    match said.and_then(HowSafe::read) {
        Some(said) => format!("{source}, says “{}”", how_safe(said)),
        None => source.to_owned(),
    }
}

impl Eyes<'_> {
    /// Minutes after which a reading looks old: the interval and grace of the session's protocol.
    fn old_after_min(&self, row: &SessionRow) -> u32 {
        let Some(id) = row.protocol else { return 15 };
        let Ok(protocol) = self.app.protocol(id) else { return 15 };
        let every = if row.phase == "recovery" { Key::VitalsAfter } else { Key::VitalsDuring };
        let sum = |a: u32, b: u32| a.saturating_add(b);
        let content = &protocol.content;
        content.small(every).and_then(|every| Ok(sum(every, content.small(Key::VitalsGrace)?))).unwrap_or(15)
    }

    /// A session as a room of the board.
    pub fn room(&self, row: &SessionRow) -> Result<Room, Trouble> {
        let old_after_min = self.old_after_min(row);
        let number = |value: Option<i64>| value.map_or("–".to_owned(), |value| value.to_string());
        let reading = match (self.clinical, row.read) {
            (true, Some(_)) => format!(
                "{}/{} · {} · {} %",
                number(row.systolic),
                number(row.diastolic),
                number(row.pulse),
                number(row.spo2)
            ),
            _ => String::new(),
        };
        let read = row.read.unwrap_or(self.now);
        Ok(Room {
            room: self.app.places().room_words(&row.room, row.starts),
            name: short_name(&row.patient_name),
            href: if self.clinical {
                format!("/sessions/{}", row.session)
            } else {
                format!("/desk/{}", row.patient)
            },
            service: service(&row.model),
            of: if row.kind == "dosing" {
                format!("{}/{}", row.doses + i64::from(row.dose_ended.is_none()), row.planned_doses)
            } else {
                String::new()
            },
            reading,
            at_ms: when::ms(read),
            age: when::span(read, self.now),
            old_after_min,
            old: i64::from(old_after_min) < self.now.minutes_since(read),
            state: self.state(row),
            mark: if self.clinical { alarm_mark(row) } else { Mark::Quiet },
        })
    }

    fn state(&self, row: &SessionRow) -> String {
        match (row.phase.as_str(), row.dose) {
            ("scheduled", _) => {
                let kind = row.kind.replace('-', " ");
                let missing =
                    if row.kind == "dosing" && !row.window_planned { ", first talk not planned" } else { "" };
                let at = self.app.place_of_room(&row.room, row.starts).clock(row.starts);
                format!("{at} {kind}{missing}")
            }
            ("checked-in", _) => "getting ready".to_owned(),
            ("dosing", Some(start)) => {
                let minutes = self.now.minutes_since(start);
                match row.dose_over_min {
                    Some(over) => format!("infusing, {minutes} of {over} min"),
                    None => format!("dose given {minutes} min ago"),
                }
            }
            ("paused", _) => "paused".to_owned(),
            ("recovery", _) => match row.dose_ended {
                Some(end) => format!("recovery, {}", when::span(end, self.now)),
                None => "recovery".to_owned(),
            },
            (other, _) => other.replace('-', " "),
        }
    }

    /// A window of the first hours.
    pub fn window(&self, row: &WindowRow) -> Window {
        let whole = (row.goal.0 - row.opened.0).max(1);
        let twentieths = (self.now.0 - row.opened.0).clamp(0, whole).saturating_mul(20) / whole;
        let left_min = row.goal.minutes_since(self.now);
        let (state, state_words) = self.window_state(row);
        let (left, until) = match (row.held, row.declined) {
            (Some(at), _) => (format!("held at {} h", at.hours_since(row.opened)), String::new()),
            (_, Some(_)) => ("said no, thanks".to_owned(), String::new()),
            _ if left_min <= 0 => {
                (format!("{} after the session", when::span(row.opened, self.now)), String::new())
            }
            _ if left_min < 120 => (format!("{left_min} min left"), self.until(row)),
            _ => (format!("{} h left", left_min / 60), self.until(row)),
        };
        let open = row.held.is_none() && row.declined.is_none();
        Window {
            id: format!("w-{}", row.window),
            name: short_name(&row.patient_name),
            href: format!("/windows/{}", row.window),
            service: service(&row.model),
            elapsed: u8::try_from(twentieths).unwrap_or(20),
            left,
            until,
            until_ms: (open && 0 < left_min).then(|| when::ms(row.goal)),
            state,
            state_words,
            kind: talk_service(row.held_kind.as_deref().or(row.talk_kind.as_deref())),
            owner: row.talk_with_name.as_ref().map(|name| format!("with {name}")).unwrap_or_default(),
            action_href: if open && row.talk_at.is_none() {
                format!("/windows/{}/book", row.window)
            } else {
                String::new()
            },
            action: if open && row.talk_at.is_none() { "Book the talk".to_owned() } else { String::new() },
        }
    }

    fn until(&self, row: &WindowRow) -> String {
        format!("until {}", when::day_clock(row.goal, &self.app.zone))
    }

    fn window_state(&self, row: &WindowRow) -> (WindowState, String) {
        if row.held.is_some() {
            let words = if row.held_kind.is_none() { "met outside" } else { "done" };
            return (WindowState::Done, words.to_owned());
        }
        if row.declined.is_some() {
            return (WindowState::Declined, "said no, thanks".to_owned());
        }
        let planned = match (row.talk_at, &row.referred, row.offered) {
            (Some(at), ..) => {
                Some((WindowState::Booked, format!("booked {}", when::day_clock(at, &self.app.zone))))
            }
            (None, Some(to), _) => Some((WindowState::Asked, format!("outside: {to}"))),
            (None, None, 1..) => Some((WindowState::Asked, "times offered".to_owned())),
            _ => None,
        };
        match planned {
            Some(planned) if self.now < row.goal => planned,
            Some((_, words)) => (WindowState::After, words),
            None if self.now < row.goal => (WindowState::NotBooked, "nothing booked".to_owned()),
            None => (WindowState::After, "still worth offering".to_owned()),
        }
    }

    /// What needs someone now, worst first.
    pub fn needs(&self, sessions: &[SessionRow], windows: &[WindowRow], tasks: &[TaskRow]) -> Vec<Task> {
        // Among the worst, a person who may not be safe comes before a number: at the chair somebody is there.
        let mut needs: Vec<(u8, Task)> = tasks.iter().map(|row| self.owed_task(row)).collect();
        if self.clinical {
            needs.extend(sessions.iter().filter_map(|row| self.alarm_task(row)));
            needs.extend(sessions.iter().filter_map(|row| self.late_task(row)));
        }
        needs.extend(windows.iter().filter_map(|row| self.window_task(row)));
        needs.sort_by_key(|(rank, _)| *rank);
        needs.into_iter().map(|(_, task)| task).collect()
    }

    /// An alarm nobody has answered.
    pub fn alarm_task(&self, row: &SessionRow) -> Option<(u8, Task)> {
        let mark = alarm_mark(row);
        if mark.is_quiet() {
            return None;
        }
        let sign = row.alarm_sign.as_deref().and_then(care::session::Sign::read);
        let sign = sign.map(|sign| crate::words::sign(crate::texts::Lang::En, sign));
        let said = match (sign, row.alarm_value, row.alarm_limit) {
            (Some(sign), Some(value), Some(limit)) => format!("{sign} {value}, limit {limit}"),
            (Some(sign), ..) => format!("{sign}: no signal"),
            (None, ..) => "nothing comes of a monitor".to_owned(),
        };
        let title = format!("{} · {} · {said}", row.room, short_name(&row.patient_name));
        let task = Task {
            id: format!("need-{}", row.session),
            mark,
            title,
            sub: row
                .alarm_at
                .map(|at| format!("since {}", when::day_clock(at, &self.app.zone)))
                .unwrap_or_default(),
            service: service(&row.model),
            href: format!("/sessions/{}", row.session),
            action: "Open the chair".to_owned(),
            ..Task::default()
        };
        Some((if mark == Mark::High { 0 } else { 2 }, task))
    }

    /// Readings that are late beyond their grace.
    pub fn late_task(&self, row: &SessionRow) -> Option<(u8, Task)> {
        if !matches!(row.phase.as_str(), "dosing" | "paused" | "recovery") {
            return None;
        }
        let newest = [row.read, row.missed, row.dose].into_iter().flatten().max()?;
        let late = self.now.minutes_since(newest) - i64::from(self.old_after_min(row));
        (0 < late).then(|| {
            let title =
                format!("{} · {} · readings are {late} min late", row.room, short_name(&row.patient_name));
            let task = Task {
                id: format!("late-{}", row.session),
                mark: Mark::Overdue,
                title,
                service: service(&row.model),
                // Whoever sees the board; not everybody there may take readings.
                href: format!("/sessions/{}", row.session),
                action: "Open the chair".to_owned(),
                ..Task::default()
            };
            (3, task)
        })
    }

    /// A task somebody owes.
    pub fn owed_task(&self, row: &TaskRow) -> (u8, Task) {
        let safety =
            matches!(row.matter.as_str(), "safety-signal" | "stop-limit" | "emergency") && self.clinical;
        let late = row.due <= self.now;
        let due = if late { "was due" } else { "due" };
        let role = row.owed_by.replace('-', " ");
        let owed = row.owed_to_name.as_ref().map_or(role, |name| format!("owed by {name}"));
        let about = match (&row.source, self.clinical) {
            (Some(source), true) => signal_words(source, row.said.as_deref()),
            _ => matter(&row.matter, self.clinical).to_owned(),
        };
        let taken = row.taken_by.as_ref().map(|name| format!(" · taken by {name}")).unwrap_or_default();
        // Somebody in the building calls or asks: before everything that merely waits.
        let calls = ["patient-call", "order-question", "dose-uncertain", "alarm-unanswered"];
        let calls = calls.contains(&row.matter.as_str());
        let mark = if safety {
            Mark::High
        } else if late || calls {
            Mark::Medium
        } else {
            Mark::Low
        };
        let task = Task {
            id: format!("task-{}", row.task),
            mark,
            title: format!("{} · {about}", short_name(&row.patient_name)),
            sub: format!("{due} {} · {owed}{taken}", when::day_clock(row.due, &self.app.zone)),
            href: format!("/tasks/{}", row.task),
            action: "Open".to_owned(),
            ..Task::default()
        };
        (
            if safety && row.matter == "safety-signal" {
                0
            } else if safety {
                1
            } else if calls {
                2
            } else if late {
                4
            } else {
                6
            },
            task,
        )
    }

    /// A window with six hours left or less, and nothing booked.
    pub fn window_task(&self, row: &WindowRow) -> Option<(u8, Task)> {
        let left_min = row.goal.minutes_since(self.now);
        let unfilled = row.talk_at.is_none() && row.referred.is_none() && row.is_open;
        (unfilled && 0 < left_min && left_min <= 360).then(|| {
            let task = Task {
                id: format!("unfilled-{}", row.window),
                mark: Mark::Medium,
                title: format!(
                    "{} · {} h left of the first hours, nothing booked",
                    short_name(&row.patient_name),
                    left_min / 60
                ),
                sub: format!("until {}", when::day_clock(row.goal, &self.app.zone)),
                service: service(&row.model),
                href: format!("/windows/{}/book", row.window),
                action: "Book the talk".to_owned(),
                ..Task::default()
            };
            (5, task)
        })
    }
}

fn alarm_mark(row: &SessionRow) -> Mark {
    match row.alarm.as_deref() {
        Some("high") => Mark::High,
        Some(_) => Mark::Medium,
        None => Mark::Quiet,
    }
}
