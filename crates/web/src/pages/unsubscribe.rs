//! One tap stops messages, without a sign-in: the link in each message. Scanners of mail follow links, so only the button
//! does it (and the one-click POST of RFC 8058, which no browser sends).

use askama::Template;
use care::act::Act;
use care::ids::{CommandId, PatientId};
use care::messages::unsubscribe::{Resubscribe, Unsubscribe};
use care::practice::Acting;
use care::refusal::Refusal;
use record::submit::{Answer, Command};

use crate::answer::{Answered, Reply, Trouble, passing};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::letters;
use crate::visit::{Visit, fresh_command};

/// Its address, as the table of routes has it.
pub const PATH: &str = "/u/{token}";

#[derive(Template)]
#[template(path = "home/unsubscribe.html")]
struct Page {
    frame: Frame,
    action: String,
    stopped: bool,
}

/// `GET /u/{token}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let patient = patient(app, visit)?;
    let stopped = app.patient(patient)?.unsubscribed.is_some();
    passing(&Page {
        frame: draw::frame_in(app, visit, &visit.lang.say("mail-page-title"), Shell::Public),
        action: visit.path.clone(),
        stopped,
    })
}

/// `POST /u/{token}`: stops them; with `again=yes`, lets them come again. Twice is once.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let patient = patient(app, visit)?;
    let act = if visit.ticked("again") {
        Act::Resubscribe(patient, Resubscribe)
    } else {
        Act::Unsubscribe(patient, Unsubscribe)
    };
    let id: CommandId = fresh_command();
    let by = Acting::patient(patient);
    match app.record.submit(Command { id, act, by, occurred: None, sealed: None }).wait()? {
        Answer::Refused(Refusal::NothingChanged) | Answer::Done(_) => Ok(Reply::Go(visit.path.clone(), None)),
        Answer::Refused(no) => Err(Trouble::Refused(no)),
        Answer::IdReused | Answer::Kept(_) => Err(Trouble::NotFound),
    }
}

/// Whose link it is. What this house did not make is no link.
fn patient(app: &App, visit: &Visit) -> Result<PatientId, Trouble> {
    let token = visit.param("token");
    let number = token.get(..32).and_then(|hex| u128::from_str_radix(hex, 16).ok());
    let patient = PatientId(number.ok_or(Trouble::NotFound)?);
    let mark = app.record.mark(&letters::unsubscribe_words(patient));
    let right = letters::unsubscribe_path(patient, &mark);
    if crate::sign_in::same(&right, &format!("/u/{token}")) { Ok(patient) } else { Err(Trouble::NotFound) }
}
