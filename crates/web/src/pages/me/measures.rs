//! What the patient is asked to answer, by when; and what they answered. A score is never shown without words, and one
//! that is worse than the last comes with a person to talk to.

use askama::Template;
use care::measures::{Better, Entry, Measure, Origin};
use care::practice::Role;

use super::mine::{Mine, name_of};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;

/// One that is asked.
struct Asked {
    title: String,
    href: String,
    by: String,
    begun: String,
}

/// One that was answered.
struct Given {
    title: String,
    at: String,
    score: String,
    words: String,
    is_worse: bool,
}

#[derive(Template)]
#[template(path = "me/measures.html")]
struct Page {
    frame: Frame,
    sent: bool,
    asked: Vec<Asked>,
    given: Vec<Given>,
    worse: bool,
    who: String,
}

/// How an entry stands to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    First,
    Better,
    Same,
    Worse,
}

/// `GET /me/measures`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let lang = visit.lang;
    let (asked, given) = match &mine.course {
        Some((_, course)) => (
            course
                .measures
                .open()
                .into_iter()
                .filter_map(|asking| shown_asked(app, &mine.reader, asking))
                .collect(),
            given(app, &mine.reader, &course.measures),
        ),
        None => (vec![], vec![]),
    };
    html(&Page {
        frame: draw::frame(app, visit, &lang.say("measures-title")),
        sent: visit.asked("sent") == "yes",
        worse: given.iter().any(|entry| entry.is_worse),
        who: somebody_to_talk_to(app, &mine),
        asked,
        given,
    })
}

fn shown_asked(app: &App, reader: &Reader, asking: &care::measures::Asking) -> Option<Asked> {
    let lang = reader.lang;
    let measure = app.measures().measure(asking.measure.as_str()).ok()?;
    let (n, of) = (asking.answers.len().to_string(), measure.items.len().to_string());
    Some(Asked {
        title: title(lang, measure),
        href: format!("/me/measures/{}", asking.number),
        by: reader.day(asking.due),
        begun: if asking.answers.is_empty() {
            lang.say_with("measures-how-many", &[("of", &of)])
        } else {
            lang.say_with("measures-so-far", &[("n", &n), ("of", &of)])
        },
    })
}

/// What it is about, in plain words; its own name where this house has none.
fn title(lang: Lang, measure: &Measure) -> String {
    match measure.id.as_str() {
        id @ ("phq-9" | "gad-7" | "pcl-5") => lang.say_of("measures-about", id),
        _ => measure.title.to_string(),
    }
}

/// What the patient answered themselves, or on paper; the newest first. The words compare with the time before.
fn given(app: &App, reader: &Reader, kept: &care::measures::Kept) -> Vec<Given> {
    let lang = reader.lang;
    let mut given = vec![];
    for measure in app.measures().all().filter(|measure| !measure.is_shell()) {
        let standing = kept.standing(measure.id.as_str());
        let answered = |entry: &&&Entry| !matches!(entry.origin, Origin::Elsewhere(_));
        let standing: Vec<&Entry> = standing.iter().filter(answered).copied().collect();
        for (n, entry) in standing.iter().enumerate() {
            let change =
                change(measure, n.checked_sub(1).and_then(|before| standing.get(before)).copied(), entry);
            let most = measure.range.as_ref().map_or(0, |range| range.value.1).to_string();
            let total = entry.scored.total.to_string();
            given.push((
                entry.taken,
                Given {
                    title: title(lang, measure),
                    at: reader.day(entry.taken),
                    score: lang.say_with("measures-score", &[("total", &total), ("most", &most)]),
                    words: words(lang, change),
                    // Only the newest calls for a talk now.
                    is_worse: change == Change::Worse && n + 1 == standing.len(),
                },
            ));
        }
    }
    given.sort_by_key(|(taken, _)| std::cmp::Reverse(*taken));
    given.into_iter().map(|(_, given)| given).collect()
}

fn change(measure: &Measure, before: Option<&Entry>, entry: &Entry) -> Change {
    let Some(before) = before else { return Change::First };
    match (measure.better, entry.scored.total.cmp(&before.scored.total)) {
        (_, std::cmp::Ordering::Equal) | (Better::Neither, _) => Change::Same,
        (Better::Lower, std::cmp::Ordering::Less) | (Better::Higher, std::cmp::Ordering::Greater) => {
            Change::Better
        }
        (Better::Lower, _) | (Better::Higher, _) => Change::Worse,
    }
}

fn words(lang: Lang, change: Change) -> String {
    match change {
        Change::First => lang.say("measures-first"),
        Change::Better => lang.say("measures-better"),
        Change::Same => lang.say("measures-same"),
        Change::Worse => lang.say("measures-worse"),
    }
}

/// A prescriber of the patient's own team; empty when there is none now.
fn somebody_to_talk_to(app: &App, mine: &Mine) -> String {
    let prescribes = |role| matches!(role, Role::Prescriber | Role::MedicalDirector);
    let members = mine.patient.team.iter().filter(|member| member.term.covers(mine.now));
    let first = members.filter(|member| prescribes(member.role)).map(|member| member.person).next();
    first.map(|person| name_of(app, person)).unwrap_or_default()
}
