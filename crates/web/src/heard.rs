//! Who was heard on the line of the monitors since this program started: what it took, what it did not and why. Not kept:
//! it helps whoever enrols a monitor or looks for one that is silent. No number of a person is in it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use care::time::Instant;

/// So many senders that nobody enrolled are remembered.
const STRANGERS_MAX: usize = 50;

/// One sender, as it names itself and its bed.
pub type Caller = (String, String);

/// The last of a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// When.
    pub at: Instant,
    /// Why it was not taken; none when it was.
    pub refused: Option<String>,
}

/// Everybody who was heard.
#[derive(Debug, Default)]
pub struct Heard(Mutex<BTreeMap<Caller, Last>>);

impl Heard {
    /// Somebody was heard.
    pub fn note(&self, sender: &str, bed: &str, at: Instant, refused: Option<String>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let caller = (short(sender), short(bed));
        if STRANGERS_MAX <= all.len() && !all.contains_key(&caller) {
            let oldest = all.iter().min_by_key(|(_, last)| last.at).map(|(caller, _)| caller.clone());
            oldest.map(|caller| all.remove(&caller));
        }
        all.insert(caller, Last { at, refused });
    }

    /// The last of everybody, in the order of their names.
    pub fn all(&self) -> Vec<(Caller, Last)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|(caller, last)| (caller.clone(), last.clone())).collect()
    }

    /// When a sender was last heard for a bed; for one enrolled without a bed, for whatever bed.
    pub fn last_of(&self, sender: &str, bed: Option<&str>) -> Option<Last> {
        let own = |(of, for_bed): &Caller| of == sender && bed.is_none_or(|bed| bed == for_bed);
        self.all()
            .into_iter()
            .filter(|(caller, _)| own(caller))
            .map(|(_, last)| last)
            .max_by_key(|last| last.at)
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(80).collect()
}
