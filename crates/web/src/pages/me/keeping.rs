//! What a person keeps, as their pages show it: five words, small steps, the last seven days. Shared by `/me`,
//! `/me/mood` and `/me/steps`; every word comes from the message files.

use care::act::Act;
use care::keeping::{Keeping, Mood, SHOWN_DAYS, SmallStep, StepWords, days_between};
use care::patient::Patient;
use care::refusal::Refusal;
use care::time::{Date, Instant};
use jiff::tz::TimeZone;

use super::mine::Mine;
use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::when;

/// One of the five.
pub struct MoodButton {
    /// What the form sends.
    pub code: &'static str,
    /// As said.
    pub words: String,
    /// The word of today.
    pub pressed: bool,
}

/// One day of a step.
pub struct DayDot {
    /// `2026-11-22`.
    pub iso: String,
    /// "Sat 22 Nov"
    pub words: String,
    /// "Sat"
    pub short: String,
    /// Done on it.
    pub done: bool,
}

/// One small step on a page.
pub struct StepView {
    /// Its number.
    pub number: u32,
    /// What, when and where as one line.
    pub words: String,
    /// "4 of the last 7 days. Any day counts."
    pub count: String,
    /// Done today.
    pub done: bool,
    /// The last seven days, today last.
    pub days: Vec<DayDot>,
    /// For its form.
    pub command: String,
}

/// The two parts that stand on `/me`, and what they send back to.
pub struct Keep {
    /// From low to high.
    pub moods: Vec<MoodButton>,
    /// "Saved: So-so", or how it works.
    pub said: String,
    /// Today's word is low or very low: a person to talk to is named.
    pub low: bool,
    /// For the form of the five buttons.
    pub command: String,
    /// `2026-11-22`, where the person is.
    pub today: String,
    /// Active steps.
    pub steps: Vec<StepView>,
    /// The page that a form leads back to.
    pub back: &'static str,
}

/// The day it is where this person is; in the house's zone when theirs is unknown to the zone data.
pub fn today(app: &App, patient: &Patient, now: Instant) -> Date {
    let own = TimeZone::get(patient.details.zone.as_str());
    let text = when::date(now, own.as_ref().unwrap_or(&app.zone));
    // The clock of this program shows years that a civil date can have.
    Date::read(&text).unwrap_or(Date { year: 1970, month: 1, day: 1 })
}

/// "Sat 22 Nov", in the language of the page.
pub fn day_words(lang: Lang, day: Date) -> String {
    let month = day.month.to_string();
    lang.say_with(
        "after-date",
        &[
            ("weekday", &weekday(lang, day)),
            ("day", &day.day.to_string()),
            ("month", &lang.say_of("after-month", &month)),
        ],
    )
}

/// "Sat"
pub fn weekday(lang: Lang, day: Date) -> String {
    // 1970-01-01 was a Thursday; Monday is 0.
    let since = days_between(Date { year: 1970, month: 1, day: 1 }, day);
    lang.say_of("after-weekday", &(since + 3).rem_euclid(7).to_string())
}

/// The day so many days before this one.
pub fn days_before(day: Date, back: i64) -> Date {
    let at = Instant(day.utc_midnight().0 - back * 24 * 3_600_000_000);
    Date::read(&when::date(at, &TimeZone::UTC)).unwrap_or(day)
}

/// A mood's word.
pub fn mood_words(lang: Lang, mood: Mood) -> String {
    lang.say_of("after-mood", mood.code())
}

/// What, when and where as the person would say it.
pub fn step_words(words: &StepWords) -> String {
    let parts = [Some(&words.what), words.when.as_ref(), words.place.as_ref()];
    parts.into_iter().flatten().map(|part| part.as_str()).collect::<Vec<_>>().join(", ")
}

/// The five buttons, today's pressed.
pub fn mood_buttons(lang: Lang, keeping: &Keeping, today: Date) -> Vec<MoodButton> {
    let said = keeping.moods.get(&today).map(|said| said.mood);
    let button = |mood: Mood| MoodButton {
        code: mood.code(),
        words: mood_words(lang, mood),
        pressed: said == Some(mood),
    };
    Mood::ALL.into_iter().map(button).collect()
}

/// The days `from` to `until` before today, the earliest first.
pub fn dots(lang: Lang, step: &SmallStep, today: Date, n: i64) -> Vec<DayDot> {
    let days = (0..n).rev().map(|back| days_before(today, back));
    let dot = |day: Date| DayDot {
        iso: day.to_string(),
        words: if day == today { lang.say("after-today") } else { day_words(lang, day) },
        short: weekday(lang, day),
        done: step.days.contains(&day),
    };
    days.map(dot).collect()
}

/// A step as a page shows it.
pub fn step_view(lang: Lang, step: &SmallStep, today: Date) -> StepView {
    let n = step.of_the_last_days(today).to_string();
    StepView {
        number: step.number,
        words: step_words(&step.words),
        count: lang.say_with("after-steps-count", &[("n", &n)]),
        done: step.days.contains(&today),
        days: dots(lang, step, today, SHOWN_DAYS),
        command: fresh_command().to_string(),
    }
}

impl Keep {
    /// Of this person, now.
    pub fn of(app: &App, visit: &Visit, mine: &Mine, back: &'static str) -> Self {
        let (lang, keeping) = (visit.lang, &mine.patient.keeping);
        let today = today(app, &mine.patient, mine.now);
        let said = keeping.moods.get(&today).map(|said| said.mood);
        Self {
            moods: mood_buttons(lang, keeping, today),
            said: said.map_or_else(
                || lang.say("after-mood-none"),
                |mood| lang.say_with("after-mood-saved", &[("mood", &mood_words(lang, mood))]),
            ),
            low: matches!(said, Some(Mood::VeryLow | Mood::Low)),
            command: fresh_command().to_string(),
            today: today.to_string(),
            steps: keeping.active().map(|step| step_view(lang, step, today)).collect(),
            back,
        }
    }
}

/// Asks for an act of this place. It is so already: then it is done. A page from the browser's memory sends an old number
/// with another word; that is a second tap with a mind changed, and gets a number of its own.
///
/// # Errors
/// Any other refusal, or the writer's.
pub fn keep(app: &App, visit: &Visit, act: Act) -> Result<(), Trouble> {
    let answered = match app.submit(visit, act.clone()) {
        Err(Trouble::IdReused) => app.submit_command(fresh_command(), visit, act, None, None),
        answered => answered,
    };
    match answered {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => Ok(()),
        Err(trouble) => Err(trouble),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_both_languages_and_counted_back_across_months() {
        let day = Date::new(2026, 11, 22).expect("a day");
        assert_eq!(day_words(Lang::En, day), "Sun 22 Nov");
        assert_eq!(day_words(Lang::Es, day), "dom 22 nov");
        let back: Vec<String> = [0, 1, 22, 365].iter().map(|n| days_before(day, *n).to_string()).collect();
        assert_eq!(back, ["2026-11-22", "2026-11-21", "2026-10-31", "2025-11-22"]);
    }

    #[test]
    fn a_step_is_one_line_with_the_parts_that_were_said() {
        let line = |text: &str| care::text::Line::new(text).expect("a line");
        let (what, when) = (line("Phone away"), Some(line("at 22:00")));
        let mut words = StepWords { what, when, place: None };
        assert_eq!(step_words(&words), "Phone away, at 22:00");
        words.place = Some(line("in the hall"));
        assert_eq!(step_words(&words), "Phone away, at 22:00, in the hall");
    }
}
