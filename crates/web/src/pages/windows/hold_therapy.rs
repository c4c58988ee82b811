//! Integration therapy took place; and below it, the note that only its author opens. Two forms, two acts.

use askama::Template;
use care::act::Act;
use care::ids::CommandId;
use care::integration::cosign_note;
use care::integration::hold_talk::HoldTherapy;
use care::practice::{ActKind, Here, Role};
use care::refusal::Refusal;

use super::{Eyes, Subject, tie};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::person_name;
use crate::parts::{Errors, Service};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// A sealed note in a list: for its author a link, for everybody else who keeps it.
pub struct SealedNote {
    /// When it was written.
    pub at: String,
    /// Machine time.
    pub iso: String,
    /// Who keeps it.
    pub by: String,
    /// Who co-signed it, or that it waits for that; empty where nobody else answers.
    pub cosigned: String,
    /// Where its author opens it; empty for everybody else.
    pub href: String,
}

#[derive(Template)]
#[template(path = "windows/therapy.html")]
struct TherapyPage {
    frame: Frame,
    back: String,
    name: String,
    service: Service,
    infusion: bool,
    booked: String,
    held: String,
    at: String,
    held_action: String,
    held_command: String,
    held_errors: Errors,
    note_action: String,
    note_command: String,
    note_errors: Errors,
    note: String,
    notes: Vec<SealedNote>,
    /// Who else opens a note written now: whoever answers for the writer. Empty for whoever practises by themself.
    supervisors: String,
    step_href: String,
}

/// `GET /windows/{window}/therapy`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), Errors::default())
}

/// `POST /windows/{window}/therapy`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let at = match when::read(Lang::En, visit.value("at"), &app.zone) {
        Ok(at) => at,
        Err(wrong) => {
            errors.add("at", wrong);
            return draw(app, visit, errors, Errors::default());
        }
    };
    match app.submit_at(visit, Act::HoldTherapy(subject.id, HoldTherapy), Some(at)) {
        Ok(_) => go(format!("/windows/{}/therapy", subject.id), "held"),
        Err(Trouble::Refused(
            no @ (Refusal::TimeInTheFuture { .. } | Refusal::TimeTooLongAgo { .. } | Refusal::TalkBeforeDose),
        )) => {
            errors.add("at", &words::refusal(Lang::En, &no));
            draw(app, visit, errors, Errors::default())
        }
        Err(trouble) => Err(trouble),
    }
}

/// The notes of a window as these eyes may know of them.
///
/// # Errors
/// The store's.
pub fn sealed_notes(app: &App, visit: &Visit, subject: &Subject) -> Result<Vec<SealedNote>, Trouble> {
    let me = visit.signed()?.person_id();
    let note = |(document, by, at): &(CommandId, care::ids::PersonId, care::time::Instant)| {
        let mine = Some(*by) == me;
        Ok(SealedNote {
            at: when::day_clock(*at, &app.zone),
            iso: when::iso(*at, &app.zone),
            by: app.person(*by)?.name.to_string(),
            cosigned: cosigned(app, subject, *document),
            href: if mine { format!("/windows/{}/notes/{document}", subject.id) } else { String::new() },
        })
    };
    subject.window.therapy_notes.iter().map(note).collect()
}

/// Who answers for whoever writes now.
///
/// # Errors
/// The store's.
pub fn supervisors(app: &App, visit: &Visit) -> Result<String, Trouble> {
    let Some(me) = visit.signed()?.person_id() else { return Ok(String::new()) };
    let names: Vec<String> =
        app.person(me)?.supervisors(Role::Therapist, app.now()).map(|who| person_name(app, who)).collect();
    Ok(names.join(", "))
}

/// “co-signed by …”, or that it waits for it; nothing where nobody else answers.
fn cosigned(app: &App, subject: &Subject, document: CommandId) -> String {
    let signed = subject.window.cosigned.iter().find(|(known, ..)| *known == document);
    if let Some((_, by, at)) = signed {
        return format!("co-signed by {}, {}", person_name(app, *by), when::day_clock(*at, &app.zone));
    }
    let Ok(visit) = app.session(subject.id.session()) else { return String::new() };
    let place = app.place_of(&visit).jurisdiction;
    let here = Here::at(&place, app);
    let author = cosign_note::author(&subject.window, document).and_then(|(who, _)| app.person(who).ok());
    match author.is_some_and(|author| cosign_note::waits(&subject.window, document, &author, here)) {
        true => "waits for a second signature".to_owned(),
        false => String::new(),
    }
}

/// Both forms; the errors of the one that came back.
///
/// # Errors
/// The refusal, or the store's.
pub fn draw(app: &App, visit: &Visit, held_errors: Errors, note_errors: Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    if subject.eyes != Eyes::Clinical {
        return Err(Trouble::NotFound);
    }
    app.permit(visit, ActKind::HoldTherapy, tie(app, visit, &subject.window)?)?;
    let window = &subject.window;
    let (held_wrong, note_wrong) = (!held_errors.is_empty(), !note_errors.is_empty());
    let command = |mine: bool| if mine { visit.form_command() } else { fresh_command().to_string() };
    let held = window.held.map(|(at, kind)| {
        let what = kind.map_or("A talk outside this clinic", |kind| words::talk(Lang::En, kind));
        format!("{what} took place {}.", when::day_clock(at, &app.zone))
    });
    let booked = window.talk.map(|talk| {
        let with = app.person(talk.with).map(|person| person.name.to_string()).unwrap_or_default();
        format!("{} with {with}, {}", words::talk(Lang::En, talk.kind), when::day_clock(talk.at, &app.zone))
    });
    let page = TherapyPage {
        frame: draw::frame(app, visit, &format!("Integration therapy with {}", subject.name)),
        back: subject.home(),
        name: subject.name.clone(),
        service: subject.service(),
        infusion: subject.row.model == "infusion",
        booked: booked.unwrap_or_else(|| "nothing booked".to_owned()),
        held: held.unwrap_or_default(),
        at: if held_wrong { visit.value("at").to_owned() } else { when::field(app.now(), &app.zone) },
        held_action: format!("/windows/{}/therapy", subject.id),
        held_command: command(held_wrong),
        held_errors,
        note_action: format!("/windows/{}/notes", subject.id),
        note_command: command(note_wrong),
        note_errors,
        note: visit.raw("note").to_owned(),
        step_href: format!("/windows/{}/step", subject.id),
        notes: sealed_notes(app, visit, &subject)?,
        supervisors: supervisors(app, visit)?,
    };
    if held_wrong || note_wrong { again(&page) } else { html(&page) }
}
