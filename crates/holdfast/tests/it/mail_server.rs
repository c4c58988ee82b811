//! A real mail server on loopback (Python's aiosmtpd), and a webhook: what the tests of messages send to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use crate::given::python_tools;

/// A mail that the server took.
#[derive(Debug, Clone)]
pub struct Mail {
    pub line: String,
}

impl Mail {
    /// A header, or a field of what the server wrote down, as it stands there.
    pub fn said(&self, name: &str) -> String {
        let mark = format!("\"{name}\": \"");
        let Some(at) = self.line.find(&mark) else { return String::new() };
        let rest = &self.line[at + mark.len()..];
        let end =
            rest.match_indices('"').find(|(at, _)| !rest[..*at].ends_with('\\')).map_or(0, |(at, _)| at);
        rest[..end].to_owned()
    }
}

/// The server; it ends with the test.
pub struct MailServer {
    child: Child,
    pub port: u16,
    kept: PathBuf,
}

impl MailServer {
    pub fn start(folder: &Path) -> Self {
        let kept = folder.join("mails.jsonl");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/smtp_server.py");
        let mut python = Command::new("python3");
        python
            .arg(script)
            .arg(&kept)
            .env("PYTHONPATH", python_tools("aiosmtpd", &["aiosmtpd==1.4.6"]))
            .env("PYTHONDONTWRITEBYTECODE", "1");
        let mut child = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, port: line.trim().parse().unwrap(), kept }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Everything it took.
    pub fn took(&self) -> Vec<Mail> {
        let text = std::fs::read_to_string(&self.kept).unwrap_or_default();
        text.lines().map(|line| Mail { line: line.to_owned() }).collect()
    }

    /// What it took for one address.
    pub fn took_for(&self, to: &str) -> Vec<Mail> {
        self.took().into_iter().filter(|mail| mail.said("to") == to).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A webhook that answers each POST with the next of these statuses, and the last for ever; 0 hangs up.
pub struct Webhook {
    pub address: SocketAddr,
    pub took: Arc<Mutex<Vec<String>>>,
}

impl Webhook {
    pub fn start(answers: Vec<u16>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, took) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(vec![])));
        let kept = took.clone();
        std::thread::spawn(move || {
            for (n, stream) in listener.incoming().enumerate() {
                let Ok(mut stream) = stream else { continue };
                let Some(request) = read(&mut stream) else { continue };
                kept.lock().unwrap().push(request);
                let status = answers.get(n).or(answers.last()).copied().unwrap_or(200);
                if status != 0 {
                    let answer =
                        format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    let _ = stream.write_all(answer.as_bytes());
                }
            }
        });
        Self { address, took }
    }
}

/// One request, head and body, as it came.
fn read(stream: &mut std::net::TcpStream) -> Option<String> {
    let mut text = vec![];
    let mut bytes = [0; 4_096];
    loop {
        let n = stream.read(&mut bytes).ok().filter(|n| 0 < *n)?;
        text.extend_from_slice(&bytes[..n]);
        let so_far = String::from_utf8_lossy(&text).into_owned();
        let Some((head, body)) = so_far.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        if length.unwrap_or(0) <= body.len() {
            return Some(so_far);
        }
    }
}
