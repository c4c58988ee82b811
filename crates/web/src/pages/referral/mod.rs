//! Referrals: what is written, what is shown of it to whom, and the link that opens exactly one.

pub mod link;
pub mod list;
pub mod outside;
pub mod see;
pub mod write_referral;

use care::referral::{Content, Part, Purpose, ReceiverKind, ReferralState, Written};

use crate::app::App;
use crate::pages::patients::person_name;
use crate::parts::{Mark, Pair};
use crate::reader::Reader;
use crate::words;

/// One part of what is sent, in the words its reader reads.
pub struct Told {
    /// Which.
    pub part: Part,
    /// Its name.
    pub label: &'static str,
    /// Its words.
    pub words: String,
}

/// A referral as whoever holds the link reads it. The page of the patient and the preview of staff are drawn from the same.
pub struct Shown {
    /// Whom to see.
    pub name: String,
    /// By when, by whoever looks' clock.
    pub by_when: String,
    /// What is asked.
    pub purpose: &'static str,
    /// Every part there is beyond the name.
    pub told: Vec<Told>,
    /// Who sends it.
    pub from: String,
}

/// Who reads: somebody outside or staff, about a patient; or the patient, about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Theirs.
    Theirs,
    /// One's own.
    Mine,
}

impl Shown {
    /// This content of a referral, in the words of whoever looks.
    pub fn new(app: &App, reader: &Reader, written: &Written, content: &Content, whose: Whose) -> Self {
        let name = content.first_name.as_ref().map_or_else(String::new, ToString::to_string);
        Self {
            name,
            by_when: reader.day_clock(written.by_when),
            purpose: reader.lang.word_of("referral-purpose", written.purpose.code()),
            told: Part::ALL.iter().filter_map(|part| told(reader, content, *part, whose)).collect(),
            from: format!("{}, {}", person_name(app, written.by), app.house.name),
        }
    }

    /// The parts as labels and words.
    pub fn pairs(&self) -> Vec<Pair> {
        self.told.iter().map(|told| Pair::new(told.label, &told.words)).collect()
    }
}

/// The words of one part; none where it is not sent.
fn told(reader: &Reader, content: &Content, part: Part, whose: Whose) -> Option<Told> {
    let line = |line: &Option<care::text::Line>| line.as_ref().map(ToString::to_string);
    let words = match part {
        Part::FirstName => None,
        Part::Why => line(&content.why),
        Part::Contact => line(&content.contact),
        Part::Service => content.service.map(|(model, last)| {
            let service = words::model(reader.lang, model);
            match last {
                Some(at) => {
                    let values = [("service", service), ("day", &reader.day(at))];
                    reader.lang.say_with("referral-service-day", &values)
                }
                None => service.to_owned(),
            }
        }),
        Part::Intention => line(&content.intention),
        Part::Summary => content.summary.clone(),
    };
    let label = match whose {
        Whose::Theirs => reader.lang.word_of("referral-part", part.code()),
        Whose::Mine => reader.lang.word_of("referral-yours", part.code()),
    };
    words.map(|words| Told { part, label, words })
}

/// What somebody is to the patient, for staff.
pub const fn kind_words(kind: ReceiverKind) -> &'static str {
    match kind {
        ReceiverKind::OutsideTherapist => "An outside therapist",
        ReceiverKind::OwnTherapist => "The therapist they have already",
        ReceiverKind::Prescriber => "A prescriber",
        ReceiverKind::PsychiatricCare => "Psychiatric care",
    }
}

/// What is asked, for staff.
pub const fn purpose_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::FirstTalk => "The first talk after a dose",
        Purpose::OngoingTherapy => "Ongoing therapy",
        Purpose::MedicineReview => "A review of medicines",
        Purpose::Assessment => "A psychiatric assessment",
        Purpose::KnowOfEachOther => "Only that they know of each other",
    }
}

/// How a state is marked in lists.
pub fn mark(state: ReferralState, late: bool) -> Mark {
    match state {
        ReferralState::Declined | ReferralState::Expired => Mark::Overdue,
        _ if late => Mark::Overdue,
        ReferralState::AwaitingConsent | ReferralState::Consented | ReferralState::Sent => Mark::Todo,
        ReferralState::Accepted => Mark::Todo,
        ReferralState::Met => Mark::Done,
        ReferralState::TakenBack | ReferralState::Closed => Mark::Old,
    }
}
