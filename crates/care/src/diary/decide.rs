//! Every act about a diary entry. An entry is somebody's own: whoever else asks was refused before this.

use super::{delete, share, write};
use crate::act::Act;
use crate::decide::Asked;
use crate::fact::Fact;
use crate::ids::DiaryEntryId;
use crate::refusal::Refusal;

/// The facts that follow, or why not.
pub(crate) fn decide(asked: &Asked<'_>, id: DiaryEntryId) -> Result<Vec<Fact>, Refusal> {
    let (chart, moment) = (asked.chart, asked.moment);
    if let Act::WriteDiaryEntry(_, act) = asked.act {
        chart.patient(act.patient)?;
        return asked.on(write::write(chart.diary(id).ok(), act, moment));
    }
    let entry = chart.diary(id)?;
    match asked.act {
        Act::ChangeDiaryEntry(_, act) => asked.on(write::change(entry, act, moment)),
        Act::ShareDiaryEntry(_, act) => {
            let patient = chart.patient(entry.patient)?;
            let reader = share::Reader {
                person: chart.person(act.with)?,
                windows: &chart.windows(entry.patient)?,
                here: asked.here()?,
            };
            asked.on(share::share(entry, *act, patient, &reader, moment))
        }
        Act::TakeBackDiaryEntry(_, act) => asked.on(share::take_back(entry, *act, moment)),
        Act::DeleteDiaryEntry(..) => asked.on(delete::delete(entry, moment)),
        Act::RestoreDiaryEntry(..) => asked.on(delete::restore(entry, moment)),
        Act::EraseDiaryEntry(..) => asked.on(delete::erase(entry, moment)),
        _ => Err(Refusal::DiaryEntryUnknown),
    }
}
