//! Sending what is owed: by mail, and by text message. What is owed, to whom and when it may go, the rules have decided;
//! here it is handed over, and what became of it is kept.
//!
//! **What can happen twice.** A message is claimed (a commit), handed over, and settled (a commit). When the process dies
//! between the other side's yes and the second commit, nobody knows that it went: the claim runs out and it is handed
//! over again, under the same number. So each time the process dies (or the line is cut just then), at most one message
//! for each way goes twice, with one `Message-ID` (mail) or one `Idempotency-Key` (text): a provider that honours the key
//! delivers it once. Losing one instead would be worse.

mod entry;
pub mod mail;
pub mod text;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use care::act::Act;
use care::fact::Stream;
use care::house::House;
use care::ids::{CommandId, MessageId, ReferralId, ScheduleId};
use care::messages::settle_message::{End, Go, SettleMessage, Things, may_go};
use care::messages::{Channel, Message, Occasion, Tongue, Unsent, wait_after};
use care::practice::Acting;
use care::referral::{Referral, may_go_outside};
use care::time::Instant;
use jiff::tz::TimeZone;
use record::nights;
use record::outbox::{Claimed, is_due};
use record::record::Record;
use record::state_as;
use record::store::StoreFault;
use record::submit::Command;
use web::letters::{self, Letter};
use web::pages::referral::link;
use web::reader::{Clock, Reader};

use crate::failure::Failure;
use crate::secrets;

/// How often somebody looks whether something is due.
const EVERY: Duration = Duration::from_millis(500);
/// How many answers of the other side a hand-over waits for at most: greeting, EHLO (twice with STARTTLS), AUTH (two
/// steps), MAIL, RCPT, DATA, the message, and one to spare.
const ANSWERS_MOST: u32 = 10;

/// Why the other side has not taken a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// It never will: the number it said, if it said one.
    ForGood(Option<u16>),
    /// Perhaps later; in a word that names nobody.
    ForNow(String),
}

/// A way for messages to leave the house.
pub trait Way: Send {
    /// Which.
    fn channel(&self) -> Channel;
    /// Hands one over. `Ok` only when the other side has said that it took it.
    ///
    /// # Errors
    /// Why it was not taken.
    fn hand_over(&self, id: MessageId, to: &str, letter: &Letter) -> Result<(), NotTaken>;
    /// The address that it writes from, if an entry for a calendar can go along.
    fn writes_from(&self) -> Option<String> {
        None
    }
    /// How long it waits for each answer.
    fn answer_within(&self) -> Duration;
}

/// One sender for each way, each on its own thread: a mail server that hangs holds no text message back.
pub struct Senders {
    stop: Arc<AtomicBool>,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Senders {
    /// Begins to send.
    ///
    /// # Errors
    /// When the system gives no randomness or no thread.
    pub fn start(record: &Arc<Record>, ways: Vec<Box<dyn Way>>, base: &str) -> Result<Self, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut threads = vec![];
        for way in ways {
            let holder = format!("{:016x}", u64::from_be_bytes(secrets::random()?));
            let sender = Sender { record: record.clone(), way, base: base.to_owned(), holder };
            let stop = stop.clone();
            let name = format!("messages-{}", sender.way.channel().code());
            let run = move || {
                while !stop.load(Ordering::Relaxed) {
                    match sender.send_one() {
                        Ok(true) => {}
                        Ok(false) => std::thread::sleep(EVERY),
                        Err(why) => {
                            tracing::warn!(why, "the outbox could not be read or written");
                            std::thread::sleep(EVERY * 10);
                        }
                    }
                }
            };
            let thread = std::thread::Builder::new().name(name).spawn(run);
            threads.push(thread.map_err(|fault| Failure::machine(&fault))?);
        }
        Ok(Self { stop, threads })
    }

    /// No more after the one in hand; waits so long for that one. What is still in hand then is handed over again later.
    pub fn wait(self, within: Duration) {
        self.stop.store(true, Ordering::Relaxed);
        let began = std::time::Instant::now();
        while began.elapsed() < within && self.threads.iter().any(|thread| !thread.is_finished()) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Sends by one way.
pub struct Sender {
    /// The record.
    pub record: Arc<Record>,
    /// The way.
    pub way: Box<dyn Way>,
    /// Where patients reach this house: `https://care.example.org`.
    pub base: String,
    /// Who claims: this process, this way.
    pub holder: String,
}

type Why = &'static str;
const READ: Why = "the record could not be read";
const WRITTEN: Why = "the record could not be written";

impl Sender {
    /// Sends what has been due longest; false when nothing is.
    ///
    /// # Errors
    /// In a word, when the record does not answer.
    pub fn send_one(&self) -> Result<bool, &'static str> {
        let (record, channel) = (&self.record, self.way.channel());
        let due = record.read(|conn| is_due(conn, record.org(), channel, record.now())).map_err(|_| READ)?;
        if !due {
            return Ok(false);
        }
        let whole = self.way.answer_within().saturating_mul(ANSWERS_MOST);
        let until =
            Instant(record.now().0.saturating_add(i64::try_from(whole.as_micros()).unwrap_or(i64::MAX)));
        let Some(claimed) = record.claim_message(channel, &self.holder, until).map_err(|_| WRITTEN)? else {
            return Ok(false);
        };
        self.hand_over(claimed)?;
        Ok(true)
    }

    fn hand_over(&self, claimed: Claimed) -> Result<(), Why> {
        let (record, id, own) = (&self.record, claimed.message, self.way.channel());
        let (message, house) = (self.message(id)?, self.house()?);
        match self.judge(&message, &house)? {
            Go::NotBefore(at) => self.put_off(id, own, at, None),
            Go::Never(why) => self.settle(id, End::Unsent(why, None)),
            Go::Now(other, ..) if other != own => self.put_off(id, other, record.now(), None),
            Go::Now(_, to, tongue) => {
                let letter = self.letter(&message, &house, tongue)?;
                let (letter, taken) = match self.entry(&message, &to, tongue)? {
                    None => (letter, End::Sent(own)),
                    Some(entry) => (letter.with_entry(entry.entry, tongue), entry.end),
                };
                match self.way.hand_over(id, to.as_str(), &letter) {
                    Ok(()) => self.settle(id, taken),
                    Err(NotTaken::ForGood(reply)) => {
                        self.settle(id, End::Unsent(Unsent::RefusedThere, reply))
                    }
                    Err(NotTaken::ForNow(said)) => {
                        let next = record.now().plus_minutes(wait_after(claimed.tries));
                        if message.owed.latest <= next {
                            return self.settle(id, End::Unsent(Unsent::TriesUsed, said.parse().ok()));
                        }
                        self.put_off(id, own, next, Some(&said))
                    }
                }
            }
        }
    }

    /// To a patient, or to the receiver of a referral: then with the link that only this house can make.
    fn letter(&self, message: &Message, house: &House, tongue: Tongue) -> Result<Letter, Why> {
        let Some(id) = message.outside else {
            let patient = message.owed.patient;
            let mark = self.record.mark(&letters::unsubscribe_words(patient));
            let stop = letters::unsubscribe_path(patient, &mark);
            return Ok(letters::compose(house, message.owed.occasion, tongue, &self.base, &stop));
        };
        let referral = self.referral(id)?;
        let path =
            link::path(&self.record, id, &referral).ok_or("a referral that was not sent is owed a mail")?;
        let zone = TimeZone::get(house.zone.as_str()).map_err(|_| "the zone of the house is unknown")?;
        let says_zone = self.has_other_clocks(house)?;
        let reader = Reader { lang: letters::lang(tongue), clock: Clock::Hours24, zone, says_zone };
        let by_when = reader.day_clock(referral.written.by_when);
        let reminds = message.owed.occasion == Occasion::ReferralReminder;
        Ok(letters::to_outsider(house, reminds, tongue, &format!("{}{path}", self.base), &by_when))
    }

    /// Are there places with another clock? Then every time says its zone.
    fn has_other_clocks(&self, house: &House) -> Result<bool, Why> {
        let calendar = Stream::Schedule(ScheduleId::of(self.record.house()));
        let folded = self.record.state(calendar).map_err(|_| READ)?;
        Ok(state_as!(folded, Schedule).is_some_and(|schedule| schedule.keeps_other_clocks(house)))
    }

    fn referral(&self, id: ReferralId) -> Result<Arc<Referral>, Why> {
        let folded = self.record.state(Stream::Referral(id)).map_err(|_| READ)?;
        state_as!(folded, Referral).ok_or("a referral that is owed a mail is not in the journal")
    }

    fn message(&self, id: MessageId) -> Result<Arc<Message>, Why> {
        let folded = self.record.state(Stream::Message(id)).map_err(|_| READ)?;
        state_as!(folded, Message).ok_or("a message that waits is not in the journal")
    }

    fn house(&self) -> Result<Arc<House>, Why> {
        let folded = self.record.state(Stream::House(self.record.house())).map_err(|_| READ)?;
        let house = state_as!(folded, House).map(|known| Arc::new(known.founded.clone()));
        house.ok_or("this house has not been founded")
    }

    fn judge(&self, message: &Message, house: &House) -> Result<Go, Why> {
        let (record, owed) = (&self.record, &message.owed);
        if let Some(id) = message.outside {
            return Ok(may_go_outside(message, &*self.referral(id)?, record.now()));
        }
        let state = |stream| record.state(stream).map_err(|_: StoreFault| READ);
        let patient = state_as!(state(Stream::Patient(owed.patient))?, Patient)
            .ok_or("a message to somebody who is not in the journal")?;
        let window = owed.about.window.map(|id| state(Stream::Window(id))).transpose()?;
        let window = window.and_then(|folded| state_as!(folded, Window));
        let visit = owed.about.visit.map(|id| state(Stream::Session(id))).transpose()?;
        let visit = visit.and_then(|folded| state_as!(folded, Session));
        let course = visit.as_ref().map(|visit| state(Stream::Course(visit.course))).transpose()?;
        let course = course.and_then(|folded| state_as!(folded, Course));
        let things = Things { window: window.as_deref(), visit: visit.as_deref(), course: course.as_deref() };
        let nights = nights::about_now(patient.details.zone.as_str(), house.zone.as_str(), record.now());
        Ok(may_go(message, &patient, things, &nights, record.now()))
    }

    /// What a fault leaves claimed is claimed again when its time has run out.
    fn put_off(
        &self,
        id: MessageId,
        channel: Channel,
        until: Instant,
        said: Option<&str>,
    ) -> Result<(), Why> {
        self.record.put_off_message(id, &self.holder, channel, until, said).map(drop).map_err(|_| WRITTEN)
    }

    /// A refusal means that somebody else has settled it.
    fn settle(&self, id: MessageId, end: End) -> Result<(), Why> {
        let command =
            CommandId(u128::from_be_bytes(secrets::random().map_err(|_| "the system gives no randomness")?));
        let act = Act::SettleMessage(id, SettleMessage { end });
        let command = Command { id: command, act, by: Acting::CLOCK, occurred: None, sealed: None };
        self.record.submit(command).wait().map(drop).map_err(|_| WRITTEN)
    }
}
