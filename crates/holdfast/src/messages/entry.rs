//! What a mail asks the patient's own calendar to do, drawn from how its visit or talk stands when it goes.
//!
//! Which mails carry one is a rule (`care::messages::entry`). Nothing here hangs on the clock: a mail that goes twice
//! carries the same bytes. An address that a calendar cannot hold gets the mail without.
//!
//! **What can be left behind.** When the process dies between the mail server's yes and the commit, and the booking is
//! called off before the message is tried again, the entry stays in the calendar: nobody knows that it went.

use care::fact::Stream;
use care::ids::{ScheduleId, SessionId, WindowId};
use care::integration::Window;
use care::integration::talk_link::TALK_TAKES;
use care::messages::entry::{CalendarEntry, Carries, carried};
use care::messages::settle_message::End;
use care::messages::{Message, Tongue};
use care::session::Session;
use care::session::calendar::Span;
use care::text::Line;
use care::time::Instant;
use exchange::icalendar::feed::Kind;
use exchange::icalendar::invite::{Asks, Invite, write};
use record::state_as;
use record::store::StoreFault;
use record::views::ask_feeds::{self, Revised};
use web::letters::{Entry, entry_word};

use super::{READ, Sender, Why};

/// An entry, and how the message ends when it went with it.
pub(super) struct Going {
    pub entry: Entry,
    pub end: End,
}

/// What the entry is of.
struct Of {
    number: u128,
    kind: Kind,
    revised: Revised,
    sent: Option<CalendarEntry>,
    /// When it begins and ends as it is booked; none when it is off.
    booked: Option<(Instant, Option<Instant>)>,
}

impl Sender {
    /// What this message carries, if it carries anything.
    pub(super) fn entry(&self, message: &Message, to: &Line, tongue: Tongue) -> Result<Option<Going>, Why> {
        let Some(from) = self.way.writes_from() else { return Ok(None) };
        let (owed, about) = (&message.owed, &message.owed.about);
        // Before anything is read: most messages are about nothing that stands in a calendar.
        let may_carry = [None, Some(CalendarEntry { at: owed.earliest, sequence: 0 })]
            .into_iter()
            .any(|sent| carried(owed.occasion, true, sent, 1).is_some());
        if message.outside.is_some() || !may_carry {
            return Ok(None);
        }
        let of = match (about.window, about.visit) {
            (Some(window), _) => self.of_talk(window)?,
            (None, Some(visit)) => self.of_visit(visit)?,
            (None, None) => return Ok(None),
        };
        let folded = self.record.state(Stream::Patient(owed.patient)).map_err(|_| READ)?;
        let wanted = state_as!(folded, Patient).is_some_and(|patient| patient.wants_entries);
        let sequence = of.revised.times.saturating_sub(1);
        let Some(carries) = carried(owed.occasion, wanted, of.sent, sequence) else { return Ok(None) };
        let (asks, times) = match carries {
            Carries::Enter => (Asks::Request, of.booked),
            Carries::TakeOut => (Asks::Cancel, of.sent.map(|sent| (sent.at, None))),
        };
        let (Some((starts, ends)), Ok(summary)) = (times, Line::new(&entry_word(tongue))) else {
            return Ok(None);
        };
        let invite = Invite {
            number: of.number,
            kind: of.kind,
            sequence,
            changed: of.revised.last,
            starts,
            ends,
            summary,
            from: &from,
            to: to.as_str(),
        };
        let text = write(&invite, asks).ok();
        Ok(text.map(|text| Going { entry: Entry { asks, text }, end: End::SentWithEntry(carries, sequence) }))
    }

    fn of_talk(&self, id: WindowId) -> Result<Of, Why> {
        let (record, house) = (&self.record, self.record.house());
        let window: Option<std::sync::Arc<Window>> = state_as!(self.state(Stream::Window(id))?, Window);
        let window = window.ok_or("a message about a window that is not in the journal")?;
        let schedule = state_as!(self.state(Stream::Schedule(ScheduleId::of(house)))?, Schedule);
        let lasts =
            |kind| schedule.as_ref().and_then(|schedule| schedule.talk_length(kind)).unwrap_or(TALK_TAKES);
        let booked = window.talk.map(|talk| (talk.at, Some(talk.at.plus_minutes(lasts(talk.kind)))));
        let revised = |conn: &mut _| ask_feeds::talk_revised(conn, record.org(), id);
        let revised = record.read(revised).map_err(|_: StoreFault| READ)?;
        Ok(Of { number: id.0, kind: Kind::Talk, revised, sent: window.entry, booked })
    }

    fn of_visit(&self, id: SessionId) -> Result<Of, Why> {
        let record = &self.record;
        let visit: Option<std::sync::Arc<Session>> = state_as!(self.state(Stream::Session(id))?, Session);
        let visit = visit.ok_or("a message about a visit that is not in the journal")?;
        let booked = Some((visit.starts, self.ends(&visit)?));
        let revised = |conn: &mut _| ask_feeds::visit_revised(conn, record.org(), id);
        let revised = record.read(revised).map_err(|_: StoreFault| READ)?;
        Ok(Of { number: id.0, kind: Kind::Visit, revised, sent: visit.entry, booked })
    }

    /// When it ends, where a value of the protocol says how long it takes.
    fn ends(&self, visit: &Session) -> Result<Option<Instant>, Why> {
        let course = state_as!(self.state(Stream::Course(visit.course))?, Course);
        let Some(version) = visit.protocol.or(course.map(|course| course.protocol)) else { return Ok(None) };
        let protocol = state_as!(self.state(Stream::Protocol(version))?, Protocol);
        let span = protocol.and_then(|known| Span::of(visit.kind, visit.starts, &known.content).ok());
        Ok(span.map(|span| span.until).filter(|ends| visit.starts < *ends))
    }

    fn state(&self, stream: Stream) -> Result<record::fold::Folded, Why> {
        self.record.state(stream).map_err(|_: StoreFault| READ)
    }
}
