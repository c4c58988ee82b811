//! `holdfast serve`: the house, for those who work in it.

use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;

use super::say;
use crate::clock;
use crate::failure::Failure;
use crate::keeping::{How, Where};
use crate::serving::{self, Served};

/// Serves a house.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    place: Where,
    /// Where to listen
    #[arg(long, value_name = "ADDR")]
    listen: SocketAddr,
    /// A proxy in front of it speaks TLS
    #[arg(long)]
    behind_proxy: bool,
}

impl Serve {
    /// Serves until told to stop.
    pub fn run(&self) -> Result<(), Failure> {
        if !self.listen.ip().is_loopback() && !self.behind_proxy {
            let why = "beyond this machine it must be TLS: put a proxy that speaks it in front and say --behind-proxy \
                       (Holdfast's own TLS comes later)";
            return Err(Failure::WrongUse(why.to_owned()));
        }
        let place = self.place.place()?;
        let Some(house) = place.house()? else {
            return Err(Failure::NotSo("there is no house here yet: run `holdfast found`".to_owned()));
        };
        let (news, announce) = serving::news();
        let (on_fatal, fatal) = serving::fatal();
        let how = How { announce, on_fatal, n_readers: 8, ..How::quietly(clock::system()) };
        let record = Arc::new(place.open(house, how)?);
        let (listen, secure_cookies) = (self.listen, self.behind_proxy);
        let served = Served { record, news, fatal, listen, secure_cookies, demo: false };
        serving::serve(served, |address| say(&format!("http://{address}")))
    }
}
