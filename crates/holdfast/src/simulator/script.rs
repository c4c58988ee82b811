//! A script: who does what at which instant. Written ahead, ordered by time, then lived through `submit`.

use care::act::Act;
use care::ids::CommandId;
use care::practice::Acting;
use care::time::Instant;
use record::submit::Command;

use super::chance::Chance;
use crate::clock::timed_id;

/// One act of the script.
#[derive(Debug, Clone)]
pub struct Step {
    /// When the record is told.
    pub at: Instant,
    /// The command.
    pub command: Command,
}

/// Steps in the order they were thought of.
#[derive(Debug, Clone)]
pub struct Script {
    steps: Vec<Step>,
    /// Where ids and small chances come from.
    pub chance: Chance,
}

impl Script {
    /// An empty one.
    pub fn new(chance: Chance) -> Self {
        Self { steps: vec![], chance }
    }

    /// A fresh id whose order is its time.
    pub fn id(&mut self, at: Instant) -> u128 {
        timed_id(at, self.chance.wide())
    }

    /// Somebody does something.
    pub fn say(&mut self, at: Instant, by: Acting, act: Act) -> CommandId {
        let id = CommandId(self.id(at));
        self.steps.push(Step { at, command: Command { id, act, by, occurred: None, sealed: None } });
        id
    }

    /// Somebody does something, under an id that takes nothing from the chances of the rest.
    pub fn say_as(&mut self, id: CommandId, at: Instant, by: Acting, act: Act) {
        self.steps.push(Step { at, command: Command { id, act, by, occurred: None, sealed: None } });
    }

    /// The last act happened some minutes before the record was told.
    pub fn told_late(&mut self, minutes: i64) {
        if let Some(step) = self.steps.last_mut() {
            step.command.occurred = Some(super::days::later(step.at, -minutes));
        }
    }

    /// Somebody writes something that only they can read again. The act names the command.
    pub fn seal(&mut self, at: Instant, by: Acting, words: &str, act: Act) {
        let id = CommandId(self.id(at));
        let command = Command { id, act, by, occurred: None, sealed: Some(words.to_owned().into()) };
        self.steps.push(Step { at, command });
    }

    /// Somebody without an account leaves words that are sealed, under an id that takes nothing from the chances of the rest.
    pub fn leave(&mut self, id: CommandId, at: Instant, words: &str, act: Act) {
        let (by, sealed) = (Acting::VISITOR, Some(words.to_owned().into()));
        self.steps.push(Step { at, command: Command { id, act, by, occurred: None, sealed } });
    }

    /// When the first act of this kind is done.
    pub fn when(&self, is_it: impl Fn(&Act) -> bool) -> Option<Instant> {
        self.steps.iter().find(|step| is_it(&step.command.act)).map(|step| step.at)
    }

    /// The command of the last act.
    pub fn last_command(&self) -> Option<CommandId> {
        self.steps.last().map(|step| step.command.id)
    }

    /// What has been written since it was last taken.
    pub fn take(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.steps)
    }

    /// What has been written so far.
    pub fn into_steps(self) -> Vec<Step> {
        self.steps
    }
}

/// All scripts as one history, in the order of time, up to now: what lies ahead has not been done.
pub fn woven(scripts: Vec<Script>, now: Instant) -> Vec<Step> {
    let mut steps: Vec<Step> = scripts.into_iter().flat_map(Script::into_steps).collect();
    steps.retain(|step| step.at <= now);
    // Stable: what one person does at one instant stays in the order it was written.
    steps.sort_by_key(|step| step.at);
    steps
}
