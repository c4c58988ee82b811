//! One patient's series.

use super::ask::Ask;
use super::clinic::Clinic;
use super::plan::{CoursePlan, Unplanned};
use super::request::Request;
use super::supply::Stock;

/// Proposes a whole series: the earliest one that keeps to everything, or a proof that there is none, in the words of what
/// stands in the way. Complete for visits and talks that begin on the clinic's grid.
///
/// ```
/// # use care::planner::scenario;
/// let (clinic, requests) = scenario::small(7);
/// let plan = care::planner::plan_course(&clinic, &requests[0]).expect("it fits");
/// assert_eq!(plan.visits.len(), requests[0].doses as usize);
/// ```
pub fn plan_course(clinic: &Clinic, request: &Request) -> Result<CoursePlan, Unplanned> {
    Ask::of(clinic, request, None, &mut Stock::default())?.answer(true)
}
