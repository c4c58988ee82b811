//! `holdfast witness`: the signed head, to be printed or mailed and kept elsewhere.

use std::sync::Arc;

use clap::Args;

use super::say;
use crate::clock;
use crate::failure::Failure;
use crate::keeping::{How, Where};

/// Signs the head.
#[derive(Debug, Args)]
pub struct Witness {
    #[command(flatten)]
    place: Where,
}

impl Witness {
    /// Prints the line.
    pub fn run(&self) -> Result<(), Failure> {
        let place = self.place.place()?;
        let Some(house) = place.house()? else {
            return Err(Failure::NotSo("there is no house here yet: run `holdfast found`".to_owned()));
        };
        let record = Arc::new(place.open(house, How::quietly(clock::system()))?);
        match record.witness() {
            Ok(Some(witness)) => {
                say(&witness.to_string());
                Ok(())
            }
            Ok(None) => Err(Failure::NotSo("nothing was written yet".to_owned())),
            Err(fault) => Err(Failure::machine(&fault)),
        }
    }
}
