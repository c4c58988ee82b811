//! What must hold of any history once it was lived: counted from the journal, not from the script.

use std::collections::BTreeSet;

use care::chart::State;
use care::fact::{Stream, What};
use care::ids::WindowId;
use care::protocol::CareModel;
use care::session::SessionFact;
use record::record::Record;
use record::store::StoreFault;
use record::submit::Answer;
use record::{journal, wire};

use super::script::Step;

/// What a lived history consists of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Facts in the journal.
    pub facts: usize,
    /// Patients.
    pub patients: usize,
    /// Courses.
    pub courses: usize,
    /// Doses that ended.
    pub doses: usize,
    /// Windows.
    pub windows: usize,
    /// Tasks.
    pub tasks: usize,
}

/// A law that was broken, in words.
pub type Broken = String;

/// Reads the whole journal and every state, and says what was broken.
///
/// # Errors
/// The store's, in words, or the first broken law.
pub fn check(record: &Record) -> Result<Counts, Broken> {
    let mut counts = Counts::default();
    let mut ended = BTreeSet::new();
    let mut streams = BTreeSet::new();
    let mut after = 0;
    loop {
        let page = record.read(|conn| journal::read_after(conn, record.org(), after, 1_000));
        let page = page.map_err(|fault| fault.to_string())?;
        let Some(last) = page.last() else { break };
        after = last.position;
        counts.facts += page.len();
        for stored in page {
            let stream = Stream::read(&stored.envelope.stream).ok_or("a stream that nobody knows")?;
            streams.insert(stream);
            let what = wire::decode(&stored.envelope.fact, &stored.envelope.body);
            if let (Stream::Session(id), Ok(What::Session(SessionFact::DoseEnded { .. }))) = (stream, what) {
                ended.insert(id);
            }
        }
    }
    for stream in &streams {
        let state = record.state(*stream).map_err(|fault: StoreFault| fault.to_string())?.state;
        counts.doses = ended.len();
        match (stream, state) {
            (Stream::Patient(_), Some(_)) => counts.patients += 1,
            (Stream::Task(_), Some(_)) => counts.tasks += 1,
            (Stream::Course(_), Some(_)) => counts.courses += 1,
            (Stream::Window(id), Some(State::Window(window))) => {
                counts.windows += 1;
                if !ended.contains(&id.session()) {
                    return Err("a window without a dose that ended".to_owned());
                }
                let course =
                    record.state(Stream::Course(window.course)).map_err(|fault| fault.to_string())?.state;
                let infusion =
                    matches!(course, Some(State::Course(course)) if course.model == CareModel::Infusion);
                if infusion && !window.therapy_notes.is_empty() {
                    return Err("psychotherapy in an infusion".to_owned());
                }
            }
            (_, Some(_)) => {}
            (_, None) => return Err(format!("the facts of {stream} add up to nothing")),
        }
    }
    match ended.iter().find(|id| !streams.contains(&Stream::Window(WindowId::of(**id)))) {
        Some(id) => Err(format!("the dose of {id} ended without a window")),
        None => Ok(counts),
    }
}

/// A command asked for again is answered as before, and nothing is written.
///
/// # Errors
/// The first that was done twice, in words.
pub fn repeats_do_nothing(record: &Record, steps: &[Step]) -> Result<usize, Broken> {
    let mut asked = 0;
    for step in steps.iter().step_by(7) {
        match record.submit_at(step.command.clone(), step.at).wait() {
            Ok(Answer::Done(receipt)) if receipt.repeated => asked += 1,
            Ok(other) => return Err(format!("{} asked again: {other:?}", step.command.id)),
            Err(fault) => return Err(fault.to_string()),
        }
    }
    Ok(asked)
}
