//! Who would be told what: the patient reads every word, says yes part by part with a clear head, and takes back any time.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::ids::ReferralId;
use care::referral::{
    ConsentToReferral, NoteReferralNotMet, Part, Referral, ReferralState, TakeBackReferral,
};
use care::refusal::{Fixer, Refusal};
use care::text::Line;
use record::views::ask_referrals;

use super::mine;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::referral::{Shown, Whose, mark};
use crate::parts::{Choice, Errors, Mark};
use crate::reader::Reader;
use crate::visit::Visit;
use crate::words;

struct Row {
    href: String,
    to: String,
    mark: Mark,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "me/referrals.html")]
struct List {
    frame: Frame,
    lock: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "me/referral.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    lock: String,
    at: String,
    mark: Mark,
    state: &'static str,
    to: String,
    kind: &'static str,
    shown: Shown,
    parts: Vec<Choice>,
    /// May say yes, or change it.
    asks: bool,
    is_sent: bool,
    can_take_back: bool,
    times: Vec<String>,
    phone: String,
    phone_href: String,
    met: String,
    notes: Vec<String>,
    printed: String,
    typed: String,
    command: String,
    until: String,
    way: String,
}

/// How many wait for this patient's yes: for their first page.
///
/// # Errors
/// The store's.
pub fn waiting(app: &App, id: care::ids::PatientId) -> Result<(usize, usize), Trouble> {
    let all = app.read(|conn, org| ask_referrals::of_patient(conn, org, id))?;
    let mut waiting = 0;
    for one in &all {
        waiting += usize::from(app.referral(*one)?.state(app.now()) == ReferralState::AwaitingConsent);
    }
    Ok((waiting, all.len()))
}

/// `GET /me/referrals`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let own = mine::own(app, visit)?;
    let reader = Reader::of(app, visit);
    let ids = app.read(|conn, org| ask_referrals::of_patient(conn, org, own))?;
    let row = |id: ReferralId| -> Result<Row, Trouble> {
        let referral = app.referral(id)?;
        let state = referral.state(app.now());
        Ok(Row {
            href: format!("/me/referrals/{id}"),
            to: referral.written.receiver.line().to_string(),
            mark: mark(state, false),
            state: visit.lang.word_of("referral-mine", state.code()),
        })
    };
    html(&List {
        frame: draw::live_frame(app, visit, &visit.lang.say("referral-mine-title")),
        lock: mine::lock_words(&reader, &*app.patient(own)?, app.now()),
        rows: ids.into_iter().map(row).collect::<Result<_, _>>()?,
    })
}

/// `GET /me/referrals/{referral}`
pub fn get_one(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// One's own, or there is none.
fn own(app: &App, visit: &Visit) -> Result<(ReferralId, Arc<Referral>), Trouble> {
    let own = mine::own(app, visit)?;
    let id = visit.id("referral", ReferralId::read)?;
    let referral = app.referral(id)?;
    if referral.written.patient == own { Ok((id, referral)) } else { Err(Trouble::NotFound) }
}

/// `POST /me/referrals/{referral}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own(app, visit)?;
    let mut errors = Errors::default();
    let typed_name = match Line::new(visit.value("typed_name")) {
        Ok(name) => name,
        Err(no) => {
            errors.add("typed_name", &words::refusal(visit.lang, &no));
            return draw(app, visit, errors);
        }
    };
    // The name, what is asked and by when are always in it; the page says so above the parts.
    let mut parts = vec![Part::FirstName];
    parts.extend(visit.values("parts").into_iter().filter_map(Part::read));
    parts.sort_unstable();
    parts.dedup();
    match app.submit(visit, Act::ConsentToReferral(id, ConsentToReferral { parts, typed_name })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/referrals/{id}"), "referral-consented")
        }
        Err(Trouble::Refused(no)) if no.fixer() == Fixer::You => {
            errors.add("typed_name", &words::refusal(visit.lang, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/referrals/{referral}/take-back`
pub fn post_take_back(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own(app, visit)?;
    match app.submit(visit, Act::TakeBackReferral(id, TakeBackReferral)) {
        // Said on another device already: the page says how it stands.
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/referrals/{id}"), "referral-taken-back")
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/referrals/{referral}/not-met`: only the patient knows whether they met.
pub fn post_not_met(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own(app, visit)?;
    match app.submit(visit, Act::NoteReferralNotMet(id, NoteReferralNotMet)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/referrals/{id}"), "referral-mine-not-met")
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, referral) = own(app, visit)?;
    let (lang, reader, now) = (visit.lang, Reader::of(app, visit), app.now());
    let written = &referral.written;
    let patient = app.patient(written.patient)?;
    let state = referral.state(now);
    let shown = Shown::new(app, &reader, written, &written.content, Whose::Mine);
    let said = referral.consent.as_ref().map(|consent| consent.parts.clone()).unwrap_or_default();
    let ticked = |part: Part| {
        if visit.form.is_empty() {
            said.contains(&part)
        } else {
            visit.values("parts").contains(&part.code())
        }
    };
    let choice = |told: &crate::pages::referral::Told| Choice {
        checked: ticked(told.part),
        ..Choice::new(told.part.code(), told.label, "").hint(&told.words)
    };
    let over = matches!(state, ReferralState::TakenBack | ReferralState::Closed);
    let lock = mine::lock_words(&reader, &patient, now);
    let page = Page {
        frame: draw::live_frame(app, visit, &lang.say("referral-mine-title")),
        // A yes to less than before needs no clear head; a first one does.
        way: written.receiver.mail.as_ref().or(written.receiver.phone.as_ref()).map_or_else(
            String::new,
            |way| {
                lang.say_with(
                    "referral-mine-way",
                    &[("to", written.receiver.name.as_str()), ("way", way.as_str())],
                )
            },
        ),
        asks: !over && (lock.is_empty() || referral.consent.is_some()),
        at: format!("/me/referrals/{id}"),
        mark: mark(state, false),
        state: lang.word_of("referral-mine", state.code()),
        to: written.receiver.line().to_string(),
        kind: lang.word_of("referral-kind", written.receiver.kind.code()),
        parts: shown.told.iter().map(choice).collect(),
        shown,
        is_sent: referral.sent.is_some(),
        can_take_back: referral.taken_back.is_none() && state != ReferralState::Closed,
        times: referral.times().iter().map(|at| reader.day_clock(*at)).collect(),
        phone_href: written.receiver.phone.as_ref().map_or_else(String::new, |phone| {
            let dialled = |letter: &char| letter.is_ascii_digit() || *letter == '+';
            format!("tel:{}", phone.as_str().chars().filter(dialled).collect::<String>())
        }),
        phone: written.receiver.phone.as_ref().map_or_else(String::new, ToString::to_string),
        met: referral.met.map_or_else(String::new, |(at, ..)| {
            lang.say_with("referral-met-at", &[("at", &reader.day_clock(at))])
        }),
        notes: referral.notes.iter().map(|(_, words, _)| words.clone()).collect(),
        printed: patient.details.name.to_string(),
        typed: visit.value("typed_name").to_owned(),
        command: visit.form_command(),
        until: lang.say_with("referral-until", &[("day", &reader.day(referral.link_ends()))]),
        lock,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
