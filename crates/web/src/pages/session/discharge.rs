//! Home safely: the criteria as assessed now, who goes with them, the written advice, and the first talk.

use askama::Template;
use care::act::Act;
use care::integration::{Window, WindowState};
use care::practice::Role;
use care::protocol::{Key, Setting};
use care::refusal::Refusal;
use care::session::discharge::Discharge;
use care::session::{Criteria, Phase, Reading};
use care::text::Line;

use super::advice;
use super::flowsheet;
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read::{self, TimeField};
use super::record;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors, Pair};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// One part of the score: field, what it is, and the words for 2, 1 and 0.
type Part = (&'static str, &'static str, [&'static str; 3]);

/// The modified Aldrete score in the version of World J Gastroenterol 2015; 21(12): 3671, table 2
/// (`care.md` 4.7, R127), word for word. Versions differ; they are never mixed.
pub const PARTS: [Part; 5] = [
    (
        "activity",
        "Activity: Able to move voluntarily or on command",
        ["Four extremities", "Two extremities", "Zero extremities"],
    ),
    (
        "respiration",
        "Respiration",
        ["Able to deep breathe and cough freely", "Dyspnea, shallow or limited breathing", "Apneic"],
    ),
    (
        "circulation",
        "Circulation",
        [
            "Blood pressure ± 20 mmHg of preanesthetic level",
            "Blood pressure ± 20 - 50 mmHg preanesthetic level",
            "Blood pressure ± 50 mmHg of preanesthetic level",
        ],
    ),
    ("consciousness", "Consciousness", ["Fully awake", "Arousable on calling", "Not responding"]),
    (
        "saturation",
        "O2 saturation",
        [
            "Able to maintain O2 saturation > 92% on room air",
            "Needs O2 inhalation to maintain O2 saturation > 90%",
            "O2 saturation < 90% even with O2 supplementation",
        ],
    ),
];

/// What that score misses: field and words.
const SIGNS: [(&str, &str); 4] = [
    ("oriented", "Knows who and where they are, and what day it is"),
    ("walks", "Sits without help and walks with little help"),
    ("settled_stomach", "Little or no nausea"),
    ("settled_mind", "Feels like themselves again: the dose has passed"),
];

/// One part, as drawn.
struct Scored {
    name: &'static str,
    legend: &'static str,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "session/discharge.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    standing: Vec<Pair>,
    parts: Vec<Scored>,
    signs: Vec<(&'static str, &'static str, bool)>,
    tally: String,
    escort: String,
    advice: bool,
    advice_words: String,
    advice_href: String,
    talk: String,
    prescriber: bool,
    reason: String,
    window_href: String,
    when: TimeField,
}

/// `GET /sessions/{session}/discharge`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::Recovery]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/discharge`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let act = parse(visit, &loaded, &mut errors);
    let at = read::time(app, visit, &mut errors);
    let (Some(act), true) = (act, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::Discharge(loaded.id, act), at) {
        Ok(_) => go(loaded.act("record"), "discharged"),
        Err(Trouble::Refused(no)) => {
            let Some(field) = place(&no, prescriber(&loaded)) else { return Err(Trouble::Refused(no)) };
            errors.add(
                field,
                &format!("{} {}", words::refusal(Lang::En, &no), words::fixer(Lang::En, no.fixer())),
            );
            draw(app, visit, &loaded, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn prescriber(loaded: &Loaded) -> bool {
    matches!(loaded.role, Role::Prescriber | Role::MedicalDirector)
}

/// Everything a discharge can lack is on this page: nothing typed is lost to a page of its own.
fn place(no: &Refusal, prescriber: bool) -> Option<&'static str> {
    Some(match no {
        Refusal::AdviceNotGiven => "advice",
        Refusal::EscortMissing => "escort",
        Refusal::CriteriaNotScored => "activity",
        Refusal::CriteriaNotMet | Refusal::ObservedTooShort { .. } if prescriber => "reason",
        Refusal::CriteriaNotMet => "oriented",
        Refusal::ObservedTooShort { .. } | Refusal::TermEndsBeforeItBegins => "at",
        Refusal::TimeInTheFuture { .. } | Refusal::TimeTooLongAgo { .. } => "at",
        Refusal::WindowPlanMissing => "window",
        Refusal::AlarmUnanswered | Refusal::CallUnanswered => "alarms",
        _ => return None,
    })
}

fn parse(visit: &Visit, loaded: &Loaded, errors: &mut Errors) -> Option<Discharge> {
    let mut scores = [0; 5];
    for (score, (name, ..)) in scores.iter_mut().zip(PARTS) {
        match visit.value(name).parse() {
            Ok(read) => *score = read,
            Err(_) => errors.add(name, "Choose 2, 1 or 0."),
        }
    }
    let [activity, respiration, circulation, consciousness, saturation] = scores;
    let criteria = Criteria {
        activity,
        respiration,
        circulation,
        consciousness,
        saturation,
        oriented: visit.ticked("oriented"),
        walks: visit.ticked("walks"),
        settled_stomach: visit.ticked("settled_stomach"),
        settled_mind: visit.ticked("settled_mind"),
    };
    let escort = read::line_or_none(visit, "escort", errors);
    let reason: Option<Line> =
        if prescriber(loaded) { read::line_or_none(visit, "reason", errors) } else { None };
    let advice = if visit.ticked("advice") { Line::new(&advice::now(loaded)).ok() } else { None };
    errors.is_empty().then_some(Discharge { criteria, escort, advice, reason })
}

/// How many of the criteria are met as filled in. The rules judge them again; this only counts.
fn tally(visit: &Visit, loaded: &Loaded, escort: &str) -> String {
    let needs = loaded.value(Key::DischargeAldrete).unwrap_or(0);
    let sum: u32 = PARTS.iter().filter_map(|(name, ..)| visit.value(name).parse::<u32>().ok()).sum();
    let clinic = loaded.session.setting == Setting::ClinicRoom;
    let mut all: Vec<bool> = SIGNS.iter().map(|(name, _)| visit.ticked(name)).collect();
    all.push(needs <= sum);
    all.push(!escort.is_empty() || !clinic);
    all.push(visit.ticked("advice"));
    let ended = loaded.session.dose.as_ref().and_then(|dose| dose.ended);
    let watched = ended.map_or(0, |(_, at)| loaded.now.minutes_since(at));
    all.push(loaded.value(Key::ObserveAfter).is_some_and(|needs| i64::from(needs) <= watched));
    let met = all.iter().filter(|met| **met).count();
    let score = if visit.form.is_empty() {
        format!("The protocol asks for a score of {needs} of 10.")
    } else {
        format!("The score is {sum} of 10; the protocol asks for {needs}.")
    };
    format!("{met} of {} criteria met. {score}", all.len())
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let window = app.window(care::ids::WindowId::of(loaded.id))?;
    let known = loaded.session.precheck.as_ref().and_then(|asked| asked.escort.as_ref());
    let sent = !visit.form.is_empty();
    let escort = if sent { visit.value("escort") } else { known.map_or("", |escort| escort.as_str()) };
    let parts = PARTS.iter().map(|(name, legend, words)| Scored {
        name,
        legend,
        choices: ["2", "1", "0"]
            .iter()
            .zip(words)
            .map(|(score, words)| Choice::new(score, &format!("{score}  {words}"), visit.value(name)))
            .collect(),
    });
    let page = Page {
        frame: draw::live_frame(app, visit, "Home safely"),
        here: here::here(loaded),
        command: visit.form_command(),
        standing: standing(loaded, &window)?,
        parts: parts.collect(),
        signs: SIGNS.iter().map(|(name, words)| (*name, *words, visit.ticked(name))).collect(),
        tally: tally(visit, loaded, escort),
        talk: talk(app, loaded, &window),
        escort: escort.to_owned(),
        advice: visit.ticked("advice"),
        advice_words: advice::now(loaded),
        advice_href: loaded.act("advice"),
        prescriber: prescriber(loaded),
        reason: visit.value("reason").to_owned(),
        window_href: format!("/windows/{}", care::ids::WindowId::of(loaded.id)),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// The first talk, the last step: as it stands.
fn talk(app: &App, loaded: &Loaded, window: &Window) -> String {
    match window.state(loaded.now) {
        WindowState::Booked | WindowState::After if window.talk.is_some() => {
            let at = window.talk.map(|talk| loaded.talk_at(app, talk.at)).unwrap_or_default();
            format!("Booked, {at}.")
        }
        WindowState::Held => "It took place.".to_owned(),
        WindowState::Declined => "They said “no, thanks”.".to_owned(),
        _ => match &window.referred {
            Some(to) => format!("Outside: {to}."),
            None => "Nothing is planned yet.".to_owned(),
        },
    }
}

/// What the score compares: how it was before the dose, and how it is now.
fn readings(loaded: &Loaded) -> Vec<Pair> {
    let session = &loaded.session;
    let (Some(dose), Some(ended)) = (&session.dose, session.dose.as_ref().and_then(|dose| dose.ended)) else {
        return vec![];
    };
    let right = || session.readings.iter().rev().filter(|reading| reading.wrong.is_none());
    let told = |reading: &Reading| {
        format!("{}: {}", when::clock(reading.at, &loaded.place.zone), flowsheet::line(&reading.vitals))
    };
    let before = right().find(|reading| reading.at <= dose.started).map(told);
    let last = right().find(|reading| ended.1 <= reading.at).map(told);
    vec![
        Pair::new("Before the dose", &before.unwrap_or_else(|| "Nothing was read.".to_owned())),
        Pair::new(
            "Last reading",
            &last.unwrap_or_else(|| "None since the end of the dose. Take one before they go.".to_owned()),
        ),
    ]
}

/// What the form cannot change: how long they were watched, alarms, how it was and is, the clear-headed lock.
fn standing(loaded: &Loaded, window: &Window) -> Result<Vec<Pair>, Trouble> {
    let open = loaded.session.alarms.iter().filter(|alarm| alarm.answer.is_none()).count();
    let watched = loaded.now.minutes_since(window.opened).max(0);
    let needs = loaded.value(Key::ObserveAfter).unwrap_or(0);
    let alarms = match open {
        0 => "Every alarm has its answer.".to_owned(),
        open => format!("{open} without an answer."),
    };
    let mut standing = vec![
        Pair::new("Watched since the end of the dose", &format!("{watched} of {needs} min")),
        Pair::new("Alarms", &alarms),
    ];
    standing.extend(readings(loaded));
    let gaps: Vec<String> =
        record::gaps(loaded)?.into_iter().map(|gap| record::gap_words(loaded, gap)).collect();
    if !gaps.is_empty() {
        let words = format!("{}. “Not taken, and why” at the chair takes a time.", gaps.join("; "));
        standing.push(Pair::new("Gaps", &words));
    }
    if let care::patient::Lock::Until(until) = loaded.patient.lock {
        let until =
            format!("No signing, paying or new sharing until {}", when::day_clock(until, &loaded.place.zone));
        standing.push(Pair::new("Clear-headed lock", &until));
    }
    Ok(standing)
}
