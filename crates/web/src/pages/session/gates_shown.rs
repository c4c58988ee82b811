//! The gates before a dose, as the page shows them: name, state, why, who can clear it, and where.

use care::ids::PersonId;
use care::practice::{ActKind, Here, Person, Role};
use care::protocol::{Key, Protocol};
use care::refusal::{Fixer, Refusal};
use care::session::gates::{Gate, GateKind, GateState, Ready, gates};
use care::session::{Plan, Sign};

use super::load::Loaded;
use crate::answer::Trouble;
use crate::app::App;
use crate::parts::{Gate as Shown, GateState as Standing};
use crate::texts::Lang;
use crate::{when, words};

/// Every gate of this session, as the rules judge it now.
pub fn judged(app: &App, loaded: &Loaded, protocol: &Protocol) -> Vec<Gate> {
    let present: Vec<(PersonId, Role, &Person)> = loaded
        .session
        .present
        .iter()
        .filter_map(|(who, role)| Some((*who, *role, loaded.people.get(who)?.as_ref())))
        .collect();
    gates(&Ready {
        session: &loaded.session,
        course: &loaded.course,
        protocol,
        present: &present,
        last_dose: loaded.last_dose.as_ref().and_then(|other| other.dose.as_ref()),
        here: Here::at(&loaded.place.jurisdiction, app),
        at: loaded.now,
        begins: loaded.now,
    })
}

/// The gates of a checked-in session, judged now.
///
/// # Errors
/// Not checked in.
pub fn of(app: &App, loaded: &Loaded) -> Result<Vec<Gate>, Trouble> {
    let protocol = loaded.protocol.as_deref().ok_or(Trouble::Refused(Refusal::NotCheckedIn))?;
    Ok(judged(app, loaded, protocol))
}

/// A gate's name, as people read it.
pub const fn name(kind: GateKind) -> &'static str {
    match kind {
        GateKind::Protocol => "Signed protocol",
        GateKind::Screening => "Screening",
        GateKind::Day => "Today’s questions",
        GateKind::Consent => "Consent",
        GateKind::Touch => "Touch",
        GateKind::Order => "Order accepted",
        GateKind::Identity => "Identity",
        GateKind::Baseline => "Baseline readings",
        GateKind::Fasting => "Food and drink",
        GateKind::Escort => "The way home",
        GateKind::Spacing => "Time since the last dose",
        GateKind::Series => "Series",
        GateKind::Preparation => "Preparation",
        GateKind::People => "People in the room",
        GateKind::Setting => "Place",
        GateKind::Drug => "Drug drawn and checked",
        GateKind::Window => "First talk",
    }
}

/// One gate with its words.
pub fn shown(app: &App, loaded: &Loaded, gate: &Gate) -> Shown {
    let name = name(gate.kind).to_owned();
    match &gate.state {
        GateState::Clear => {
            let why = met(app, loaded, gate.kind).unwrap_or_default();
            Shown { name, state: Standing::Clear, why, ..Shown::default() }
        }
        GateState::Overridden { why, by, reason } => Shown {
            name,
            state: Standing::Overridden,
            why: format!(
                "{} {} lets it stand open: {reason}.",
                words::refusal(Lang::En, why),
                loaded.name(*by)
            ),
            ..Shown::default()
        },
        GateState::Open(why) => {
            let (href, link_words) = way(loaded, gate.kind).unwrap_or_default();
            let who = who(gate.kind, why);
            Shown { name, state: Standing::Open, why: open(loaded, why), who, href, link_words }
        }
    }
}

fn open(loaded: &Loaded, why: &Refusal) -> String {
    match why {
        Refusal::TooSoonAfterLastDose { until } => {
            format!(
                "{} Possible from {}.",
                words::refusal(Lang::En, why),
                when::day_clock(*until, &loaded.place.zone)
            )
        }
        Refusal::SeriesOver { until } => {
            format!(
                "{} It ended {}.",
                words::refusal(Lang::En, why),
                when::day_clock(*until, &loaded.place.zone)
            )
        }
        why => words::refusal(Lang::En, why),
    }
}

fn who(kind: GateKind, why: &Refusal) -> String {
    let fixer = words::fixer_short(why.fixer());
    if matches!(why, Refusal::NurseMissing | Refusal::TherapistNotPresent) {
        return "whoever is in the room, by saying who is here".to_owned();
    }
    if kind.may_be_overridden() && why.fixer() != Fixer::Prescriber {
        format!("{fixer}; a prescriber may let it stand open, with a reason")
    } else {
        fixer.to_owned()
    }
}

/// Where an open gate is cleared, if whoever looks may go there.
fn way(loaded: &Loaded, kind: GateKind) -> Option<(String, String)> {
    let here =
        |act: ActKind, page: &str, words: &str| loaded.may(act).then(|| (loaded.act(page), words.to_owned()));
    let course = |words: &str| Some((format!("/courses/{}", loaded.session.course), words.to_owned()));
    match kind {
        GateKind::Protocol => {
            loaded.may(ActKind::SeeProtocols).then(|| ("/protocols".to_owned(), "Open protocols".to_owned()))
        }
        GateKind::Screening | GateKind::Consent | GateKind::Series | GateKind::Preparation => {
            course("Open the course")
        }
        GateKind::Day => here(ActKind::AnswerDayQuestions, "day", "Ask, or look at it"),
        GateKind::Order if loaded.course.order_in_force().is_some() && loaded.session.precheck.is_none() => {
            here(ActKind::ConfirmPrecheck, "precheck", "Weigh and ask")
        }
        GateKind::Order if loaded.course.order_in_force().is_some() => {
            here(ActKind::AcceptOrder, "order", "Read the order")
        }
        GateKind::Order => course("Open the course"),
        GateKind::Identity | GateKind::Fasting | GateKind::Escort | GateKind::Setting => {
            here(ActKind::ConfirmPrecheck, "precheck", "Ask")
        }
        GateKind::Baseline => here(ActKind::RecordVitals, "vitals", "Take readings"),
        GateKind::Touch => Some(("#touch".into(), "How to ask".into())),
        GateKind::Spacing => None,
        GateKind::People => loaded.may(ActKind::NotePresence).then(|| ("#room".into(), "Who is here".into())),
        GateKind::Drug => here(ActKind::DrawDrug, "drug", "Draw"),
        GateKind::Window => here(ActKind::PlanWindow, "window", "Plan the talk"),
    }
}

/// What a clear gate rests on, with its numbers.
fn met(app: &App, loaded: &Loaded, kind: GateKind) -> Option<String> {
    let (session, course, zone) = (&loaded.session, &loaded.course, &loaded.place.zone);
    let asked = session.precheck.as_ref();
    Some(match kind {
        GateKind::Protocol => loaded.protocol.as_ref()?.content.title.as_str().to_owned(),
        GateKind::Screening => "Cleared by a prescriber, and nothing has changed since.".to_owned(),
        GateKind::Day => super::day_questions::said(loaded),
        GateKind::Consent => {
            let route = course.order_in_force()?.route;
            format!("Signed for: {}.", words::route(Lang::En, route))
        }
        GateKind::Touch => super::touch::words(course),
        GateKind::Order => order_line(loaded)?,
        GateKind::Identity => "Two identifiers were checked.".to_owned(),
        GateKind::Baseline => {
            let (_, at) = session.last_of(Sign::Systolic)?;
            let latest = session.last_reading().map(|reading| super::flowsheet::line(&reading.vitals));
            format!("{}, at {}", latest?, when::clock(at, zone))
        }
        GateKind::Fasting => {
            let asked = asked?;
            format!("{} h without food, {} h without drink.", asked.solids.0, asked.fluids.0)
        }
        GateKind::Escort => match asked.and_then(|asked| asked.escort.as_ref()) {
            Some(escort) => format!("{escort} goes home with them."),
            None => "They stay where they are.".to_owned(),
        },
        GateKind::Spacing => match loaded.last_dose.as_ref().and_then(|other| other.dose.as_ref()?.ended) {
            Some((_, at)) => format!("Last dose {}.", when::day_clock(at, zone)),
            None => "This is the first dose.".to_owned(),
        },
        GateKind::Series => {
            let doses = loaded.value(Key::SeriesDoses)?;
            format!("{} of {doses} doses given.", course.doses.len())
        }
        GateKind::Preparation => {
            let needs = loaded.value(Key::PreparationSessions)?;
            format!("{} of {needs} preparation sessions.", course.prepared)
        }
        GateKind::People => names(loaded),
        GateKind::Setting => super::here::sentence(words::setting(Lang::En, session.setting)),
        GateKind::Drug => {
            let drawn = session.drawn?;
            let (by, second) = (loaded.name(drawn.by), loaded.name(drawn.checked_by));
            format!("{}, drawn by {by}, checked by {second}.", drawn.amount.in_mg())
        }
        GateKind::Window => plan_words(app, loaded)?,
    })
}

fn names(loaded: &Loaded) -> String {
    let present = loaded.session.present.iter();
    let names: Vec<String> = present
        .map(|(who, role)| format!("{} ({})", loaded.name(*who), words::role(Lang::En, *role)))
        .collect();
    names.join(", ")
}

/// The order in force, in a line: `35 mg into a vein (IV) over 40 min`.
pub fn order_line(loaded: &Loaded) -> Option<String> {
    let order = loaded.course.order_in_force()?;
    let over = order.over.map(|over| format!(" over {over}")).unwrap_or_default();
    Some(format!("{} {}{over}", order.dose.in_mg(), words::route(Lang::En, order.route)))
}

/// What is planned for the first talk.
pub fn plan_words(app: &App, loaded: &Loaded) -> Option<String> {
    Some(match loaded.session.plan.as_ref()? {
        Plan::Talk { kind, with, at } => {
            let at = loaded.talk_at(app, *at);
            format!("{} with {}, {at}.", words::talk(Lang::En, *kind), loaded.name(*with))
        }
        Plan::Referral { to } => format!("Outside: {to}."),
        Plan::NoThanks => "They said “no, thanks”.".to_owned(),
    })
}
