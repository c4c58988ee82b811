//! What a decision about messages wants: the nights of whoever would be written to, and whether one is being sent.

use super::{Chart, Want};
use crate::act::Act;
use crate::chart::State;
use crate::ids::{MessageId, PatientId};
use crate::messages::quiet::Nights;
use crate::refusal::Refusal;

/// No night is known: for people who are not written to.
static NONE: Nights = Nights(vec![]);

impl Chart {
    /// Keeps when somebody's nights are.
    pub fn put_nights(&mut self, patient: PatientId, nights: Nights) {
        self.nights.insert(patient, nights);
    }

    /// Somebody's nights; none unless asked for, and they are asked for whoever can be written to.
    pub(crate) fn nights(&self, patient: PatientId) -> &Nights {
        self.nights.get(&patient).unwrap_or(&NONE)
    }

    /// Keeps whether a message is being handed over.
    pub fn put_on_its_way(&mut self, message: MessageId, is_on_its_way: bool) {
        self.on_their_way.insert(message, is_on_its_way);
    }

    /// Is it being handed over? Unless that was asked, the message is not known here.
    pub(crate) fn is_on_its_way(&self, message: MessageId) -> Result<bool, Refusal> {
        self.on_their_way.get(&message).copied().ok_or(Refusal::MessageUnknown)
    }

    pub(super) fn for_messages(&self, act: &Act, wants: &mut Vec<Want>) {
        if let Act::UndoMessage(id, _) = act {
            wants.push(Want::OnItsWay(*id));
        }
        if !may_tell(act) {
            return;
        }
        for (stream, state) in &self.streams {
            if let (crate::fact::Stream::Patient(id), Some(State::Patient(patient))) = (stream, state)
                && patient.reach.as_ref().is_some_and(|reach| reach.to().is_some())
            {
                wants.push(Want::Nights(*id));
            }
        }
    }
}

/// Can somebody outside have to hear of it?
const fn may_tell(act: &Act) -> bool {
    matches!(
        act,
        Act::ScheduleSession(..)
            | Act::MoveSession(..)
            | Act::CancelSession(..)
            | Act::NoteNotCome(..)
            | Act::EndDose(..)
            | Act::OfferTimes(..)
            | Act::BookTalk(..)
            | Act::CancelTalk(..)
            | Act::DeclineTalk(..)
            | Act::EndAffiliation(..)
            | Act::EndCredential(..)
            | Act::SendMessage(..)
            | Act::AskFollowUp(..)
            | Act::OfferEarlier(..)
            | Act::AnswerEarlier(..)
            | Act::WriteReferral(..)
            | Act::AcceptReferral(..)
            | Act::DeclineReferral(..)
            | Act::NoteReferralMet(..)
    )
}
