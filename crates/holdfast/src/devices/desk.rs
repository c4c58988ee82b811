//! One message of a monitor: whose is it, is it on disk, does a number ask something, what is it answered.
//!
//! It is answered `AA` only when it is on disk and everything it asks is a fact. Should the program end in between, the
//! sender hears nothing and sends it again: it is kept once, and what it asks is asked once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use care::act::Act;
use care::chart::State;
use care::fact::Stream;
use care::ids::{ScheduleId, SessionId};
use care::practice::Acting;
use care::refusal::Refusal;
use care::schedule::{Device, Schedule};
use care::session::note_monitor::{self, NoteMonitor};
use care::session::{Channel, Seen, Session};
use care::time::Instant;
use exchange::hl7::message::Message;
use exchange::hl7::oru::{self, Header};
use exchange::hl7::{Answer, Framed, Oru, Problem, ack};
use record::record::Record;
use record::samples::{self, Reading, Unread};
use record::store::StoreFault;
use record::submit::{Answer as Kept, Command};
use tokio::sync::oneshot;
use web::heard::Heard;
use web::visit::fresh_command;

/// What is known of one channel of one monitor at one visit, since this program started.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// When it last gave any number.
    signal: Option<Instant>,
    /// When it last gave one within all limits.
    within: Option<Instant>,
}

/// What a cuff said last without saying when, and when that came.
type Cuff = (Vec<(Channel, Seen)>, Instant);

/// Takes messages. One for the program.
pub struct Desk {
    record: Arc<Record>,
    heard: Arc<Heard>,
    known: Mutex<HashMap<(SessionId, u32, Channel), Known>>,
    cuffs: Mutex<HashMap<(SessionId, u32), Cuff>>,
    answered: AtomicU64,
}

/// Why a message is not kept.
enum No {
    Content(Problem),
    Words(&'static str, String),
    /// Not now: the sender should try again.
    Later,
}

impl From<StoreFault> for No {
    fn from(_: StoreFault) -> Self {
        Self::Later
    }
}

/// A message that somebody's visit waits for.
struct Taken {
    visit: SessionId,
    device: u32,
    message: samples::Message,
}

impl Desk {
    /// A desk for this record.
    pub fn new(record: Arc<Record>, heard: Arc<Heard>) -> Self {
        let (known, cuffs, answered) = (Mutex::default(), Mutex::default(), AtomicU64::new(0));
        Self { record, heard, known, cuffs, answered }
    }

    /// Takes what came in a frame, and answers what is sent back; none when the sender wants nothing back.
    pub async fn take(self: &Arc<Self>, framed: Framed) -> Option<String> {
        let received = self.record.now();
        let (header, answer) = match framed {
            Framed::TooLong => (Header::default(), Problem::TooLong.into()),
            Framed::Whole(bytes) => self.read(text(bytes), received).await,
        };
        let id = format!("H{}", self.answered.fetch_add(1, Ordering::Relaxed) + 1);
        ack(&header, &answer, received, &id)
    }

    async fn read(self: &Arc<Self>, text: String, received: Instant) -> (Header, Answer) {
        let Some(message) = Message::read(&text) else { return (Header::default(), Problem::NotHl7.into()) };
        let header = oru::header(&message);
        let read = oru::read(&message);
        let bed = read.as_ref().map(|oru| oru.bed.clone()).unwrap_or_default();
        let outcome = match read {
            Ok(oru) => self.keep(oru, received).await,
            Err(problem) => Err(No::Content(problem)),
        };
        let answer = match outcome {
            Ok(()) => Answer::Accept,
            Err(No::Content(problem)) => problem.into(),
            Err(No::Words(code, words)) => Answer::Reject(code, words),
            Err(No::Later) => Answer::Error("207", "it could not be kept now: send it again".to_owned()),
        };
        let refused = match &answer {
            Answer::Accept => None,
            Answer::Error(_, words) | Answer::Reject(_, words) => Some(words.clone()),
        };
        self.heard.note(&header.sender, &bed, received, refused);
        (header, answer)
    }

    async fn keep(self: &Arc<Self>, oru: Oru, received: Instant) -> Result<(), No> {
        let desk = self.clone();
        let found = tokio::task::spawn_blocking(move || desk.find(oru, received)).await;
        let taken = found.map_err(|_| No::Later)??;
        let (told, answer) = oneshot::channel();
        let Taken { visit, device, message } = taken;
        let read = message.read.clone();
        // Whoever waits is gone only when the connection is.
        self.record.keep_sample_with(visit, message, move |kept| drop(told.send(kept)));
        match answer.await {
            Ok(Ok(Kept::Kept(_))) => {}
            Ok(Ok(Kept::Refused(_))) => return Err(not_attached()),
            _ => return Err(No::Later),
        }
        let desk = self.clone();
        let judged = tokio::task::spawn_blocking(move || desk.judge(visit, device, &read)).await;
        judged.map_err(|_| No::Later)?
    }

    /// Whose message it is. Blocks.
    fn find(&self, oru: Oru, received: Instant) -> Result<Taken, No> {
        let schedule = self.record.state(Stream::Schedule(ScheduleId::of(self.record.house())))?.state;
        let Some(State::Schedule(schedule)) = schedule else { return Err(stranger()) };
        let device = find_device(&schedule, &oru, received)?.number;
        let visits = self.record.read(|conn| samples::ask::visits_of(conn, self.record.org(), device))?;
        let [visit] = visits[..] else { return Err(not_attached()) };
        let message = self.message(visit, device, oru, received);
        Ok(Taken { visit, device, message })
    }

    /// The message with the house's own times: a reading is as old as the sender's own clock says, before it came.
    fn message(&self, visit: SessionId, device: u32, oru: Oru, received: Instant) -> samples::Message {
        let again = self.cuff_again(visit, device, &oru, received);
        let taken = |age_us: Option<i64>, channel: Channel| match age_us {
            Some(age) => Instant(received.0 - age),
            None if channel.is_cuff() => again,
            None => received,
        };
        let reading = |said: &exchange::hl7::Said| Reading {
            channel: said.channel,
            seen: said.seen,
            taken: taken(said.age_us, said.channel),
        };
        let read = oru.said.iter().map(reading).collect();
        let rest = oru.rest.into_iter().map(|(code, value, unit)| Unread { code, value, unit }).collect();
        samples::Message { device, control: oru.header.control, received, read, rest }
    }

    /// Monitors send a cuff's last numbers again and again. Where they do not say when it was read, the same numbers are
    /// the same reading, and it ages: a number that only repeats itself must never look new.
    fn cuff_again(&self, visit: SessionId, device: u32, oru: &Oru, received: Instant) -> Instant {
        let untimed = oru.said.iter().filter(|said| said.channel.is_cuff() && said.age_us.is_none());
        let now: Vec<(Channel, Seen)> = untimed.map(|said| (said.channel, said.seen)).collect();
        if now.is_empty() {
            return received;
        }
        let mut cuffs = self.cuffs.lock().unwrap_or_else(PoisonError::into_inner);
        match cuffs.get(&(visit, device)) {
            Some((before, since)) if *before == now => *since,
            _ => {
                cuffs.insert((visit, device), (now, received));
                received
            }
        }
    }

    /// Has what is asked raised. Blocks.
    fn judge(&self, visit: SessionId, device: u32, read: &[Reading]) -> Result<(), No> {
        for Reading { channel, seen, taken } in read.iter().copied() {
            let Some(State::Session(session)) = self.record.state(Stream::Session(visit))?.state else {
                return Err(not_attached());
            };
            let Some(note) = self.follow(visit, &session, device, Reading { channel, seen, taken })? else {
                continue;
            };
            let (id, act, by) = (fresh_command(), Act::NoteMonitor(visit, note), Acting::CLOCK);
            let command = Command { id, act, by, occurred: Some(taken), sealed: None };
            match self.record.submit(command).wait() {
                Ok(Kept::Done(_)) => {}
                // Somebody else asked it first, or let the monitor go meanwhile.
                Ok(Kept::Refused(no @ (Refusal::MonitorAsksNothing | Refusal::MonitorNotAttached))) => {
                    tell(&no);
                }
                // Whatever else stands in its way: an alarm that is no fact is not acknowledged.
                Ok(Kept::Refused(no)) => {
                    tracing::error!(code = no.code(), "the alarm of a monitor was refused");
                    return Err(No::Later);
                }
                Ok(_) => {}
                Err(_) => return Err(No::Later),
            }
        }
        Ok(())
    }

    /// What a reading asks, if anything; and remembers when its channel was well.
    fn follow(
        &self,
        visit: SessionId,
        session: &Session,
        device: u32,
        reading: Reading,
    ) -> Result<Option<NoteMonitor>, No> {
        let Reading { channel, seen, taken } = reading;
        let Some(protocol) = session.protocol else { return Ok(None) };
        let Some(State::Protocol(protocol)) = self.record.state(Stream::Protocol(protocol))?.state else {
            return Ok(None);
        };
        let key = (visit, device, channel);
        let before = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        let known = before.unwrap_or_default();
        let fine_at = if seen == Seen::NoSignal { known.signal } else { known.within };
        let note = NoteMonitor { device, channel, seen, fine_at };
        let crosses = note_monitor::crosses(&note, &protocol.content).map_err(|_| No::Later)?;
        let asks = note_monitor::asks(session, &note, &protocol.content, taken).map_err(|_| No::Later)?;
        let after = Known {
            signal: if seen == Seen::NoSignal { known.signal } else { Some(taken) },
            within: if crosses { known.within } else { Some(taken) },
        };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, after);
        Ok(asks.then_some(note))
    }
}

/// Monitors send ASCII; whatever else comes is read byte by byte, so that a name in another alphabet loses no number.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|no| no.into_bytes().into_iter().map(char::from).collect())
}

fn find_device<'a>(schedule: &'a Schedule, oru: &Oru, at: Instant) -> Result<&'a Device, No> {
    schedule.device_called(&oru.header.sender, &oru.bed, at).ok_or_else(stranger)
}

fn stranger() -> No {
    No::Words("204", "nobody enrolled this sender and bed; nothing was kept".to_owned())
}

fn not_attached() -> No {
    No::Words("204", "nobody at the chair took this monitor on for a visit; nothing was kept".to_owned())
}

fn tell(no: &Refusal) {
    tracing::debug!(code = no.code(), "a number of a monitor asked nothing after all");
}
