//! The comparison: what matters to me, side by side, how it gets in, what we know and what we don't, my summary.

use askama::Template;
use exchange::decision_aid::{Aid, OPTIONS, Row, Way};

use super::shown::sources;
use super::{ClaimShown, Offers, SourceShown, aid, claims, overdue_since};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::parts::Service;
use crate::texts::Lang;
use crate::visit::Visit;

/// An option as a column.
struct Column {
    id: &'static str,
    name: &'static str,
    service: Service,
}

/// One question with its answers, in the order of the columns.
struct RowShown {
    id: &'static str,
    question: &'static str,
    answers: Vec<(Column, &'static str)>,
    claims: Vec<usize>,
}

/// One way in, with its hundred dots.
struct WayShown {
    way: &'static Way,
    dots: Vec<&'static str>,
    /// From and length of the thin line and of the thick one, in minutes of 120.
    felt: Option<(u16, u16)>,
    strongest: Option<(u16, u16)>,
    sources: Vec<SourceShown>,
}

/// Claims about one thing.
struct Topic {
    id: &'static str,
    claims: Vec<ClaimShown>,
}

#[derive(Template)]
#[template(path = "choose/compare.html")]
struct Compare {
    frame: Frame,
    aid: &'static Aid,
    columns: Vec<Column>,
    rows: Vec<RowShown>,
    ways: Vec<WayShown>,
    topics: Vec<Topic>,
    about: About,
    overdue: Option<String>,
    approval: Vec<SourceShown>,
    approval_read: String,
}

/// What the foot of the aid says of itself.
pub(super) struct About {
    pub(super) funding: String,
    pub(super) written: String,
    pub(super) evidence: String,
    pub(super) review: String,
}

/// `GET /choose`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let frame = draw::frame_in(app, visit, &aid(visit.lang).about.title.words, Shell::Public);
    let (lang, aid) = (frame.lang, aid(frame.lang));
    let offers = Offers::now(app)?;
    let approval = aid.claim("not-approved").map(|claim| claim.sources.as_slice()).unwrap_or_default();
    let looked_up = approval.iter().filter_map(|id| aid.source(&id.words)?.read).max();
    html(&Compare {
        columns: columns(aid),
        rows: aid.rows.iter().map(|row| row_shown(aid, row, offers)).collect(),
        ways: aid.routes.iter().map(|way| way_shown(aid, lang, way)).collect(),
        topics: topics(aid, lang),
        about: about(app, aid, lang, offers),
        overdue: overdue_since(app, aid),
        approval: sources(aid, lang, approval),
        approval_read: looked_up.map(|day| day.to_string()).unwrap_or_default(),
        aid,
        frame,
    })
}

pub(super) fn about(app: &App, aid: &Aid, lang: Lang, offers: Offers) -> About {
    let day = |day: Option<care::time::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let funding = aid.about.funding.words.replace("{house}", app.house.name.as_str());
    About {
        funding: funding.replace("{offers}", &lang.say_of("choose-offers", offers.code())),
        written: day(aid.about.written),
        evidence: day(aid.about.evidence_until),
        review: day(aid.about.review_by),
    }
}

fn column(aid: &'static Aid, at: usize) -> Column {
    let service = [Service::Kap, Service::Infusion, Service::None][at];
    Column { id: OPTIONS[at], name: &aid.options[at].name.words, service }
}

fn columns(aid: &'static Aid) -> Vec<Column> {
    (0..OPTIONS.len()).map(|at| column(aid, at)).collect()
}

/// The answers of a row; under "does this clinic offer it?" what is true now.
pub(super) fn answers(row: &'static Row, offers: Offers) -> [&'static str; 3] {
    let said = [0, 1, 2].map(|at| row.answers[at].words.as_str());
    if row.id.words != "offered" {
        return said;
    }
    let not = [0, 1].map(|at| row.not_offered[at].words.as_str());
    [if offers.kap { said[0] } else { not[0] }, if offers.infusion { said[1] } else { not[1] }, said[2]]
}

fn row_shown(aid: &'static Aid, row: &'static Row, offers: Offers) -> RowShown {
    let number = |id: &str| aid.claims.iter().position(|claim| claim.id.words == id).map(|at| at + 1);
    let answers = answers(row, offers);
    RowShown {
        id: &row.id.words,
        question: &row.question.words,
        answers: answers.into_iter().enumerate().map(|(at, words)| (column(aid, at), words)).collect(),
        claims: row.claims.iter().filter_map(|id| number(&id.words)).collect(),
    }
}

fn way_shown(aid: &'static Aid, lang: Lang, way: &'static Way) -> WayShown {
    let dot = |at: u8| match at {
        at if at < way.low => "on",
        at if at < way.high => "part",
        _ => "",
    };
    let [start, strongest, fades] = way.felt_min;
    let length = |(from, to): (u16, u16)| (from, to.saturating_sub(from).max(2));
    WayShown {
        way,
        dots: (0..100).map(dot).collect(),
        felt: start.zip(fades).map(|((from, _), (_, to))| length((from, to))),
        strongest: strongest.map(length),
        sources: sources(aid, lang, &way.sources),
    }
}

fn topics(aid: &'static Aid, lang: Lang) -> Vec<Topic> {
    let mut topics: Vec<Topic> = vec![];
    for shown in claims(aid, lang, None) {
        let id = shown.claim.topic.words.as_str();
        match topics.iter_mut().find(|topic| topic.id == id) {
            Some(topic) => topic.claims.push(shown),
            None => topics.push(Topic { id, claims: vec![shown] }),
        }
    }
    topics
}
