//! What a plan asks for beyond what is said to be there: told beside the change that would allow it.

use super::grid::{common, merged};
use super::plan::{CoursePlan, PlannedVisit};
use super::problem::Problem;
use crate::ids::PersonId;
use crate::practice::Role;
use crate::session::calendar::Span;
use crate::session::plan_window::role_for;
use crate::units::Minutes;

fn inside(spans: &[Span], span: Span) -> bool {
    merged(spans.to_vec()).iter().any(|free| free.from <= span.from && span.until <= free.until)
}

/// When the patient would have to come all the same.
pub(super) fn patient_times(problem: &Problem<'_>, plan: &CoursePlan) -> Vec<Span> {
    let request = problem.request;
    let talked = request.talk.in_house().map(|talk| talk.minutes);
    let stays = |visit: &PlannedVisit| {
        let stay = Span { from: visit.starts, until: visit.starts.plus_minutes(request.visit.stay_min) };
        let talk = visit.talk.zip(talked);
        let talk = talk.map(|(talk, minutes)| Span { from: talk.at, until: talk.at.plus_minutes(minutes) });
        std::iter::once(stay).chain(talk)
    };
    plan.visits.iter().flat_map(stays).filter(|span| !inside(&request.patient_free, *span)).collect()
}

/// When this person would have to stand all the same: in a visit, in a talk, or as the prescriber in the building.
pub(super) fn standing(problem: &Problem<'_>, plan: &CoursePlan, person: PersonId) -> Vec<Span> {
    let Some(one) = problem.clinic.staff.iter().find(|one| one.person == person) else { return vec![] };
    let shape = &problem.request.visit;
    let mut at = vec![];
    for visit in &plan.visits {
        let until = |minutes: Minutes| Span { from: visit.starts, until: visit.starts.plus_minutes(minutes) };
        for (_, role) in visit.people.iter().filter(|(who, _)| *who == person) {
            let minutes = shape.therapist_min.filter(|_| *role == Role::Therapist);
            at.push((*role, until(minutes.unwrap_or(shape.watch_min))));
        }
        if let (Some(talk), Some(asked)) =
            (visit.talk.filter(|talk| talk.with == person), problem.request.talk.in_house())
        {
            let span = Span { from: talk.at, until: talk.at.plus_minutes(asked.minutes) };
            at.push((role_for(talk.kind), span));
        }
        if let Some(minutes) = shape.cover_min {
            let span = until(minutes);
            let cover = Role::Prescriber;
            let others = problem.clinic.staff.iter().filter(|other| other.person != person);
            let there =
                others.flat_map(|other| common(&merged(other.works.clone()), &merged(other.stands(cover))));
            if !inside(&there.collect::<Vec<_>>(), span) {
                at.push((cover, span));
            }
        }
    }
    at.into_iter().filter(|(role, span)| !inside(&one.stands(*role), *span)).map(|(_, span)| span).collect()
}
