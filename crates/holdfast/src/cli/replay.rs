//! `holdfast replay vitals`: a recording of a monitor, sent as the monitor would have sent it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use care::chart::State;
use care::fact::Stream;
use care::ids::{ScheduleId, SessionId};
use clap::{Args, Subcommand};
use exchange::hl7::message::Message;
use exchange::hl7::{Framed, Framer, frame};
use record::record::Record;
use record::store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use web::heard::Heard;

use super::say;
use crate::clock;
use crate::devices::Desk;
use crate::devices::recording::{self, Row};
use crate::failure::Failure;
use crate::keeping::{How, Place};

/// So long an answer may take.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);

/// Plays recordings.
#[derive(Debug, Args)]
pub struct Replay {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Minute by minute: heart rate, pulse, breaths, saturation, cuff
    Vitals(Vitals),
}

/// One recording.
#[derive(Debug, Args)]
struct Vitals {
    /// The file: one row a minute
    file: PathBuf,
    /// To a house that listens there
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "session")]
    mllp: Option<String>,
    /// What the monitor calls itself
    #[arg(long, value_name = "NAME", requires = "mllp")]
    sender: Option<String>,
    /// The bed it names
    #[arg(long, value_name = "BED", default_value = "", requires = "mllp")]
    bed: String,
    /// Straight into this visit of the record in --data, as the monitor that is taken on for it
    #[arg(long, value_name = "ID", requires = "data")]
    session: Option<String>,
    /// The data folder of that record
    #[arg(long, value_name = "DIR", conflicts_with = "mllp")]
    data: Option<PathBuf>,
    /// Its PostgreSQL database, when it has one; --data then holds only the keys
    #[arg(long, value_name = "URL", requires = "data")]
    database_url: Option<String>,
    /// How many times as fast as it was
    #[arg(long, value_name = "X", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    speed: u32,
    /// Only so many minutes of it
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
}

/// Whoever takes the messages.
enum Taker {
    Line(Box<(TcpStream, Framer)>),
    Desk(Arc<Desk>),
}

impl Replay {
    /// Plays it, and ends with 1 when a message was not taken.
    pub fn run(&self) -> Result<(), Failure> {
        let What::Vitals(vitals) = &self.what;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        runtime.map_err(|fault| Failure::machine(&fault))?.block_on(vitals.play())
    }
}

impl Vitals {
    async fn play(&self) -> Result<(), Failure> {
        let named = |fault: &dyn std::fmt::Display| format!("{}: {fault}", self.file.display());
        let text = std::fs::read_to_string(&self.file).map_err(|fault| Failure::WrongUse(named(&fault)))?;
        let mut rows = recording::read(&text).map_err(|fault| Failure::WrongUse(named(&fault)))?;
        rows.retain(|row| self.minutes.is_none_or(|minutes| row.minute < minutes));
        let (mut taker, sender, bed) = self.taker().await?;
        let (began, mut taken) = (Stopwatch::now(), 0_usize);
        let run = clock::now().0;
        for row in &rows {
            let due = Duration::from_secs(60) * row.minute / self.speed;
            tokio::time::sleep(due.saturating_sub(began.elapsed())).await;
            let control = format!("{run:x}-{}", row.minute);
            let answer = taker.send(row, &sender, &bed, &control).await?;
            taken += 1;
            if let Some(no) = refused(&answer, &control) {
                return Err(Failure::NotSo(format!(
                    "minute {}: {no} ({} taken before)",
                    row.minute,
                    taken - 1
                )));
            }
        }
        say(&format!("{taken} messages taken in {} s", began.elapsed().as_secs()));
        Ok(())
    }

    async fn taker(&self) -> Result<(Taker, String, String), Failure> {
        if let Some(line) = &self.mllp {
            let sender = self.sender.clone();
            let sender = sender.ok_or_else(|| Failure::WrongUse("--mllp also needs --sender".to_owned()))?;
            let stream = TcpStream::connect(line).await;
            let stream = stream.map_err(|fault| Failure::Machine(format!("{line}: {fault}")))?;
            return Ok((Taker::Line(Box::new((stream, Framer::default()))), sender, self.bed.clone()));
        }
        let (Some(session), Some(data)) = (&self.session, &self.data) else {
            return Err(Failure::WrongUse("say --mllp HOST:PORT, or --data DIR --session ID".to_owned()));
        };
        let session = SessionId::read(session)
            .ok_or_else(|| Failure::WrongUse(format!("{session} is no visit's number")))?;
        let place = match &self.database_url {
            Some(url) => Place { store: Store::Postgres { url: url.clone() }, folder: data.clone() },
            None => Place::folder(data),
        };
        if !place.has_database() {
            return Err(Failure::NotSo("there is no record in this folder".to_owned()));
        }
        let house = place.house()?.ok_or_else(|| Failure::NotSo("there is no house here".to_owned()))?;
        let record = Arc::new(place.open(house, How::quietly(clock::system()))?);
        let (sender, bed) = names(&record, session)?;
        let desk = Arc::new(Desk::new(record, Arc::new(Heard::default())));
        Ok((Taker::Desk(desk), sender, bed))
    }
}

/// What the monitor that is taken on for a visit calls itself and its bed.
fn names(record: &Record, session: SessionId) -> Result<(String, String), Failure> {
    let read =
        |stream| record.state(stream).map(|folded| folded.state).map_err(|fault| Failure::machine(&fault));
    let schedule = read(Stream::Schedule(ScheduleId::of(record.house())))?;
    let (Some(State::Session(visit)), Some(State::Schedule(schedule))) =
        (read(Stream::Session(session))?, schedule)
    else {
        return Err(Failure::NotSo("there is no such visit, or no monitor was ever enrolled".to_owned()));
    };
    let attached = visit.attached_now().next();
    let device = attached.and_then(|attached| schedule.device(attached.device, record.now()));
    let device = device.ok_or_else(|| {
        Failure::NotSo("no monitor is taken on for this visit: do that at the chair first".to_owned())
    })?;
    Ok((device.sender.to_string(), device.bed.as_ref().map(ToString::to_string).unwrap_or_default()))
}

impl Taker {
    async fn send(&mut self, row: &Row, sender: &str, bed: &str, control: &str) -> Result<String, Failure> {
        let text = recording::message(row, sender, bed, control, clock::now());
        let machine = |what: &str| Failure::Machine(what.to_owned());
        match self {
            Self::Desk(desk) => {
                let answer = desk.take(Framed::Whole(text.into_bytes())).await;
                answer.ok_or_else(|| machine("no answer"))
            }
            Self::Line(line) => {
                let (stream, framer) = line.as_mut();
                stream.write_all(&frame(&text)).await.map_err(|fault| Failure::machine(&fault))?;
                let heard = tokio::time::timeout(ANSWERED_WITHIN, answer(stream, framer)).await;
                heard.map_err(|_| machine("the house does not answer"))?
            }
        }
    }
}

async fn answer(stream: &mut TcpStream, framer: &mut Framer) -> Result<String, Failure> {
    let mut bytes = [0; 4_096];
    loop {
        let n = stream.read(&mut bytes).await.map_err(|fault| Failure::machine(&fault))?;
        if n == 0 {
            return Err(Failure::Machine("the house closed the line".to_owned()));
        }
        if let Some(Framed::Whole(bytes)) = framer.take(&bytes[..n]).into_iter().next() {
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}

/// Why the house did not take it; none when it did.
fn refused(answer: &str, control: &str) -> Option<String> {
    let message = Message::read(answer);
    let acknowledged =
        message.as_ref().and_then(|message| message.segments().find(|one| one.name() == "MSA"));
    match acknowledged {
        Some(msa) if msa.field(1) == "AA" && msa.field(2) == control => None,
        Some(msa) => Some(format!("{} {}", msa.field(1), msa.field(3))),
        None => Some("an answer that is none".to_owned()),
    }
}
