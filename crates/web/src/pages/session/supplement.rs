//! One more amount in the visit: the prescriber's page, and the strip at the chair that says whose turn it is. Nothing here gives
//! anything: it is kept first, and a person gives it.

use askama::Template;
use care::act::Act;
use care::course::order;
use care::practice::ActKind;
use care::protocol::{CareModel, Content};
use care::session::supplement::{
    AcceptSupplement, GiveSupplement, OrderSupplement, WithdrawSupplement, band, may_from, not_now,
};
use care::session::{Dose, Phase, Supplement};
use care::units::Micrograms;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::pages::patients::{beside, person_name};
use crate::parts::{Errors, Pair};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// The strip at the chair: one line of where it stands, and the one thing to do next.
#[derive(Default)]
pub struct SupplementShown {
    /// `Supplement ordered 10:10 by Noor Haddad: 30 mg`; "" when none was ordered.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// Why it may not be given now.
    pub warning: String,
    /// While it has to wait: until when, for the running text.
    pub until_ms: Option<i64>,
    /// The same as words.
    pub waits: String,
    /// Which.
    pub number: u32,
    /// Where one is ordered; "" for whoever may not, or where the protocol knows none.
    pub order: String,
    /// Whoever looks may accept it.
    pub may_accept: bool,
    /// Where it is drawn; "" when it is not to be.
    pub draw: String,
    /// `30 mg`, when it may be given; "" else.
    pub give: String,
    /// Where it is withdrawn; "" for whoever may not.
    pub withdraw: String,
    /// The command of the one-tap forms.
    pub command: String,
}

impl SupplementShown {
    /// Nothing to say and nothing to do.
    pub fn is_quiet(&self) -> bool {
        self.title.is_empty() && self.order.is_empty()
    }
}

/// Can this visit have one at all: KAP, and its protocol has values for the way in?
fn known(loaded: &Loaded) -> Option<(&Dose, &Content)> {
    let dose = loaded.session.dose.as_ref().filter(|_| loaded.course.model == CareModel::Kap)?;
    let content = &loaded.protocol.as_ref()?.content;
    (band(content, dose).is_ok() && may_from(content, dose).is_ok()).then_some((dose, content))
}

/// The strip of the chair, while a dose runs.
pub fn shown(app: &App, loaded: &Loaded) -> SupplementShown {
    let mut strip = SupplementShown { command: fresh_command().to_string(), ..SupplementShown::default() };
    if !matches!(loaded.session.phase, Phase::Dosing | Phase::Paused) {
        return strip;
    }
    let Some((dose, content)) = known(loaded) else { return strip };
    let zone = &loaded.place.zone;
    let Some(one) = loaded.session.supplement() else {
        if let Some((by, at, why)) = loaded.session.supplements.last().and_then(|one| one.withdrawn.as_ref())
        {
            strip.title =
                format!("Supplement withdrawn {} by {}", when::clock(*at, zone), person_name(app, *by));
            strip.state = format!("{why}. Nothing of it was given.");
        }
        if loaded.may(ActKind::OrderSupplement) {
            strip.order = loaded.act("supplement");
        }
        return strip;
    };
    let (by, at) = one.ordered;
    let (amount, by, at) = (one.amount.in_mg(), person_name(app, by), when::clock(at, zone));
    strip.number = one.number;
    strip.title = format!("Supplement ordered {at} by {by}: {amount}");
    if let Some((by, at)) = one.given {
        strip.title = format!("Supplement recorded {}: {amount}", when::clock(at, zone));
        strip.state = format!("By {}. It counts as given from then on.", person_name(app, by));
        return strip;
    }
    if loaded.may(ActKind::WithdrawSupplement) {
        strip.withdraw = loaded.act("supplement/withdraw");
    }
    match (one.accepted, one.drawn) {
        (None, _) => {
            strip.state = "Not yet in force: the chair has not accepted it.".to_owned();
            strip.may_accept = loaded.may(ActKind::AcceptSupplement);
        }
        (Some((by, at)), None) => {
            let (by, at) = (person_name(app, by), when::clock(at, zone));
            strip.state = format!("Accepted {at} by {by}. It is drawn by one person and checked by another.");
            if loaded.may(ActKind::DrawDrug) {
                strip.draw = loaded.act("drug");
            }
        }
        (Some(_), Some(_)) => drawn(&mut strip, loaded, one, dose, content),
    }
    strip
}

/// Drawn: it waits for its time, for something else, or for the tap of whoever gives it.
fn drawn(strip: &mut SupplementShown, loaded: &Loaded, one: &Supplement, dose: &Dose, content: &Content) {
    strip.state = "Drawn, and not given.".to_owned();
    let Ok(from) = may_from(content, dose) else { return };
    if loaded.now < from {
        strip.state = format!("Drawn. It may be given from {}.", when::clock(from, &loaded.place.zone));
        strip.until_ms = Some(when::ms(from));
        strip.waits = format!("{} left", when::span(loaded.now, from));
        return;
    }
    if loaded.session.phase == Phase::Paused {
        strip.warning = "The dose is paused: go on first.".to_owned();
    } else if let Err(no) = not_now(&loaded.session, &loaded.course, content, loaded.now) {
        strip.warning = words::refusal(Lang::En, &no);
    } else if loaded.may(ActKind::GiveSupplement) {
        strip.give = one.amount.in_mg();
    }
}

#[derive(Template)]
#[template(path = "session/order_supplement.html")]
struct OrderPage {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    facts: Vec<Pair>,
    amount: String,
}

const RUNS: &[Phase] = &[Phase::Dosing, Phase::Paused];

/// `GET /sessions/{session}/supplement`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(RUNS) {
        return elsewhere;
    }
    draw_order(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/supplement`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let Some(amount) = Micrograms::from_mg(visit.value("amount")) else {
        errors.add("amount", "Write the amount in milligrams, such as 20 or 22.5.");
        return draw_order(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::OrderSupplement(loaded.id, OrderSupplement { amount })) {
        Ok(_) => go(loaded.href(), "supplement-ordered"),
        Err(trouble) => draw_order(app, visit, &loaded, beside(trouble, |_| "amount")?),
    }
}

fn draw_order(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let mut frame = draw::live_frame(app, visit, "Order a supplement");
    frame.density = Density::Glance;
    let page = OrderPage {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        facts: limits(loaded),
        amount: visit.value("amount").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// What it is weighed with, each number with where it comes from.
fn limits(loaded: &Loaded) -> Vec<Pair> {
    let (Some((dose, content)), Some(precheck)) = (known(loaded), &loaded.session.precheck) else {
        return vec![];
    };
    let (Ok((lowest, highest)), Ok(from)) = (band(content, dose), may_from(content, dose)) else {
        return vec![];
    };
    let clock = |at| when::clock(at, &loaded.place.zone);
    let way = words::route(Lang::En, dose.route);
    let first = format!("{} {way}, begun {}", dose.amount.in_mg(), clock(dose.started));
    let mut facts = vec![
        Pair::new("First amount", &first),
        Pair::new(
            "A supplement, by the signed protocol",
            &format!("{} to {}", lowest.in_mg(), highest.in_mg()),
        ),
        Pair::new("It may be given from", &clock(from)),
    ];
    if let Ok((_, most)) = order::band(content, dose.route, precheck.weight) {
        let room = Micrograms(most.0.saturating_sub(dose.amount.0));
        let words = format!(
            "{} in this visit for {}: {} more at most",
            most.in_mg(),
            precheck.weight.in_kg(),
            room.in_mg()
        );
        facts.push(Pair::new("Signed band, with the first amount", &words));
    }
    facts
}

fn number(visit: &Visit) -> Result<u32, Trouble> {
    visit.value("number").parse().map_err(|_| Trouble::FormOutdated)
}

/// `POST /sessions/{session}/supplement/accept`
pub fn post_accept(app: &App, visit: &Visit) -> Answered {
    let (loaded, number) = (load::chart(app, visit)?, number(visit)?);
    app.submit(visit, Act::AcceptSupplement(loaded.id, AcceptSupplement { number }))?;
    go(loaded.href(), "supplement-accepted")
}

/// `POST /sessions/{session}/supplement/give`
pub fn post_give(app: &App, visit: &Visit) -> Answered {
    let (loaded, number) = (load::chart(app, visit)?, number(visit)?);
    app.submit(visit, Act::GiveSupplement(loaded.id, GiveSupplement { number }))?;
    go(loaded.href(), "supplement-given")
}

#[derive(Template)]
#[template(path = "session/withdraw_supplement.html")]
struct WithdrawPage {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    number: u32,
    what: String,
    is_drawn: bool,
    reasons: &'static [&'static str],
    other: String,
}

const REASONS: &[&str] = &["Deep enough", "Readings", "They asked for no more", "Another amount"];

/// `GET /sessions/{session}/supplement/withdraw`
pub fn get_withdraw(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(RUNS) {
        return elsewhere;
    }
    draw_withdraw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/supplement/withdraw`
pub fn post_withdraw(app: &App, visit: &Visit) -> Answered {
    let (loaded, number) = (load::chart(app, visit)?, number(visit)?);
    let mut errors = Errors::default();
    let reason = read::chip_or_line(visit, "reason", "other", &mut errors);
    let (Some(reason), true) = (reason, errors.is_empty()) else {
        return draw_withdraw(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::WithdrawSupplement(loaded.id, WithdrawSupplement { number, reason })) {
        Ok(_) => go(loaded.href(), "supplement-withdrawn"),
        Err(trouble) => draw_withdraw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw_withdraw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let one = loaded.session.supplement().filter(|one| one.given.is_none());
    let Some(one) = one else { return Ok(crate::answer::Reply::Go(loaded.href(), None)) };
    let mut frame = draw::live_frame(app, visit, "Withdraw the supplement");
    frame.density = Density::Glance;
    let page = WithdrawPage {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        number: one.number,
        what: format!("Supplement {}: {}", one.number, one.amount.in_mg()),
        is_drawn: one.drawn.is_some(),
        reasons: REASONS,
        other: visit.value("other").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Each supplement as the record tells it: ordered, accepted, drawn, given or withdrawn, with names and times.
///
/// # Errors
/// The store's.
pub fn record(app: &App, loaded: &Loaded) -> Result<Vec<Pair>, Trouble> {
    let clock = |at| when::clock(at, &loaded.place.zone);
    let over = loaded.session.dose.as_ref().is_some_and(|dose| dose.ended.is_some());
    let mut facts = vec![];
    for one in &loaded.session.supplements {
        let (by, at) = one.ordered;
        let mut told = vec![format!("{} ordered {} by {}", one.amount.in_mg(), clock(at), loaded.name(by))];
        told.extend(one.accepted.map(|(by, at)| format!("accepted {} by {}", clock(at), loaded.name(by))));
        if let Some((draw, at)) = one.drawn {
            let from = match draw.from {
                Some(from) => format!(" from vial {} of {}", from.vial, app.vault(from.vault)?.name),
                None => String::new(),
            };
            let proof = if draw.checked.is_some() { "" } else { " (named, not proven)" };
            let (by, second) = (loaded.name(draw.by), loaded.name(draw.checked_by));
            told.push(format!("drawn {}{from} by {by}, checked by {second}{proof}", clock(at)));
        }
        told.push(match (&one.given, &one.withdrawn) {
            (Some((by, at)), _) => format!("given {} by {}", clock(*at), loaded.name(*by)),
            (None, Some((by, at, why))) => format!("withdrawn {} by {}: {why}", clock(*at), loaded.name(*by)),
            (None, None) if over => "not given".to_owned(),
            (None, None) => "not given yet".to_owned(),
        });
        facts.push(Pair::new(&format!("Supplement {}", one.number), &told.join("; ")));
    }
    Ok(facts)
}
