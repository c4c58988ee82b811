//! What becomes of an offer when its visit changes meanwhile: it ends in the same decision. A yes to it would undo what was
//! agreed since.

use super::OfferEnd;
use crate::session::{Session, SessionFact};
use crate::time::Moment;

/// Does this fact make an offer that stands untrue?
const fn overtakes(fact: &SessionFact) -> bool {
    matches!(
        fact,
        SessionFact::Moved { .. }
            | SessionFact::Cancelled { .. }
            | SessionFact::NotCome { .. }
            | SessionFact::CheckedIn { .. }
            | SessionFact::WindowPlanned { .. }
    )
}

/// The end of the offer, and of the wish when the visit was moved by hand: they can say again that they could come earlier.
pub fn ends(session: &Session, told: &[&SessionFact], moment: &Moment) -> Vec<SessionFact> {
    let Some(known) = &session.earlier else { return vec![] };
    let taken = told.iter().any(|fact| matches!(fact, SessionFact::EarlierEnded { .. }));
    if taken || !told.iter().any(|fact| overtakes(fact)) {
        return vec![];
    }
    let at = moment.now;
    let offer = known.open().map(|offer| SessionFact::EarlierEnded {
        number: offer.number,
        how: OfferEnd::Overtaken,
        at,
    });
    let moved = told.iter().any(|fact| matches!(fact, SessionFact::Moved { .. }));
    let wish = (moved && known.waits()).then_some(SessionFact::EarlierTakenBack { at });
    offer.into_iter().chain(wish).collect()
}
