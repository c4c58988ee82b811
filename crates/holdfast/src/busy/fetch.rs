//! One request to an address that somebody typed.

use std::net::IpAddr;
use std::time::Duration;

use ureq::http::{Method, Request, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// A whole request takes so long at most.
const WITHIN: Duration = Duration::from_secs(20);
/// So many bytes of an answer are looked at.
pub const BYTES_MOST: u64 = 4 * 1024 * 1024;
/// An address may point on so often; each step is under the same rules.
const REDIRECTS_MOST: u32 = 3;

/// Which addresses may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doors {
    /// Those that anybody on the Internet can reach, over https.
    Public,
    /// Those of this machine, over http: for tests, whose servers stand here.
    ThisMachine,
}

/// Why nothing came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFetched {
    /// It is no address, or not over https.
    Address,
    /// Its name leads to a machine that is not public.
    NotPublic,
    /// Name and password are wrong, or wanted.
    SignIn,
    /// There is nothing there.
    Nothing,
    /// Another answer than a calendar.
    Answer,
    /// No connection, no answer in time, or an untrusted certificate.
    Unreachable,
    /// The answer is larger than is looked at.
    TooMuch,
}

impl NotFetched {
    /// In a word that names nobody.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::NotPublic => "not-public",
            Self::SignIn => "sign-in",
            Self::Nothing => "nothing-there",
            Self::Answer => "answer",
            Self::Unreachable => "unreachable",
            Self::TooMuch => "too-much",
        }
    }
}

/// Looks names up, and lets only those pass whose every address may be asked.
#[derive(Debug)]
struct Guarded {
    doors: Doors,
    names: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let may = |address: IpAddr| match self.doors {
            Doors::Public => is_public(address),
            Doors::ThisMachine => address.is_loopback(),
        };
        if found.iter().all(|address| may(address.ip())) { Ok(found) } else { Err(refused()) }
    }
}

/// What `Guarded` says: kept apart from a name that does not exist.
fn refused() -> ureq::Error {
    ureq::Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, "not a public address"))
}

/// Asks addresses for calendars.
#[derive(Debug)]
pub struct Fetch {
    agent: ureq::Agent,
    doors: Doors,
}

impl Fetch {
    /// One that knocks at these doors.
    pub fn new(doors: Doors) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(WITHIN))
            .http_status_as_error(false)
            .https_only(doors == Doors::Public)
            .proxy(None)
            .max_redirects(REDIRECTS_MOST)
            .allow_non_standard_methods(true)
            .user_agent("Holdfast")
            .build();
        let guarded = Guarded { doors, names: DefaultResolver::default() };
        Self { agent: ureq::Agent::with_parts(config, DefaultConnector::default(), guarded), doors }
    }

    /// A file.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn get(&self, url: &str, sign_in: Option<&(String, String)>) -> Result<String, NotFetched> {
        self.send(Method::GET, url, sign_in, "")
    }

    /// What a CalDAV server answers to this question.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn ask(
        &self,
        url: &str,
        sign_in: Option<&(String, String)>,
        question: &str,
    ) -> Result<String, NotFetched> {
        let report = Method::from_bytes(b"REPORT").map_err(|_| NotFetched::Address)?;
        self.send(report, url, sign_in, question)
    }

    fn send(
        &self,
        method: Method,
        url: &str,
        sign_in: Option<&(String, String)>,
        body: &str,
    ) -> Result<String, NotFetched> {
        let uri: Uri = url.parse().map_err(|_| NotFetched::Address)?;
        let scheme = match self.doors {
            Doors::Public => "https",
            Doors::ThisMachine => "http",
        };
        let plain = uri.authority().is_some_and(|host| !host.as_str().contains('@'));
        if uri.scheme_str() != Some(scheme) || !plain {
            return Err(NotFetched::Address);
        }
        let mut request = Request::builder().method(method).uri(uri);
        if !body.is_empty() {
            request = request.header("Content-Type", "application/xml; charset=utf-8").header("Depth", "1");
        }
        if let Some((name, password)) = sign_in {
            request = request.header("Authorization", basic(name, password));
        }
        let request = request.body(body.to_owned()).map_err(|_| NotFetched::Address)?;
        let mut answer = self.agent.run(request).map_err(|fault| told(&fault))?;
        match answer.status().as_u16() {
            200 | 207 => {}
            401 | 403 => return Err(NotFetched::SignIn),
            404 | 410 => return Err(NotFetched::Nothing),
            _ => return Err(NotFetched::Answer),
        }
        answer.body_mut().with_config().limit(BYTES_MOST).read_to_string().map_err(|fault| told(&fault))
    }
}

fn told(fault: &ureq::Error) -> NotFetched {
    match fault {
        ureq::Error::Io(fault) if fault.kind() == std::io::ErrorKind::PermissionDenied => {
            NotFetched::NotPublic
        }
        ureq::Error::BodyExceedsLimit(_) => NotFetched::TooMuch,
        ureq::Error::RequireHttpsOnly(_) | ureq::Error::BadUri(_) => NotFetched::Address,
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => NotFetched::Answer,
        _ => NotFetched::Unreachable,
    }
}

/// RFC 7617.
fn basic(name: &str, password: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("Basic ");
    for three in format!("{name}:{password}").as_bytes().chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let at = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            text.push(if place <= three.len() { char::from(LETTERS[at]) } else { '=' });
        }
    }
    text
}

/// Can anybody on the Internet reach it? What is set aside for one machine, one network, a carrier, documents, tests or many
/// at once is not public, nor is an old address written as a new one that is not.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let set_aside = v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || a == 0
                || 240 <= a
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (18..20).contains(&b));
            !set_aside
        }
        IpAddr::V6(v6) => {
            let parts = v6.segments();
            if let Some(v4) = v6.to_ipv4() {
                // `::1` and `::` are in it too.
                return !v6.is_loopback() && is_public(IpAddr::V4(v4));
            }
            let inner = |high: u16, low: u16| {
                let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
                is_public(IpAddr::V4([a, b, c, d].into()))
            };
            match parts {
                // NAT64 and 6to4 carry an old address in them.
                [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
                [0x2002, high, low, ..] => inner(high, low),
                // Global unicast, less Teredo, ORCHID and documents.
                [first, second, ..] => {
                    first & 0xe000 == 0x2000
                        && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
                        && !(first == 0x3fff && second < 0x1000)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_everybody_can_reach_is_public() {
        for public in ["8.8.8.8", "100.63.0.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for ours in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001:db8::1",
            "2001::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
        ] {
            assert!(!is_public(ours.parse().unwrap()), "{ours}");
        }
    }

    #[test]
    fn no_address_of_this_machine_or_its_network_is_asked_however_it_is_written() {
        let fetch = Fetch::new(Doors::Public);
        for url in [
            "https://127.0.0.1/a.ics",
            "https://127.1/a.ics",
            "https://2130706433/a.ics",
            "https://0x7f.1/a.ics",
            "https://localhost/a.ics",
            "https://[::1]/a.ics",
            "https://[::ffff:127.0.0.1]/a.ics",
            "https://10.0.0.1/a.ics",
            "https://169.254.169.254/latest/meta-data",
            "https://0/a.ics",
        ] {
            let no = fetch.get(url, None).unwrap_err();
            assert!(
                matches!(no, NotFetched::NotPublic | NotFetched::Unreachable | NotFetched::Address),
                "{url}: {no:?}"
            );
        }
        for url in ["https://127.0.0.1/a.ics", "https://[::1]/a.ics", "https://10.0.0.1/a.ics"] {
            assert_eq!(fetch.get(url, None), Err(NotFetched::NotPublic), "{url}");
        }
        for url in [
            "http://127.0.0.1/a.ics",
            "http://example.org/a.ics",
            "ftp://example.org/",
            "file:///etc/passwd",
            "x",
        ] {
            assert_eq!(fetch.get(url, None), Err(NotFetched::Address), "{url}");
        }
        assert_eq!(fetch.get("https://name:word@example.org/a.ics", None), Err(NotFetched::Address));
    }

    #[test]
    fn a_sign_in_is_written_as_its_standard_says() {
        assert_eq!(basic("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(basic("a", ""), "Basic YTo=");
        assert_eq!(basic("test", "123£"), "Basic dGVzdDoxMjPCow==");
    }
}
