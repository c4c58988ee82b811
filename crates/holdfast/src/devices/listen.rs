//! The sockets of the monitors. Plain text by HL7's own habit: on this machine only, unless somebody says that the network
//! between is theirs alone.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use exchange::hl7::{Framer, frame};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::Desk;

/// So many monitors at once; more wait at the door.
const CONNECTIONS_MAX: usize = 2_000;
/// A connection that says nothing for so long is closed; a monitor opens a new one.
const SILENT_FOR: Duration = Duration::from_secs(15 * 60);
/// So long a monitor may take to take its answer.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);
const READ_BYTES: usize = 16 * 1024;

/// Where monitors are listened to, as it was said on the command line.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The address.
    pub at: SocketAddr,
}

/// Listens until the program ends.
pub async fn listen(listener: TcpListener, desk: Arc<Desk>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of sockets: others are let go first.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let desk = desk.clone();
        tokio::spawn(async move {
            // A monitor that goes away is no fault of the house.
            let _ = serve(stream, &desk).await;
            drop(place);
        });
    }
}

/// One connection: each message is answered before the next is read.
async fn serve(mut stream: TcpStream, desk: &Arc<Desk>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut framer = Framer::default();
    let mut bytes = vec![0; READ_BYTES];
    loop {
        let read = tokio::time::timeout(SILENT_FOR, stream.read(&mut bytes)).await;
        let n = match read {
            Ok(Ok(n)) if 0 < n => n,
            Ok(Err(fault)) => return Err(fault),
            _ => return Ok(()),
        };
        for framed in framer.take(&bytes[..n]) {
            if let Some(answer) = desk.take(framed).await {
                let answer = frame(&answer);
                let sent = tokio::time::timeout(ANSWERED_WITHIN, stream.write_all(&answer)).await;
                sent.map_err(std::io::Error::other)??;
            }
        }
    }
}
