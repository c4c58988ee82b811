//! The house itself: its name, place, and which doors it offers.

use crate::protocol::CareModel;
use crate::refusal::Refusal;
use crate::text::Line;

/// What the facts say of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    /// As printed.
    pub name: Line,
    /// IANA zone of its rooms: `America/New_York`.
    pub zone: Line,
    /// Where licences must hold: `US-NY`.
    pub jurisdiction: Line,
    /// The number a patient calls.
    pub phone: Line,
    /// When the phone is answered, in words.
    pub hours: Line,
    /// The doors it offers. It says of the others that it does not.
    pub offers: Vec<CareModel>,
}

/// Found the house. Once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundHouse {
    /// What it is.
    pub house: House,
}

/// What can have happened to the house.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum HouseFact {
    /// It was founded.
    Founded { house: House },
}

impl House {
    /// The state after one more fact.
    pub fn after(_before: Option<Self>, fact: &HouseFact) -> Option<Self> {
        match fact {
            HouseFact::Founded { house } => Some(house.clone()),
        }
    }
}

/// Founds it once, with at least one door.
pub fn found(before: Option<&House>, act: &FoundHouse) -> Result<Vec<HouseFact>, Refusal> {
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    if act.house.offers.is_empty() {
        return Err(Refusal::NoDoorOffered);
    }
    Ok(vec![HouseFact::Founded { house: act.house.clone() }])
}
