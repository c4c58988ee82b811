//! The answer to a message: AA it is on disk, AE its content is in error or could not be kept, AR it is not taken here.
//! Senders in enhanced mode (MSH-15) hear CA, CE, CR instead.

use care::time::Instant;

use super::oru::{Header, Problem};
use super::time::written;

/// What a message is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is on disk.
    Accept,
    /// Its content is in error, or it could not be kept now; with a code of table 0357 and the reason.
    Error(&'static str, String),
    /// It is not taken here; with the same.
    Reject(&'static str, String),
}

impl From<Problem> for Answer {
    fn from(problem: Problem) -> Self {
        let (code, words) = problem.words();
        if problem.is_rejected() {
            Self::Reject(code, words.to_owned())
        } else {
            Self::Error(code, words.to_owned())
        }
    }
}

/// The acknowledgement; none when the sender wants none. `id`: the name of the answer itself.
pub fn ack(header: &Header, answer: &Answer, at: Instant, id: &str) -> Option<String> {
    let (letter, problem) = match answer {
        Answer::Accept => ('A', None),
        Answer::Error(code, words) => ('E', Some((*code, words))),
        Answer::Reject(code, words) => ('R', Some((*code, words))),
    };
    let mode = mode(header, problem.is_some())?;
    let version = if header.version.is_empty() { "2.5" } else { &header.version };
    let Header { sender, facility, control, .. } = header;
    let mut text = format!(
        "MSH|^~\\&|HOLDFAST||{}|{}|{}||ACK^R01^ACK|{id}|P|{}\rMSA|{mode}{letter}|{}",
        safe(sender),
        safe(facility),
        written(at),
        safe(version),
        safe(control),
    );
    if let Some((code, words)) = problem {
        let words = safe(words);
        text.push_str(&format!("|{words}\rERR|||{code}^{words}^HL70357|E"));
    }
    text.push('\r');
    Some(text)
}

/// `A` in original mode, `C` in enhanced mode.
fn mode(header: &Header, failed: bool) -> Option<char> {
    let (taken, done) = (header.wants.0.as_str(), header.wants.1.as_str());
    let wanted = |when: &str| match when {
        "AL" => true,
        "ER" => failed,
        "SU" => !failed,
        _ => false,
    };
    match (taken, done) {
        ("", "") => Some('A'),
        (_, done) if wanted(done) => Some('A'),
        (taken, _) if wanted(taken) => Some('C'),
        _ => None,
    }
}

/// What a sender wrote, without anything that parts a message.
fn safe(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() && !"|^~\\&".contains(*letter)).take(199).collect()
}
