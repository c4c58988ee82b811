//! Two people at one chair write the same reading down: asked about once, inline, before it stands twice. Nothing typed is
//! lost, and both answers are one tap.

use care::session::{SessionFact, Sign, Vitals};
use care::time::Instant;

use super::flowsheet;
use super::load::Loaded;
use super::timeline;
use crate::answer::Trouble;
use crate::app::App;
use crate::when;

/// So near in time (screens.md 2.3: ± 90 s).
const NEAR_US: i64 = 90_000_000;
/// How far two people may differ who read one instrument; about eyes and fingers, not about health.
const ALIKE: [(Sign, u32); 6] = [
    (Sign::Systolic, 6),
    (Sign::Diastolic, 6),
    (Sign::Pulse, 6),
    (Sign::Spo2, 2),
    (Sign::Breaths, 3),
    (Sign::Awake, 0),
];

/// The reading that somebody else entered and that this one looks like, in words: `Sam Ortiz, nurse entered 160/98 at 10:24`.
///
/// # Errors
/// The store's.
pub fn entered_by_another(
    app: &App,
    loaded: &Loaded,
    mine: &Vitals,
    at: Instant,
    my_name: &str,
) -> Result<Option<String>, Trouble> {
    let near = |other: Instant| (other.0 - at.0).abs() <= NEAR_US;
    let right = loaded.session.readings.iter().filter(|reading| reading.wrong.is_none());
    let Some(other) = right.filter(|reading| near(reading.at)).find(|reading| alike(mine, &reading.vitals))
    else {
        return Ok(None);
    };
    let told = timeline::told(app, loaded)?;
    let theirs = told
        .iter()
        .find(|one| one.version == other.version && matches!(one.fact, SessionFact::VitalsRecorded { .. }));
    Ok(theirs.filter(|one| !one.by.starts_with(my_name)).map(|one| {
        let (read, clock) = (flowsheet::line(&other.vitals), when::clock(other.at, &loaded.place.zone));
        format!("{} entered {read} at {clock}", one.by)
    }))
}

/// Everything I read was read by them too, and nearly so.
fn alike(mine: &Vitals, theirs: &Vitals) -> bool {
    ALIKE.iter().all(|(sign, by)| match (mine.of(*sign), theirs.of(*sign)) {
        (None, _) => true,
        (Some(mine), Some(theirs)) => mine.abs_diff(theirs) <= *by,
        (Some(_), None) => false,
    })
}

#[cfg(test)]
mod tests {
    use care::units::{MmHg, PerMinute, Percent};

    use super::*;

    fn read(upper: u16, pulse: Option<u16>, spo2: Option<u8>) -> Vitals {
        let (pulse, spo2) = (pulse.map(PerMinute), spo2.map(Percent));
        Vitals { pressure: Some((MmHg(upper), MmHg(80))), pulse, spo2, ..Vitals::default() }
    }

    #[test]
    fn readings_are_alike_when_one_says_nothing_that_the_other_does_not() {
        let theirs = read(160, Some(88), None);
        assert!(alike(&read(160, Some(88), None), &theirs));
        assert!(alike(&read(166, Some(82), None), &theirs), "two pairs of eyes");
        assert!(alike(&read(158, None, None), &theirs));
        assert!(!alike(&read(167, None, None), &theirs));
        assert!(!alike(&read(160, Some(95), None), &theirs));
        assert!(!alike(&read(160, Some(88), Some(97)), &theirs), "a number they did not read");
    }
}
