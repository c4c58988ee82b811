//! The stored form of the structures inside facts. Keys carry their units.

use std::collections::BTreeMap;

use care::articles::Article;
use care::course::screening::Answer;
use care::course::{Consent, Order};
use care::diary::Piece;
use care::directory::Colleague;
use care::earlier::{EarlierOffer, EarlierWish};
use care::follow_up::{Ask, Reply, Series};
use care::house::House;
use care::house::custody_rules::{CustodyRules, SignedCustodyRules};
use care::house::place_rules::{PlaceRules, SignedPlaceRules};
use care::incident::Told as ToldIncident;
use care::integration::{SupportNote, Talk};
use care::keeping::{Proposed, StepWords};
use care::measures::{Asking, Entry, Origin, Scored};
use care::messages::{About, Owed, Reach};
use care::money::{Paid, Price, Sold};
use care::patient::{Details, Shareable};
use care::practice::{Credential, EndedCredential};
use care::protocol::draft::Signature;
use care::protocol::two_people::{Approval, Proposal};
use care::protocol::{Asks, Content, Question, Value as Amount};
use care::referral::{Consent as SaidYes, Content as Sent, Receiver, Written};
use care::roster::{ClinicHours, Opening};
use care::safety::{Owing, Source};
use care::session::{Criteria, DrawnFrom, Plan, Precheck, Ride, Vitals};
use care::vault::{CountLine, Incoming, Label, Package, Part, Supplier, SyringeId, Witness};
use serde_json::Value;

use super::{Unreadable, Wire, field, object, put_object};

macro_rules! structures {
    ($($Name:ident { $($field:ident = $key:literal),+ $(,)? })+) => { $(
        impl Wire for $Name {
            fn put(&self, out: &mut String) {
                put_object(out, &mut [$(($key, &self.$field)),+]);
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                let map = object(value)?;
                Ok(Self { $($field: field(map, $key)?),+ })
            }
        }
    )+ };
}

structures! {
    House { name = "name", zone = "zone", jurisdiction = "jurisdiction", phone = "phone", hours = "hours", offers = "offers" }
    Credential { licence = "licence", number = "number", jurisdiction = "jurisdiction", term = "term_us", verified = "verified_us", practice = "practice" }
    EndedCredential {
        licence = "licence", number = "number", jurisdiction = "jurisdiction", why = "why", note = "note", at = "at_us",
    }
    PlaceRules {
        jurisdiction = "jurisdiction", may = "may", says = "says", kept_years = "kept_years", source = "source",
        status = "status",
    }
    CustodyRules {
        jurisdiction = "jurisdiction", count_every_days = "count_every_days", retention_years = "retention_years",
        exact_count = "exact_count", loss_notice_business_days = "loss_notice_business_days",
        loss_form_days = "loss_form_days", source = "source", status = "status",
    }
    SignedCustodyRules {
        rules = "rules", by = "by", typed_name = "typed_name", at = "at_us", review_by = "review_by_us",
    }
    SignedPlaceRules {
        rules = "rules", by = "by", typed_name = "typed_name", at = "at_us", review_by = "review_by_us",
    }
    Details { name = "name", born = "born", contact = "contact", zone = "zone" }
    Consent {
        model = "model", route = "route", protocol = "protocol", typed_name = "typed_name", signed = "signed_us",
        withdrawn = "withdrawn_us",
    }
    Order {
        number = "number", by = "by", at = "at_us", route = "route", dose = "dose_ug", over = "over_min",
        depth = "depth", weight = "weight_g", stopped = "stopped",
    }
    Signature { by = "by", name = "name", at = "at_us", review_by = "review_by_us", accepted = "accepted" }
    Proposal {
        number = "number", by = "by", name = "name", at = "at_us", review_by = "review_by_us", accepted = "accepted",
        from = "from_us", why = "why",
    }
    Approval { by = "by", name = "name", at = "at_us" }
    Amount { amount = "amount", unit = "unit", source = "source", status = "status" }
    Content {
        slug = "slug", title = "title", model = "model", depth = "depth", therapist = "therapist", ending = "ending",
        routes = "routes", settings = "settings", values = "values", questions = "questions",
    }
    Asks { weight = "weight", clears = "clears", source = "source", status = "status" }
    Article {
        slug = "slug", language = "language", title = "title", text = "text", author = "author", written = "written",
        review_by = "review_by",
    }
    Answer { question = "question", weight = "weight", yes = "yes" }
    Precheck {
        identity_confirmed = "identity_confirmed", weight = "weight_g", solids = "solids_h", fluids = "fluids_h",
        escort = "escort", chaperone = "chaperone", changed_since_screening = "changed_since_screening",
    }
    Ride { with = "with", tonight = "tonight" }
    Criteria {
        activity = "activity", respiration = "respiration", circulation = "circulation",
        consciousness = "consciousness", saturation = "saturation", oriented = "oriented", walks = "walks",
        settled_stomach = "settled_stomach", settled_mind = "settled_mind",
    }
    Vitals { pressure = "pressure_mmhg", pulse = "pulse_per_min", spo2 = "spo2_percent", breaths = "breaths_per_min", awake = "awake" }
    Talk { kind = "kind", with = "with", at = "at_us" }
    Piece { document = "document", kind = "kind", media = "media", size_bytes = "size_bytes", at = "at_us" }
    SupportNote { by = "by", at = "at_us", themes = "themes", images = "images", steps = "steps" }
    EarlierWish { weekdays = "weekdays", parts = "parts", notice = "notice_h", by = "by", at = "at_us" }
    EarlierOffer {
        number = "number", starts = "starts_us", room = "room", people = "people", plan = "plan", until = "until_us",
        by = "by", at = "at_us",
    }
    Proposed {
        number = "number", by = "by", kind = "kind", window = "window", insight = "insight", words = "words", at = "at_us",
    }
    StepWords { what = "what", when = "when", place = "place" }
    Reach { channel = "channel", mail = "mail", number = "number", tongue = "language" }
    About { window = "window", visit = "visit", at = "at_us" }
    Owed {
        patient = "patient", occasion = "occasion", about = "about", channel = "channel", asked = "asked",
        earliest = "earliest_us", latest = "latest_us",
    }
    Asking {
        number = "number", measure = "measure", version = "version", by = "by", due = "due_us", at = "at_us",
        answers = "answers", signalled = "signalled", done = "done",
    }
    Scored { total = "total", subscales = "subscales", band = "band", flags = "flags" }
    Entry {
        number = "number", asked = "asked", measure = "measure", version = "version", answers = "answers",
        scored = "scored", taken = "taken_us", origin = "origin",
    }
    Owing { to = "to", role = "role", rung = "rung", within = "within_min", due = "due_us" }
    Opening { from_min = "from_min", until_min = "until_min" }
    ClinicHours { week = "week", closed = "closed" }
    Receiver {
        name = "name", practice = "practice", kind = "kind", mail = "mail", phone = "phone", tongue = "language",
    }
    Sent {
        first_name = "first_name", why = "why", contact = "contact", service = "service", intention = "intention",
        summary = "summary",
    }
    Colleague {
        name = "name", practice = "practice", licence = "licence", number = "number", jurisdiction = "jurisdiction",
        until = "until", knows = "knows", says = "says", modes = "modes", languages = "languages", mail = "mail",
        phone = "phone", tongue = "language",
    }
    Package { form = "form", strength = "strength_ug", holds = "holds" }
    Label { drug = "drug", ndc = "ndc", lot = "lot", expiry = "expiry", package = "package" }
    Supplier { name = "name", address = "address", registration = "registration" }
    Part { vial = "vial", measure = "measure" }
    Incoming { label = "label", count = "count" }
    SyringeId { session = "session", number = "number" }
    Witness { person = "person", checked = "checked" }
    DrawnFrom { vault = "vault", vial = "vial", measure = "measure", syringe = "syringe" }
    CountLine { lot = "lot", sealed = "sealed", open = "open" }
    Price { kind = "kind", name = "name", spanish = "spanish", amount = "amount_hundredths" }
    Paid { cash = "cash_hundredths", card = "card_hundredths", transfer = "transfer_hundredths" }
    Sold {
        item = "item", kind = "kind", name = "name", spanish = "spanish", agreed = "agreed", on = "on", count = "count",
        each = "each_hundredths", with = "with",
    }
    ToldIncident {
        kind = "kind", severity = "severity", visit = "visit", words = "words", happened = "happened_us", by = "by", role = "role", due = "due_us",
        at = "at_us",
    }
    Written {
        patient = "patient", receiver = "receiver", purpose = "purpose", by_when = "by_when_us", content = "content",
        by = "by", at = "at_us",
    }
    Series {
        steps = "steps_h", within = "within_h", call_within = "call_within_h", read_within = "read_within_h",
        owed_by = "owed_by",
    }
    Ask {
        number = "number", dose = "dose", after = "after_h", at = "at_us", until = "until_us",
        call_within = "call_within_h", read_within = "read_within_h", owed_by = "owed_by",
    }
    Reply { mood = "mood", words = "words", call = "call", task = "task", at = "at_us" }
    SaidYes { parts = "parts", typed_name = "typed_name", at = "at_us" }
}

impl Wire for BTreeMap<care::protocol::Key, Amount> {
    fn put(&self, out: &mut String) {
        let named: Vec<(String, &Amount)> = self.iter().map(|(key, value)| (key.name(), value)).collect();
        let mut fields: Vec<_> =
            named.iter().map(|(name, value)| (name.as_str(), *value as &dyn Wire)).collect();
        put_object(out, &mut fields);
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let read = |(name, value): (&String, &Value)| {
            let key = care::protocol::Key::read(name).ok_or_else(|| Unreadable::at(name.as_str()))?;
            Ok((key, Amount::take(value)?))
        };
        object(value)?.iter().map(read).collect()
    }
}

impl Wire for BTreeMap<Question, Asks> {
    fn put(&self, out: &mut String) {
        let mut fields: Vec<_> =
            self.iter().map(|(question, asks)| (question.code(), asks as &dyn Wire)).collect();
        put_object(out, &mut fields);
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let read = |(code, value): (&String, &Value)| {
            let question = Question::read(code).ok_or_else(|| Unreadable::at(code.as_str()))?;
            Ok((question, Asks::take(value)?))
        };
        object(value)?.iter().map(read).collect()
    }
}

impl Wire for Plan {
    fn put(&self, out: &mut String) {
        let word = |name: &str| name.to_owned();
        match self {
            Self::Talk { kind, with, at } => {
                put_object(
                    out,
                    &mut [("plan", &word("talk")), ("kind", kind), ("with", with), ("at_us", at)],
                );
            }
            Self::Referral { to } => put_object(out, &mut [("plan", &word("referral")), ("to", to)]),
            Self::NoThanks => put_object(out, &mut [("plan", &word("no-thanks"))]),
        }
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let map = object(value)?;
        match map.get("plan").and_then(Value::as_str) {
            Some("talk") => Ok(Self::Talk {
                kind: field(map, "kind")?,
                with: field(map, "with")?,
                at: field(map, "at_us")?,
            }),
            Some("referral") => Ok(Self::Referral { to: field(map, "to")? }),
            Some("no-thanks") => Ok(Self::NoThanks),
            _ => Err(Unreadable::at("plan")),
        }
    }
}

impl Wire for Source {
    fn put(&self, out: &mut String) {
        let code = self.code().to_owned();
        match self {
            Self::Questionnaire { measure, answers } => {
                put_object(out, &mut [("source", &code), ("measure", measure), ("answers", answers)]);
            }
            Self::SaidUnsafe => put_object(out, &mut [("source", &code)]),
            Self::StopAnswer { question } => {
                put_object(out, &mut [("source", &code), ("question", question)]);
            }
        }
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let map = object(value)?;
        match map.get("source").and_then(Value::as_str) {
            Some("questionnaire") => {
                Ok(Self::Questionnaire { measure: field(map, "measure")?, answers: field(map, "answers")? })
            }
            Some("said-unsafe") => Ok(Self::SaidUnsafe),
            Some("stop-answer") => Ok(Self::StopAnswer { question: field(map, "question")? }),
            _ => Err(Unreadable::at("source")),
        }
    }
}

impl Wire for Shareable {
    fn put(&self, out: &mut String) {
        match self {
            Self::Intention(course) => put_object(out, &mut [("intention", course)]),
        }
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        Ok(Self::Intention(field(object(value)?, "intention")?))
    }
}

impl Wire for Origin {
    fn put(&self, out: &mut String) {
        let word = |name: &str| name.to_owned();
        match self {
            Self::Patient => put_object(out, &mut [("from", &word("patient"))]),
            Self::Paper(by) => put_object(out, &mut [("from", &word("paper")), ("by", by)]),
            Self::Elsewhere(by) => put_object(out, &mut [("from", &word("elsewhere")), ("by", by)]),
        }
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let map = object(value)?;
        match map.get("from").and_then(Value::as_str) {
            Some("patient") => Ok(Self::Patient),
            Some("paper") => Ok(Self::Paper(field(map, "by")?)),
            Some("elsewhere") => Ok(Self::Elsewhere(field(map, "by")?)),
            _ => Err(Unreadable::at("from")),
        }
    }
}
