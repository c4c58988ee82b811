//! Who did what a fact tells, with whom, and when: for the register.

use super::{VaultFact, Witness};
use crate::ids::PersonId;
use crate::time::Instant;

impl VaultFact {
    /// Who, with whom, when. A difference is found by nobody: it follows from a count.
    pub const fn told(&self) -> (Option<PersonId>, Option<Witness>, Instant) {
        match self {
            Self::Opened { by, at, .. }
            | Self::Closed { by, at, .. }
            | Self::Received { by, at, .. }
            | Self::VialOpened { by, at, .. }
            | Self::Administered { by, at, .. }
            | Self::Returned { by, at, .. }
            | Self::SyringeShort { by, at, .. }
            | Self::DiscrepancyExplained { by, at, .. }
            | Self::FoundOver { by, at, .. }
            | Self::Lost { by, at, .. }
            | Self::LossReported { by, at, .. } => (Some(*by), None, *at),
            Self::DiscrepancyFound { at, .. } => (None, None, *at),
            Self::Drawn { by, witness, at, .. }
            | Self::SyringeWasted { by, witness, at, .. }
            | Self::SyringeReturned { by, witness, at, .. }
            | Self::VialWasted { by, witness, at, .. }
            | Self::TransferredOut { by, witness, at, .. }
            | Self::TransferredIn { by, witness, at, .. }
            | Self::Destroyed { by, witness, at, .. }
            | Self::Counted { by, witness, at, .. }
            | Self::Corrected { by, witness, at, .. } => (Some(*by), Some(*witness), *at),
        }
    }
}
