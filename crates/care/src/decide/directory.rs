//! People outside, whom the house may refer somebody to.

use super::Asked;
use crate::act::Act;
use crate::directory::{keep_colleague, look_up_colleague, publish_colleague, remove_colleague};
use crate::fact::Fact;
use crate::ids::DirectoryId;
use crate::refusal::Refusal;

impl Asked<'_> {
    /// Changes the directory of this house.
    pub(super) fn directory(&self, id: DirectoryId) -> Result<Vec<Fact>, Refusal> {
        if id != DirectoryId::of(self.house) {
            return Err(Refusal::HouseUnknown);
        }
        let (directory, by, moment) = (self.chart.directory(id).ok(), &self.by.actor, self.moment);
        self.on(match self.act {
            Act::KeepColleague(_, act) => keep_colleague::decide(directory, act, by, moment),
            Act::LookUpColleague(_, act) => look_up_colleague::decide(directory, *act, by, moment),
            Act::PublishColleague(_, act) => publish_colleague::decide(directory, act, by, moment),
            Act::RemoveColleague(_, act) => remove_colleague::decide(directory, act, by, moment),
            _ => Err(Refusal::ColleagueUnknown),
        })
    }
}
