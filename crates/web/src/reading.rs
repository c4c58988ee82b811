//! From an HTTP request to a visit: cookies, the form and its files, and where the form came from.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use http_body_util::{BodyExt, Limited};
use tokio::sync::Semaphore;

use crate::answer::Trouble;
use crate::app::App;
use crate::frame::Theme;
use crate::multipart::{self, Upload};
use crate::reader::Clock;
use crate::routes::{self, Route};
use crate::texts::Lang;
use crate::visit::{Fields, Outbox, Visit};
use crate::{sign_in, squeeze};

/// A form must be there within this.
const BODY_WITHIN: Duration = Duration::from_secs(15);
/// A form with a file, from a telephone far from its mast.
const FILE_WITHIN: Duration = Duration::from_secs(120);
/// As much of such a form is read of somebody who is signed out: long words, and no file.
const WORDS_MAX: usize = 256 * 1024;
/// Forms with files that are read at once: each may be as long as such a form may be.
static FILES: Semaphore = Semaphore::const_new(6);

/// A form from another site is refused: browsers say where it came from.
pub fn same_site(headers: &HeaderMap) -> bool {
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
pub async fn read_head(app: &Arc<App>, request: &Parts, params: &Fields) -> Result<Visit, Trouble> {
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
        reads_gzip: squeeze::is_accepted(headers),
        clock: cookie(headers, "clock").and_then(|code| Clock::read(&code)).unwrap_or_default(),
        site: site(app.secure_cookies, headers),
        network: network(app.secure_cookies, headers, from),
        token,
        flash: cookie(headers, "flash"),
        outbox: outbox(headers),
    })
}

/// Scripts of ours say it; no form of another site can.
fn outbox(headers: &HeaderMap) -> Outbox {
    match headers.get("x-holdfast-outbox").map(HeaderValue::as_bytes) {
        Some(b"now") => Outbox::Now,
        Some(b"later") => Outbox::Later,
        _ => Outbox::No,
    }
}

/// This site as the browser calls it; empty when it does not say.
fn site(behind_proxy: bool, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let scheme = if behind_proxy { "https" } else { "http" };
    host.map(|host| format!("{scheme}://{host}")).unwrap_or_default()
}

/// Where a request comes from, for slowing down whoever guesses. Behind a proxy that is the last address that the proxy
/// itself wrote down; what stands before it, anybody can write. Of an IPv6 address the half that a provider gives out.
fn network(behind_proxy: bool, headers: &HeaderMap, from: Option<IpAddr>) -> String {
    let told = headers.get_all("x-forwarded-for").iter().next_back().and_then(|line| line.to_str().ok());
    let told = told.and_then(|line| line.rsplit(',').next()?.trim().parse().ok());
    match told.filter(|_| behind_proxy).or(from) {
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Some(ip) => ip.to_string(),
        None => String::new(),
    }
}

/// A form, and its files where it may carry some: files only for somebody who is signed in, and a few at once.
pub async fn read_form(
    route: &Route,
    visit: &Visit,
    headers: &HeaderMap,
    body: Body,
) -> Result<(Fields, Vec<Upload>), Trouble> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let may_be_long = routes::FORM_MAX < route.body_max;
    let most = if may_be_long && visit.signed.is_none() { WORDS_MAX } else { route.body_max };
    // Whoever is signed out brings words and no file: they take no place and no time from those who do.
    let brings_files = may_be_long && visit.signed.is_some();
    let read = tokio::time::timeout(if brings_files { FILE_WITHIN } else { BODY_WITHIN }, async {
        let _place = if brings_files { FILES.acquire().await.ok() } else { None };
        Limited::new(body, most).collect().await
    });
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let read = fields(b"a=1+2&b=%C3%A9&c&d=%zz&a=3&=x");
        let pairs: Vec<(&str, &str)> =
            read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("a", "1 2"), ("b", "é"), ("c", ""), ("d", "%zz"), ("a", "3"), ("", "x")]);
    }

    #[test]
    fn behind_a_proxy_each_network_is_slowed_down_for_itself() {
        let from: Option<IpAddr> = "127.0.0.1".parse().ok();
        let headers = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", HeaderValue::from_static(line));
            }
            headers
        };
        for (behind_proxy, told, is) in [
            (true, &["203.0.113.9"][..], "203.0.113.9"),
            // What the proxy was sent stands before what it wrote itself.
            (true, &["10.0.0.1, 198.51.100.7", "1.2.3.4, 203.0.113.9"], "203.0.113.9"),
            (true, &["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
            (true, &["nonsense"], "127.0.0.1"),
            (true, &[], "127.0.0.1"),
            (false, &["203.0.113.9"], "127.0.0.1"),
        ] {
            assert_eq!(network(behind_proxy, &headers(told), from), is, "{told:?}");
        }
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
