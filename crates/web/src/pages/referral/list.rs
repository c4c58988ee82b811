//! The closed loop: every referral that is open, by what is owed next, and what ended lately. No clinical word: the front
//! desk reads it too.

use askama::Template;
use care::ids::ReferralId;
use care::practice::ActKind;
use care::referral::{ReferralState, due};
use care::time::Instant;
use record::views::ask_referrals;

use super::mark;
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Mark;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// What ended is listed for thirty days. House policy.
const ENDED_FOR_US: i64 = 30 * 86_400_000_000;

/// The groups of the list, in the order in which somebody here has something to do.
const GROUPS: [(&[ReferralState], &str); 5] = [
    (&[ReferralState::Declined, ReferralState::Expired], "Needs another way"),
    (&[ReferralState::Consented], "Ready to send"),
    (&[ReferralState::AwaitingConsent], "Waits for the patient’s yes"),
    (&[ReferralState::Sent], "Sent, waits for an answer"),
    (&[ReferralState::Accepted], "Accepted, waits for “they met”"),
];

struct Row {
    href: String,
    patient: String,
    to: String,
    mark: Mark,
    state: &'static str,
    by: String,
    times: String,
}

struct Group {
    heading: &'static str,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "tasks/referrals.html")]
struct Page {
    frame: Frame,
    groups: Vec<Group>,
    ended: Vec<Row>,
}

/// `GET /referrals`
pub fn get(app: &App, visit: &Visit) -> Answered {
    app.may(visit, ActKind::SeeReferrals, None)?;
    let now = app.now();
    let open = app.read(ask_referrals::open)?;
    let since = Instant(now.0.saturating_sub(ENDED_FOR_US));
    let ended = app.read(|conn, org| ask_referrals::ended(conn, org, since))?;
    let (open, ended) = (theirs(app, visit, open)?, theirs(app, visit, ended)?);
    let rows = open.into_iter().map(|id| row(app, id, now)).collect::<Result<Vec<_>, _>>()?;
    let mut groups: Vec<Group> = GROUPS.map(|(_, heading)| Group { heading, rows: vec![] }).into();
    for (state, row) in rows {
        let nth = GROUPS.iter().position(|(states, _)| states.contains(&state));
        if let Some(group) = nth.and_then(|nth| groups.get_mut(nth)) {
            group.rows.push(row);
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    let ended = ended.into_iter().map(|id| row(app, id, now).map(|(_, row)| row));
    html(&Page {
        frame: draw::live_frame(app, visit, "Referrals"),
        groups,
        ended: ended.collect::<Result<Vec<_>, Trouble>>()?,
    })
}

/// Those this reader follows: the desk all, whoever else looks those of patients they have a tie to.
fn theirs(app: &App, visit: &Visit, all: Vec<ReferralId>) -> Result<Vec<ReferralId>, Trouble> {
    let mut theirs = vec![];
    for id in all {
        let patient = app.referral(id)?.written.patient;
        match app.may(visit, ActKind::SeeReferrals, Some(patient)) {
            Ok(()) => theirs.push(id),
            Err(Trouble::Refused(_)) => {}
            Err(trouble) => return Err(trouble),
        }
    }
    Ok(theirs)
}

fn row(app: &App, id: ReferralId, now: Instant) -> Result<(ReferralState, Row), Trouble> {
    let referral = app.referral(id)?;
    let state = referral.state(now);
    let late = !referral.climbed.is_empty() || due(&referral, now).is_some();
    let times: Vec<String> = referral.times().iter().map(|at| when::day_clock(*at, &app.zone)).collect();
    let drawn = Row {
        href: format!("/referrals/{id}"),
        patient: app.patient(referral.written.patient)?.details.name.to_string(),
        to: referral.written.receiver.line().to_string(),
        mark: mark(state, late && referral.met.is_none()),
        state: Lang::En.word_of("referral-state", state.code()),
        by: when::day_clock(referral.written.by_when, &app.zone),
        times: times.join("; "),
    };
    Ok((state, drawn))
}
