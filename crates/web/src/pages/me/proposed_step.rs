//! A small step that somebody proposed from a talk: taken in one tap, or left, without a reason.

use care::act::Act;
use care::keeping::propose_step::{LeaveProposedStep, TakeProposedStep};

use super::keeping::{keep, step_words};
use super::mine::{self, Mine};
use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::visit::{Visit, fresh_command};

/// One that waits for a word.
pub struct Proposed {
    /// Its number.
    pub number: u32,
    /// “Put the phone away, at 22:00, in the hall”.
    pub words: String,
    /// Who thought of it, and when.
    pub by: String,
    /// What it follows from; empty when nothing was said.
    pub from: String,
    /// What they see of it.
    pub sees: String,
    /// Of the form that takes it.
    pub take: String,
    /// Of the form that leaves it.
    pub leave: String,
}

/// Those that wait, the newest first.
pub fn waiting(app: &App, mine: &Mine) -> Vec<Proposed> {
    let (lang, reader) = (mine.reader.lang, &mine.reader);
    let one = |(proposed, _): &(care::keeping::Proposed, _)| {
        let name = mine::name_of(app, proposed.by);
        let (insight, day) = (proposed.insight.as_ref(), reader.day(proposed.at));
        Proposed {
            number: proposed.number,
            words: step_words(&proposed.words),
            by: lang.say_with("after-proposed-by", &[("name", &name), ("day", &day)]),
            from: insight.map_or_else(String::new, |insight| {
                lang.say_with("after-proposed-from", &[("insight", insight.as_str())])
            }),
            sees: lang.say_with("after-proposed-sees", &[("name", &name)]),
            take: fresh_command().to_string(),
            leave: fresh_command().to_string(),
        }
    };
    let mut all: Vec<Proposed> = mine.patient.keeping.waiting().map(one).collect();
    all.reverse();
    all
}

fn number(visit: &Visit) -> Result<u32, Trouble> {
    visit.param("number").parse().map_err(|_| Trouble::NotFound)
}

/// `POST /me/proposed/{number}/take`
pub fn post_take(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    keep(app, visit, Act::TakeProposedStep(mine.id, TakeProposedStep { number: number(visit)? }))?;
    Ok(Reply::Go("/me/steps?said=taken".to_owned(), None))
}

/// `POST /me/proposed/{number}/leave`
pub fn post_leave(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    keep(app, visit, Act::LeaveProposedStep(mine.id, LeaveProposedStep { number: number(visit)? }))?;
    Ok(Reply::Go("/me/steps?said=left".to_owned(), None))
}
