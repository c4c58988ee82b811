//! The demonstration as it is started: who may sign in, readiness, and a clean end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use care::ids::HouseId;
use holdfast::base32;
use record::accounts;
use record::store::Store;

use crate::given::{folder, holdfast};

struct Running {
    child: Child,
    lines: Vec<String>,
    address: String,
}

/// Starts it and reads up to the address.
fn demo(data: &Path) -> Running {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let words = ["demo", "--listen", &free, "--data", data.to_str().unwrap(), "--seed", "4"];
    let mut child = holdfast(&words).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = vec![];
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        lines.push(line.unwrap());
        if lines.last().unwrap().contains("://") {
            break;
        }
    }
    Running { child, lines, address: free }
}

impl Running {
    fn status_of(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.lines().next().unwrap().to_owned()
    }

    fn ends_well(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let began = Instant::now();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        assert!(began.elapsed() < Duration::from_secs(8), "it took {:?} to end", began.elapsed());
    }

    fn sign_ins(&self) -> Vec<Vec<&str>> {
        let rows = self.lines.iter().map(|line| line.split("  ").collect::<Vec<_>>());
        rows.filter(|row| row.len() == 3 || row.len() == 4).collect()
    }
}

#[test]
fn it_prints_a_sign_in_for_each_role_and_ends_cleanly() {
    let folder = folder();
    let running = demo(folder.path());
    let roles: Vec<&str> = running.sign_ins().iter().map(|row| row[0]).collect();
    let staff = [
        "medical-director",
        "prescriber",
        "nurse",
        "therapist",
        "integration-specialist",
        "front-desk",
        "auditor",
    ];
    assert_eq!(roles[..7], staff);
    assert_eq!(roles[7..], ["patient"; 3]);
    assert!(running.status_of("/health").contains(" 200 "));
    assert!(running.status_of("/").contains(" 200 "));
    let store = Store::Sqlite { path: folder.path().join("record.db") };
    let mut conn = store.reader().unwrap();
    let org = record::journal::orgs(&mut conn).unwrap().pop().unwrap();
    assert!(HouseId::read(&org).is_some());
    for row in running.sign_ins() {
        let account = accounts::find(&mut conn, &org, row[1]).unwrap().unwrap();
        assert!(web::password::matches(row[2], Some(&account.password_hash)), "{}", row[1]);
        assert_eq!(
            row.get(3).map(|text| (*text).to_owned()),
            account.totp_secret.map(|bytes| base32::encode(&bytes))
        );
        // That it was given, and to whom, is on record: no account without its fact.
        let facts = record::journal::read_stream(&mut conn, &org, &account.who, 0).unwrap();
        let mut given = facts.iter().filter(|stored| stored.envelope.fact.ends_with(".sign-in-given/1"));
        let login = format!("\"login\":\"{}\"", row[1]);
        assert!(given.next_back().is_some_and(|stored| stored.envelope.body.contains(&login)), "{}", row[1]);
    }
    running.ends_well();
    // The next start finds the clinic and the same sign-ins.
    let again = demo(folder.path());
    assert!(again.lines.iter().any(|line| line.contains("last time")), "{:?}", again.lines);
    again.ends_well();
}

/// RFC 6238 appendix B: what an authenticator makes of the secret as it is printed.
#[test]
fn codes_and_secrets_are_those_of_the_standards() {
    let secret = b"12345678901234567890";
    assert_eq!(base32::encode(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    for (at_s, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        assert_eq!(web::totp::code(secret, at_s / 30), code);
    }
}
