//! What an act asks of the calendar, and whether it can stand beside what is booked already.

use super::Schedule;
use crate::act::Act;
use crate::course::SessionKind;
use crate::ids::PersonId;
use crate::integration::{Talk, TalkKind};
use crate::practice::Role;
use crate::protocol::Setting;
use crate::refusal::Refusal;
use crate::session::Plan;
use crate::session::calendar::{Asks, Span, with_one};
use crate::text::Line;
use crate::time::{Instant, Term};
use crate::units::Minutes;

/// What an act names: when, whom, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The times it is about; at least one.
    pub times: Vec<Instant>,
    /// Everybody it names.
    pub people: Vec<PersonId>,
    /// The room, for a visit.
    pub room: Option<Line>,
}

impl Names {
    /// What this act asks of the calendar, if it asks anything.
    pub fn of(act: &Act) -> Option<Self> {
        let talk = |plan: Option<&Plan>| match plan {
            Some(Plan::Talk { with, at, .. }) => Some((*with, *at)),
            Some(Plan::Referral { .. } | Plan::NoThanks) | None => None,
        };
        match act {
            Act::ScheduleSession(_, act) => {
                let first_talk = talk(act.plan.as_ref());
                let people = act.people.iter().map(|(who, _)| *who).chain(first_talk.map(|(with, _)| with));
                let times = std::iter::once(act.starts).chain(first_talk.map(|(_, at)| at)).collect();
                Some(Self { times, people: people.collect(), room: Some(act.room.clone()) })
            }
            Act::PlanWindow(_, act) => {
                let (with, at) = talk(Some(&act.plan))?;
                Some(Self { times: vec![at], people: vec![with], room: None })
            }
            Act::BookTalk(_, act) => Some(Self { times: vec![act.at], people: vec![act.with], room: None }),
            Act::OfferTimes(_, act) if !act.times.is_empty() => {
                let times = act.times.iter().map(|talk| talk.at).collect();
                Some(Self { times, people: act.times.iter().map(|talk| talk.with).collect(), room: None })
            }
            other => {
                let (_, moved) = other.moves()?;
                let first_talk = talk(moved.plan.as_ref());
                let people = moved.people.iter().map(|(who, _)| *who).chain(first_talk.map(|(with, _)| with));
                let times = std::iter::once(moved.starts).chain(first_talk.map(|(_, at)| at)).collect();
                Some(Self { times, people: people.collect(), room: Some(moved.room.clone()) })
            }
        }
    }
}

/// When somebody is at work at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtWork {
    /// Who.
    pub person: PersonId,
    /// Where; none for the place that the house was founded as.
    pub site: Option<u32>,
    /// From–until, each.
    pub terms: Vec<Term>,
}

/// Where somebody has to be: a talk can be from any place, and so can a visit at home be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Anywhere,
    At(Option<u32>),
}

/// When people are at work and when they are not, around those times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// The stretches in which each person is at work by the hours they keep, place by place. Nobody is in it who has not said
    /// any.
    pub hours: Vec<AtWork>,
    /// The spans in which calendars that they have linked say that they are busy, as they were last read.
    pub busy: Vec<(PersonId, Vec<Term>)>,
}

/// A talk that holds somebody: planned on a visit, or booked on a window.
pub type HeldTalk = Talk;

/// Everything that is booked near the times an act is about, and what is known of rooms and hours.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// Rooms, leave, limits; none while nobody has said anything.
    pub schedule: Option<&'a Schedule>,
    /// Who is at work when.
    pub work: &'a Work,
    /// Other visits near in time, with what each holds and what kind it is.
    pub visits: &'a [(Asks<'a>, SessionKind)],
    /// Other talks near in time.
    pub talks: &'a [HeldTalk],
}

impl Beside<'_> {
    /// May a visit of this kind stand there?
    pub fn visit_stands(&self, asks: &Asks<'_>, kind: SessionKind) -> Result<(), Refusal> {
        self.room_is_free(asks)?;
        for (other, _) in self.visits {
            asks.stands_beside(other)?;
            self.at_one_place(asks, other)?;
        }
        let place = self.place_of(asks);
        for (who, role) in asks.people {
            self.is_there(*who, asks.span, place)?;
            if with_one(*role) {
                self.no_talk_with(*who, asks.span)?;
            }
            if kind == SessionKind::Dosing && *role == Role::Nurse {
                self.can_watch(*who, asks.span)?;
            }
        }
        Ok(())
    }

    /// May a talk with somebody stand there? What `with` does besides is what is booked; the talk itself is not in it.
    pub fn talk_stands(&self, kind: TalkKind, with: PersonId, at: Instant) -> Result<(), Refusal> {
        let span = self.held_by(kind, at);
        self.is_there(with, span, Where::Anywhere)?;
        self.no_talk_with(with, span)?;
        let visits = self.visits.iter().filter(|(other, _)| {
            other.people.iter().any(|(who, role)| *who == with && with_one(*role)) && span.touches(other.span)
        });
        visits.map(|(other, _)| other.span.from).min().map_or(Ok(()), |at| Err(Refusal::PersonTaken { at }))
    }

    /// What a talk holds: as long as the house says; its beginning while it has not.
    pub fn held_by(&self, kind: TalkKind, at: Instant) -> Span {
        let length = self.schedule.and_then(|schedule| schedule.talk_length(kind)).unwrap_or(Minutes(0));
        Span { from: at, until: at.plus_minutes(length) }
    }

    fn no_talk_with(&self, person: PersonId, span: Span) -> Result<(), Refusal> {
        let theirs = self.talks.iter().filter(|talk| talk.with == person);
        let mut held = theirs.filter(|talk| span.touches(self.held_by(talk.kind, talk.at)));
        held.next().map_or(Ok(()), |talk| Err(Refusal::PersonTaken { at: talk.at }))
    }

    /// A house that keeps a list of rooms books only those, and only while they can be used.
    fn room_is_free(&self, asks: &Asks<'_>) -> Result<(), Refusal> {
        let Some(schedule) = self.schedule.filter(|schedule| !schedule.rooms.is_empty()) else {
            return Ok(());
        };
        if asks.setting == Setting::Home {
            return Ok(());
        }
        let room = schedule.room(asks.room.as_str(), asks.span.from);
        let lasts = |room: &&super::Room| room.term.until.is_none_or(|until| asks.span.until <= until);
        let room = room.filter(lasts).ok_or(Refusal::RoomUnknown)?;
        let mut blocks = schedule.blocks.iter().filter(|block| block.room == room.number);
        match blocks.find_map(|block| meets(block.term, asks.span)) {
            Some(until) => Err(Refusal::RoomBlocked { until }),
            None => Ok(()),
        }
    }

    /// Not on leave, not busy by a calendar of their own, and at work from the beginning to the end by the hours they keep.
    fn is_there(&self, person: PersonId, span: Span, place: Where) -> Result<(), Refusal> {
        let leaves = self.schedule.map_or(&[][..], |schedule| &schedule.leaves);
        let mut away = leaves.iter().filter(|leave| leave.person == person);
        if let Some(until) = away.find_map(|leave| meets(leave.term, span)) {
            return Err(Refusal::OnLeave { until });
        }
        let elsewhere = self.work.busy.iter().filter(|(who, _)| *who == person).flat_map(|(_, terms)| terms);
        if let Some(until) = elsewhere.filter_map(|term| meets(*term, span)).max() {
            return Err(Refusal::BusyElsewhere { until });
        }
        let mut kept = self.work.hours.iter().filter(|kept| kept.person == person).peekable();
        if kept.peek().is_none() {
            return Ok(());
        }
        let holds =
            |term: &Term| term.covers(span.from) && term.until.is_none_or(|until| span.until <= until);
        let there = kept.filter(|kept| place == Where::Anywhere || place == Where::At(kept.site));
        if there.flat_map(|kept| &kept.terms).any(holds) {
            Ok(())
        } else {
            Err(Refusal::NotAtWork { at: span.from })
        }
    }

    /// Where those named on a visit have to be.
    fn place_of(&self, asks: &Asks<'_>) -> Where {
        if asks.setting == Setting::Home {
            return Where::Anywhere;
        }
        let site =
            self.schedule.and_then(|schedule| schedule.site_of_room(asks.room.as_str(), asks.span.from));
        Where::At(site.map(|site| site.number))
    }

    /// Nobody is at two places at once, whatever their role; how long the way takes is not known here. Visits at home are not judged.
    fn at_one_place(&self, asks: &Asks<'_>, other: &Asks<'_>) -> Result<(), Refusal> {
        let (Where::At(here), Where::At(there)) = (self.place_of(asks), self.place_of(other)) else {
            return Ok(());
        };
        let in_both = |who: PersonId| other.people.iter().any(|(named, _)| *named == who);
        if here != there && asks.span.touches(other.span) && asks.people.iter().any(|(who, _)| in_both(*who))
        {
            return Err(Refusal::PersonAtOtherSite { at: other.span.from });
        }
        Ok(())
    }

    /// Nobody watches more patients at once than the house allows; not judged while it has not said how many.
    fn can_watch(&self, nurse: PersonId, span: Span) -> Result<(), Refusal> {
        let Some(most) = self.schedule.and_then(|schedule| schedule.watch_limit) else { return Ok(()) };
        let watches = |(other, kind): &&(Asks<'_>, SessionKind)| {
            *kind == SessionKind::Dosing
                && other.people.contains(&(nurse, Role::Nurse))
                && span.touches(other.span)
        };
        let others: Vec<Span> = self.visits.iter().filter(watches).map(|(other, _)| other.span).collect();
        // The most at once is reached where one of them begins.
        let begins = std::iter::once(span.from).chain(others.iter().map(|other| other.from.max(span.from)));
        let at_once = |at: Instant| {
            let there =
                others.iter().filter(|other| other.from == at || (other.from < at && at < other.until));
            there.count()
        };
        match begins
            .map(|at| (at_once(at), at))
            .find(|(n, _)| usize::try_from(most).is_ok_and(|most| most <= *n))
        {
            Some((_, at)) => Err(Refusal::WatchesTooMany { at, most }),
            None => Ok(()),
        }
    }
}

/// Until when, if the term and the span have any instant in common.
fn meets(term: Term, span: Span) -> Option<Instant> {
    let until = term.until.unwrap_or(Instant(i64::MAX));
    let apart =
        until <= span.from || (span.until <= term.from && span.from != term.from) || until <= term.from;
    (!apart).then_some(until)
}
