//! Whoever is stopped is owed a call: by a prescriber, by a clock, once.

use crate::course::CourseFact;
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, PatientId, PersonId, TaskId};
use crate::practice::Role;
use crate::tasks::{Matter, TaskFact};
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// House policy: a person who was stopped is called within the working day (`screens.md` 4.5).
pub const CALL_WITHIN: Hours = Hours(8);
/// House policy: the clinic's next day is never further away than over a long weekend.
pub const CALL_LATEST: Hours = Hours(96);

/// The call that a stop brings about.
#[derive(Debug, Clone, Copy)]
pub struct OwedCall {
    /// In which course.
    pub course: CourseId,
    /// To whom.
    pub patient: PatientId,
    /// The patient's own prescriber, where there is one who may act.
    pub asked_of: Option<PersonId>,
    /// The `nth` task of its command.
    pub nth: u16,
    /// By when, if the edge could read that in the clinic's day.
    pub by: Option<Instant>,
}

impl OwedCall {
    /// The facts. A time that has passed, or lies too far ahead, is no clinic's day: then within so many hours.
    pub fn facts(&self, moment: &Moment) -> Vec<Fact> {
        let id = TaskId::from_command(moment.command, self.nth);
        let latest = moment.now.plus_hours(CALL_LATEST);
        let by = self.by.filter(|by| moment.now < *by && *by <= latest);
        let opened = TaskFact::Opened {
            matter: Matter::ScreeningCall,
            patient: self.patient,
            owed_by: Role::Prescriber,
            due: by.unwrap_or(moment.now.plus_hours(CALL_WITHIN)),
            note: None,
        };
        let mut facts = vec![
            Fact::on(Stream::Course(self.course), CourseFact::ScreeningCallOwed { task: id }),
            Fact::on(Stream::Task(id), opened),
        ];
        let named = self.asked_of.map(|person| TaskFact::AskedOf { person });
        facts.extend(named.map(|named| Fact::on(Stream::Task(id), named)));
        facts
    }
}
