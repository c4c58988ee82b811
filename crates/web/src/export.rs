//! Everything of one person, as files: their details, courses, visits, first hours, what was owed about them, their diary
//! with its pictures and sounds, and who opened their record. The facts are given as they are kept, so that nothing is
//! lost in the telling. A therapist's own notes open for their author only: that they exist is said.

use care::fact::Stream;
use care::ids::PatientId;
use care::time::Instant;
use exchange::archive::Entry;
use jiff::tz::TimeZone;
use record::envelope::Stored;
use record::record::Record;
use record::store::StoreFault;
use record::views::{ask, ask_diary, ask_receipts, ask_referrals, messages};

use crate::when;

const README: &str = "EVERYTHING ON RECORD\n\n\
    record/       what happened, in order: one file for each thing it is about (you, a course, a visit, the first hours\n\
    \x20             after a dose, a referral, a receipt, something that was owed). Each line says when, what was asked for, by whom and as what,\n\
    \x20             and the fact itself (JSON).\n\
    diary/        what you wrote, drew, recorded and photographed, also what you deleted and can still bring back.\n\
    follow-ups/   what you wrote when you were asked how you have been after a dose.\n\
    who-looked    who opened your record, when, as what.\n\
    people        the names behind the numbers (per_...).\n\n\
    Notes that a therapist keeps for themselves are named here and not opened: only their author can.\n";

/// The files.
///
/// # Errors
/// The store's, or a document that does not open with its key.
pub fn everything(record: &Record, zone: &TimeZone, patient: PatientId) -> Result<Vec<Entry>, StoreFault> {
    let org = record.org();
    let mut streams = vec![Stream::Patient(patient)];
    streams.extend(
        record.read(|conn| ask::courses_of(conn, org, patient))?.iter().map(|row| Stream::Course(row.course)),
    );
    streams.extend(
        record
            .read(|conn| ask::sessions_of(conn, org, patient))?
            .iter()
            .map(|row| Stream::Session(row.session)),
    );
    streams.extend(
        record.read(|conn| ask::windows_of(conn, org, patient))?.iter().map(|row| Stream::Window(row.window)),
    );
    streams.extend(
        record.read(|conn| ask::tasks_of(conn, org, patient))?.iter().map(|row| Stream::Task(row.task)),
    );
    streams.extend(
        record
            .read(|conn| messages::of_patient(conn, org, patient))?
            .iter()
            .map(|row| Stream::Message(row.message)),
    );
    let referrals = record.read(|conn| ask_referrals::of_patient(conn, org, patient))?;
    streams.extend(referrals.into_iter().map(Stream::Referral));
    let receipts = record.read(|conn| ask_receipts::of_patient(conn, org, patient))?;
    streams.extend(receipts.into_iter().map(Stream::Receipt));
    let entries = record.read(|conn| ask_diary::of_patient(conn, org, patient))?;
    streams.extend(entries.iter().map(|row| Stream::Diary(row.entry)));
    let mut files = vec![file("README.txt", README)];
    let (mut looked, mut told) = (String::new(), String::new());
    for stream in streams {
        let facts = record.read(|conn| ask::history(conn, org, &[stream]))?;
        let lines: Vec<String> = facts.iter().map(|stored| line(stored, zone)).collect();
        let is_look = |fact: &&Stored| {
            fact.envelope.fact.starts_with("patient.chart-opened")
                || fact.envelope.fact.starts_with("patient.emergency")
        };
        facts.iter().filter(is_look).for_each(|stored| looked.push_str(&format!("{}\n", line(stored, zone))));
        told.push_str(&lines.concat());
        files.push(file(&format!("record/{stream}.jsonl"), &format!("{}\n", lines.join("\n"))));
    }
    files.extend(follow_ups(record, patient)?);
    files.push(file("who-looked.jsonl", &looked));
    let people = record.read(|conn| ask::people(conn, org))?;
    // Only those who had to do with this person.
    let named = people.iter().filter(|(id, _)| told.contains(&id.to_string()));
    let people: String = named.map(|(id, name)| format!("{id}  {name}\n")).collect();
    files.push(file("people.txt", &people));
    for row in entries {
        let Some(entry) = record::state_as!(record.state(Stream::Diary(row.entry))?, Diary) else { continue };
        let folder =
            format!("diary/{}-{}", when::iso(row.begun, zone).split('T').next().unwrap_or(""), row.entry);
        for (n, piece) in entry.pieces.iter().enumerate() {
            let opened = record.open_document(&piece.document.to_string(), &patient.to_string())?;
            let Some(opened) = opened else { continue };
            let ending = if opened.media == record::sealed::TEXT {
                "txt"
            } else {
                opened.media.rsplit('/').next().unwrap_or("bin")
            };
            let name = format!("{folder}/{}-{}.{ending}", n + 1, piece.kind.code());
            files.push(Entry { name, content: opened.bytes });
        }
    }
    Ok(files)
}

/// What they wrote when they were asked how they have been since a dose.
fn follow_ups(record: &Record, patient: PatientId) -> Result<Vec<Entry>, StoreFault> {
    let courses = record.read(|conn| ask::courses_of(conn, record.org(), patient))?;
    let mut files = vec![];
    for row in courses {
        let Some(course) = record::state_as!(record.state(Stream::Course(row.course))?, Course) else {
            continue;
        };
        for (ask, reply) in &course.follow_ups.asks {
            let Some(document) = reply.as_ref().and_then(|reply| reply.words) else { continue };
            let words = record.open_sealed(&document.to_string(), &patient.to_string())?;
            let name = format!("follow-ups/{}-{}.txt", row.course, ask.number);
            files.extend(words.map(|words| file(&name, &words)));
        }
    }
    Ok(files)
}

fn file(name: &str, text: &str) -> Entry {
    Entry { name: name.to_owned(), content: text.as_bytes().to_vec() }
}

/// A fact with who, when and as what. Ids, codes and tags need no escaping; the body is JSON already.
fn line(stored: &Stored, zone: &TimeZone) -> String {
    let envelope = &stored.envelope;
    format!(
        "{{\"at\":\"{}\",\"happened\":\"{}\",\"act\":\"{}\",\"by\":\"{}\",\"as\":\"{}\",\"fact\":\"{}\",\"data\":{}}}",
        when::iso(Instant(envelope.recorded_us), zone),
        when::iso(Instant(envelope.occurred_us), zone),
        envelope.act,
        envelope.actor,
        envelope.acted_as,
        envelope.fact,
        envelope.body
    )
}
