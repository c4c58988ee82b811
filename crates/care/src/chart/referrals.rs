//! What a decision about a referral wants: who it is about, and the first hours after every dose of theirs.

use super::{Chart, Want};
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::{PatientId, WindowId};
use crate::integration::Window;
use crate::refusal::Refusal;

impl Chart {
    /// The first hours after every dose of this patient, each with its number. Unless that was asked, they are not known.
    pub(crate) fn numbered_windows(&self, patient: PatientId) -> Result<Vec<(WindowId, &Window)>, Refusal> {
        let windows = self.windows.get(&patient).ok_or(Refusal::PatientUnknown)?;
        windows.iter().map(|id| Ok((*id, self.window(*id)?))).collect()
    }

    pub(super) fn for_referrals(&self, act: &Act, wants: &mut Vec<Want>) {
        let id = match act {
            Act::WriteReferral(_, write) => {
                wants.push(Want::Stream(Stream::Patient(write.patient)));
                wants.extend(write.course.map(|course| Want::Stream(Stream::Course(course))));
                return;
            }
            Act::AcceptReferral(id, _) => *id,
            Act::DeclineReferral(id, _) => *id,
            Act::NoteReferralMet(id, _) => *id,
            Act::NoteReferralNotMet(id, _) => *id,
            Act::TakeBackReferral(id, _) => *id,
            Act::CloseReferral(id, _) => *id,
            // A mail to somebody outside that never went is a fact of the referral too.
            Act::SettleMessage(id, _) => {
                let message = self.message(*id).ok();
                // So is an entry that went to a calendar a fact of what it is of.
                let about = message.map(|message| message.owed.about);
                wants.extend(about.and_then(|about| about.window).map(|id| Want::Stream(Stream::Window(id))));
                wants.extend(about.and_then(|about| about.visit).map(|id| Want::Stream(Stream::Session(id))));
                let outside = message.and_then(|message| message.outside);
                wants.extend(outside.map(|referral| Want::Stream(Stream::Referral(referral))));
                return;
            }
            _ => return,
        };
        wants.extend(self.referral(id).ok().map(|known| Want::Windows(known.written.patient)));
    }
}
