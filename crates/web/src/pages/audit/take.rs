//! A copy of the record to take along: every fact's envelope as a table, what was kept of the house itself, and how to check
//! both. That it was taken is a fact with the hash of the file, so a copy that is shown later can be told from a changed one.

use askama::Template;
use care::act::Act;
use care::fact::{Stream, What};
use care::ids::PersonId;
use care::practice::PersonFact;
use care::practice::take_record::TakeRecord;
use care::time::{Date, Instant};
use exchange::archive::{Entry as File, zip};
use exchange::table_file::csv_file;
use record::envelope::Stored;
use record::journal;

use super::{AsOf, actor, as_of, is_about_a_patient, kind, role_words};
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::{Visit, fresh_command};
use crate::when;

/// Facts read at a time.
const SLICE: i64 = 1_000;

/// The columns of `facts.csv`.
const HEAD: [&str; 12] = [
    "position", "written", "happened", "stream", "about", "version", "act", "fact", "who", "as", "command",
    "hash",
];

static COPIES: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);

/// One copy that was taken.
struct Taken {
    at: String,
    iso: String,
    what: String,
    sha256: String,
}

#[derive(Template)]
#[template(path = "audit/take.html")]
struct Page {
    frame: Frame,
    as_of: AsOf,
    taken: Vec<Taken>,
}

/// `GET /audit/take`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let as_of = as_of(app, visit)?;
    html(&Page { frame: draw::frame(app, visit, "A copy of the record"), as_of, taken: taken(app, me)? })
}

/// `GET /audit/take/record.zip`
pub fn get_file(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let as_of = as_of(app, visit)?;
    if as_of.wrong {
        return Err(Trouble::NotFound);
    }
    // One at a time in the house: it holds a row of every fact.
    let _place = COPIES.try_acquire().map_err(|_| Trouble::Busy)?;
    let body = zip(&files(app, &as_of)?).ok_or(Trouble::Broken)?;
    app.record.let_go();
    let on = Date::read(&as_of.day).filter(|_| !as_of.day.is_empty());
    let position = u64::try_from(as_of.position).unwrap_or_default();
    let taken = TakeRecord { on, position, sha256: record::sealed::digest(&body) };
    app.submit_command(fresh_command(), visit, Act::TakeRecord(me, taken), None, None)?;
    let name = match as_of.day.as_str() {
        "" => format!("record-to-fact-{position}.zip"),
        day => format!("record-{day}.zip"),
    };
    Ok(Reply::Piece { name, content_type: "application/zip", body, shown: false })
}

fn files(app: &App, as_of: &AsOf) -> Result<Vec<File>, Trouble> {
    let (mut rows, mut kept, mut after) = (vec![], String::new(), 0);
    while after < as_of.position {
        let slice =
            app.read(|conn, org| journal::read_after(conn, org, after, SLICE.min(as_of.position - after)))?;
        let Some(last) = slice.last() else { break };
        after = last.position;
        for stored in &slice {
            rows.push(row(app, stored));
            let stream = Stream::read(&stored.envelope.stream);
            if stream.is_some_and(|stream| !is_about_a_patient(stream)) {
                kept.push_str(&format!(
                    "{{\"position\":{},\"fact\":\"{}\",\"data\":{}}}\n",
                    stored.position, stored.envelope.fact, stored.envelope.body
                ));
            }
        }
    }
    let facts = csv_file(&HEAD, rows.into_iter()).ok_or(Trouble::Broken)?;
    let sums = format!(
        "{}  facts.csv\n{}  kept.jsonl\n",
        record::sealed::digest(&facts),
        record::sealed::digest(kept.as_bytes())
    );
    let text = |name: &str, text: String| File { name: name.to_owned(), content: text.into_bytes() };
    Ok(vec![
        text("README.txt", readme(app, as_of)),
        text("SHA256SUMS", sums),
        File { name: "facts.csv".to_owned(), content: facts },
        text("kept.jsonl", kept),
    ])
}

fn readme(app: &App, as_of: &AsOf) -> String {
    let stood = match as_of.day.as_str() {
        "" => format!("as it stood after fact {}", as_of.position),
        day => format!("as it stood at the end of {day}, after fact {}", as_of.position),
    };
    format!(
        "THE RECORD OF {}\n{stood}.\nHash of that fact: {}\n\n\
         facts.csv    every fact in order: when it was written and when it happened, what it is about, who did what in\n\
         \x20            which role, and its hash. Times are those of {}.\n\
         kept.jsonl   what was kept, for the house, its people, protocols, articles, rooms and hours. Of patients nothing\n\
         \x20            is here but that, when and by whom something was written.\n\
         SHA256SUMS   `sha256sum -c SHA256SUMS` says whether both are as they were.\n\n\
         The hash of this whole file was written into the record when it was taken: the page it came from shows it.\n\
         Whoever hosts the program can check the chain itself with `holdfast verify`.\n",
        app.house.name.as_str().to_uppercase(),
        as_of.hash,
        app.house.zone,
    )
}

fn row(app: &App, stored: &Stored) -> Vec<String> {
    let envelope = &stored.envelope;
    let iso = |at| when::iso(Instant(at), &app.zone);
    vec![
        stored.position.to_string(),
        iso(envelope.recorded_us),
        iso(envelope.occurred_us),
        envelope.stream.clone(),
        Stream::read(&envelope.stream).map_or("unknown", kind).to_owned(),
        envelope.version.to_string(),
        super::act_words(&envelope.act).to_owned(),
        envelope.fact.clone(),
        actor(app, &envelope.actor, "the patient"),
        role_words(&envelope.acted_as).to_owned(),
        envelope.command_id.clone(),
        stored.hash.clone(),
    ]
}

/// The copies somebody took, the newest first.
fn taken(app: &App, me: PersonId) -> Result<Vec<Taken>, Trouble> {
    let stream = Stream::Person(me).to_string();
    let facts = app.read(|conn, org| journal::read_stream(conn, org, &stream, 0))?;
    let one = |stored: &Stored| match record::wire::decode(&stored.envelope.fact, &stored.envelope.body) {
        Ok(What::Person(PersonFact::RecordTaken { on, position, sha256, at })) => Some(Taken {
            at: when::full(at, &app.zone),
            iso: when::iso(at, &app.zone),
            what: match on {
                Some(day) => format!("as of the end of {day}, to fact {position}"),
                None => format!("to fact {position}"),
            },
            sha256,
        }),
        _ => None,
    };
    Ok(facts.iter().rev().filter_map(one).collect())
}
