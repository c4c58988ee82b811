//! The notes that open to nobody but their author can be taken along, also for a while after leaving.

use care::act::Act;
use care::practice::affiliation::{BeginAffiliation, EndAffiliation};
use care::practice::take_notes::{NOTES_WAIT, TakeNotes};
use care::practice::{Acting, Role};
use care::time::{Instant, When};

use crate::clinic::{T0, Tale, id_of, who};

/// Every table of this file.
pub const TABLES: &[fn()] = &[own_notes_can_be_taken_for_thirty_days_after_leaving_and_by_their_author_only];

#[test]
fn own_notes_can_be_taken_for_thirty_days_after_leaving_and_by_their_author_only() {
    let mut tale = Tale::of("");
    let (lena, director) = (id_of("therapist"), who("director"));
    let take = Act::TakeNotes(lena, TakeNotes { notes: 3 });
    tale.does(&who("therapist"), take.clone());
    tale.refuses(&Acting::person(id_of("nurse"), Role::Therapist), take.clone(), "not-affiliated");
    tale.refuses(&who("nurse"), take.clone(), "out-of-scope");
    tale.refuses(&director, take.clone(), "out-of-scope");
    let others = Act::TakeNotes(id_of("nurse"), TakeNotes { notes: 3 });
    tale.refuses(&who("therapist"), others, "note-kept-by-author");

    let ends = Instant(T0.0 + 3_600_000_000);
    tale.does(&director, Act::EndAffiliation(lena, EndAffiliation { at: When::At(ends) }));
    tale.now = ends;
    tale.does(&who("therapist"), take.clone());
    let nothing_else = Act::OpenChart(crate::clinic::RAE, care::act::OpenChart);
    tale.refuses(&who("therapist"), nothing_else, "affiliation-ended");
    tale.now = Instant(ends.plus_hours(NOTES_WAIT).0 - 1);
    tale.does(&who("therapist"), take.clone());
    tale.now = ends.plus_hours(NOTES_WAIT);
    tale.refuses(&who("therapist"), take.clone(), "notes-wait-over");
    // Whoever comes back takes them again.
    let begin = BeginAffiliation { role: Role::Therapist, from: tale.now, until: None };
    tale.does(&director, Act::BeginAffiliation(lena, begin));
    tale.does(&who("therapist"), take);
}
