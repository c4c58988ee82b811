//! From a page's answer to HTTP: status, headers, what may be kept and what may not.

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::visit::{Outbox, Visit};
use crate::{assets, pages, squeeze};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; \
                   connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// From a page's answer to HTTP. Every way leads through here.
pub fn draw(app: &App, visit: &Visit, answered: Answered) -> Response {
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
        Ok(Reply::Go(to, flash)) if visit.outbox == Outbox::Now => {
            return taken(gone(app, &to, flash, vec![]));
        }
        Ok(Reply::Go(to, _)) if visit.outbox == Outbox::Later => return taken(gone(app, &to, None, vec![])),
        // A script cannot sign anybody in: it keeps what it has and says so.
        Err(Trouble::SignIn | Trouble::ForgedForm | Trouble::ScreenLocked) if visit.outbox != Outbox::No => {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        Ok(Reply::Go(to, flash)) => return gone(app, &to, flash, vec![]),
        Ok(Reply::GoWith(to, cookies)) => return gone(app, &to, None, cookies),
        Ok(Reply::Calendar(body)) => return calendar(visit, body),
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
    let version = format!("{:016x}", assets::fnv1a(body.as_bytes()));
    let squeezed = if visit.reads_gzip { squeeze::each_time(body.as_bytes()) } else { None };
    let tag = if squeezed.is_some() { format!("\"{version}-gz\"") } else { format!("\"{version}\"") };
    let known = visit.known.as_deref() == Some(tag.as_str());
    let is_squeezed = squeezed.is_some();
    let body = match squeezed {
        _ if known => Bytes::new(),
        Some(squeezed) => squeezed.into(),
        None => body.into(),
    };
    let status = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-language, accept-encoding"));
    if is_squeezed && !known {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
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

/// What a script sent is kept (204), and where a browser would go from here is a header: a script cannot read a redirect.
fn taken(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::NO_CONTENT;
    if let Some(to) = response.headers_mut().remove(header::LOCATION) {
        response.headers_mut().insert("x-holdfast-to", to);
    }
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

/// A calendar. Its reader may keep it and must ask again each time: a link that was taken back shows nothing more.
fn calendar(visit: &Visit, body: String) -> Response {
    let tag = format!("\"{:016x}\"", assets::fnv1a(body.as_bytes()));
    let same =
        |known: &str| matches!(known.trim().trim_start_matches("W/"), known if known == tag || known == "*");
    let known = visit.known.as_deref().is_some_and(|known| known.split(',').any(same));
    let (status, body) =
        if known { (StatusCode::NOT_MODIFIED, String::new()) } else { (StatusCode::OK, body) };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    protect(headers, true);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
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

/// One of our own files.
pub async fn asset(request: Request) -> Response {
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
    let squeezed = asset.squeezed.as_deref().filter(|_| !known && squeeze::is_accepted(request.headers()));
    let body = if known { Bytes::new() } else { Bytes::from_static(squeezed.unwrap_or(asset.bytes)) };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type.to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::ETAG, asset.etag.clone()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    let mut response = (status, headers, body).into_response();
    if squeezed.is_some() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
