//! Who answers for whom.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages::supervision::{
    cosign_note, end_supervision, propose_supervision, see_supervision, take_on_supervision,
};

/// Naming, taking on, ending, and second signatures.
pub(super) const SUPERVISION: &[Route] = &[
    get("/supervision", Needs::May(ActKind::TakeOnSupervision), see_supervision::get),
    get("/supervision/notes/{window}/{document}", Needs::May(ActKind::ReadSupervisedNote), cosign_note::get),
    post("/supervision/notes/{window}/{document}/cosign", Needs::May(ActKind::CosignNote), cosign_note::post),
    get(
        "/clinic/people/{person}/supervision",
        Needs::May(ActKind::ProposeSupervision),
        propose_supervision::get,
    ),
    post(
        "/clinic/people/{person}/supervision",
        Needs::May(ActKind::ProposeSupervision),
        propose_supervision::post,
    ),
    post(
        "/clinic/people/{person}/supervision/{number}/take-on",
        Needs::May(ActKind::TakeOnSupervision),
        take_on_supervision::post,
    ),
    get(
        "/clinic/people/{person}/supervision/{number}/end",
        Needs::May(ActKind::EndSupervision),
        end_supervision::get,
    ),
    post(
        "/clinic/people/{person}/supervision/{number}/end",
        Needs::May(ActKind::EndSupervision),
        end_supervision::post,
    ),
];
