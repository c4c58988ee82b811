//! "Emergency" at a chair: first whom to call and what to tell them, then one press that every screen of the staff shows.

use askama::Template;
use care::act::Act;
use care::practice::ActKind;
use care::refusal::Refusal;
use care::session::emergency::{DeclareEmergency, EndEmergency};
use care::session::running::running;
use care::session::{Emergency, Session};
use care::time::Instant;
use jiff::tz::TimeZone;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::{flowsheet, read};
use crate::answer::{Answered, Reply, Trouble, again, go};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// What the strip says.
pub struct SosShown {
    /// The chair or room.
    pub room: String,
    /// Since when and by whom, while one stands; "" while none does.
    pub stands: String,
    /// The same for scripts.
    pub since_ms: i64,
    /// What to tell whoever is called, a line each.
    pub tell: Vec<String>,
    /// Whoever looks may declare it, or say that it is over.
    pub may: bool,
    /// Where both go.
    pub href: String,
    /// The command of the form.
    pub command: String,
}

#[derive(Template)]
#[template(path = "session/end_emergency.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    done: String,
}

/// What the strip of a visit says now.
pub fn shown(loaded: &Loaded) -> SosShown {
    let open = loaded.session.open_emergency();
    SosShown {
        room: loaded.session.room.to_string(),
        stands: open.map(|known| stands(loaded, known)).unwrap_or_default(),
        since_ms: open.map_or(0, |known| when::ms(known.at)),
        tell: tell(loaded),
        may: loaded.may(ActKind::DeclareEmergency),
        href: loaded.act("emergency"),
        command: fresh_command().to_string(),
    }
}

fn stands(loaded: &Loaded, known: &Emergency) -> String {
    format!("declared {} by {}", when::clock(known.at, &loaded.place.zone), loaded.name(known.by))
}

/// Where, what was given, and how it stands: what is asked on the telephone.
fn tell(loaded: &Loaded) -> Vec<String> {
    let (session, zone) = (&loaded.session, &loaded.place.zone);
    let address = &loaded.place.address;
    let place = if address.is_empty() { &loaded.place.name } else { address };
    let weight = session.precheck.as_ref().map(|precheck| precheck.weight.in_kg());
    let read = session.last_reading();
    let read =
        read.map(|read| format!("Read {}: {}", when::clock(read.at, zone), flowsheet::line(&read.vitals)));
    let mut lines = vec![format!("{place}, {}", session.room)];
    lines.extend(given(session, loaded.now, zone));
    lines.extend(weight.map(|weight| format!("Weight today {weight}")));
    lines.extend(read);
    lines
}

fn given(session: &Session, now: Instant, zone: &TimeZone) -> Option<String> {
    let dose = session.dose.as_ref()?;
    let most = session.begun().unwrap_or(dose.amount).in_mg();
    let (route, begun) = (words::route(Lang::En, dose.route), when::clock(dose.started, zone));
    let how_much = match (dose.ended, running(session, now)) {
        (Some((given, _)), _) => format!("{} at most", given.in_mg()),
        (None, Some(so_far)) => {
            let so_far = so_far.total().in_mg();
            format!("{so_far} so far by the order and the clock, {most} at most")
        }
        (None, None) => format!("{most} at most"),
    };
    Some(format!("Ketamine {route}, begun {begun}: {how_much}"))
}

/// `POST /sessions/{session}/emergency`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    match app.submit(visit, Act::DeclareEmergency(loaded.id, DeclareEmergency)) {
        Ok(_) => go(loaded.href(), "emergency-declared"),
        // Somebody else pressed first: the page shows it.
        Err(Trouble::Refused(Refusal::EmergencyStands)) => Ok(Reply::Go(loaded.href(), None)),
        Err(trouble) => Err(trouble),
    }
}

/// `POST /sessions/{session}/emergency/over`
pub fn post_over(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let Some(done) = read::line(visit, "done", &mut errors) else { return draw(app, visit, &loaded, errors) };
    match app.submit(visit, Act::EndEmergency(loaded.id, EndEmergency { done })) {
        Ok(_) => go(loaded.href(), "emergency-over"),
        Err(Trouble::Refused(Refusal::EmergencyUnknown)) => Ok(Reply::Go(loaded.href(), None)),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "done")?),
    }
}

/// The form that came back.
fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let mut frame = draw::live_frame(app, visit, "What came of the emergency");
    frame.density = Density::Glance;
    again(&Page { frame, here: here::here(loaded), done: visit.value("done").to_owned(), errors })
}
