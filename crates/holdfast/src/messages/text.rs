//! Text messages: each one POST to a webhook, which a provider has, or which a few lines in front of one make.
//!
//! `{"id": "msg_…", "to": "+1…", "text": "…"}` with `Idempotency-Key: msg_…` and `Authorization: Bearer …`. 2xx: taken.
//! 4xx: refused for good, but 401, 403, 404, 408, 409, 425 and 429, which are about us or about now. Everything else:
//! tried again.

use std::time::Duration;

use care::ids::MessageId;
use care::messages::Channel;
use web::letters::Letter;

use super::{NotTaken, Way};
use crate::failure::Failure;

/// Not about the message: who we are, where we ask, or that it is too soon.
const NOT_ABOUT_IT: [u16; 7] = [401, 403, 404, 408, 409, 425, 429];

/// A webhook and the secret it asks for.
pub struct Text {
    agent: ureq::Agent,
    url: String,
    bearer: String,
    within: Duration,
}

impl Text {
    /// A webhook at `https://…` (or `http://` on this machine).
    ///
    /// # Errors
    /// Wrong use: no such address, or a secret that would travel in the clear.
    pub fn new(url: &str, secret: &str, within: Duration) -> Result<Self, Failure> {
        let wrong = |what: &str| Failure::WrongUse(what.to_owned());
        let uri: ureq::http::Uri = url.parse().map_err(|_| wrong("--text-webhook is no address"))?;
        let here = matches!(uri.host(), Some("127.0.0.1" | "localhost" | "[::1]"));
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if here => {}
            _ => return Err(wrong("--text-webhook must be https://, or http:// on this machine")),
        }
        let secret = secret.trim();
        if secret.is_empty() || !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("the file of --text-webhook-secret must hold one line without spaces"));
        }
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(within))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Ok(Self { agent: config.into(), url: url.to_owned(), bearer: format!("Bearer {secret}"), within })
    }
}

impl Way for Text {
    fn channel(&self) -> Channel {
        Channel::Text
    }

    fn hand_over(&self, id: MessageId, to: &str, letter: &Letter) -> Result<(), NotTaken> {
        let to: String = to.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let body = serde_json::json!({ "id": id.to_string(), "to": to, "text": letter.short }).to_string();
        let asked = self
            .agent
            .post(&self.url)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", id.to_string())
            .header("Authorization", &self.bearer)
            .send(body);
        match asked.map(|answer| answer.status().as_u16()) {
            Ok(200..=299) => Ok(()),
            Ok(code @ 400..=499) if !NOT_ABOUT_IT.contains(&code) => Err(NotTaken::ForGood(Some(code))),
            Ok(code) => Err(NotTaken::ForNow(code.to_string())),
            Err(ureq::Error::Timeout(_)) => Err(NotTaken::ForNow("timeout".to_owned())),
            Err(_) => Err(NotTaken::ForNow("no connection".to_owned())),
        }
    }

    fn answer_within(&self) -> Duration {
        self.within
    }
}
