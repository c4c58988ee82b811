//! A clinician lets a message go that nothing else brings about.

use super::Occasion;
use crate::protocol::model::words;

words! {
    /// What a clinician may send by hand.
    ByHand {
        /// Please answer a questionnaire.
        MeasureAsked = "measure-asked",
        /// The clinic asks after somebody.
        SafetyFollowUp = "safety-follow-up",
    }
}

impl ByHand {
    /// The occasion it is.
    pub const fn occasion(self) -> Occasion {
        match self {
            Self::MeasureAsked => Occasion::MeasureAsked,
            Self::SafetyFollowUp => Occasion::SafetyFollowUp,
        }
    }
}

/// Send a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendMessage {
    /// Which.
    pub what: ByHand,
}
