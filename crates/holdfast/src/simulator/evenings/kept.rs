//! A house in a record of its own: `submit`, the views, and the program's timer, under a clock that the evening moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use care::act::Act;
use care::fact::Stream;
use care::ids::{CommandId, PersonId, RosterId, TaskId};
use care::practice::{Acting, Person};
use care::refusal::Refusal;
use care::roster::Roster;
use care::tasks::Task;
use care::time::Instant;
use record::record::Record;
use record::state_as;
use record::submit::{Answer, Command};
use record::views::ask;

use super::evening::House;
use super::scene::Scene;
use crate::keeping::{How, Place, Temporary};
use crate::simulator::house::HOUSE;
use crate::timer;

/// The house.
pub struct Kept {
    record: Record,
    clock: Arc<AtomicI64>,
    commands: u128,
    /// Goes with the house.
    _folder: Temporary,
}

impl Kept {
    /// As it is when the evening begins.
    pub fn founded(scene: &Scene) -> Result<Self, String> {
        let folder = Temporary::new("evening").map_err(|no| format!("{no:?}"))?;
        let clock = Arc::new(AtomicI64::new(0));
        let hand = clock.clone();
        let how = How::quietly(Arc::new(move || Instant(hand.load(Ordering::SeqCst))));
        let record = Place::folder(folder.path()).open(HOUSE, how).map_err(|no| format!("{no:?}"))?;
        let mut house = Self { record, clock, commands: 0, _folder: folder };
        for (at, by, act) in scene.before() {
            house.asks(by, &act, at)?.map_err(|no| format!("{:?}: {}", act.kind(), no.code()))?;
        }
        Ok(house)
    }
}

impl House for Kept {
    fn asks(&mut self, by: Acting, act: &Act, now: Instant) -> Result<Result<(), Refusal>, String> {
        self.clock.store(now.0, Ordering::SeqCst);
        self.commands += 1;
        let id = CommandId(self.commands << 16);
        let command = Command { id, act: act.clone(), by, occurred: None, sealed: None };
        match self.record.submit(command).wait().map_err(|fault| format!("{fault:?}"))? {
            Answer::Done(_) => Ok(Ok(())),
            Answer::Refused(no) => Ok(Err(no)),
            other => Err(format!("{other:?}")),
        }
    }

    fn looks(&mut self, now: Instant) -> Result<(), String> {
        self.clock.store(now.0, Ordering::SeqCst);
        timer::look(&self.record).map_err(|fault| format!("{fault:?}"))
    }

    fn open(&self) -> Result<Vec<(TaskId, Arc<Task>)>, String> {
        let rows = self.record.read(|conn| ask::open_tasks(conn, self.record.org()));
        let mut open = vec![];
        for row in rows.map_err(|fault| format!("{fault:?}"))? {
            let folded = self.record.state(Stream::Task(row.task)).map_err(|fault| format!("{fault:?}"))?;
            open.extend(state_as!(folded, Task).map(|task| (row.task, task)));
        }
        Ok(open)
    }

    fn person(&self, id: PersonId) -> Result<Arc<Person>, String> {
        let folded = self.record.state(Stream::Person(id)).map_err(|fault| format!("{fault:?}"))?;
        state_as!(folded, Person).ok_or_else(|| "nobody of that number".to_owned())
    }

    fn roster(&self) -> Result<Option<Arc<Roster>>, String> {
        let stream = Stream::Roster(RosterId::of(HOUSE));
        let folded = self.record.state(stream).map_err(|fault| format!("{fault:?}"))?;
        Ok(state_as!(folded, Roster))
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.record.stop();
    }
}
