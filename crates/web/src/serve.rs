//! HTTP around the pages: connections, time and size limits, headers, cookies, panics. The only async code but `live`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get, on};
use care::fact::Stream;
use http_body_util::{BodyExt, Limited};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use jiff::tz::TimeZone;
use record::record::Record;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, broadcast};

use crate::answer::{Answered, Reply, Trouble};
use crate::app::{App, News, Sending};
use crate::frame::Theme;
use crate::multipart::{self, Upload};
use crate::pages;
use crate::reader::Clock;
use crate::routes::{self, Method, Needs, Route};
use crate::texts::Lang;
use crate::visit::{Fields, Visit};
use crate::{assets, live, sign_in};

/// Open connections at most; what is beyond waits in the system's queue.
const CONNECTIONS_MAX: usize = 2_000;
/// A request's head must be there within this.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// A form must be there within this.
const BODY_WITHIN: Duration = Duration::from_secs(15);
/// A form with a file, from a telephone far from its mast.
const FILE_WITHIN: Duration = Duration::from_secs(120);
/// As much of such a form is read of somebody who is signed out: long words, and no file.
const WORDS_MAX: usize = 256 * 1024;
/// Forms with files that are read at once: each may be as long as such a form may be.
static FILES: Semaphore = Semaphore::const_new(6);

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
            house,
            zone,
            secure_cookies: self.secure_cookies,
            demo: self.demo,
            sending: self.sending,
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
        .fallback(|State(app): State<Arc<App>>, request: Request| async move {
            let (head, _) = request.into_parts();
            let visit = read_head(&app, &head, &vec![]).await.unwrap_or_default();
            draw(&app, &visit, Err(Trouble::NotFound))
        })
        .with_state(app)
}

async fn asset(request: Request) -> Response {
    let Some(asset) = assets::find(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let version = request.uri().query().and_then(|query| query.strip_prefix("v="));
    let cache = asset.cache_control(version);
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tag| tag.as_bytes() == asset.etag.as_bytes());
    let status = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let body = if known { Bytes::new() } else { Bytes::from_static(asset.bytes) };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type.to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::ETAG, asset.etag.clone()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (status, headers, body).into_response()
}

/// One request: read it, judge whether it may be asked here, call the page off the async threads, draw.
async fn answer(app: Arc<App>, route: Route, params: RawPathParams, request: Request) -> Response {
    let params: Fields = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (head, body) = request.into_parts();
    let mut visit = match read_head(&app, &head, &params).await {
        Ok(visit) => visit,
        Err(trouble) => return draw(&app, &Visit::default(), Err(trouble)),
    };
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
        if !visit.csrf_matches() {
            return draw(&app, &visit, Err(Trouble::ForgedForm));
        }
    }
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

/// A form from another site is refused: browsers say where it came from.
fn same_site(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match (headers.get(header::ORIGIN), headers.get(header::HOST)) {
        (Some(origin), Some(host)) => {
            let origin = origin.to_str().unwrap_or("");
            origin.split_once("://").is_some_and(|(_, from)| host.to_str().is_ok_and(|host| host == from))
        }
        _ => false,
    }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

/// The language chosen on this device, else the one that the browser likes most, else English.
fn language(headers: &HeaderMap) -> Lang {
    let chosen = cookie(headers, "lang").and_then(|code| Lang::read(&code));
    let asked = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Lang::accepted);
    chosen.or_else(asked).unwrap_or_default()
}

/// The name of the session cookie: `__Host-` binds it to this host over TLS.
pub fn session_cookie(app: &App) -> &'static str {
    if app.secure_cookies { "__Host-holdfast" } else { "holdfast" }
}

/// Everything but the form.
async fn read_head(app: &Arc<App>, request: &Parts, params: &Fields) -> Result<Visit, Trouble> {
    let headers = &request.headers;
    let from = request.extensions.get::<SocketAddr>().map(SocketAddr::ip);
    let role = cookie(headers, "role").and_then(|code| record::wire::role_of(&code));
    let token = cookie(headers, session_cookie(app)).filter(|token| token.len() == 64);
    let signed = match &token {
        Some(token) => {
            let (app, token) = (app.clone(), token.clone());
            let who = tokio::task::spawn_blocking(move || sign_in::who(&app, &token, role)).await;
            who.unwrap_or(Err(Trouble::Broken))?
        }
        None => None,
    };
    Ok(Visit {
        path: request.uri.path().to_owned(),
        params: params.clone(),
        query: fields(request.uri.query().unwrap_or("").as_bytes()),
        form: vec![],
        files: vec![],
        signed,
        theme: cookie(headers, "theme").and_then(|code| Theme::from_code(&code)),
        lang: language(headers),
        known: headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()).map(str::to_owned),
        clock: cookie(headers, "clock").and_then(|code| Clock::read(&code)).unwrap_or_default(),
        network: from.map(|ip| ip.to_string()).unwrap_or_default(),
        token,
        flash: cookie(headers, "flash"),
    })
}

/// A form, and its files where it may carry some: files only for somebody who is signed in, and a few at once.
async fn read_form(
    route: &Route,
    visit: &Visit,
    headers: &HeaderMap,
    body: Body,
) -> Result<(Fields, Vec<Upload>), Trouble> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let may_be_long = routes::FORM_MAX < route.body_max;
    let most = if may_be_long && visit.signed.is_none() { WORDS_MAX } else { route.body_max };
    let _place = if may_be_long { FILES.acquire().await.ok() } else { None };
    let within = if may_be_long { FILE_WITHIN } else { BODY_WITHIN };
    let read = tokio::time::timeout(within, Limited::new(body, most).collect());
    let body = match read.await {
        Ok(Ok(collected)) => collected.to_bytes(),
        Ok(Err(_)) if most < route.body_max => return Err(Trouble::SignIn),
        Ok(Err(_)) => return Err(Trouble::TooLarge { most }),
        Err(_) => return Err(Trouble::FormOutdated),
    };
    match multipart::boundary(kind) {
        Some(boundary) if may_be_long => multipart::read(&body, boundary).ok_or(Trouble::FormOutdated),
        _ => Ok((fields(&body), vec![])),
    }
}

/// `a=b&c=d`, percent-decoded. Bytes that are no text become marks that `care::text` refuses to keep.
fn fields(text: &[u8]) -> Fields {
    text.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = halves.next().unwrap_or_default();
            (decoded(name), decoded(halves.next().unwrap_or_default()))
        })
        .take(500)
        .collect()
}

fn decoded(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (*first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = after;
                continue;
            }
            (byte, _) => bytes.push(byte),
        }
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; \
                   connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// From a page's answer to HTTP. Every way leads through here.
fn draw(app: &App, visit: &Visit, answered: Answered) -> Response {
    let private = visit.signed.is_some() || matches!(answered, Ok(Reply::Passing(_)));
    let (status, body) = match answered {
        Ok(Reply::Html(body)) if !private && visit.flash.is_none() => return public(visit, body),
        Ok(Reply::Html(body) | Reply::Passing(body)) => (200, body),
        Ok(Reply::Again(body)) => (422, body),
        Ok(Reply::Locked(body)) => (423, body),
        Ok(Reply::Kept) => return kept(),
        Ok(Reply::Piece { name, content_type, body, shown }) => {
            return piece(&name, content_type, body, shown);
        }
        Ok(Reply::Go(to, flash)) => return gone(app, &to, flash, vec![]),
        Ok(Reply::GoWith(to, cookies)) => return gone(app, &to, None, cookies),
        Ok(Reply::File { name, content_type, body }) => return file(&name, content_type, body),
        Err(Trouble::SignIn) => {
            return gone(app, &format!("/sign-in?to={}", encoded(&visit.path)), None, vec![]);
        }
        Err(trouble) => {
            if let Trouble::Fault(fault) = &trouble {
                tracing::error!(fault = %chain(fault), "the store failed");
            }
            (trouble.status(), pages::trouble::draw(app, visit, &trouble))
        }
    };
    let mut response = (StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if visit.flash.is_some() {
        headers.append(
            header::SET_COOKIE,
            HeaderValue::from_static("flash=; Path=/; Max-Age=0; SameSite=Strict"),
        );
    }
    protect(headers, private);
    response
}

/// A page that is the same for everyone with this theme and language: whoever has it already is told so.
fn public(visit: &Visit, body: String) -> Response {
    let tag = format!("\"{:016x}\"", assets::fnv1a(body.as_bytes()));
    let known = visit.known.as_deref() == Some(tag.as_str());
    let (status, body) =
        if known { (StatusCode::NOT_MODIFIED, String::new()) } else { (StatusCode::OK, body) };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-language"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    protect(headers, false);
    response
}

fn protect(headers: &mut HeaderMap, private: bool) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, if private { "no-store" } else { "no-cache" }),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn gone(app: &App, to: &str, flash: Option<&str>, cookies: Vec<String>) -> Response {
    // Only ever to a page of this site.
    let to = if to.starts_with('/') && !to.starts_with("//") { to } else { "/" };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let flash =
        flash.map(|code| format!("flash={code}; Path=/; Max-Age=60; SameSite=Strict; HttpOnly{secure}"));
    for cookie in flash.into_iter().chain(cookies) {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    protect(headers, true);
    response
}

fn file(name: &str, content_type: &'static str, body: String) -> Response {
    let kept: String =
        name.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-._".contains(*letter)).collect();
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{kept}\""));
    headers
        .insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    protect(headers, true);
    response
}

/// Nothing to draw.
fn kept() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    protect(response.headers_mut(), true);
    response
}

/// A picture or a sound that somebody gave us: shown as what it was found to be, and never run.
fn piece(name: &str, content_type: &'static str, body: Vec<u8>, shown: bool) -> Response {
    let how = if shown { "inline" } else { "attachment" };
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let disposition = HeaderValue::from_str(&format!("{how}; filename=\"{name}\""));
    headers
        .insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    protect(headers, true);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

/// A path inside a query string.
fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// An error and what lay below it. Called here only, where a fault leaves the server.
fn chain(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |inner| inner.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let read = fields(b"a=1+2&b=%C3%A9&c&d=%zz&a=3&=x");
        let pairs: Vec<(&str, &str)> =
            read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("a", "1 2"), ("b", "é"), ("c", ""), ("d", "%zz"), ("a", "3"), ("", "x")]);
    }

    #[test]
    fn a_form_of_another_site_is_known() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(name, value)| (name.parse().expect("a name"), HeaderValue::from_static(value)))
                .collect()
        };
        assert!(same_site(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!same_site(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(same_site(&headers(&[("origin", "http://a:1"), ("host", "a:1")])));
        assert!(!same_site(&headers(&[("origin", "http://b:1"), ("host", "a:1")])));
        assert!(!same_site(&headers(&[("host", "a:1")])));
    }
}
