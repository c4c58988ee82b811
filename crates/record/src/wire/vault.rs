//! The facts of a vault with their tags. Add lines; never edit one that was released.

use care::vault::VaultFact;
use serde_json::{Map, Value};

use super::facts::facts;
use super::{Unreadable, field, put_object};

facts! { VaultFact: put_vault, take_vault, VAULT {
    Opened = "vault.opened/1" {
        name = "name", site = "site", registration = "registration", address = "address", by = "by", at = "at_us",
    }
    Closed = "vault.closed/1" { reason = "reason", by = "by", at = "at_us" }
    Received = "vault.received/1" {
        supplier = "supplier", invoice = "invoice", on = "on", label = "label", count = "count", by = "by", at = "at_us",
    }
    VialOpened = "vault.vial-opened/1" {
        vial = "vial", discard_by = "discard_by_us", by = "by", at = "at_us",
    }
    Drawn = "vault.drawn/1" {
        vial = "vial", measure = "measure", syringe = "syringe", patient = "patient", by = "by", witness = "witness", at = "at_us",
    }
    Administered = "vault.administered/1" {
        syringe = "syringe", amount = "amount_ug", patient = "patient", by = "by", at = "at_us",
    }
    SyringeWasted = "vault.syringe-wasted/1" {
        syringe = "syringe", amount = "amount_ug", reason = "reason", by = "by", witness = "witness", at = "at_us",
    }
    SyringeReturned = "vault.syringe-returned/1" {
        syringe = "syringe", amount = "amount_ug", by = "by", witness = "witness", at = "at_us",
    }
    VialWasted = "vault.vial-wasted/1" {
        vial = "vial", measure = "measure", reason = "reason", note = "note", by = "by", witness = "witness", at = "at_us",
    }
    Returned = "vault.returned/1" { vials = "vials", to = "to", paper = "paper", by = "by", at = "at_us" }
    TransferredOut = "vault.transferred-out/1" {
        to = "to", vials = "vials", by = "by", witness = "witness", at = "at_us",
    }
    TransferredIn = "vault.transferred-in/1" {
        from = "from", packages = "packages", by = "by", witness = "witness", at = "at_us",
    }
    Destroyed = "vault.destroyed/1" {
        vials = "vials", method = "method", place = "place", by = "by", witness = "witness", at = "at_us",
    }
    Counted = "vault.counted/1" {
        lines = "lines", note = "note", by = "by", witness = "witness", at = "at_us",
    }
    DiscrepancyFound = "vault.discrepancy-found/1" {
        number = "number", lot = "lot", expected = "expected_ug", counted = "counted_ug", due = "due_us", at = "at_us",
    }
    SyringeShort = "vault.syringe-short/1" {
        number = "number", syringe = "syringe", left = "left_ug", reason = "reason", by = "by", due = "due_us", at = "at_us",
    }
    DiscrepancyExplained = "vault.discrepancy-explained/1" {
        number = "number", entry = "entry", words = "words", by = "by", at = "at_us",
    }
    FoundOver = "vault.found-over/1" {
        number = "number", parts = "parts", words = "words", by = "by", at = "at_us",
    }
    Lost = "vault.lost/1" {
        number = "number", discrepancy = "discrepancy", parts = "parts", kind = "kind", significant = "significant", words = "words", discovered = "discovered", notice_by = "notice_by", form_by = "form_by", by = "by", at = "at_us",
    }
    LossReported = "vault.loss-reported/1" {
        number = "number", step = "step", on = "on", reference = "reference", by = "by", at = "at_us",
    }
    Corrected = "vault.corrected/1" {
        entry = "entry", quantity = "quantity", reason = "reason", by = "by", witness = "witness", at = "at_us",
    }
} }
