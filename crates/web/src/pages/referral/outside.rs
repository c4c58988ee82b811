//! What whoever was asked opens: one page, no account. Why, by when, exactly what the patient agreed to, and the answers. A
//! dead link says where to call, and nothing of anybody.

use askama::Template;
use care::act::Act;
use care::ids::ReferralId;
use care::integration::SaidBy;
use care::practice::Acting;
use care::referral::{
    AcceptReferral, CannotBecause, DeclineReferral, NoteReferralMet, Referral, ReferralState,
    SendReferralNote,
};
use care::refusal::Refusal;
use record::submit::{Answer, Command};

use super::{Shown, Whose, link};
use crate::answer::{Answered, Reply, Trouble, passing};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::parts::{Choice, Errors, Pair};
use crate::reader::Reader;
use crate::sign_in::NETWORK_FREE;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// Answers through one link that cost nothing; then they wait, longer each time. House policy.
const ANSWERS_FREE: i64 = 30;

const TIMES: [&str; 3] = ["at", "at2", "at3"];

#[derive(Template)]
#[template(path = "referral/outside.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    shown: Shown,
    parts: Vec<Pair>,
    token: String,
    accepted: String,
    met: String,
    notes: Vec<String>,
    times: Vec<(&'static str, String, String)>,
    because: Vec<Choice>,
    now: String,
    met_at: String,
    words: String,
    until: String,
    call: String,
    zone: String,
    commands: [String; 4],
}

#[derive(Template)]
#[template(path = "go/ended.html")]
struct EndedPage {
    frame: Frame,
    words: String,
    /// A note that was not sent: whoever typed it while the link ended gets it back.
    typed: String,
}

/// `GET /r/{token}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    match open(app, visit)? {
        Ok((_, referral)) => page(app, visit, &referral, Errors::default()),
        Err(ended) => Ok(ended),
    }
}

/// The referral behind the link while it opens; else the page that says so. Guesses are counted by network, as sign-ins are.
fn open(app: &App, visit: &Visit) -> Result<Result<(ReferralId, Referral), Reply>, Trouble> {
    let lang = visit.lang;
    let subject = format!("link:{}", visit.network);
    if 0 < app.record.begin_try(&subject, NETWORK_FREE)? {
        return Ok(Err(Reply::Again(ended(app, visit, lang.say("after-go-often")).render()?)));
    }
    let Some((id, referral)) = link::opened(app, visit.param("token"))? else {
        return Ok(Err(passing(&ended(app, visit, over(app, visit, None)))?));
    };
    app.record.take_back_try(&subject)?;
    if referral.link_opens(app.now()).is_err() {
        return Ok(Err(passing(&ended(app, visit, over(app, visit, Some(&referral))))?));
    }
    Ok(Ok((id, referral)))
}

/// What a dead link says: to whoever said no, that it stands; to all others alike, whom to call.
fn over(app: &App, visit: &Visit, referral: Option<&Referral>) -> String {
    let (lang, now) = (visit.lang, app.now());
    let call = [("clinic", app.house.name.as_str()), ("phone", app.house.phone.as_str())];
    match referral.map(|referral| (referral.state(now), referral.link_ends())) {
        Some((ReferralState::Declined, _)) => lang.say_with("referral-over-declined", &call),
        Some((ReferralState::Expired, at)) => {
            let day = Reader::of(app, visit).day(at);
            lang.say_with("referral-over-expired", &[("day", &day), call[0], call[1]])
        }
        _ => lang.say_with("referral-over", &call),
    }
}

fn ended(app: &App, visit: &Visit, words: String) -> EndedPage {
    let title = visit.lang.say("referral-over-title");
    let typed = visit.raw("words").trim().to_owned();
    EndedPage { frame: draw::frame_in(app, visit, &title, Shell::Public), words, typed }
}

fn page(app: &App, visit: &Visit, referral: &Referral, errors: Errors) -> Answered {
    let (lang, reader) = (visit.lang, Reader::of(app, visit));
    let written = &referral.written;
    let content = referral.shown().ok_or(Trouble::NotFound)?;
    let shown = Shown::new(app, &reader, written, &content, Whose::Theirs);
    let times: Vec<String> = referral.times().iter().map(|at| reader.day_clock(*at)).collect();
    let zone = app.house.zone.as_str().rsplit('/').next().unwrap_or("").replace('_', " ");
    let because = CannotBecause::ALL.iter().map(|one| {
        Choice::new(one.code(), lang.word_of("referral-cannot", one.code()), visit.value("because"))
    });
    let label = |nth: &str| lang.word_of("referral-time", nth).to_owned();
    let drawn = Page {
        frame: draw::frame_in(app, visit, &lang.say("referral-title"), Shell::Public),
        parts: shown.pairs(),
        token: visit.param("token").to_owned(),
        accepted: match times.is_empty() {
            true => String::new(),
            false => lang.say_with("referral-accepted-at", &[("times", &times.join("; "))]),
        },
        met: referral.met.map_or_else(String::new, |(at, ..)| {
            lang.say_with("referral-met-at", &[("at", &reader.day_clock(at))])
        }),
        notes: referral.notes.iter().map(|(_, words, _)| words.clone()).collect(),
        times: TIMES.map(|field| (field, label(field), visit.value(field).to_owned())).into(),
        because: because.collect(),
        now: when::field(app.now(), &app.zone),
        met_at: visit.value("met_at").to_owned(),
        words: visit.value("words").to_owned(),
        until: lang.say_with("referral-until", &[("day", &reader.day(referral.link_ends()))]),
        call: lang.say_with(
            "referral-note-call",
            &[("clinic", app.house.name.as_str()), ("phone", app.house.phone.as_str())],
        ),
        zone: lang.say_with("referral-zone", &[("zone", &zone)]),
        commands: std::array::from_fn(|_| fresh_command().to_string()),
        shown,
        errors,
    };
    if drawn.errors.is_empty() { passing(&drawn) } else { Ok(Reply::Again(drawn.render()?)) }
}

/// `POST /r/{token}/accept`
pub fn post_accept(app: &App, visit: &Visit) -> Answered {
    answer(app, visit, "referral-accepted", |id, errors| {
        let mut times = vec![];
        for field in TIMES {
            let Some(typed) = visit.given(field) else { continue };
            match when::read(visit.lang, typed, &app.zone) {
                Ok(at) => times.push(at),
                Err(wrong) => errors.add(field, wrong),
            }
        }
        Act::AcceptReferral(id, AcceptReferral { times })
    })
}

/// `POST /r/{token}/decline`
pub fn post_decline(app: &App, visit: &Visit) -> Answered {
    answer(app, visit, "referral-accepted", |id, errors| {
        let because = CannotBecause::read(visit.value("because"));
        if because.is_none() {
            errors.add("because", &visit.lang.say("referral-cannot-missing"));
        }
        Act::DeclineReferral(id, DeclineReferral { because: because.unwrap_or(CannotBecause::Other) })
    })
}

/// `POST /r/{token}/met`
pub fn post_met(app: &App, visit: &Visit) -> Answered {
    answer(app, visit, "referral-met", |id, errors| {
        let at = when::read(visit.lang, visit.value("met_at"), &app.zone);
        let at = at.unwrap_or_else(|wrong| {
            errors.add("met_at", wrong);
            app.now()
        });
        Act::NoteReferralMet(id, NoteReferralMet { at, said_by: SaidBy::OutsideTherapist })
    })
}

/// `POST /r/{token}/note`
pub fn post_note(app: &App, visit: &Visit) -> Answered {
    answer(app, visit, "referral-noted", |id, _| {
        Act::SendReferralNote(id, SendReferralNote { words: visit.raw("words").to_owned() })
    })
}

/// One answer through the link: looked at first, slowed, asked for, and the same page again. What was answered before is no
/// trouble: the page says how it stands.
fn answer(
    app: &App,
    visit: &Visit,
    said: &'static str,
    act: impl FnOnce(ReferralId, &mut Errors) -> Act,
) -> Answered {
    let (id, referral) = match open(app, visit)? {
        Ok(known) => known,
        Err(ended) => return Ok(ended),
    };
    let mut errors = Errors::default();
    let act = act(id, &mut errors);
    if !errors.is_empty() {
        return page(app, visit, &referral, errors);
    }
    let command = Command { id: visit.command()?, act, by: Acting::VISITOR, occurred: None, sealed: None };
    if !app.record.was_done(&command)? && 0 < app.record.begin_try(&format!("referral:{id}"), ANSWERS_FREE)? {
        return Ok(Reply::Again(ended(app, visit, visit.lang.say("after-go-often")).render()?));
    }
    let field = field(&command.act);
    app.record.let_go();
    let back = format!("/r/{}", visit.param("token"));
    match app.record.submit(command).wait()? {
        Answer::Done(_) => Ok(Reply::Go(back, Some(said))),
        // The link ended between the look and the answer: a note is not lost with it.
        Answer::Refused(Refusal::ReferralLinkEnded) if field == "words" => {
            let referral = app.referral(id)?;
            passing(&ended(app, visit, over(app, visit, Some(&referral))))
        }
        // The form was sent before with other words: those are kept, and these come back to be sent anew.
        Answer::IdReused if field == "words" => {
            errors.add(field, visit.lang.say("referral-note-again").as_ref());
            page(app, visit, &referral, errors)
        }
        Answer::Refused(Refusal::NothingChanged | Refusal::ReferralMet | Refusal::ReferralLinkEnded)
        | Answer::IdReused
        | Answer::Kept(_) => Ok(Reply::Go(back, None)),
        Answer::Refused(no) => {
            errors.add(field, &words::refusal(visit.lang, &no));
            page(app, visit, &referral, errors)
        }
    }
}

/// The field a refusal stands beside.
const fn field(act: &Act) -> &'static str {
    match act {
        Act::DeclineReferral(..) => "because",
        Act::NoteReferralMet(..) => "met_at",
        Act::SendReferralNote(..) => "words",
        _ => "at",
    }
}
