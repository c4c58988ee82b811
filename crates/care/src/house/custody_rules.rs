//! What a place asks of whoever keeps controlled substances there: how often they are counted, how long registers are kept, and by
//! when a loss is told. Data that the director signs, from a file that says where it was read or by hand.

use super::HouseFact;
use super::place_rules::{KEPT_YEARS_MOST, REVIEW_DAYS_MOST};
use crate::ids::PersonId;
use crate::practice::Actor;
use crate::protocol::SourceStatus;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::Hours;
use crate::vault::report_loss::Clocks;

/// The rules of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodyRules {
    /// Where: `US-NY`.
    pub jurisdiction: Line,
    /// A vault is counted every so many days.
    pub count_every_days: u32,
    /// Registers are kept so many years at least.
    pub retention_years: u32,
    /// Is a count exact? Otherwise what is open may be estimated.
    pub exact_count: bool,
    /// The written notice of a loss is owed within so many business days.
    pub loss_notice_business_days: u32,
    /// Its form is owed within so many days.
    pub loss_form_days: u32,
    /// Where this was read.
    pub source: Line,
    /// How far that can be relied on.
    pub status: SourceStatus,
}

/// The rules as they were signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCustodyRules {
    /// What holds.
    pub rules: CustodyRules,
    /// By the medical director.
    pub by: PersonId,
    /// Their name, as they typed it.
    pub typed_name: Line,
    /// When.
    pub at: Instant,
    /// To be read again by then.
    pub review_by: Instant,
}

/// "This is what the place asks, and I have read it."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetCustodyRules {
    /// The rules.
    pub rules: CustodyRules,
    /// The director's own name.
    pub typed_name: Line,
    /// To be read again by then.
    pub review_by: Instant,
    /// "Nobody has verified this, and I sign it all the same."
    pub accepts_unverified: bool,
}

/// No place is known to ask for a longer time between counts, or after a loss: a guard against a key held down.
pub const DAYS_MOST: u32 = 3_660;

impl CustodyRules {
    /// What they say of a loss.
    pub const fn clocks(&self) -> Clocks {
        Clocks {
            notice_business_days: Some(self.loss_notice_business_days),
            form_days: Some(self.loss_form_days),
        }
    }

    fn fit(&self) -> Result<(), Refusal> {
        let days = [self.count_every_days, self.loss_form_days, self.loss_notice_business_days];
        if days.iter().any(|days| DAYS_MOST < *days) || self.count_every_days == 0 {
            return Err(Refusal::CustodyDaysUnfit { most: DAYS_MOST });
        }
        if KEPT_YEARS_MOST < self.retention_years {
            return Err(Refusal::PlaceYearsUnfit { most: KEPT_YEARS_MOST });
        }
        Ok(())
    }
}

/// Signs them, for a jurisdiction in which the house has a place.
pub fn set(
    is_here: bool,
    act: &SetCustodyRules,
    name: &Line,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<HouseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if !is_here {
        return Err(Refusal::PlaceElsewhere);
    }
    if act.typed_name.as_str().trim() != name.as_str() {
        return Err(Refusal::SignatureNameDiffers);
    }
    act.rules.fit()?;
    let latest = moment.now.plus_hours(Hours(REVIEW_DAYS_MOST * 24));
    if act.review_by <= moment.now || latest < act.review_by {
        return Err(Refusal::PlaceReviewDay { most_days: REVIEW_DAYS_MOST });
    }
    if !act.accepts_unverified && act.rules.status == SourceStatus::Unverified {
        return Err(Refusal::PlaceUnverified);
    }
    let signed = SignedCustodyRules {
        rules: act.rules.clone(),
        by: *person,
        typed_name: act.typed_name.clone(),
        at: moment.now,
        review_by: act.review_by,
    };
    Ok(vec![HouseFact::CustodyRulesSigned { signed }])
}
