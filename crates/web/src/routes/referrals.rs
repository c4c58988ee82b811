//! Referrals: written and followed by staff, decided on by the patient, answered by whoever holds the link.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages;

/// What is behind the link needs no sign-in: the page looks at the link, and the rules at the referral.
pub(super) const REFERRALS: &[Route] = &[
    get(
        "/patients/{patient}/refer",
        Needs::May(ActKind::WriteReferral),
        pages::referral::write_referral::get,
    ),
    post(
        "/patients/{patient}/refer",
        Needs::May(ActKind::WriteReferral),
        pages::referral::write_referral::post,
    ),
    get("/referrals", Needs::May(ActKind::SeeReferrals), pages::referral::list::get),
    get("/referrals/{referral}", Needs::May(ActKind::SeeReferrals), pages::referral::see::get),
    post("/referrals/{referral}/send", Needs::May(ActKind::SendReferral), pages::referral::see::post_send),
    post("/referrals/{referral}/met", Needs::May(ActKind::NoteReferralMet), pages::referral::see::post_met),
    post(
        "/referrals/{referral}/not-met",
        Needs::May(ActKind::NoteReferralNotMet),
        pages::referral::see::post_not_met,
    ),
    post("/referrals/{referral}/close", Needs::May(ActKind::CloseReferral), pages::referral::see::post_close),
    get("/me/referrals", Needs::May(ActKind::SeeOwnCourse), pages::me::referrals::get),
    get("/me/referrals/{referral}", Needs::May(ActKind::SeeOwnCourse), pages::me::referrals::get_one),
    post("/me/referrals/{referral}", Needs::May(ActKind::ConsentToReferral), pages::me::referrals::post),
    post(
        "/me/referrals/{referral}/take-back",
        Needs::May(ActKind::TakeBackReferral),
        pages::me::referrals::post_take_back,
    ),
    post(
        "/me/referrals/{referral}/not-met",
        Needs::May(ActKind::NoteReferralNotMet),
        pages::me::referrals::post_not_met,
    ),
    get("/r/{token}", Needs::Nothing, pages::referral::outside::get),
    post("/r/{token}/accept", Needs::Nothing, pages::referral::outside::post_accept),
    post("/r/{token}/decline", Needs::Nothing, pages::referral::outside::post_decline),
    post("/r/{token}/met", Needs::Nothing, pages::referral::outside::post_met),
    post("/r/{token}/note", Needs::Nothing, pages::referral::outside::post_note),
];
