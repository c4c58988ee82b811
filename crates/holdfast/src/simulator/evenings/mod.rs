//! Evenings on which somebody says that they may not be safe, one after the other, minute by minute, through the rules
//! and the timer: somebody who may answer owes it at every instant, by a clock that is known and kept, and what the
//! person is told is so. None is silent.
//!
//! Most evenings live in a house in memory ([`pure`]): the same decisions and the same fold, without a disk. Some live in
//! a record of their own ([`kept`]), through `submit` and the program's own timer.

mod evening;
mod kept;
mod pure;
mod scene;

use std::collections::BTreeMap;
use std::sync::Arc;

use exchange::measure_file::shipped;

use super::chance::Chance;
use scene::Scene;

/// What was seen over all evenings: how often each page, step and end came.
pub type Counts = BTreeMap<String, u64>;

/// Lives so many evenings of this seed in memory, and the first `kept` of them in a record as well.
///
/// # Errors
/// The first law that does not hold, with the evening it broke in.
pub fn live(seed: u64, count: u64, kept: u64) -> Result<Counts, String> {
    let mut counts = Counts::new();
    let measures = shipped().map_err(|faults| format!("{faults:?}"))?;
    let measures = Arc::new(measures);
    let protocols = super::house::shipped()?;
    let protocol = protocols.first().ok_or("no protocol comes with the program")?;
    for number in 0..count {
        let scene = Scene::drawn(&mut Chance::of(seed, number), protocol);
        let broken = |why: String| format!("evening {number} ({}): {why}", scene.kind.code());
        evening::live(&scene, &mut pure::Pure::founded(&scene, &measures).map_err(&broken)?, &mut counts)
            .map_err(&broken)?;
        if number < kept {
            let mut house = kept::Kept::founded(&scene).map_err(&broken)?;
            evening::live(&scene, &mut house, &mut Counts::new())
                .map_err(|why| broken(why) + ", in a record")?;
            *counts.entry("in a record too".to_owned()).or_default() += 1;
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tenth of the ten thousand, a few of them in a record with the program's own timer; `./dev soak evenings`
    /// lives all of them, under a seed of its own each time.
    #[test]
    fn no_evening_is_silent() {
        let counts = live(1, 1_000, 5).unwrap_or_else(|why| panic!("seed 1, {why}"));
        for reached in [
            "evenings",
            "page open",
            "page on call",
            "page closed",
            "page taken",
            "page unanswered",
            "climbed",
            "answered",
            "still climbing after six hours",
            "owed by a whole role at first",
            "left whoever may not answer any more",
            "second signal added",
            "by item 9",
            "by saying so",
            "not safe",
            "desk refused",
            "clocks changed",
        ] {
            assert!(counts.get(reached).is_some_and(|n| 5 < *n), "hardly any {reached:?}: {counts:#?}");
        }
    }
}
