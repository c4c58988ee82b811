//! The vaults: what is in them, what is done with it, and the register.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages::vault::{
    correct_entry, count_vault, list, move_vials, one, open_vault, open_vial, receive_vials, register,
    register_file, report_loss, settle_discrepancy, waste_vial,
};

const SEE: Needs = Needs::May(ActKind::SeeVault);

/// Read by whoever gives drugs and by auditors.
pub(super) const VAULT: &[Route] = &[
    get("/vault", SEE, list::get),
    get("/vault/new", Needs::May(ActKind::OpenVault), open_vault::get),
    post("/vault/new", Needs::May(ActKind::OpenVault), open_vault::post),
    get("/vault/{vault}", SEE, one::get),
    post("/vault/{vault}/close", Needs::May(ActKind::CloseVault), open_vault::post_close),
    get("/vault/{vault}/receive", Needs::May(ActKind::ReceiveVials), receive_vials::get),
    post("/vault/{vault}/receive", Needs::May(ActKind::ReceiveVials), receive_vials::post),
    get("/vault/{vault}/open", Needs::May(ActKind::OpenVial), open_vial::get),
    post("/vault/{vault}/open", Needs::May(ActKind::OpenVial), open_vial::post),
    get("/vault/{vault}/waste", Needs::May(ActKind::WasteVial), waste_vial::get),
    post("/vault/{vault}/waste", Needs::May(ActKind::WasteVial), waste_vial::post),
    get("/vault/{vault}/return", Needs::May(ActKind::ReturnVials), move_vials::get_return),
    post("/vault/{vault}/return", Needs::May(ActKind::ReturnVials), move_vials::post_return),
    get("/vault/{vault}/transfer", Needs::May(ActKind::TransferVials), move_vials::get_transfer),
    post("/vault/{vault}/transfer", Needs::May(ActKind::TransferVials), move_vials::post_transfer),
    get("/vault/{vault}/destroy", Needs::May(ActKind::DestroyVials), move_vials::get_destroy),
    post("/vault/{vault}/destroy", Needs::May(ActKind::DestroyVials), move_vials::post_destroy),
    get("/vault/{vault}/loss", Needs::May(ActKind::ReportLoss), report_loss::get),
    post("/vault/{vault}/loss", Needs::May(ActKind::ReportLoss), report_loss::post),
    post("/vault/{vault}/losses/{number}", Needs::May(ActKind::NoteLossReported), report_loss::post_reported),
    get("/vault/{vault}/count", Needs::May(ActKind::CountVault), count_vault::get),
    post("/vault/{vault}/count", Needs::May(ActKind::CountVault), count_vault::post),
    get(
        "/vault/{vault}/differences/{number}",
        Needs::May(ActKind::SettleDiscrepancy),
        settle_discrepancy::get,
    ),
    post(
        "/vault/{vault}/differences/{number}",
        Needs::May(ActKind::SettleDiscrepancy),
        settle_discrepancy::post,
    ),
    get("/vault/{vault}/correct/{entry}", Needs::May(ActKind::CorrectEntry), correct_entry::get),
    post("/vault/{vault}/correct/{entry}", Needs::May(ActKind::CorrectEntry), correct_entry::post),
    get("/vault/{vault}/register", SEE, register::get),
    get("/vault/{vault}/register.csv", SEE, register_file::get),
];
