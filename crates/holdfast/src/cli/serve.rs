//! `holdfast serve`: the house, for those who work in it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio_rustls::TlsAcceptor;

use super::say;
use crate::clock;
use crate::devices::{Line, tls};
use crate::failure::Failure;
use crate::keeping::{How, Where};
use crate::messages::Way;
use crate::messages::mail::Mail;
use crate::messages::text::Text;
use crate::serving::{self, Served};

/// Serves a house.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    place: Where,
    /// Where to listen
    #[arg(long, value_name = "ADDR")]
    listen: SocketAddr,
    /// A proxy in front of it speaks TLS
    #[arg(long)]
    behind_proxy: bool,
    #[command(flatten)]
    devices: Devices,
    #[command(flatten)]
    messages: Messages,
}

/// Where monitors send their numbers.
#[derive(Debug, Args)]
pub struct Devices {
    /// Where monitors are listened to (HL7 v2 over MLLP)
    #[arg(long, value_name = "ADDR")]
    devices: Option<SocketAddr>,
    /// The certificate of that line (PEM), for TLS
    #[arg(long, value_name = "FILE", requires_all = ["devices", "devices_key"])]
    devices_cert: Option<PathBuf>,
    /// Its key (PEM)
    #[arg(long, value_name = "FILE", requires = "devices_cert")]
    devices_key: Option<PathBuf>,
    /// The authority whose certificates monitors must show (PEM); without it nobody proves who sends
    #[arg(long, value_name = "FILE", requires = "devices_cert")]
    devices_ca: Option<PathBuf>,
    /// The network between them is theirs alone: their numbers cross it as plain text, and nobody proves who sends
    #[arg(long, requires = "devices", conflicts_with = "devices_cert")]
    devices_plain_text: bool,
}

impl Devices {
    /// The line, if there is one.
    ///
    /// # Errors
    /// Wrong use: MLLP by itself is plain text, so beyond this machine somebody has to answer for it.
    pub fn line(&self) -> Result<Option<Line>, Failure> {
        let Some(at) = self.devices else { return Ok(None) };
        let tls = self.tls()?;
        if tls.is_none() && !at.ip().is_loopback() && !self.devices_plain_text {
            return Err(Failure::WrongUse(
                "MLLP is plain text and proves nothing: beyond this machine say --devices-cert and --devices-key for TLS, \
                 or --devices-plain-text when the network between is the monitors' alone"
                    .to_owned(),
            ));
        }
        if self.devices_plain_text {
            tracing::warn!("monitors are listened to in plain text, because --devices-plain-text was said");
        } else if tls.is_some() && self.devices_ca.is_none() {
            tracing::warn!(
                "whoever reaches the monitors' line may send: without --devices-ca they prove nothing"
            );
        }
        Ok(Some(Line { at, tls }))
    }

    fn tls(&self) -> Result<Option<TlsAcceptor>, Failure> {
        let (Some(certificate), Some(key)) = (&self.devices_cert, &self.devices_key) else { return Ok(None) };
        let (certificate, key) = (certificate.clone(), key.clone());
        let files = tls::Files { certificate, key, monitors: self.devices_ca.clone() };
        tls::acceptor(&files).map(Some).map_err(Failure::WrongUse)
    }
}

/// How messages to patients leave. What has no way waits, and a page says so.
#[derive(Debug, Args)]
struct Messages {
    /// The mail server: smtp://host:25, with ?tls=required for STARTTLS, or smtps://host
    #[arg(long, value_name = "URL")]
    smtp: Option<String>,
    /// The same, in a file: for an address with a password in it
    #[arg(long, value_name = "FILE", conflicts_with = "smtp")]
    smtp_file: Option<PathBuf>,
    /// Who writes: `Harbor Clinic <clinic@example.org>`
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// Where text messages are posted to
    #[arg(long, value_name = "URL", requires = "text_webhook_secret")]
    text_webhook: Option<String>,
    /// The file that holds its bearer secret
    #[arg(long, value_name = "FILE")]
    text_webhook_secret: Option<PathBuf>,
    /// Where patients reach this house, for the links in messages: https://care.example.org
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// How long to wait for each answer of the other side
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=600))]
    send_timeout_s: u64,
}

impl Messages {
    fn ways(&self) -> Result<(Vec<Box<dyn Way>>, String), Failure> {
        let wrong = |what: &str| Failure::WrongUse(what.to_owned());
        let read = |file: &PathBuf| {
            let text = std::fs::read_to_string(file);
            text.map_err(|fault| Failure::Machine(format!("{} cannot be read: {fault}", file.display())))
        };
        let within = Duration::from_secs(self.send_timeout_s);
        let mut ways: Vec<Box<dyn Way>> = vec![];
        if self.smtp.as_ref().is_some_and(|url| url.contains('@')) {
            return Err(wrong(
                "an address with a password is seen by everybody on this machine: use --smtp-file",
            ));
        }
        let smtp = self.smtp_file.as_ref().map(read).transpose()?.or_else(|| self.smtp.clone());
        if let Some(url) = smtp {
            let from = self.mail_from.as_ref().ok_or_else(|| wrong("--smtp also needs --mail-from"))?;
            ways.push(Box::new(Mail::new(url.trim(), from, within)?));
        }
        if let (Some(url), Some(secret)) = (&self.text_webhook, &self.text_webhook_secret) {
            ways.push(Box::new(Text::new(url, &read(secret)?, within)?));
        }
        let base = self.public_url.clone().unwrap_or_default().trim_end_matches('/').to_owned();
        if !ways.is_empty() && !base.starts_with("https://") && !base.starts_with("http://127.0.0.1") {
            return Err(wrong(
                "messages carry links: say --public-url https://… where patients reach this house",
            ));
        }
        Ok((ways, base))
    }
}

impl Serve {
    /// Serves until told to stop.
    pub fn run(&self) -> Result<(), Failure> {
        if !self.listen.ip().is_loopback() && !self.behind_proxy {
            let why = "beyond this machine it must be TLS: put a proxy that speaks it in front and say --behind-proxy \
                       (Holdfast's own TLS comes later)";
            return Err(Failure::WrongUse(why.to_owned()));
        }
        let (ways, base) = self.messages.ways()?;
        let place = self.place.place()?;
        let Some(house) = place.house()? else {
            return Err(Failure::NotSo("there is no house here yet: run `holdfast found`".to_owned()));
        };
        let (news, announce) = serving::news();
        let (on_fatal, fatal) = serving::fatal();
        let how = How { announce, on_fatal, n_readers: 8, ..How::quietly(clock::system()) };
        let record = Arc::new(place.open(house, how)?);
        let (listen, secure_cookies) = (self.listen, self.behind_proxy);
        let devices = self.devices.line()?;
        let served = Served { record, news, fatal, listen, secure_cookies, demo: false, ways, base, devices };
        serving::serve(served, |address| say(&format!("http://{address}")))
    }
}
