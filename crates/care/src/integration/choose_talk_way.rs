//! How a booked talk takes place: by telephone or at the clinic, as any, or by video.

use super::{Window, WindowFact};
use crate::refusal::Refusal;
use crate::schedule::Schedule;

/// "By video", or "not by video".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChooseTalkWay {
    /// By video.
    pub by_video: bool,
}

/// Keeps it for the talk that is booked. A talk booked anew, at whatever time, is not by video until somebody says so again.
pub fn decide(
    window: &Window,
    schedule: Option<&Schedule>,
    act: ChooseTalkWay,
) -> Result<Vec<WindowFact>, Refusal> {
    if window.held.is_some() {
        return Err(Refusal::TalkAlreadyHeld);
    }
    if window.talk.is_none() {
        return Err(Refusal::NoTalkBooked);
    }
    if act.by_video && schedule.and_then(|schedule| schedule.video_base.as_ref()).is_none() {
        return Err(Refusal::NoVideoHere);
    }
    if window.by_video == act.by_video {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![WindowFact::WayChosen { by_video: act.by_video }])
}
