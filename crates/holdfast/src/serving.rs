//! Serving the house until it is told to stop. The one place that knows `web`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use care::fact::Stream;
use care::messages::Channel;
use record::record::Record;
use record::store::StoreFault;
use record::submit::Announce;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{broadcast, oneshot, watch};
use tokio::task::JoinHandle;
use web::heard::Heard;

use crate::busy::Calendars;
use crate::busy::fetch::{Doors, Fetch};
use crate::devices::{Desk, Line, listen};
use crate::failure::{Failure, chain};
use crate::messages::{Senders, Way};
use crate::timer;

/// How long open answers may take once it is told to stop.
const GRACE: Duration = Duration::from_secs(3);
/// How long a message that is being handed over may still take then.
const SENT_WITHIN: Duration = Duration::from_secs(5);
/// News that a slow screen may be behind before it must fetch everything anew.
const NEWS_KEPT: usize = 4_096;

/// What is new: a journal position and its stream.
pub type News = (i64, Stream);

/// Where the record tells what is new.
pub fn news() -> (broadcast::Sender<News>, Announce) {
    let (sender, _) = broadcast::channel(NEWS_KEPT);
    let told = sender.clone();
    let announce = move |all: &[News]| {
        for one in all {
            // Nobody listening is no fault.
            let _ = told.send(*one);
        }
    };
    (sender, Box::new(announce))
}

/// The hook for a commit whose outcome nobody knows, and where its reason arrives.
#[expect(clippy::type_complexity, reason = "the type is the record's")]
pub fn fatal() -> (Box<dyn FnOnce(&StoreFault) + Send>, oneshot::Receiver<String>) {
    let (tell, told) = oneshot::channel();
    let hook = move |fault: &StoreFault| {
        // Nobody is waiting any more when the program already ends.
        let _ = tell.send(chain(fault));
    };
    (Box::new(hook), told)
}

/// What is served.
pub struct Served {
    /// The record.
    pub record: Arc<Record>,
    /// What was just committed.
    pub news: broadcast::Sender<News>,
    /// Arrives when the writer has stopped for good.
    pub fatal: oneshot::Receiver<String>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Cookies only over TLS.
    pub secure_cookies: bool,
    /// Says so on every page.
    pub demo: bool,
    /// How messages leave.
    pub ways: Vec<Box<dyn Way>>,
    /// Where patients reach this house, for the links in messages.
    pub base: String,
    /// Where monitors are listened to; none when they are not.
    pub devices: Option<Line>,
}

/// A password's hash, as `web` checks it.
///
/// # Errors
/// When it cannot be made.
pub fn hash_password(password: &str) -> Result<String, Failure> {
    web::password::hash(password).map_err(|fault| Failure::Machine(fault.to_string()))
}

/// Serves until SIGTERM, SIGINT, or a commit whose outcome nobody knows.
///
/// # Errors
/// The address's, or why the record can no longer be written: the process must then end.
pub fn serve(mut served: Served, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).try_init();
    // Somebody who listens already keeps listening.
    drop(log);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|fault| Failure::machine(&fault))?;
    let record = served.record.clone();
    let (ways, base) = (std::mem::take(&mut served.ways), served.base.clone());
    let by = |channel: Channel| ways.iter().any(|way| way.channel() == channel);
    let doors = doors();
    let sending = web::Sending {
        mail: by(Channel::Mail),
        text: by(Channel::Text),
        calendars_on_this_machine: doors == Doors::ThisMachine,
    };
    let senders = Senders::start(&record, ways, &base)?;
    let calendars = Calendars::start(&record, Fetch::new(doors))?;
    let ended = runtime.block_on(until_told(served, sending, ready));
    calendars.stop();
    senders.wait(SENT_WITHIN);
    runtime.shutdown_timeout(Duration::from_secs(1));
    record.stop();
    ended
}

/// Where linked calendars may stand: on the Internet. A program that was built for tests can be told otherwise.
fn doors() -> Doors {
    let told = std::env::var_os("HOLDFAST_TEST_CALENDARS_HERE").is_some();
    if cfg!(debug_assertions) && told { Doors::ThisMachine } else { Doors::Public }
}

async fn until_told(
    served: Served,
    sending: web::Sending,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let listener = TcpListener::bind(served.listen).await;
    let not_listening =
        |fault: std::io::Error| Failure::Machine(format!("cannot listen on {}: {fault}", served.listen));
    let listener = listener.map_err(not_listening)?;
    let address = listener.local_addr().map_err(not_listening)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(|fault| Failure::machine(&fault))?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|fault| Failure::machine(&fault))?;
    let (stop, stopped) = watch::channel(false);
    let timer = tokio::spawn(timer::run(served.record.clone()));
    let desk = served.devices.map(|line| (line, Arc::new(Heard::default())));
    let monitors = match &desk {
        None => None,
        Some((line, heard)) => Some(hear(line.clone(), &served.record, heard).await?),
    };
    let serving = web::Serving {
        record: served.record,
        news: served.news,
        secure_cookies: served.secure_cookies,
        demo: served.demo,
        sending,
        heard: desk.as_ref().map(|(_, heard)| heard.clone()),
    };
    let mut server = std::pin::pin!(web::serve(listener, serving, until(stopped)));
    ready(address);
    let reason = tokio::select! {
        ended = &mut server => return Err(ended.err().map_or_else(
            || Failure::Machine("the server ended by itself".to_owned()),
            |fault| Failure::machine(&fault),
        )),
        _ = terminate.recv() => None,
        _ = interrupt.recv() => None,
        Ok(reason) = served.fatal => Some(reason),
    };
    timer.abort();
    monitors.inspect(JoinHandle::abort);
    // Acts in flight have their answer already, "unknown" among them: let it leave.
    stop.send_replace(true);
    // A screen that stays connected is cut off when its time is over.
    let _ = tokio::time::timeout(GRACE, server).await;
    match reason {
        None => Ok(()),
        Some(reason) => Err(Failure::Machine(format!("the record can no longer be written: {reason}"))),
    }
}

/// Listens to monitors.
async fn hear(line: Line, record: &Arc<Record>, heard: &Arc<Heard>) -> Result<JoinHandle<()>, Failure> {
    let listener = TcpListener::bind(line.at).await;
    let listener = listener
        .map_err(|fault| Failure::Machine(format!("cannot listen to monitors on {}: {fault}", line.at)))?;
    let desk = Arc::new(Desk::new(record.clone(), heard.clone()));
    Ok(tokio::spawn(listen(listener, line.tls, desk)))
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that nobody is left to tell; that is the end as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
