//! Pokes, not content: a poke names a topic and a journal position; the browser fetches the part again under its own
//! authority. A stream ends within a second of its reader's standing.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::fact::Stream;
use care::ids::{DiaryEntryId, PatientId};
use care::practice::policy::may;
use care::practice::{ActKind, Actor, Role};
use care::tasks::Matter;
use care::time::Instant;
use hyper::body::Frame;
use tokio::sync::{broadcast, mpsc, watch};

use crate::answer::Trouble;
use crate::app::{App, News};
use crate::pages::emergencies;
use crate::reading::session_cookie;
use crate::sign_in;
use crate::visit::SignedIn;

/// Streams of one account, and of all together.
const STREAMS_EACH: usize = 8;
const STREAMS_ALL: usize = 600;
/// Of these, so many are kept for staff: patients' pages cannot starve the treatment rooms.
const STREAMS_FOR_STAFF: usize = 200;
/// So long after a share was taken back its reader still hears of it.
/// Longer than a page that hears nothing takes to say so: then it asks for all of it again by itself.
const JUST_NOW_US: i64 = 30_000_000;
/// What the parts of a page follow that show something of a diary. It names no entry.
const SHARED: &str = "shared";
const BEAT: u64 = 5;
/// To whom news came faster than it could be told: the rooms, and what may have been taken back.
const MISSED: &str = "event: board\ndata: changed\n\nevent: clinic\ndata: changed\n\nevent: shared\ndata: changed\n\n\
     event: emergency\ndata: changed\n\n";

/// How many streams are open, by account.
#[derive(Clone, Default)]
pub struct Slots(Arc<Mutex<HashMap<String, usize>>>);

struct Slot(Slots, String);

impl Slots {
    fn take(&self, who: &str, staff: bool) -> Option<Slot> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let most = if staff { STREAMS_ALL } else { STREAMS_ALL - STREAMS_FOR_STAFF };
        let own = open.entry(who.to_owned()).or_default();
        if STREAMS_EACH <= *own || most <= all {
            return None;
        }
        *own += 1;
        Some(Slot(self.clone(), who.to_owned()))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut open = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.1) {
            *own = own.saturating_sub(1);
        }
        open.retain(|_, own| 0 < *own);
    }
}

/// Who reads, as of now; nobody when their sign-in or their standing has ended.
fn reader(app: &App, request: &Head) -> Result<SignedIn, Trouble> {
    let token = request.token.as_deref().ok_or(Trouble::SignIn)?;
    let signed = sign_in::who(app, token, request.role)?.ok_or(Trouble::SignIn)?;
    if stands(app, &signed) { Ok(signed) } else { Err(Trouble::SignIn) }
}

/// Affiliated, and with the licence the role asks for, now. Patients stand by themselves.
pub fn stands(app: &App, signed: &SignedIn) -> bool {
    let here = app.here();
    signed.person.as_ref().is_none_or(|person| person.stand(signed.by.role, here, app.now()).is_ok())
}

#[derive(Clone)]
struct Head {
    token: Option<String>,
    role: Option<Role>,
    after: i64,
}

fn head(app: &App, request: &Request) -> Head {
    let cookies = request.headers().get_all(header::COOKIE);
    let lines: Vec<&str> = cookies.iter().filter_map(|line| line.to_str().ok()).collect();
    let cookie = |name: &str| {
        let mut pairs =
            lines.iter().flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
    };
    let asked =
        request.uri().query().and_then(|query| query.strip_prefix("after=")).and_then(|at| at.parse().ok());
    let seen = request.headers().get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    Head {
        token: cookie(session_cookie(app)),
        role: cookie("role").and_then(|code| record::wire::role_of(&code)),
        after: seen.or(asked).unwrap_or(i64::MAX),
    }
}

/// The topics a piece of news has for a reader: its own, and where somebody works in the house, that an emergency stands or
/// just ended.
fn topics(app: &App, reader: &SignedIn, stream: Stream) -> Vec<String> {
    let mut topics = own_topics(app, reader, stream);
    if reader.person.is_some() && emergencies::is_told(reader.by.role) && tells_of_an_emergency(app, stream) {
        topics.push("emergency".to_owned());
    }
    topics
}

fn tells_of_an_emergency(app: &App, stream: Stream) -> bool {
    let Stream::Session(id) = stream else { return false };
    let just_now = Instant(app.now().0 - JUST_NOW_US);
    let last = app.session(id).ok().and_then(|session| session.emergencies.last().cloned());
    last.is_some_and(|last| last.over.is_none_or(|(_, at, _)| just_now <= at))
}

/// The topics a piece of news has for a reader. Nobody is told that something happened which they may not see.
fn own_topics(app: &App, reader: &SignedIn, stream: Stream) -> Vec<String> {
    if let (Stream::Diary(id), Some(_)) = (stream, &reader.person) {
        return if reads_diary(app, reader, id) { vec![SHARED.to_owned()] } else { vec![] };
    }
    let daily =
        matches!(stream, Stream::Session(_) | Stream::Window(_) | Stream::Task(_) | Stream::Contact(_));
    match (reader.by.actor, reader.by.role) {
        (Actor::Patient(own), _) => {
            let about = match stream {
                Stream::Patient(id) => Some(id),
                Stream::Course(id) => app.course(id).ok().map(|course| course.patient),
                Stream::Session(id) => app.session(id).ok().map(|session| session.patient),
                Stream::Window(id) => app.window(id).ok().map(|window| window.patient),
                Stream::Diary(id) => app.diary(id).ok().map(|entry| entry.patient),
                _ => None,
            };
            if about == Some(own) { vec!["me".to_owned()] } else { vec![] }
        }
        (_, Role::IntegrationSpecialist) => match stream {
            Stream::Window(_) | Stream::Person(_) => vec!["integration".to_owned()],
            // What was shared with them, or taken back from them: the page says how it stands now.
            Stream::Patient(id) if shares_with(app, reader, id) => vec!["integration".to_owned()],
            // Who has what they handed back; no other task is theirs to hear of.
            Stream::Task(id) if app.task(id).is_ok_and(|task| task.matter == Matter::HandBack) => {
                vec!["integration".to_owned()]
            }
            _ => vec![],
        },
        // No page of prices, receipts, people outside or vaults follows along.
        _ if matches!(
            stream,
            Stream::Till(_) | Stream::Receipt(_) | Stream::Directory(_) | Stream::Vault(_)
        ) =>
        {
            vec![]
        }
        // Only reviewers hear of incidents.
        (_, role) if matches!(stream, Stream::Incident(_)) => {
            if may(role, ActKind::SeeIncidents) {
                vec!["incidents".to_owned(), "clinic".to_owned()]
            } else {
                vec![]
            }
        }
        (_, Role::FrontDesk) if matches!(stream, Stream::Schedule(_)) => vec!["schedule".to_owned()],
        (_, Role::FrontDesk) if daily => vec!["board".to_owned()],
        (_, Role::FrontDesk | Role::Auditor) => vec![],
        (_, role) => {
            let mut topics = match stream {
                Stream::Schedule(_) => vec!["schedule".to_owned()],
                _ if daily => vec!["board".to_owned(), stream.to_string()],
                _ => vec![stream.to_string()],
            };
            // What is open across the clinic hangs on all of it.
            topics.extend((role == Role::MedicalDirector).then(|| "clinic".to_owned()));
            topics
        }
    }
}

/// Does this patient share something with this reader, or was the last thing taken back theirs?
fn shares_with(app: &App, reader: &SignedIn, id: PatientId) -> bool {
    let (Some(me), Ok(patient)) = (reader.person_id(), app.patient(id)) else { return false };
    patient.taken_back_from == Some(me) || patient.shares.iter().any(|(_, with)| *with == me)
}

/// Is an entry shared with this person, or was it until just now? Then their page must learn that it is not any more.
fn reads_diary(app: &App, reader: &SignedIn, id: DiaryEntryId) -> bool {
    let (Some(me), Ok(entry)) = (reader.person_id(), app.diary(id)) else { return false };
    let just_now = Instant(app.now().0 - JUST_NOW_US);
    let mut theirs = entry.shares.iter().filter(|share| share.with == me);
    theirs.any(|share| share.term.until.is_none_or(|until| just_now <= until))
}

/// `GET /live?after=POSITION`.
pub async fn stream(app: Arc<App>, slots: Slots, stop: watch::Receiver<bool>, request: Request) -> Response {
    let head = head(&app, &request);
    let (on, asked) = (app.clone(), head.clone());
    let found = tokio::task::spawn_blocking(move || reader(&on, &asked)).await;
    let Ok(Ok(signed)) = found else { return StatusCode::UNAUTHORIZED.into_response() };
    let Some(slot) = slots.take(&format!("{:?}", signed.by.actor), signed.person.is_some()) else {
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "30")]).into_response();
    };
    let (lines, sent) = mpsc::channel::<Bytes>(64);
    let news = app.news.subscribe();
    tokio::spawn(feed(Feed { app, head, signed, news, lines, stop, _slot: slot }));
    let headers = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
    (headers, Body::new(Received(sent))).into_response()
}

/// A channel's end as a body.
struct Received(mpsc::Receiver<Bytes>);

impl hyper::body::Body for Received {
    type Data = Bytes;
    type Error = Infallible;
    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|line| line.map(|line| Ok(Frame::data(line))))
    }
}

struct Feed {
    app: Arc<App>,
    head: Head,
    signed: SignedIn,
    news: broadcast::Receiver<News>,
    lines: mpsc::Sender<Bytes>,
    stop: watch::Receiver<bool>,
    _slot: Slot,
}

async fn feed(mut feed: Feed) {
    if feed.replay().await.is_none() {
        return;
    }
    let mut second = tokio::time::interval(Duration::from_secs(1));
    let mut ticks: u64 = 0;
    loop {
        let said = tokio::select! {
            news = feed.news.recv() => match news {
                Ok((position, stream)) => feed.poke(position, stream).await,
                Err(broadcast::error::RecvError::Lagged(_)) => feed.say(MISSED.into()).await,
                Err(broadcast::error::RecvError::Closed) => return,
            },
            _ = second.tick() => {
                ticks += 1;
                if !feed.still_stands(ticks).await { return; }
                if ticks % BEAT == 1 { feed.beat().await } else { Some(()) }
            }
            _ = feed.stop.changed() => return,
            () = feed.lines.closed() => return,
        };
        if said.is_none() {
            return;
        }
    }
}

impl Feed {
    async fn say(&self, text: String) -> Option<()> {
        // A reader that takes nothing for ten seconds is gone.
        let sent = tokio::time::timeout(Duration::from_secs(10), self.lines.send(Bytes::from(text))).await;
        sent.ok()?.ok()
    }

    async fn beat(&self) -> Option<()> {
        self.say(format!("event: beat\ndata: {}\n\n", crate::when::ms(self.app.now()))).await
    }

    async fn poke(&mut self, position: i64, stream: Stream) -> Option<()> {
        if self.signed.person_id().is_some_and(|own| stream == Stream::Person(own)) && !self.reread().await {
            return None;
        }
        let (app, signed) = (self.app.clone(), self.signed.clone());
        let topics = tokio::task::spawn_blocking(move || topics(&app, &signed, stream)).await.ok()?;
        for topic in topics {
            self.say(format!("id: {position}\nevent: {topic}\ndata: changed\n\n")).await?;
        }
        Some(())
    }

    /// What a sleeping tablet missed: one poke for each topic, newest position.
    async fn replay(&mut self) -> Option<()> {
        let (app, signed, after) = (self.app.clone(), self.signed.clone(), self.head.after);
        let missed = tokio::task::spawn_blocking(move || {
            let facts =
                app.read(|conn, org| record::journal::read_after(conn, org, after, 500)).unwrap_or_default();
            let mut newest: HashMap<String, i64> = HashMap::new();
            for stored in facts {
                let Some(stream) = Stream::read(&stored.envelope.stream) else { continue };
                for topic in topics(&app, &signed, stream) {
                    newest.insert(topic, stored.position);
                }
            }
            newest
        });
        for (topic, position) in missed.await.ok()? {
            self.say(format!("id: {position}\nevent: {topic}\ndata: changed\n\n")).await?;
        }
        Some(())
    }

    async fn reread(&mut self) -> bool {
        let (app, head) = (self.app.clone(), self.head.clone());
        match tokio::task::spawn_blocking(move || reader(&app, &head)).await {
            Ok(Ok(signed)) => {
                self.signed = signed;
                true
            }
            _ => false,
        }
    }

    /// Every second from what is in hand (an affiliation or a licence may end by the clock alone); every beat from the store (a
    /// sign-in may have been ended elsewhere).
    async fn still_stands(&mut self, ticks: u64) -> bool {
        stands(&self.app, &self.signed) && (!ticks.is_multiple_of(BEAT) || self.reread().await)
    }
}
