//! "Please call somebody I know": a therapist or prescriber outside refers a person into the house, with that person's own yes. What
//! they leave is sealed and forgotten as every first contact is. Whoever refers gets a link, without an account: it says what
//! became of it as far as the person agreed to that, and no more.

use askama::Template;
use care::act::Act;
use care::contact::{Concern, FirstContact, Outcome, ReferIn};
use care::ids::ContactId;
use care::practice::Acting;
use care::refusal::Refusal;
use care::tasks::wish_call_time::PartOfDay;
use record::submit::{Answer, Command};

use super::start::{FREE, call_by, subject, words};
use crate::answer::{Answered, Reply, Trouble, again, html, passing};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::articles::tongue;
use crate::parts::{Choice, Errors};
use crate::reader::Reader;
use crate::sign_in::{NETWORK_FREE, same};
use crate::visit::{Visit, fresh_command};
use crate::words::refusal;

/// Letters of the mark in a link: 128 bits.
const MARK: usize = 32;
/// Initials are no longer than this.
const INITIALS_MAX: usize = 12;
/// The doors that somebody can be referred to.
const DOORS: [Concern; 3] = [Concern::Kap, Concern::Infusion, Concern::NotSure];

#[derive(Template)]
#[template(path = "start/refer_in.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    initials: String,
    reach: String,
    from: String,
    role: String,
    from_reach: String,
    agreed: bool,
    tells_back: bool,
    parts: Vec<Choice>,
    concerns: Vec<Choice>,
}

/// `GET /refer`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), visit.form_command())
}

/// What is sealed: whom, how to reach them, who refers, as what, and how to reach those.
fn read(visit: &Visit, errors: &mut Errors) -> Option<String> {
    let lang = visit.lang;
    let initials = words::line(visit, errors, "name", &lang.say("start-refer-missing-initials"));
    if initials.as_ref().is_some_and(|words| INITIALS_MAX < words.as_str().chars().count()) {
        errors.add("name", &lang.say("start-refer-missing-initials"));
    }
    let reach = words::way(visit, errors, "reach", &lang.say("start-missing-reach"));
    let from = words::line(visit, errors, "from", &lang.say("start-refer-missing-from"));
    let role = words::line(visit, errors, "role", &lang.say("start-refer-missing-role"));
    let back = words::way(visit, errors, "from_reach", &lang.say("start-missing-reach"));
    Some(format!("{}\n{}\n{}\n{}\n{}", initials?, reach?, from?, role?, back?))
}

/// `POST /refer`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (lang, mut errors) = (visit.lang, Errors::default());
    let words = read(visit, &mut errors);
    let concern = Concern::read(visit.value("concern")).filter(|one| DOORS.contains(one));
    if concern.is_none() {
        errors.add("concern", &lang.say("start-missing-concern"));
    }
    let agreed = visit.ticked("agreed");
    if !agreed {
        errors.add("agreed", &refusal(lang, &Refusal::ReferInNotAgreed));
    }
    let (Some(words), Some(concern), true) = (words, concern, errors.is_empty()) else {
        return draw(app, visit, errors, visit.form_command());
    };
    let id = visit.command()?;
    let chosen = visit.values("parts");
    let parts = PartOfDay::ALL.iter().copied().filter(|part| chosen.contains(&part.code())).collect();
    let (call_by, tells_back) = (call_by(app, app.now())?, visit.ticked("tells_back"));
    let refer = ReferIn { concern, parts, tongue: tongue(lang), call_by, agreed, tells_back };
    let contact = ContactId::from_command(id);
    let act = Act::ReferIn(contact, refer);
    let command = Command { id, act, by: Acting::VISITOR, occurred: None, sealed: Some(words.into()) };
    // The second tap of a form that is kept already is not one more.
    let is_new = !app.record.was_done(&command)?;
    if is_new {
        let wait = app.record.begin_try(&subject(visit), FREE)?;
        if 0 < wait {
            errors.add("name", &lang.say_counted("start-too-often", wait / 60 + 1, &[]));
            return draw(app, visit, errors, visit.form_command());
        }
    }
    app.record.let_go();
    let answer = app.record.submit(command).wait()?;
    if is_new && !matches!(answer, Answer::Done(_)) {
        app.record.take_back_try(&subject(visit))?;
    }
    match answer {
        Answer::Done(_) => Ok(Reply::Go(format!("/referred/{}", token(app, contact)), None)),
        // The form was kept before; then somebody came back and changed it. It is a new one under a new number.
        Answer::IdReused => {
            errors.add("name", &lang.say("start-sent-before"));
            draw(app, visit, errors, fresh_command().to_string())
        }
        Answer::Refused(refusal) => Err(Trouble::Refused(refusal)),
        Answer::Kept(_) => Err(Trouble::NotFound),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors, command: String) -> Answered {
    let (lang, chosen) = (visit.lang, visit.values("parts"));
    let value = |name: &str| visit.value(name).to_owned();
    let part = |part: &PartOfDay| Choice {
        checked: chosen.contains(&part.code()),
        ..Choice::new(part.code(), lang.word_of("start-part", part.code()), "")
    };
    let door = |one: &Concern| {
        Choice::new(one.code(), lang.word_of("start-concern", one.code()), visit.value("concern"))
    };
    let page = Page {
        frame: draw::frame_in(app, visit, &lang.say("start-refer-title"), Shell::Public),
        command,
        initials: value("name"),
        reach: value("reach"),
        from: value("from"),
        role: value("role"),
        from_reach: value("from_reach"),
        agreed: visit.ticked("agreed"),
        tells_back: visit.ticked("tells_back"),
        parts: PartOfDay::ALL.iter().map(part).collect(),
        concerns: DOORS.iter().map(door).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Only this house's key makes it; nothing of it is kept.
fn token(app: &App, id: ContactId) -> String {
    let mark = app.record.mark(&format!("referred-in {id}"));
    format!("{:032x}{}", id.0, &mark[..MARK])
}

/// The referral of a link, until what was left for it is forgotten.
fn opened(app: &App, text: &str) -> Result<Option<FirstContact>, Trouble> {
    let letters = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if text.len() != 32 + MARK || !letters {
        return Ok(None);
    }
    let Ok(number) = u128::from_str_radix(&text[..32], 16) else { return Ok(None) };
    let id = ContactId(number);
    if !same(&token(app, id), text) {
        return Ok(None);
    }
    match app.contact(id) {
        Ok(contact) => {
            Ok(Some((*contact).clone()).filter(|one| one.referred.is_some() && one.words.is_some()))
        }
        Err(Trouble::NotFound) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

#[derive(Template)]
#[template(path = "start/referred.html")]
struct Stands {
    frame: Frame,
    asked: String,
    state: String,
    tells_back: bool,
}

#[derive(Template)]
#[template(path = "start/referred_over.html")]
struct Over {
    frame: Frame,
}

/// `GET /referred/{token}`: how it stands, as far as the person agreed that it is told.
pub fn stands(app: &App, visit: &Visit) -> Answered {
    let lang = visit.lang;
    let subject = format!("link:{}", visit.network);
    let over =
        || Over { frame: draw::frame_in(app, visit, &lang.say("start-referred-title"), Shell::Public) };
    if 0 < app.record.begin_try(&subject, NETWORK_FREE)? {
        return Ok(Reply::Again(over().render()?));
    }
    // A guess and a link that ended look alike.
    let Some(contact) = opened(app, visit.param("token"))? else { return html(&over()) };
    app.record.take_back_try(&subject)?;
    let reader = Reader::of(app, visit);
    let tells_back = contact.referred.is_some_and(|referred| referred.tells_back);
    passing(&Stands {
        frame: draw::frame_in(app, visit, &lang.say("start-referred-title"), Shell::Public),
        asked: reader.day_clock(contact.asked),
        state: if tells_back { state(&reader, &contact) } else { String::new() },
        tells_back,
    })
}

/// Whether they were reached; nothing of what was said, and not whether they are a patient here.
fn state(reader: &Reader, contact: &FirstContact) -> String {
    let (lang, due) = (reader.lang, reader.day_clock(contact.due));
    match (contact.settled, contact.tries.last()) {
        (Some((Outcome::Called | Outcome::Registered, _, at)), _) => {
            lang.say_with("start-referred-reached", &[("day", &reader.day(at))])
        }
        (Some((_, _, at)), _) => lang.say_with("start-referred-closed", &[("day", &reader.day(at))]),
        (None, Some((_, at))) => {
            lang.say_with("start-referred-tried", &[("day", &reader.day(*at)), ("by", &due)])
        }
        (None, None) => lang.say_with("start-referred-owed", &[("by", &due)]),
    }
}
