//! One referral for staff: where it stands, what is owed next. What is sent, and what came back, is read by those who may
//! open the chart; the front desk reads names and times.

use askama::Template;
use care::act::Act;
use care::ids::{PatientId, ReferralId};
use care::integration::SaidBy;
use care::practice::{ActKind, Role};
use care::referral::{
    CloseReferral, ClosedBecause, NoteReferralMet, NoteReferralNotMet, Part, Referral, ReferralState,
    SendReferral,
};
use care::refusal::Refusal;

use super::{Shown, Whose, link, mark, purpose_words};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, href, person_name};
use crate::parts::{Choice, Errors, Mark, Pair};
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "tasks/referral.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    at: String,
    patient: String,
    back: String,
    mark: Mark,
    state: &'static str,
    facts: Vec<Pair>,
    clinical: bool,
    shown: Vec<Pair>,
    notes: Vec<(String, String)>,
    send: bool,
    send_at: String,
    link: String,
    link_kept: bool,
    not_met: String,
    met: bool,
    closes: Vec<Choice>,
    met_at: String,
    command: String,
}

/// `GET /referrals/{referral}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

fn known(app: &App, visit: &Visit) -> Result<(ReferralId, std::sync::Arc<Referral>), Trouble> {
    let id = visit.id("referral", ReferralId::read)?;
    app.may(visit, ActKind::SeeReferrals, None)?;
    let referral = app.referral(id)?;
    // The desk follows all of them; whoever else looks has a tie to the patient.
    app.may(visit, ActKind::SeeReferrals, Some(referral.written.patient))?;
    Ok((id, referral))
}

/// May this reader hold the link? Whoever holds it reads the page outside and answers in somebody's name: without the right
/// to open the chart only while nothing clinical is behind it, neither what goes out nor what came back.
fn may_hold(referral: &Referral, clinical: bool) -> bool {
    clinical || (referral.notes.is_empty() && referral.shown().is_some_and(|shown| !shown.is_clinical()))
}

/// May this reader see what is sent? Then reading it is a fact of its own, as any opening of the chart.
fn opens(app: &App, visit: &Visit, patient: PatientId) -> Result<bool, Trouble> {
    if visit.signed()?.by.role == Role::FrontDesk
        || app.may(visit, ActKind::OpenChart, Some(patient)).is_err()
    {
        return Ok(false);
    }
    app.open_chart(visit, patient)?;
    Ok(true)
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, referral) = known(app, visit)?;
    let (now, written) = (app.now(), &referral.written);
    let state = referral.state(now);
    let clinical = opens(app, visit, written.patient)?;
    let may = |act| app.may(visit, act, Some(written.patient)).is_ok();
    let reader = Reader { lang: Lang::En, ..Reader::of(app, visit) };
    let shown = Shown::new(app, &reader, written, &written.content, Whose::Theirs);
    let opens = referral.link_opens(now).is_ok();
    // Without an address, or where no mail leaves the house, somebody hands the link over.
    let by_mail = written.receiver.mail.is_some() && app.sending.mail;
    let by_hand = !by_mail && opens && may(ActKind::SendReferral);
    let held = by_hand && may_hold(&referral, clinical);
    let link = if held { link::path(&app.record, id, &referral) } else { None };
    let is_over = matches!(state, ReferralState::TakenBack | ReferralState::Closed);
    let page = Page {
        frame: draw::live_frame(app, visit, &format!("Referral to {}", written.receiver.name)),
        at: format!("/referrals/{id}"),
        send_at: format!("/referrals/{id}/send"),
        patient: app.patient(written.patient)?.details.name.to_string(),
        back: href(visit, written.patient),
        mark: mark(state, !referral.climbed.is_empty() && referral.met.is_none()),
        state: Lang::En.word_of("referral-state", state.code()),
        facts: facts(app, &referral, clinical),
        shown: if clinical { parts(&referral, &shown) } else { vec![] },
        notes: if clinical {
            let note = |(_, words, at): &(_, String, _)| (when::day_clock(*at, &app.zone), words.clone());
            referral.notes.iter().map(note).collect()
        } else {
            vec![]
        },
        clinical,
        send: state == ReferralState::Consented && may(ActKind::SendReferral),
        link: link.unwrap_or_default(),
        link_kept: by_hand && !held,
        not_met: match referral.met.is_some() && may(ActKind::NoteReferralNotMet) {
            true => format!("/referrals/{id}/not-met"),
            false => String::new(),
        },
        met: !is_over && referral.sent.is_some() && referral.met.is_none() && may(ActKind::NoteReferralMet),
        closes: if !is_over && may(ActKind::CloseReferral) {
            let choice = |one: &ClosedBecause| {
                Choice::new(
                    one.code(),
                    Lang::En.word_of("referral-closed", one.code()),
                    visit.value("because"),
                )
            };
            ClosedBecause::ALL.iter().map(choice).collect()
        } else {
            vec![]
        },
        met_at: visit.value("met_at").to_owned(),
        command: command_of(visit, !visit.form.is_empty()),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Every part with whether the patient said yes to it.
fn parts(referral: &Referral, shown: &Shown) -> Vec<Pair> {
    let said = referral.consent.as_ref().map(|consent| &consent.parts);
    let pair = |part: Part, label: &str, words: &str| match said {
        Some(said) if !said.contains(&part) => Pair::new(&format!("{label} (not sent)"), words),
        _ => Pair::new(label, words),
    };
    shown.told.iter().map(|told| pair(told.part, told.label, &told.words)).collect()
}

fn facts(app: &App, referral: &Referral, clinical: bool) -> Vec<Pair> {
    let at = |at| when::day_clock(at, &app.zone);
    let written = &referral.written;
    let mut facts = vec![
        Pair::new("To", written.receiver.line().as_str()),
        Pair::new("Please see them by", &at(written.by_when)),
        Pair::new("Written", &format!("{}, {}", person_name(app, written.by), at(written.at))),
    ];
    if clinical {
        facts.insert(1, Pair::new("Asked", purpose_words(written.purpose)));
    }
    for (label, words) in
        [("Their email", &written.receiver.mail), ("Their telephone", &written.receiver.phone)]
    {
        facts.extend(words.as_ref().map(|words| Pair::new(label, words.as_str())));
    }
    facts.extend(referral.consent.as_ref().map(|yes| Pair::new("The patient said yes", &at(yes.at))));
    facts.extend(
        referral.sent.map(|(by, on)| Pair::new("Sent", &format!("{}, {}", person_name(app, by), at(on)))),
    );
    let times: Vec<String> = referral.times().iter().map(|on| at(*on)).collect();
    if !times.is_empty() {
        facts.push(Pair::new("They can see them", &times.join("; ")));
    }
    facts.extend(referral.met.map(|(on, said_by, _)| {
        let who = crate::words::said_by(Lang::En, said_by);
        Pair::new("They met", &format!("{}. {who} said so.", at(on)))
    }));
    facts.extend(referral.taken_back.map(|on| Pair::new("The patient took it back", &at(on))));
    facts.extend(referral.closed.map(|(because, by, on)| {
        let because = Lang::En.word_of("referral-closed", because.code());
        Pair::new("Ended", &format!("{because}, {}, {}", person_name(app, by), at(on)))
    }));
    if referral.link_opens(app.now()).is_ok() {
        facts.push(Pair::new("The link opens until", &at(referral.link_ends())));
    }
    facts
}

/// `POST /referrals/{referral}/send`
pub fn post_send(app: &App, visit: &Visit) -> Answered {
    let (id, _) = known(app, visit)?;
    match app.submit(visit, Act::SendReferral(id, SendReferral)) {
        Ok(_) | Err(Trouble::Refused(Refusal::ReferralAlreadySent)) => {
            go(format!("/referrals/{id}"), "referral-sent")
        }
        Err(trouble) => draw(app, visit, beside(trouble, |_| "send")?),
    }
}

/// `POST /referrals/{referral}/met`: told by the patient, or by whoever saw them.
pub fn post_met(app: &App, visit: &Visit) -> Answered {
    let (id, _) = known(app, visit)?;
    let mut errors = Errors::default();
    let at = when::read(Lang::En, visit.value("met_at"), &app.zone);
    let at = at.map_err(|wrong| errors.add("met_at", wrong));
    let said_by = SaidBy::read(visit.value("said_by"));
    if said_by.is_none() {
        errors.add("said_by", "Choose who told you.");
    }
    let (Ok(at), Some(said_by)) = (at, said_by) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::NoteReferralMet(id, NoteReferralMet { at, said_by })) {
        Ok(_) => go(format!("/referrals/{id}"), "referral-met"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "met_at")?),
    }
}

/// `POST /referrals/{referral}/not-met`: what was said before was wrong.
pub fn post_not_met(app: &App, visit: &Visit) -> Answered {
    let (id, _) = known(app, visit)?;
    match app.submit(visit, Act::NoteReferralNotMet(id, NoteReferralNotMet)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/referrals/{id}"), "referral-not-met")
        }
        Err(trouble) => draw(app, visit, beside(trouble, |_| "not_met")?),
    }
}

/// `POST /referrals/{referral}/close`
pub fn post_close(app: &App, visit: &Visit) -> Answered {
    let (id, _) = known(app, visit)?;
    let Some(because) = ClosedBecause::read(visit.value("because")) else {
        let mut errors = Errors::default();
        errors.add("because", "Choose why it ends.");
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::CloseReferral(id, CloseReferral { because })) {
        Ok(_) => go("/referrals", "referral-closed"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "because")?),
    }
}
