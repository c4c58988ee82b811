//! The house itself: its name, place, which doors it offers, and how many people it takes to change a protocol.

pub mod custody_rules;
pub mod place_rules;
pub mod set_signatures;

use std::ops::Deref;

pub use custody_rules::SignedCustodyRules;
pub use place_rules::SignedPlaceRules;

use crate::follow_up::{Series, SeriesSaid};
use crate::ids::PersonId;
use crate::protocol::{CareModel, Signatures};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Instant;

/// What a house is founded as.
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

/// Who said how many people it takes, why, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignaturesSaid {
    /// How many.
    pub needed: Signatures,
    /// Why.
    pub reason: Line,
    /// The medical director.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// What the facts say of the house: what it was founded as, and what it has said since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownHouse {
    /// As it was founded.
    pub founded: House,
    /// How many people put a protocol in force, if the house ever said so. Until it does, two.
    pub said: Option<SignaturesSaid>,
    /// When people are asked after a dose; none until the house said so.
    pub follow_ups: Option<SeriesSaid>,
    /// What the place asks of support without a licence; none until the director signed it.
    pub place: Option<SignedPlaceRules>,
    /// What each place asks of whoever keeps controlled substances there, as far as the director signed it.
    pub custody: Vec<SignedCustodyRules>,
}

impl Deref for KnownHouse {
    type Target = House;
    fn deref(&self) -> &House {
        &self.founded
    }
}

/// What can have happened to the house.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum HouseFact {
    /// It was founded.
    Founded { house: House },
    /// How many people it takes here to put a protocol in force.
    SignaturesSet { needed: Signatures, reason: Line, by: PersonId, at: Instant },
    /// When people are asked after a dose, and what the house owes to their answers.
    FollowUpsSet { series: Series, by: PersonId, at: Instant },
    /// What the place asks of support without a licence.
    PlaceRulesSigned { signed: SignedPlaceRules },
    /// What a place asks of whoever keeps controlled substances there.
    CustodyRulesSigned { signed: SignedCustodyRules },
}

impl KnownHouse {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &HouseFact) -> Option<Self> {
        match fact {
            HouseFact::Founded { house } => {
                let founded = house.clone();
                Some(Self { founded, said: None, follow_ups: None, place: None, custody: vec![] })
            }
            HouseFact::SignaturesSet { needed, reason, by, at } => {
                let said = SignaturesSaid { needed: *needed, reason: reason.clone(), by: *by, at: *at };
                before.map(|house| Self { said: Some(said), ..house })
            }
            HouseFact::FollowUpsSet { series, by, at } => before.map(|house| Self {
                follow_ups: Some(SeriesSaid::after(house.follow_ups.as_ref(), series, *by, *at)),
                ..house
            }),
            HouseFact::PlaceRulesSigned { signed } => {
                before.map(|house| Self { place: Some(signed.clone()), ..house })
            }
            HouseFact::CustodyRulesSigned { signed } => before.map(|mut house| {
                house.custody.retain(|held| held.rules.jurisdiction != signed.rules.jurisdiction);
                house.custody.push(signed.clone());
                house
            }),
        }
    }

    /// What the place asks of support without a licence, if the director signed it.
    pub fn place_rules(&self) -> Option<&place_rules::PlaceRules> {
        self.place.as_ref().map(|signed| &signed.rules)
    }

    /// What a place asks of whoever keeps controlled substances there, if the director signed it.
    pub fn custody_in(&self, jurisdiction: &str) -> Option<&SignedCustodyRules> {
        self.custody.iter().find(|signed| signed.rules.jurisdiction.as_str() == jurisdiction)
    }

    /// How many people it takes.
    pub fn signatures(&self) -> Signatures {
        self.said.as_ref().map_or(Signatures::Two, |said| said.needed)
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
