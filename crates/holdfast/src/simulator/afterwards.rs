//! After a dose: the first talk, its notes, what is handed back, and what happens when nothing is booked.

use care::act::Act;
use care::course::SessionKind;
use care::course::close_course::ReviewCourse;
use care::ids::{SessionId, TaskId, WindowId};
use care::integration::TalkKind;
use care::integration::book_talk::{BookTalk, CancelTalk, OfferTimes};
use care::integration::escalate_window::EscalateWindow;
use care::integration::hand_back::HandBack;
use care::integration::hold_talk::{HoldSupport, HoldTherapy};
use care::integration::note_met_outside::NoteMetOutside;
use care::integration::write_note::{WriteSupportNote, WriteTherapyNote};
use care::integration::{SaidBy, Talk, escalate_window};
use care::practice::{Acting, Role};
use care::session::plan_window::Plan;
use care::tasks::{AnswerTask, TakeTask};
use care::time::Instant;

use super::days::{Days, hours, later};
use super::journey::{Door, Journey};
use super::staff::Member;
use super::words::line;

/// Hours of the window, as every shipped protocol has it.
const GOAL_H: i64 = 48;

/// The kind of talk that this member of staff gives.
pub const fn kind_of(member: &Member) -> TalkKind {
    if matches!(member.role, Role::Therapist) { TalkKind::Therapy } else { TalkKind::Support }
}

/// A first talk with somebody of this house.
pub const fn talk(with: &Member, at: Instant) -> Plan {
    Plan::Talk { kind: kind_of(with), with: with.id, at }
}

impl Journey {
    /// When the dose that began then has ended.
    pub const fn end_of(&self, begins: Instant) -> Instant {
        later(begins, self.door.lasts())
    }

    /// They meet, and whoever held the talk writes what that role writes.
    pub fn talks(&mut self, session: SessionId, with: Member, at: Instant) {
        let window = WindowId::of(session);
        let by = with.acting();
        if kind_of(&with) == TalkKind::Therapy {
            self.script.say(later(at, 50), by, Act::HoldTherapy(window, HoldTherapy));
            let words = "Spoke of the house by the water again. Grief nearer than before, bearable. Sleep better. \
                         Wants to call the sister this week; we practised the first sentence.";
            let note = Act::WriteTherapyNote(window, WriteTherapyNote);
            self.script.seal(later(at, 75), by, words, note);
        } else {
            self.script.say(later(at, 45), by, Act::HoldSupport(window, HoldSupport));
            let note = WriteSupportNote {
                themes: Some("A door that was always open. Being allowed to rest.".to_owned()),
                images: Some("Green light, moving water, warm hands".to_owned()),
                steps: Some("Ten minutes outside before the telephone, every morning".to_owned()),
            };
            self.script.say(later(at, 65), by, Act::WriteSupportNote(window, note));
        }
    }

    /// They met their own therapist the day after, and say so in the evening.
    pub fn has_met_outside(&mut self, session: SessionId, begins: Instant) {
        let (met, told) = (hours(self.end_of(begins), 24), hours(self.end_of(begins), 29));
        let note = NoteMetOutside { at: met, said_by: SaidBy::Patient };
        let act = Act::NoteMetOutside(WindowId::of(session), note);
        self.script.say(told, Acting::patient(self.patient), act);
    }

    /// What is out of scope goes back to the clinic.
    pub fn hands_back(&mut self, session: SessionId, with: Member, at: Instant) -> TaskId {
        let words = "They told me that they have stopped one of their medicines since Sunday and feel dizzy. That is \
                     not mine to hold; please call today."
            .to_owned();
        let act = Act::HandBack(WindowId::of(session), HandBack { words });
        TaskId::from_command(self.script.say(at, with.acting(), act), 0)
    }

    /// The booked talk is lost. The desk owes a call at once, and makes it; no other day is found yet.
    pub fn loses_the_talk(&mut self, session: SessionId, at: Instant, reason: &str) {
        let (desk, cancel) = (self.staff.jo.acting(), CancelTalk { reason: line(reason) });
        let command = self.script.say(at, desk, Act::CancelTalk(WindowId::of(session), cancel));
        let task = TaskId::from_command(command, 0);
        self.script.say(later(at, 2), desk, Act::TakeTask(task, TakeTask));
        let done = AnswerTask { done: line("Called; another day is still to be found") };
        self.script.say(later(at, 9), desk, Act::AnswerTask(task, done));
    }

    /// Nothing is booked and time passes: the clock tells somebody at each step. Answers what the desk owes.
    pub fn climbs(&mut self, session: SessionId, ended: Instant, until: Instant) -> Option<TaskId> {
        let goal = hours(ended, GOAL_H);
        let mut first = None;
        for step in escalate_window::STEPS_H {
            let at = hours(goal, -i64::from(step));
            if at <= until {
                let act = Act::EscalateWindow(WindowId::of(session), EscalateWindow);
                let command = self.script.say(at, Acting::CLOCK, act);
                first.get_or_insert(TaskId::from_command(command, 0));
            }
        }
        first
    }

    /// The desk takes what it owes and books a talk after all, which settles it.
    pub fn desk_books(
        &mut self,
        session: SessionId,
        task: TaskId,
        at: Instant,
        with: Member,
        talk_at: Instant,
    ) {
        let desk = self.staff.jo.acting();
        self.script.say(at, desk, Act::TakeTask(task, TakeTask));
        let book = BookTalk { kind: kind_of(&with), with: with.id, at: talk_at };
        self.script.say(later(at, 6), desk, Act::BookTalk(WindowId::of(session), book));
    }

    /// Times are offered; nobody has answered yet.
    pub fn is_offered(&mut self, session: SessionId, at: Instant, with: Member, times: &[Instant]) {
        let kind = kind_of(&with);
        let times = times.iter().map(|at| Talk { kind, with: with.id, at: *at }).collect();
        let desk = self.staff.jo.acting();
        self.script.say(at, desk, Act::OfferTimes(WindowId::of(session), OfferTimes { times }));
    }

    /// A later visit with whoever goes on with them.
    pub fn goes_on(&mut self, book: &mut Days, starts: Instant) {
        let (kind, note) = match self.door {
            Door::InfusionWithReferral => return,
            Door::InfusionWithSupport => {
                (SessionKind::IntegrationSupport, "Kept two of three small steps; wants to keep them")
            }
            Door::KapPsycholytic | Door::KapPsychedelic => {
                (SessionKind::IntegrationTherapy, "Met for 50 minutes")
            }
        };
        if let Some(with) = self.talks_with() {
            self.meets(book.meeting(starts, with.id), 70, kind, with, note);
        }
    }

    /// A prescriber looks back with them.
    pub fn looks_back(&mut self, book: &mut Days, starts: Instant) {
        let prescriber = self.prescriber;
        let visit = book.meeting(starts, prescriber.id);
        self.meets(visit, 50, SessionKind::Review, prescriber, "Looked back together");
        let starts = visit.0;
        let note =
            line("Sleeps through most nights, back at work three days; no further dose planned for now");
        let review = Act::ReviewCourse(self.course, ReviewCourse { note });
        self.script.say(later(starts, 58), prescriber.acting(), review);
    }
}
