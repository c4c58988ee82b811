//! Requests over TCP at a steady rate, each sent at its time whether the one before is back or not: a slow answer makes
//! nobody ask less.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Clock};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::long_past::LongPast;

const PER_SECOND: u32 = 300;
const SECONDS: u32 = 15;
/// For the caches and the connections.
const WARMING: usize = 300;

/// Of every hundred requests one takes longer than this, from when it was due.
pub async fn p99_ms(house: &LongPast, path: &str) -> f64 {
    let (news, _) = holdfast::serving::news();
    let serving = web::Serving {
        record: house.record.clone(),
        news,
        secure_cookies: false,
        demo: false,
        sending: Default::default(),
        heard: None,
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(web::serve(listener, serving, async move { drop(stopped.await) }));
    let text = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: holdfast={}\r\nAccept: text/html\r\n\r\n",
        house.token
    );
    let (text, idle) = (Arc::new(text), Arc::new(Mutex::new(Vec::<TcpStream>::new())));
    let began = Clock::now();
    let mut asked = vec![];
    for n in 0..PER_SECOND * SECONDS {
        let due = began + Duration::from_secs(1) * n / PER_SECOND;
        tokio::time::sleep_until(due.into()).await;
        let (text, idle) = (text.clone(), idle.clone());
        asked.push(tokio::spawn(async move {
            let free = idle.lock().unwrap().pop();
            let mut stream = match free {
                Some(stream) => stream,
                None => TcpStream::connect(address).await.unwrap(),
            };
            stream.write_all(text.as_bytes()).await.unwrap();
            read_answer(&mut stream).await;
            let took = due.elapsed();
            idle.lock().unwrap().push(stream);
            took
        }));
    }
    let mut took = vec![];
    for one in asked {
        took.push(one.await.unwrap());
    }
    let _ = stop.send(());
    idle.lock().unwrap().clear();
    server.await.unwrap().unwrap();
    let mut took = took.split_off(WARMING);
    took.sort_unstable();
    took[took.len() * 99 / 100].as_secs_f64() * 1e3
}

async fn read_answer(stream: &mut TcpStream) {
    let (mut read, mut wanted) = (Vec::with_capacity(64 * 1024), usize::MAX);
    while read.len() < wanted {
        assert_ne!(stream.read_buf(&mut read).await.unwrap(), 0, "the answer broke off");
        let head = read.windows(4).position(|four| four == b"\r\n\r\n");
        if let (Some(head), usize::MAX) = (head, wanted) {
            let text = String::from_utf8_lossy(&read[..head]).to_lowercase();
            assert!(text.starts_with("http/1.1 200"), "{text}");
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
            wanted = head + 4 + length.unwrap().trim().parse::<usize>().unwrap();
        }
    }
}
