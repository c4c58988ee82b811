//! The sockets of the monitors. Plain text by HL7's own habit: on this machine only, unless there is TLS, or somebody says
//! that the network between is theirs alone.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use exchange::hl7::{Framer, frame};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::Desk;

/// So many monitors at once; more wait at the door.
const CONNECTIONS_MAX: usize = 2_000;
/// A connection that says nothing for so long is closed; a monitor opens a new one.
const SILENT_FOR: Duration = Duration::from_secs(15 * 60);
/// So long a monitor may take to take its answer.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);
/// A monitor proves who it is within this.
const PROVED_WITHIN: Duration = Duration::from_secs(10);
const READ_BYTES: usize = 16 * 1024;

/// Where monitors are listened to, as it was said on the command line.
#[derive(Clone)]
pub struct Line {
    /// The address.
    pub at: SocketAddr,
    /// What proves who is at both ends; none: plain text.
    pub tls: Option<TlsAcceptor>,
}

/// Listens until the program ends.
pub async fn listen(listener: TcpListener, tls: Option<TlsAcceptor>, desk: Arc<Desk>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of sockets: others are let go first.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let (desk, tls) = (desk.clone(), tls.clone());
        tokio::spawn(async move {
            // A monitor that goes away is no fault of the house.
            let _ = meet(stream, tls, &desk).await;
            drop(place);
        });
    }
}

/// One connection, proved where there is TLS. Whoever speaks plain text there hears nothing.
async fn meet(stream: TcpStream, tls: Option<TlsAcceptor>, desk: &Arc<Desk>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let Some(tls) = tls else { return serve(stream, desk).await };
    match tokio::time::timeout(PROVED_WITHIN, tls.accept(stream)).await {
        Ok(Ok(stream)) => serve(stream, desk).await,
        Ok(Err(fault)) => {
            // A certificate that ran out stops a monitor: whoever runs this must be able to find out why.
            tracing::warn!(%fault, "a connection on the monitors' line could not prove itself");
            Err(fault)
        }
        Err(late) => Err(std::io::Error::other(late)),
    }
}

/// Each message is answered before the next is read.
async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, desk: &Arc<Desk>) -> std::io::Result<()> {
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
