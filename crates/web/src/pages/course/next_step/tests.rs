//! A course built from facts, asked for its next step.

use super::*;
use care::course::{Consent, CourseFact, Order};
use care::ids::{CourseId, PatientId, PersonId};
use care::integration::{TalkKind, WindowFact};
use care::protocol::draft::Signature;
use care::protocol::{ProtocolFact, Route, Setting};
use care::session::SessionFact;
use care::text::Line;
use care::units::{Grams, Hours, Micrograms, Minutes};
use exchange::protocol_file::{self, SHIPPED};

const NOW: Instant = Instant(1_800_000_000_000_000);
const VERSION: ProtocolId = ProtocolId(7);

fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

/// A course under the first shipped infusion protocol, its visits and its windows, from facts.
struct World {
    course: Option<Course>,
    protocol: Option<Protocol>,
    visits: Vec<(SessionId, Session)>,
    windows: Vec<(WindowId, Window)>,
}

impl World {
    fn opened() -> Self {
        let read = SHIPPED.iter().filter_map(|file| protocol_file::read(file.file, file.text).ok());
        let content = read.into_iter().find(|content| content.routes == [Route::Intravenous]);
        let content = content.expect("an infusion is shipped");
        let opened = CourseFact::Opened {
            patient: PatientId(1),
            model: content.model,
            protocol: VERSION,
            slug: content.slug.clone(),
            planned_doses: 1,
        };
        let drafted = ProtocolFact::Drafted { content: Box::new(content), revises: None };
        let signature = Signature {
            by: PersonId(1),
            name: line("Priya Raman"),
            at: NOW,
            review_by: NOW.plus_hours(Hours(9_000)),
            accepted: vec![],
        };
        let protocol = Protocol::after(None, &drafted);
        let protocol = Protocol::after(protocol, &ProtocolFact::Signed { signature });
        let course = Course::after(None, &opened);
        Self { course, protocol, visits: vec![], windows: vec![] }
    }
    fn and(mut self, fact: CourseFact) -> Self {
        self.course = Course::after(self.course, &fact);
        self
    }
    fn visit(mut self, number: u128, kind: SessionKind, facts: &[SessionFact]) -> Self {
        let scheduled = SessionFact::Scheduled {
            course: CourseId(1),
            patient: PatientId(1),
            kind,
            starts: NOW,
            setting: Setting::ClinicRoom,
            room: line("Chair 2"),
            people: vec![],
        };
        let first = Session::after(None, &scheduled);
        let session = facts.iter().fold(first, Session::after).expect("a session");
        self.visits.push((SessionId(number), session));
        self
    }
    fn window(mut self, facts: &[WindowFact]) -> Self {
        let (opened, goal) = (NOW, NOW.plus_hours(Hours(48)));
        let first = WindowFact::Opened { course: CourseId(1), patient: PatientId(1), opened, goal };
        let window = facts.iter().fold(Window::after(None, &first), Window::after).expect("a window");
        self.windows.push((WindowId(5), window));
        self
    }
    fn cleared(self) -> Self {
        let by = PersonId(1);
        self.and(CourseFact::ScreeningAnswered { answers: vec![], at: NOW })
            .and(CourseFact::ScreeningCleared { by, at: NOW, notes: vec![] })
    }
    fn consented(self) -> Self {
        let model = care::protocol::CareModel::Infusion;
        let (route, typed_name) = (Route::Intravenous, line("Rowan Ellis"));
        let consent = Consent { model, route, protocol: VERSION, typed_name, signed: NOW, withdrawn: None };
        self.and(CourseFact::ConsentSigned { consent })
    }
    fn ordered(self) -> Self {
        let order = Order {
            number: 1,
            by: PersonId(1),
            at: NOW,
            route: Route::Intravenous,
            dose: Micrograms(35_000),
            over: Some(Minutes(40)),
            depth: care::protocol::Depth::Psychedelic,
            weight: Grams(70_000),
            stopped: false,
        };
        self.and(CourseFact::OrderWritten { order })
    }
    fn prepared(mut self) -> Self {
        let needs = self.protocol.as_ref().expect("a protocol").content.small(Key::PreparationSessions);
        for _ in 0..needs.unwrap_or(0) {
            let (session, kind) = (SessionId(2), SessionKind::Preparation);
            self = self.and(CourseFact::SessionHeld { session, kind, at: NOW });
        }
        self
    }
    fn dosed(self) -> Self {
        self.and(CourseFact::DoseEnded { session: SessionId(5), at: NOW })
    }
    fn next(&self, at: Instant) -> Next {
        let states = States {
            course: self.course.as_ref().expect("a course"),
            protocol: (VERSION, self.protocol.as_ref().expect("a protocol")),
            visits: self.visits.iter().map(|(id, visit)| (*id, visit)).collect(),
            windows: self.windows.iter().map(|(id, window)| (*id, window)).collect(),
        };
        next_step(&states, at)
    }
}

#[test]
fn a_course_asks_for_one_thing_after_another() {
    let course = World::opened;
    assert_eq!(course().next(NOW), Next::AnswerScreening { stale: false });
    let answered = || course().and(CourseFact::ScreeningAnswered { answers: vec![], at: NOW });
    assert_eq!(answered().next(NOW), Next::ClearScreening { ruled_out: false });
    let cleared = || course().cleared();
    assert_eq!(cleared().next(NOW), Next::SignConsent);
    assert_eq!(cleared().next(NOW.plus_hours(Hours(8_900))), Next::AnswerScreening { stale: true });
    let ready = || cleared().consented().prepared();
    assert_eq!(ready().next(NOW), Next::WriteOrder);
    assert_eq!(ready().ordered().next(NOW), Next::ScheduleDose);
    let scheduled = || ready().ordered().visit(5, SessionKind::Dosing, &[]);
    assert_eq!(scheduled().next(NOW), Next::Visit(SessionId(5)));
    let withdrawn = scheduled().and(CourseFact::ConsentWithdrawn { at: NOW });
    assert_eq!(withdrawn.next(NOW), Next::SignConsent);
}

#[test]
fn who_is_in_the_room_comes_first_and_the_first_hours_second() {
    let here = SessionFact::CheckedIn { protocol: VERSION, at: NOW };
    let stopped = World::opened().and(CourseFact::Closed { at: NOW, reason: line("moved away") });
    let in_room = stopped.visit(5, SessionKind::Dosing, &[here]);
    assert_eq!(in_room.next(NOW), Next::InTheRoom(SessionId(5)), "even when the course was closed meanwhile");
    let dosed = || World::opened().cleared().consented().ordered().dosed();
    assert_eq!(dosed().window(&[]).next(NOW), Next::PlanFirstTalk(WindowId(5)));
    let (with, at) = (PersonId(3), NOW.plus_hours(Hours(20)));
    let booked = WindowFact::Booked { kind: TalkKind::Support, with, at };
    let kind = TalkKind::Support;
    let booked = || dosed().window(std::slice::from_ref(&booked));
    assert_eq!(booked().next(NOW), Next::FirstTalkAhead(WindowId(5)));
    assert_eq!(
        dosed().window(&[]).next(NOW.plus_hours(Hours(49))),
        Next::Review,
        "nobody is told they failed"
    );
    let held = dosed().window(&[WindowFact::TalkHeld { kind, with, at }]);
    assert_eq!(held.next(NOW), Next::Review);
    let (by, note) = (PersonId(1), line("doing well"));
    let reviewed = booked().and(CourseFact::Reviewed { by, at: NOW, note });
    assert_eq!(reviewed.next(NOW.plus_hours(Hours(49))), Next::Close);
    let closed = reviewed.and(CourseFact::Closed { at: NOW, reason: line("finished") });
    assert_eq!(closed.next(NOW.plus_hours(Hours(49))), Next::Closed);
}

#[test]
fn an_unsigned_protocol_stops_before_consent() {
    let mut draft = World::opened().cleared();
    let drafted = draft.protocol.take().map(|held| held.content).map(Box::new).expect("a protocol");
    let fact = ProtocolFact::Drafted { content: drafted, revises: None };
    draft.protocol = Protocol::after(None, &fact);
    assert_eq!(draft.next(NOW), Next::Protocol(Refusal::ProtocolNotSigned));
}
