//! HTTP around the pages: connections, time and size limits, headers, cookies, panics. The only async code but `live`.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::response::Response;
use axum::routing::{MethodFilter, get, on};
use care::fact::Stream;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use jiff::tz::TimeZone;
use record::record::Record;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, broadcast};

use crate::answer::Trouble;
use crate::app::{App, News, Sending};
use crate::heard::Heard;
use crate::reading::{read_form, read_head, same_site};
use crate::reply::{asset, draw};
use crate::routes::{self, Method, Needs, Route};
use crate::visit::{Fields, Visit};
use crate::{live, locked, pages, second_signer};

/// Open connections at most; what is beyond waits in the system's queue.
const CONNECTIONS_MAX: usize = 2_000;
/// A request's head must be there within this.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// What is served.
pub struct Serving {
    /// The record.
    pub record: Arc<Record>,
    /// Where the record's announcements go.
    pub news: broadcast::Sender<News>,
    /// Cookies only over TLS: true behind a proxy that speaks it.
    pub secure_cookies: bool,
    /// A demonstration.
    pub demo: bool,
    /// Which ways messages can leave by.
    pub sending: Sending,
    /// Who was heard on the line of the monitors; none when nobody listens.
    pub heard: Option<Arc<Heard>>,
}

impl Serving {
    /// What pages may use. Blocks: reads the house.
    ///
    /// # Errors
    /// When the house has not been founded, or its zone is unknown.
    pub fn app(self) -> std::io::Result<Arc<App>> {
        let other = |words: String| std::io::Error::other(words);
        let folded =
            self.record.state(Stream::House(self.record.house())).map_err(|no| other(no.to_string()))?;
        let house = record::state_as!(folded, House)
            .ok_or_else(|| other("this house has not been founded".into()))?;
        let zone =
            TimeZone::get(house.zone.as_str()).map_err(|no| other(format!("the house's zone: {no}")))?;
        Ok(Arc::new(App {
            record: self.record,
            news: self.news,
            house: Arc::new(house.founded.clone()),
            zone,
            secure_cookies: self.secure_cookies,
            demo: self.demo,
            sending: self.sending,
            heard: self.heard,
            hashing: Semaphore::new(2),
        }))
    }
}

/// Serves until `shutdown`, then lets open requests finish for a few seconds.
///
/// # Errors
/// When the house is not there.
pub async fn serve(
    listener: TcpListener,
    serving: Serving,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = tokio::task::spawn_blocking(|| serving.app()).await.map_err(std::io::Error::other)??;
    let (stopping, stop) = tokio::sync::watch::channel(false);
    let router = router(app, stop.clone());
    let graceful = hyper_util::server::graceful::GracefulShutdown::new();
    let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let slot = slots.clone().acquire_owned().await.map_err(std::io::Error::other)?;
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Out of file handles, or the peer was gone already: the next one may be well.
                Err(_) => { tokio::time::sleep(Duration::from_millis(50)).await; continue; }
            },
            () = &mut shutdown => break,
        };
        let service = router.clone().layer(axum::Extension(from));
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_WITHIN)
            .max_headers(64)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // A broken connection is the peer's own matter.
            let _ = watched.await;
            drop(slot);
        });
    }
    // Open live streams end at this; then requests in hand get a few seconds.
    let _ = stopping.send(true);
    let _ = tokio::time::timeout(Duration::from_secs(5), graceful.shutdown()).await;
    Ok(())
}

/// The router with every route, asset and stream. Public for tests and the bench.
pub fn router(app: Arc<App>, stop: tokio::sync::watch::Receiver<bool>) -> Router {
    let mut router: Router<Arc<App>> = Router::new();
    for route in routes::all() {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let handler = move |State(app): State<Arc<App>>, params: RawPathParams, request: Request| {
            answer(app, route, params, request)
        };
        router = router.route(route.path, on(filter, handler));
    }
    let live = {
        let slots = live::Slots::default();
        move |State(app): State<Arc<App>>, request: Request| {
            live::stream(app, slots.clone(), stop.clone(), request)
        }
    };
    router
        .route("/live", get(live))
        .route("/health", get(async || "ok\n"))
        .route("/assets/{*path}", get(asset))
        .route("/worker.js", get(asset))
        .route("/chair-worker.js", get(asset))
        .fallback(|State(app): State<Arc<App>>, request: Request| async move {
            let (head, _) = request.into_parts();
            let mut visit = read_head(&app, &head, &vec![]).await.unwrap_or_default();
            visit.signed = visit.signed.filter(|signed| signed.locked.is_none());
            draw(&app, &visit, Err(Trouble::NotFound))
        })
        .with_state(app)
}

/// One request: read it, judge whether it may be asked here, call the page off the async threads, draw.
async fn answer(app: Arc<App>, route: Route, params: RawPathParams, request: Request) -> Response {
    let params: Fields = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (head, body) = request.into_parts();
    let mut visit = match read_head(&app, &head, &params).await {
        Ok(visit) => visit,
        Err(trouble) => return draw(&app, &Visit::default(), Err(trouble)),
    };
    if let Some(elsewhere) = locked::elsewhere(&route, &mut visit) {
        return draw(&app, &visit, elsewhere);
    }
    if route.method == Method::Post {
        // A mail provider that stops messages for somebody is no browser and says no origin (RFC 8058); the link is its right.
        if route.path != pages::unsubscribe::PATH && !same_site(&head.headers) {
            return draw(&app, &visit, Err(Trouble::ForgedForm));
        }
        match read_form(&route, &visit, &head.headers, body).await {
            Ok((form, files)) => (visit.form, visit.files) = (form, files),
            Err(trouble) => return draw(&app, &visit, Err(trouble)),
        }
        if pages::diary::words_back::is_asked(&route, &visit) {
            return draw(&app, &visit, pages::diary::words_back::draw(&app, &visit));
        }
        if visit.is_of_another_outbox() {
            return draw(&app, &visit, Err(Trouble::SignIn));
        }
        if !visit.csrf_matches() {
            return draw(&app, &visit, Err(Trouble::ForgedForm));
        }
    }
    // argon2 takes 19 MiB and a core on purpose: whoever waits for it holds neither a thread nor that memory.
    let _hashing = match route.method {
        Method::Post
            if matches!(route.path, "/sign-in" | "/sign-in/own" | "/pin" | pages::session::lock::UNLOCK)
                || second_signer::is_asked(&visit) =>
        {
            app.hashing.acquire().await.ok()
        }
        _ => None,
    };
    let (on, asked) = (app.clone(), visit.clone());
    let answered = tokio::task::spawn_blocking(move || {
        let page = || {
            allowed(&on, &asked, route.needs)?;
            (route.page)(&on, &asked)
        };
        match route.method {
            Method::Get => on.record.at_one_instant(page),
            Method::Post => page(),
        }
    });
    let answered = answered.await.unwrap_or_else(|panic| {
        tracing::error!(path = route.path, panicked = panic.is_panic(), "a page broke off");
        Err(Trouble::Broken)
    });
    draw(&app, &visit, answered)
}

/// May this be asked at all? The tie to a patient is judged by the page.
fn allowed(app: &App, visit: &Visit, needs: Needs) -> Result<(), Trouble> {
    match needs {
        Needs::Nothing => Ok(()),
        Needs::SignedIn => visit.signed().map(|_| ()),
        Needs::May(act) => app.permit(visit, act, care::practice::Tie::Oneself),
    }
}
