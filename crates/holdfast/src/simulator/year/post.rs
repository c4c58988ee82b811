//! What the house sends: claimed, judged and settled by the program's own sender, and handed to nobody.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use care::ids::MessageId;
use care::messages::Channel;
use record::record::Record;
use web::letters::Letter;

use crate::messages::{NotTaken, Sender, Way};

/// Somebody who takes everything.
struct Taker {
    channel: Channel,
    taken: Arc<AtomicU64>,
}

impl Way for Taker {
    fn channel(&self) -> Channel {
        self.channel
    }
    fn hand_over(&self, _: MessageId, _: &str, _: &Letter) -> Result<(), NotTaken> {
        // One in fifty is refused over there.
        let n = self.taken.fetch_add(1, Ordering::Relaxed);
        if n % 50 == 49 { Err(NotTaken::ForGood(Some(550))) } else { Ok(()) }
    }
    fn writes_from(&self) -> Option<String> {
        (self.channel == Channel::Mail).then(|| "clinic@harbor.example".to_owned())
    }
    fn answer_within(&self) -> Duration {
        Duration::from_secs(1)
    }
}

/// Both ways.
pub struct Post {
    senders: Vec<Sender>,
    /// How many were handed over.
    pub taken: Arc<AtomicU64>,
}

impl Post {
    /// Ready to send.
    pub fn new(record: &Arc<Record>) -> Self {
        let taken = Arc::new(AtomicU64::new(0));
        let sender = |channel: Channel| Sender {
            record: record.clone(),
            way: Box::new(Taker { channel, taken: taken.clone() }),
            base: "https://care.example.org".to_owned(),
            holder: format!("year-{}", channel.code()),
        };
        Self { senders: [Channel::Mail, Channel::Text].map(sender).into(), taken }
    }

    /// Everything that is due now goes.
    ///
    /// # Errors
    /// The record's.
    pub fn goes(&self, _record: &Record) -> Result<(), String> {
        for sender in &self.senders {
            while sender.send_one()? {}
        }
        Ok(())
    }
}
