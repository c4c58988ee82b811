//! Mail by SMTP.

use std::time::Duration;

use care::ids::MessageId;
use care::messages::Channel;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::response::Code;
use lettre::{Address, SmtpTransport, Transport};
use web::letters::{Entry, Letter};

use super::{NotTaken, Way};
use crate::failure::Failure;

/// Answers that are about us and not about the message: to sign in, to encrypt, or to speak otherwise. Somebody will put
/// that right, and the message waits for it.
const ABOUT_US: [u16; 9] = [500, 502, 503, 504, 523, 530, 534, 535, 538];

/// A mail server, and who writes.
pub struct Mail {
    transport: SmtpTransport,
    from: Mailbox,
    within: Duration,
}

impl Mail {
    /// `url`: `smtp://host:port`, `smtp://…?tls=required` (STARTTLS), `smtps://user:password@host`.
    ///
    /// # Errors
    /// Wrong use: an address that is none. Never says the URL: it may carry a password.
    pub fn new(url: &str, from: &str, within: Duration) -> Result<Self, Failure> {
        let wrong = |what: &str| Failure::WrongUse(what.to_owned());
        let from = from
            .parse()
            .map_err(|_| wrong("--mail-from is no address: write `Clinic <clinic@example.org>`"))?;
        let builder = SmtpTransport::from_url(url).map_err(|_| {
            wrong("--smtp is no address of a mail server: write smtp://host:25 or smtps://user:password@host")
        })?;
        Ok(Self { transport: builder.timeout(Some(within)).build(), from, within })
    }

    fn write(&self, id: MessageId, to: &str, letter: &Letter) -> Option<Message> {
        let to: Address = to.parse().ok()?;
        let domain = self.from.email.domain();
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.as_str())
            .message_id(Some(format!("<{id}@{domain}>")))
            .date_now();
        let mut message = match &letter.entry {
            None => builder.header(ContentType::TEXT_PLAIN).body(letter.body.clone()).ok()?,
            Some(entry) => builder.multipart(with_calendar(&letter.body, entry)?).ok()?,
        };
        let headers = message.headers_mut();
        let stops = (!letter.unsubscribe.is_empty()).then(|| {
            [
                ("List-Unsubscribe", format!("<{}>", letter.unsubscribe)),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            ]
        });
        let own = [("Auto-Submitted", "auto-generated".to_owned())];
        for (name, value) in stops.into_iter().flatten().chain(own) {
            headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii(name.to_owned()).ok()?, value));
        }
        Some(message)
    }
}

/// The words, and beside them what the calendar is asked to do (RFC 6047): whoever knows no calendars shows the words.
fn with_calendar(body: &str, entry: &Entry) -> Option<MultiPart> {
    let kind = format!("text/calendar; method={}; charset=utf-8", entry.asks.method());
    let calendar = SinglePart::builder().header(ContentType::parse(&kind).ok()?).body(entry.text.clone());
    Some(MultiPart::alternative().singlepart(SinglePart::plain(body.to_owned())).singlepart(calendar))
}

impl Way for Mail {
    fn channel(&self) -> Channel {
        Channel::Mail
    }

    fn hand_over(&self, id: MessageId, to: &str, letter: &Letter) -> Result<(), NotTaken> {
        let message = self.write(id, to, letter).ok_or(NotTaken::ForGood(None))?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(fault) => {
                let said = fault.status().map(number);
                match said {
                    Some(code) if fault.is_permanent() && !ABOUT_US.contains(&code) => {
                        Err(NotTaken::ForGood(Some(code)))
                    }
                    Some(code) => Err(NotTaken::ForNow(code.to_string())),
                    None if fault.is_timeout() => Err(NotTaken::ForNow("timeout".to_owned())),
                    None => Err(NotTaken::ForNow("no connection".to_owned())),
                }
            }
        }
    }

    fn writes_from(&self) -> Option<String> {
        Some(self.from.email.to_string())
    }

    fn answer_within(&self) -> Duration {
        self.within
    }
}

fn number(code: Code) -> u16 {
    code.to_string().parse().unwrap_or(0)
}
