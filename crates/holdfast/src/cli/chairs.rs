//! `holdfast chairs`: a house with nothing but people in chairs and monitors, listening: for what is measured and killed.

use std::sync::Arc;

use clap::Args;
use web::heard::Heard;

use super::serve::Devices;
use super::try_say;
use crate::clock;
use crate::devices::{Desk, listen};
use crate::failure::Failure;
use crate::keeping::{How, Place};
use crate::simulator::chairs::{HOUSE, build};

/// Chairs.
#[derive(Debug, Args)]
pub struct Chairs {
    /// The data folder; made if it is not there
    #[arg(long, value_name = "DIR")]
    data: std::path::PathBuf,
    /// How many chairs are built in a folder that is new
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5_000))]
    chairs: u32,
    #[command(flatten)]
    devices: Devices,
}

impl Chairs {
    /// Builds it if need be, says `ready ADDRESS`, and listens until it is killed.
    pub fn run(&self) -> Result<(), Failure> {
        let place = Place::folder(&self.data);
        place.make_folder()?;
        let fresh = match place.house()? {
            None => true,
            Some(HOUSE) => false,
            Some(_) => return Err(Failure::WrongUse("this folder holds another house".to_owned())),
        };
        let record = Arc::new(place.open(HOUSE, How { n_readers: 4, ..How::quietly(clock::system()) })?);
        if fresh {
            build(&record, self.chairs, clock::now()).map_err(Failure::NotSo)?;
        }
        let line = self.devices.line()?;
        let line = line.ok_or_else(|| Failure::WrongUse("say --devices ADDR".to_owned()))?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        runtime.map_err(|fault| Failure::machine(&fault))?.block_on(async {
            let listener = tokio::net::TcpListener::bind(line.at).await;
            let listener = listener.map_err(|fault| Failure::machine(&fault))?;
            let at = listener.local_addr().map_err(|fault| Failure::machine(&fault))?;
            try_say(&format!("ready {at}"))?;
            listen(listener, line.tls, Arc::new(Desk::new(record, Arc::new(Heard::default())))).await;
            Ok(())
        })
    }
}
