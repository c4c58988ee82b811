//! Talks by video: where rooms are is said by the medical director, and a talk is by video until it is booked anew.

use care::act::Act;
use care::ids::{ScheduleId, SessionId, WindowId};
use care::integration::TalkKind;
use care::integration::book_talk::{BookTalk, CancelTalk};
use care::integration::choose_talk_way::ChooseTalkWay;
use care::practice::Acting;
use care::schedule::SetVideoBase;
use care::units::Hours;

use crate::clinic::given::*;
use crate::clinic::{NOAH, RAE, Tale, id_of, line, who};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[a_talk_is_by_video_only_where_rooms_are_and_until_it_is_booked_anew];

const WINDOW: WindowId = WindowId::of(SessionId(1));

#[test]
fn a_talk_is_by_video_only_where_rooms_are_and_until_it_is_booked_anew() {
    let mut tale = Tale::of(&RECOVERED.replace("plan support specialist in 26 h", "plan no thanks"));
    let choose = |by_video| Act::ChooseTalkWay(WINDOW, ChooseTalkWay { by_video });
    let schedule = ScheduleId::of(tale.world.house);
    let base = |base: Option<&str>| Act::SetVideoBase(schedule, SetVideoBase { base: base.map(line) });
    let by_video = |tale: &Tale| tale.world.window(WINDOW).map(|window| window.by_video);
    let book = |tale: &Tale, hours| {
        let at = tale.now.plus_hours(Hours(hours));
        Act::BookTalk(WINDOW, BookTalk { kind: TalkKind::Support, with: id_of("specialist"), at })
    };
    tale.refuses(&who("desk"), choose(true), "no-talk-booked");
    let act = book(&tale, 4);
    tale.does(&who("desk"), act);
    tale.refuses(&who("desk"), choose(true), "no-video-here");
    tale.refuses(&who("desk"), base(Some("https://meet.example.org")), "out-of-scope");
    tale.refuses(&who("director"), base(Some("http://meet.example.org")), "video-address-unusable");
    tale.refuses(&who("director"), base(None), "nothing-changed");
    tale.does(&who("director"), base(Some("https://meet.example.org")));
    tale.refuses(&who("director"), base(Some("https://meet.example.org")), "nothing-changed");
    tale.refuses(&who("desk"), choose(false), "nothing-changed");
    tale.does(&who("desk"), choose(true));
    assert_eq!(by_video(&tale), Some(true));
    tale.refuses(&Acting::patient(RAE), choose(true), "nothing-changed");
    tale.refuses(&Acting::patient(NOAH), choose(false), "not-your-record");
    tale.does(&Acting::patient(RAE), choose(false));
    tale.does(&Acting::patient(RAE), choose(true));
    // Another time is another talk.
    let act = book(&tale, 6);
    tale.does(&who("desk"), act);
    assert_eq!(by_video(&tale), Some(false));
    tale.does(&who("specialist"), choose(true));
    tale.does(&who("desk"), Act::CancelTalk(WINDOW, CancelTalk { reason: line("ill") }));
    tale.refuses(&who("desk"), choose(false), "no-talk-booked");
    let act = book(&tale, 8);
    tale.does(&who("desk"), act);
    assert_eq!(by_video(&tale), Some(false), "what was chosen before is not chosen for this one");
    tale.does(&who("director"), base(None));
    tale.refuses(&who("desk"), choose(true), "no-video-here");
}
