//! Until when the one-tap link to a booked talk opens. Pure; who makes and checks the link's token is the edge.

use super::{Talk, Window};
use crate::time::Instant;
use crate::units::Minutes;

/// No value of a protocol says how long a talk takes. For the link alone it is an hour. Source: the house.
pub const TALK_TAKES: Minutes = Minutes(60);
/// The link goes on after the end for so long. Source: screens.md 2.4 ("dies 30 min after the end").
pub const AFTER_THE_END: Minutes = Minutes(30);

/// A room of a talk by video is led to so long before it begins. Source: the house.
pub const ROOM_OPENS: Minutes = Minutes(15);

/// From when the room of a talk is led to, until the link ends. Before that a link that was passed on leads nowhere.
pub fn room_is_open(talk: &Talk, now: Instant) -> bool {
    talk.at <= now.plus_minutes(ROOM_OPENS) && now < ends(talk)
}

/// The first instant at which the link no longer opens.
pub fn ends(talk: &Talk) -> Instant {
    talk.at.plus_minutes(Minutes(TALK_TAKES.0 + AFTER_THE_END.0))
}

/// The talk that a link opens now: the one that is booked, until it is over. A talk that was cancelled, or booked again at
/// another time or with somebody else, is another talk.
pub fn open_talk(window: &Window, now: Instant) -> Option<Talk> {
    window.talk.filter(|talk| now < ends(talk))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CourseId, PatientId, PersonId};
    use crate::integration::{TalkKind, WindowFact};

    #[test]
    fn a_room_is_led_to_from_a_quarter_of_an_hour_before_until_the_link_ends() {
        let at = Instant(3_600_000_000);
        let talk = Talk { kind: TalkKind::Support, with: PersonId(1), at };
        let before = Instant(at.0 - 15 * 60_000_000);
        let open = |now| room_is_open(&talk, now);
        assert!(!open(Instant(before.0 - 1)) && open(before) && open(at));
        assert!(open(Instant(ends(&talk).0 - 1)) && !open(ends(&talk)));
    }

    #[test]
    fn a_link_opens_until_half_an_hour_after_the_end_and_not_after_a_cancellation() {
        let (course, patient) = (CourseId(1), PatientId(1));
        let (opened, goal) = (Instant(0), Instant(1));
        let opened = WindowFact::Opened { course, patient, opened, goal };
        let at = Instant(3_600_000_000);
        let booked = WindowFact::Booked { kind: TalkKind::Support, with: PersonId(1), at };
        let state = |facts: &[&WindowFact]| {
            facts.iter().fold(None, |before, fact| Window::after(before, fact)).expect("a window")
        };
        let window = state(&[&opened, &booked]);
        let end = at.plus_minutes(Minutes(90));
        assert!(open_talk(&window, Instant(0)).is_some());
        assert!(open_talk(&window, Instant(end.0 - 1)).is_some());
        assert_eq!(open_talk(&window, end), None);
        let reason = crate::text::Line::new("ill").expect("a line");
        let cancelled = state(&[&opened, &booked, &WindowFact::TalkCancelled { reason }]);
        assert_eq!(open_talk(&cancelled, Instant(0)), None);
    }
}
