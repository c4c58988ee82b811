//! Rows of the table of `policy.rs` about what the house keeps beside its people: money, addresses, drugs.

use super::act::ActKind;

/// Who has the keys: everybody who gives drugs keeps account of them.
pub(super) const fn keeps_vault(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::ReceiveVials
            | A::OpenVial
            | A::WasteVial
            | A::ReturnVials
            | A::TransferVials
            | A::DestroyVials
            | A::CountVault
            | A::ReportLoss
            | A::CorrectEntry
            | A::SeeVault
    )
}

/// The registration, and what has to be explained: the medical director's.
pub(super) const fn answers_for_vault(act: ActKind) -> bool {
    use ActKind as A;
    matches!(act, A::OpenVault | A::CloseVault | A::SettleDiscrepancy | A::NoteLossReported)
}

/// Who outside may be referred to, with what is known of them.
pub(super) const fn keeps_directory(act: ActKind) -> bool {
    use ActKind as A;
    matches!(act, A::KeepColleague | A::LookUpColleague | A::PublishColleague | A::RemoveColleague)
}

/// Receipts: what was paid at the desk. Nothing clinical stands on one.
pub(super) const fn takes_money(act: ActKind) -> bool {
    use ActKind as A;
    matches!(act, A::WriteReceipt | A::TakeBackReceipt | A::SeeReceipts)
}
