//! What was sent, what waits, and what never went: occasion, way, state, time and reason. No text and no address.

use askama::Template;
use care::act::Act;
use care::ids::MessageId;
use care::messages::undo_message::UndoMessage;
use care::messages::{Channel, Occasion, Tongue, Unsent};
use care::practice::policy::may;
use care::practice::{ActKind, Role};
use care::time::Instant;
use record::views::messages::{self, MessageRow};

use crate::answer::{Answered, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::letters;
use crate::visit::{Visit, fresh_command};
use crate::when;

#[derive(Template)]
#[template(path = "clinic/messages.html")]
struct Page {
    frame: Frame,
    ways: Vec<String>,
    shown: Vec<(String, String)>,
    waiting: Vec<Line>,
    unsent: Vec<Line>,
    sent: Vec<Line>,
    undone: Vec<Line>,
}

/// One message, as a line.
pub struct Line {
    /// Who, and about what.
    pub words: String,
    /// How it stands.
    pub state: String,
    /// Where it is taken back; empty when it cannot be.
    pub undo: String,
    /// The command of that.
    pub command: String,
}

/// `GET /clinic/messages`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let role = visit.signed()?.by.role;
    let lines = |standing: &str| -> Result<Vec<Line>, crate::answer::Trouble> {
        let rows = app.read(|conn, org| messages::standing(conn, org, standing))?;
        Ok(rows.iter().map(|row| line(app, role, row, true)).collect())
    };
    let waiting = lines("waiting")?;
    html(&Page {
        frame: draw::frame(app, visit, "Messages"),
        ways: ways(app)?,
        shown: if app.demo { shown(app) } else { vec![] },
        unsent: lines("unsent")?,
        sent: lines("sent")?,
        undone: lines("undone")?,
        waiting,
    })
}

/// `POST /messages/{message}/undo`
pub fn undo(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("message", MessageId::read)?;
    app.submit(visit, Act::UndoMessage(id, UndoMessage))?;
    let back =
        if may(visit.signed()?.by.role, ActKind::SeeMessages) { "/clinic/messages" } else { "/integration" };
    go(back, "message-undone")
}

/// What about each way a message could go: set up, or how many wait for it.
fn ways(app: &App) -> Result<Vec<String>, crate::answer::Trouble> {
    let waiting = app.read(|conn, org| messages::standing(conn, org, "waiting"))?;
    let one = |channel: Channel, name: &str, set_up: bool| {
        let n = waiting.iter().filter(|row| row.channel == channel && row.earliest <= app.now()).count();
        match (set_up, n) {
            (true, 0) => format!("{name} is set up. Nothing is due."),
            (true, 1) => format!("{name} is set up. 1 message is due."),
            (true, n) => format!("{name} is set up. {n} messages are due."),
            (false, 0) => format!("{name} is not set up."),
            (false, 1) => format!("{name} is not set up: 1 message waits."),
            (false, n) => format!("{name} is not set up: {n} messages wait."),
        }
    };
    Ok(vec![
        one(Channel::Mail, "Email", app.sending.mail),
        one(Channel::Text, "Text messaging", app.sending.text),
    ])
}

/// The words of each occasion, for a demonstration: nothing leaves it.
fn shown(app: &App) -> Vec<(String, String)> {
    let one = |occasion: &Occasion| {
        let letter = letters::compose(&app.house, *occasion, Tongue::English, "https://this.clinic", "/u/…");
        (about(Role::MedicalDirector, *occasion).to_owned(), letter.short)
    };
    Occasion::ALL.iter().filter(|occasion| !occasion.is_outside()).map(one).collect()
}

/// One message as a line; without a name where the page is about one person.
pub fn line(app: &App, role: Role, row: &MessageRow, named: bool) -> Line {
    let about = about(role, row.occasion);
    let way = match row.channel {
        Channel::Mail => "email",
        Channel::Text => "text message",
        Channel::CallOnly | Channel::Nothing => "no way",
    };
    let time = |at: Instant| when::day_clock(at, &app.zone);
    let state = match row.standing.as_str() {
        "waiting" if row.claimed && app.now() < row.next => format!("is on its way now by {way}"),
        "waiting" if row.tries > 0 => {
            format!("tried {} times by {way}; next try {}", row.tries, time(row.next))
        }
        "waiting" => format!("will be sent by {way} at {}", time(row.earliest)),
        "sent" => format!("sent by {way} at {}", row.done.map(time).unwrap_or_default()),
        "undone" => format!("taken back at {}", row.done.map(time).unwrap_or_default()),
        _ => format!("not sent: {}{}", row.why.map_or("", why), reply(row.reply)),
    };
    let may_undo = may(role, ActKind::UndoMessage) && (role.is_clinical() || !row.occasion.is_safety());
    let can_undo = row.standing == "waiting" && may_undo;
    Line {
        words: if named { format!("{}: {about}", row.patient_name) } else { about.to_owned() },
        state,
        undo: if can_undo { format!("/messages/{}/undo", row.message) } else { String::new() },
        command: fresh_command().to_string(),
    }
}

fn reply(reply: Option<i64>) -> String {
    reply.map_or_else(String::new, |code| format!(" (the other side said {code})"))
}

/// What a message is about, for staff. The desk sees of a clinician's own messages only that they are that.
fn about(role: Role, occasion: Occasion) -> &'static str {
    let clinical = role.is_clinical();
    match occasion {
        Occasion::TalkBooked => "a talk is booked",
        Occasion::TalkMoved => "a talk was moved",
        Occasion::TalkCancelled => "a talk was called off",
        Occasion::TimesOffered => "times are offered",
        Occasion::TalkInvited => "an invitation to the first talk",
        Occasion::VisitTomorrow => "a visit is tomorrow",
        Occasion::EarlierOffered => "an earlier time is held for them",
        Occasion::VisitMoved => "a visit was moved",
        Occasion::VisitCancelled => "a visit was called off",
        Occasion::VisitNotCome => "they did not come",
        Occasion::MeasureAsked | Occasion::SafetyFollowUp | Occasion::FollowUpAsked if !clinical => {
            "a message from a clinician"
        }
        Occasion::FollowUpAsked => "asked how they have been",
        Occasion::MeasureAsked => "a questionnaire is asked for",
        Occasion::SafetyFollowUp => "a clinician asks after them",
        Occasion::ReferralAsked => "a referral waits for their yes",
        Occasion::ReferralAnswered => "a referral was answered",
        Occasion::ReferralSent => "a referral, to whoever was asked outside",
        Occasion::ReferralReminder => "a reminder of a referral, to whoever was asked outside",
    }
}

fn why(why: Unsent) -> &'static str {
    match why {
        Unsent::Overtaken => "what it told of is no longer so",
        Unsent::TooLate => "its time had passed. Please call",
        Unsent::Night => "it was night until it would have been too late. Please call",
        Unsent::Unsubscribed => "they asked for no more messages",
        Unsent::NoWay => "they have no address on record or asked for none. Please call",
        Unsent::RefusedThere => "the other side refused it. Please check the address and call",
        Unsent::TriesUsed => "the other side could not be reached in time. Please call",
    }
}
