//! My summary: the person's own words again, where the options differ on what matters a lot to them, their questions. No
//! verdict. With scripts it is made on the device from the hidden parts of this page; without, drawn from the form once.

use askama::Template;
use exchange::decision_aid::Aid;

use super::compare::{About, about, answers};
use super::{Offers, aid, overdue_since};
use crate::answer::{Answered, Reply, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::visit::Visit;

/// What can be answered to each value.
const ANSWERS: [&str; 4] = ["lot", "little", "no", "unsure"];

/// What matters, with what was answered.
struct Said {
    id: &'static str,
    words: &'static str,
    /// "" when nothing was.
    answer: &'static str,
}

/// A row that tells the options apart on something that may matter.
struct Differs {
    question: &'static str,
    answers: Vec<(&'static str, &'static str)>,
    /// What may matter, and whether it does a lot.
    because: Vec<(&'static str, &'static str, bool)>,
}

impl Differs {
    fn shown(&self) -> bool {
        self.because.iter().any(|(.., lot)| *lot)
    }
}

#[derive(Template)]
#[template(path = "choose/summary.html")]
struct Summary {
    frame: Frame,
    said: Vec<Said>,
    differs: Vec<Differs>,
    own: String,
    /// A question of the list: id, words, wanted.
    ask: Vec<(&'static str, &'static str, bool)>,
    questions: Vec<String>,
    /// Drawn from a form.
    posted: bool,
    about: About,
    overdue: Option<String>,
}

impl Summary {
    fn is_empty(&self) -> bool {
        let said = self.said.iter().any(|said| !said.answer.is_empty());
        let asked = self.ask.iter().any(|(.., wanted)| *wanted) || !self.questions.is_empty();
        !said && !asked && self.own.is_empty()
    }
    fn any_lot(&self) -> bool {
        self.said.iter().any(|said| said.answer == "lot")
    }
    fn any_said(&self) -> bool {
        self.said.iter().any(|said| !said.answer.is_empty())
    }
    fn any_asked(&self) -> bool {
        self.ask.iter().any(|(.., wanted)| *wanted) || !self.questions.is_empty()
    }
}

/// `GET /choose/summary`
pub fn get(app: &App, visit: &Visit) -> Answered {
    html(&summary(app, visit, false)?)
}

/// `POST /choose/summary`: only where there are no scripts. Nothing of it is written down or logged.
pub fn post(app: &App, visit: &Visit) -> Answered {
    Ok(Reply::Passing(summary(app, visit, true)?.render()?))
}

fn summary(app: &App, visit: &Visit, posted: bool) -> Result<Summary, crate::answer::Trouble> {
    let title = visit.lang.say("choose-summary-title");
    let frame = draw::frame_in(app, visit, &title, Shell::Public);
    let (lang, aid) = (frame.lang, aid(frame.lang));
    let offers = Offers::now(app)?;
    let answer = |id: &str| {
        let given = visit.value(&format!("v-{id}"));
        ANSWERS.into_iter().find(|known| *known == given).unwrap_or("")
    };
    let said: Vec<Said> = aid
        .values
        .iter()
        .map(|value| Said { id: &value.id.words, words: &value.words.words, answer: answer(&value.id.words) })
        .collect();
    let wanted = visit.values("ask");
    Ok(Summary {
        differs: differs(aid, offers, &said),
        said,
        own: visit.value("own").to_owned(),
        ask: aid
            .ask
            .iter()
            .map(|one| {
                (one.id.words.as_str(), one.words.words.as_str(), wanted.contains(&one.id.words.as_str()))
            })
            .collect(),
        questions: visit
            .value("questions")
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        posted,
        about: about(app, aid, lang, offers),
        overdue: overdue_since(app, aid),
        frame,
    })
}

/// Every row that something may matter to, in the order of the rows.
fn differs(aid: &'static Aid, offers: Offers, said: &[Said]) -> Vec<Differs> {
    let names = aid.options.iter().map(|option| option.name.words.as_str());
    let rows = aid.rows.iter().map(|row| {
        let mine = aid
            .values
            .iter()
            .zip(said)
            .filter(|(value, _)| value.rows.iter().any(|id| id.words == row.id.words));
        Differs {
            question: &row.question.words,
            answers: names.clone().zip(answers(row, offers)).collect(),
            because: mine.map(|(_, said)| (said.id, said.words, said.answer == "lot")).collect(),
        }
    });
    rows.filter(|row| !row.because.is_empty()).collect()
}
