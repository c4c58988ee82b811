//! The calendar, its rooms and hours.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages::schedule::{busy, day, devices, earlier, feed, feeds, hours, rooms, sites};

/// Days, rooms, hours.
pub(super) const SCHEDULE: &[Route] = &[
    get("/schedule", Needs::May(ActKind::SeeSchedule), day::get),
    get("/schedule/earlier", Needs::May(ActKind::SeeSchedule), earlier::get),
    post("/schedule/earlier", Needs::May(ActKind::OfferEarlier), earlier::post),
    post("/schedule/earlier/answer", Needs::May(ActKind::AnswerEarlier), earlier::post_answer),
    get("/schedule/rooms", Needs::May(ActKind::SeeSchedule), rooms::get),
    post("/schedule/rooms", Needs::May(ActKind::OpenRoom), rooms::post),
    post("/schedule/rooms/close", Needs::May(ActKind::CloseRoom), rooms::post_close),
    post("/schedule/rooms/block", Needs::May(ActKind::BlockRoom), rooms::post_block),
    post("/schedule/rooms/free", Needs::May(ActKind::FreeRoom), rooms::post_free),
    get("/schedule/sites", Needs::May(ActKind::SeeSchedule), sites::get),
    post("/schedule/sites", Needs::May(ActKind::OpenSite), sites::post),
    post("/schedule/sites/close", Needs::May(ActKind::CloseSite), sites::post_close),
    get("/schedule/devices", Needs::May(ActKind::SeeSchedule), devices::get),
    post("/schedule/devices", Needs::May(ActKind::EnrolDevice), devices::post),
    post("/schedule/devices/retire", Needs::May(ActKind::RetireDevice), devices::post_retire),
    post("/schedule/limits/watch", Needs::May(ActKind::SetWatchLimit), rooms::post_watch),
    post("/schedule/limits/video", Needs::May(ActKind::SetVideoBase), rooms::post_video),
    post("/schedule/limits/talk", Needs::May(ActKind::SetTalkLength), rooms::post_talk),
    get("/schedule/hours", Needs::May(ActKind::SeeSchedule), hours::get),
    post("/schedule/hours", Needs::May(ActKind::KeepHours), hours::post),
    post("/schedule/leave", Needs::May(ActKind::TakeLeave), hours::post_leave),
    post("/schedule/leave/end", Needs::May(ActKind::EndLeave), hours::post_end),
    get("/schedule/feeds", Needs::May(ActKind::OpenOwnFeed), feeds::get),
    post("/schedule/feeds", Needs::May(ActKind::OpenOwnFeed), feeds::post_own),
    post("/schedule/feeds/close", Needs::May(ActKind::CloseOwnFeed), feeds::post_close_own),
    post("/schedule/feeds/room", Needs::May(ActKind::OpenRoomFeed), feeds::post_room),
    get("/schedule/busy", Needs::May(ActKind::LinkBusy), busy::get),
    post("/schedule/busy", Needs::May(ActKind::LinkBusy), busy::post),
    post("/schedule/busy/unlink", Needs::May(ActKind::UnlinkBusy), busy::unlink),
    post("/schedule/feeds/room/close", Needs::May(ActKind::CloseRoomFeed), feeds::post_close_room),
    get("/calendar/{token}", Needs::Nothing, feed::get),
];
