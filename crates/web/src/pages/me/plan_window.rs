//! Choosing before the dose what comes after it.

use care::act::Act;
use care::ids::SessionId;
use care::integration::TalkKind;
use care::refusal::{Fixer, Refusal};
use care::session::Plan;
use care::session::plan_window::PlanWindow;
use care::text::Line;

use super::book_talk::next;
use super::mine::Mine;
use super::talk::{self, About};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

/// `POST /me/talk/plan`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let about = talk::about(&mine, true);
    let About::Visit(id, _) = &about else { return Err(Trouble::Refused(Refusal::SessionUnknown)) };
    if SessionId::read(visit.value("session")) != Some(*id) {
        return Err(Trouble::FormOutdated);
    }
    let plan = match read(app, &mine, &about, visit)? {
        Ok(plan) => plan,
        Err(errors) => return talk::draw(app, visit, errors),
    };
    let kind = match &plan {
        Plan::Talk { kind, .. } => *kind,
        Plan::Referral { .. } | Plan::NoThanks => TalkKind::Therapy,
    };
    match app.submit(visit, Act::PlanWindow(*id, PlanWindow { plan })) {
        Ok(_) => go(next(app, visit, kind)?, "planned"),
        Err(Trouble::Refused(
            Refusal::PersonTaken { .. }
            | Refusal::OnLeave { .. }
            | Refusal::BusyElsewhere { .. }
            | Refusal::NotAtWork { .. },
        )) => {
            let mut errors = Errors::default();
            errors.add("time", &visit.lang.say("talk-not-free"));
            talk::draw(app, visit, errors)
        }
        Err(Trouble::Refused(no)) if no.fixer() == Fixer::You => {
            let mut errors = Errors::default();
            errors.add("time", &words::refusal(visit.lang, &no));
            talk::draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn read(app: &App, mine: &Mine, about: &About, visit: &Visit) -> Result<Result<Plan, Errors>, Trouble> {
    let mut errors = Errors::default();
    Ok(match visit.value("time") {
        "no" => Ok(Plan::NoThanks),
        "outside" => match Line::new(visit.value("outside")) {
            Ok(to) => Ok(Plan::Referral { to }),
            Err(_) => {
                errors.add("outside", &visit.lang.say("talk-name-missing"));
                Err(errors)
            }
        },
        time => match talk::chosen(app, mine, about, time)? {
            Some(chosen) => Ok(Plan::Talk { kind: chosen.kind, with: chosen.with, at: chosen.at }),
            None => {
                errors.add("time", &visit.lang.say("talk-not-free"));
                Err(errors)
            }
        },
    })
}
