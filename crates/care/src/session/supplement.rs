//! One more amount in the same visit of a KAP session, some minutes after the first, and only where the signed protocol has values
//! for it. A prescriber orders it, the chair accepts it, two people draw it; it is written before anything moves. Together with
//! the first it stays within the signed band for today's weight: there is no other way in.

use super::gates::{Ready, still_holds};
use super::limits::crossed;
use super::{Dose, Draw, Level, Phase, Session, SessionFact, Sign, Thousandths};
use crate::course::{Course, order};
use crate::ids::{PersonId, ProtocolId};
use crate::practice::Actor;
use crate::protocol::{CareModel, Content, Key, Unit};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::{Micrograms, Minutes};

/// "So much more, in this visit."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSupplement {
    /// How much.
    pub amount: Micrograms,
}

/// "Not after all." Until it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawSupplement {
    /// Which.
    pub number: u32,
    /// Why.
    pub reason: Line,
}

/// "I have read it and will follow it."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptSupplement {
    /// Which.
    pub number: u32,
}

/// "It is given now": all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GiveSupplement {
    /// Which.
    pub number: u32,
}

/// A supplement of a visit, from its order on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplement {
    /// 1, 2, 3 … in this visit: another one only after the one before was withdrawn.
    pub number: u32,
    /// How much.
    pub amount: Micrograms,
    /// By which version of the protocol it was weighed.
    pub protocol: ProtocolId,
    /// Who ordered it, and when.
    pub ordered: (PersonId, Instant),
    /// Who accepted it at the chair, and when.
    pub accepted: Option<(PersonId, Instant)>,
    /// What was drawn for it and is whole still, and when.
    pub drawn: Option<(Draw, Instant)>,
    /// Who gave it, and when: until told otherwise, all of it is in the patient.
    pub given: Option<(PersonId, Instant)>,
    /// Who withdrew it, when and why.
    pub withdrawn: Option<(PersonId, Instant, Line)>,
}

impl Supplement {
    /// Everybody it names.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        let drawn = self.drawn.iter().flat_map(|(draw, _)| [draw.by, draw.checked_by]);
        let then = [self.accepted, self.given].into_iter().flatten().map(|(by, _)| by);
        let back = self.withdrawn.iter().map(|(by, ..)| *by);
        [self.ordered.0].into_iter().chain(then).chain(drawn).chain(back)
    }
}

impl Session {
    /// The supplement that stands: ordered, and not withdrawn.
    pub fn supplement(&self) -> Option<&Supplement> {
        self.supplements.last().filter(|known| known.withdrawn.is_none())
    }

    /// What was given beside the first amount, once it was.
    pub fn supplement_given(&self) -> Option<&Supplement> {
        self.supplement().filter(|known| known.given.is_some())
    }

    /// Everything that was begun in this visit: the first amount and the supplement. No more than that can have gone in.
    pub fn begun(&self) -> Option<Micrograms> {
        let more = self.supplement_given().map_or(0, |known| known.amount.0);
        self.dose.as_ref().map(|dose| Micrograms(dose.amount.0.saturating_add(more)))
    }

    /// The one that an act names, as long as nothing was given of it.
    fn supplement_open(&self, number: u32) -> Result<&Supplement, Refusal> {
        let known = self.supplement().ok_or(Refusal::SupplementMissing)?;
        if known.number != number {
            return Err(Refusal::OrderChanged);
        }
        if known.given.is_some() { Err(Refusal::SupplementGiven) } else { Ok(known) }
    }

    /// The one that may be drawn now: accepted at the chair, and not drawn yet.
    pub fn supplement_to_draw(&self) -> Result<(&Supplement, Instant), Refusal> {
        let known = self.supplement().ok_or(Refusal::SupplementMissing)?;
        if known.given.is_some() {
            return Err(Refusal::SupplementGiven);
        }
        let (_, accepted) = known.accepted.ok_or(Refusal::OrderNotAccepted)?;
        if known.drawn.is_some() { Err(Refusal::NothingChanged) } else { Ok((known, accepted)) }
    }

    /// Is this syringe one of those that are given from now?
    pub(super) fn is_in_use(&self, syringe: u32) -> bool {
        let more = self.supplement_given().and_then(|known| known.drawn).map(|(draw, _)| draw);
        let in_use = [self.drawn, more].into_iter().flatten().filter_map(|draw| draw.from);
        in_use.into_iter().any(|from| from.syringe == syringe)
    }

    /// What a supplement's own facts change.
    pub(super) fn follow_supplement(&mut self, fact: &SessionFact) {
        if let SessionFact::SupplementOrdered { number, amount, protocol, by, at } = fact {
            self.supplements.push(Supplement {
                number: *number,
                amount: *amount,
                protocol: *protocol,
                ordered: (*by, *at),
                accepted: None,
                drawn: None,
                given: None,
                withdrawn: None,
            });
            return;
        }
        let Some(known) = self.supplements.last_mut() else { return };
        match fact {
            SessionFact::SupplementWithdrawn { reason, by, at, .. } => {
                known.withdrawn = Some((*by, *at, reason.clone()));
            }
            SessionFact::SupplementAccepted { by, at, .. } => known.accepted = Some((*by, *at)),
            SessionFact::SupplementGiven { by, at, .. } => known.given = Some((*by, *at)),
            // What is not whole any more is not what was ordered.
            SessionFact::SyringeWasted { number, .. } | SessionFact::SyringeReturned { number, .. }
                if known.given.is_none() =>
            {
                let is_another = |from: super::DrawnFrom| from.syringe != *number;
                known.drawn = known.drawn.filter(|(draw, _)| draw.from.is_none_or(is_another));
            }
            _ => {}
        }
    }

    /// Something was drawn: while a dose runs for the supplement, else for the dose.
    pub(super) fn drew(&mut self, draw: Draw, at: Instant) {
        if self.dose.is_none() {
            self.drawn = Some(draw);
        } else if let Some(known) = self.supplements.last_mut() {
            known.drawn = Some((draw, at));
        }
        self.draws.push(draw);
    }
}

/// The signed band of a supplement on the way in of the dose that runs: lowest and highest.
pub fn band(content: &Content, dose: &Dose) -> Result<(Micrograms, Micrograms), Refusal> {
    let edge = |key: Key| match content.values.get(&key) {
        Some(value) if value.unit == Unit::Micrograms => Ok(Micrograms(value.amount)),
        _ => Err(Refusal::ProtocolSilent { key }),
    };
    Ok((edge(Key::SupplementLowest(dose.route))?, edge(Key::SupplementHighest(dose.route))?))
}

/// From when on it may be given: so many minutes after the first amount began.
pub fn may_from(content: &Content, dose: &Dose) -> Result<Instant, Refusal> {
    Ok(dose.started.plus_minutes(Minutes(content.small(Key::SupplementAfter(dose.route))?)))
}

/// The order by which the dose runs stands, and no high alarm waits for its answer.
fn nothing_against(session: &Session, dose: &Dose, course: &Course) -> Result<(), Refusal> {
    let runs_by = dose.runs_by();
    if !course.orders.iter().any(|order| order.number == runs_by && !order.stopped) {
        return Err(Refusal::OrderMissing);
    }
    if session.alarms.iter().any(|alarm| alarm.level == Level::High && alarm.answer.is_none()) {
        return Err(Refusal::AlarmUnanswered);
    }
    Ok(())
}

/// With the first amount it stays in the signed band for today's weight: the check that every order goes through.
fn within_the_whole(
    session: &Session,
    dose: &Dose,
    amount: Micrograms,
    content: &Content,
) -> Result<(), Refusal> {
    let weight = session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?.weight;
    let total = Micrograms(dose.amount.0.saturating_add(amount.0));
    let (_, highest) = order::band(content, dose.route, weight)?;
    if highest < total {
        return Err(Refusal::SupplementOverBand { total, highest });
    }
    order::within_band(content, dose.route, weight, total)
}

/// Orders one. Only in KAP, only one in a visit, by the values of the version that this session keeps.
pub fn order(ready: &Ready<'_>, act: OrderSupplement, by: &Actor) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    let (session, content) = (ready.session, &ready.protocol.content);
    session.require(&[Phase::Dosing, Phase::Paused])?;
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    if ready.course.model != CareModel::Kap {
        return Err(Refusal::SupplementOnlyInKap);
    }
    if session.supplement().is_some() {
        return Err(Refusal::SupplementThere);
    }
    let (lowest, highest) = band(content, dose)?;
    may_from(content, dose)?;
    let amount = act.amount;
    if amount < lowest || highest < amount {
        return Err(Refusal::SupplementOutsideBand { amount, lowest, highest });
    }
    within_the_whole(session, dose, amount, content)?;
    ready.course.require_open()?;
    still_holds(ready)?;
    nothing_against(session, dose, ready.course)?;
    let protocol = session.protocol.ok_or(Refusal::NotCheckedIn)?;
    let number = u32::try_from(session.supplements.len()).unwrap_or(u32::MAX).saturating_add(1);
    Ok(vec![SessionFact::SupplementOrdered { number, amount, protocol, by, at: ready.at }])
}

/// Takes it back, as long as nothing was given of it.
pub fn withdraw(
    session: &Session,
    act: &WithdrawSupplement,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Dosing, Phase::Paused])?;
    let WithdrawSupplement { number, reason } = act.clone();
    session.supplement_open(number)?;
    Ok(vec![SessionFact::SupplementWithdrawn { number, reason, by, at: moment.now }])
}

/// Accepts it at the chair. Not in force until then.
pub fn accept(
    session: &Session,
    act: AcceptSupplement,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Dosing, Phase::Paused])?;
    let known = session.supplement_open(act.number)?;
    if known.accepted.is_some() {
        return Err(Refusal::NothingChanged);
    }
    let at = moment.plausible()?;
    if at < known.ordered.1 {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    Ok(vec![SessionFact::SupplementAccepted { number: act.number, by, at }])
}

/// Gives it: accepted, drawn, not before its time, with fresh readings that are no reason to stop, and while everything that had to
/// hold when the dose began holds still.
pub fn give(
    ready: &Ready<'_>,
    act: GiveSupplement,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    let (session, content) = (ready.session, &ready.protocol.content);
    session.require(&[Phase::Dosing])?;
    let known = session.supplement_open(act.number)?;
    let at = moment.plausible()?;
    let (_, accepted) = known.accepted.ok_or(Refusal::OrderNotAccepted)?;
    let (draw, drawn) = known.drawn.ok_or(Refusal::DrugNotDrawn)?;
    if at < accepted || at < drawn {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    if draw.amount != known.amount {
        return Err(Refusal::DrawnDiffersFromOrder { drawn: draw.amount, ordered: known.amount });
    }
    ready.course.require_open()?;
    still_holds(ready)?;
    not_now(session, ready.course, content, at)?;
    let (number, amount) = (known.number, known.amount);
    Ok(vec![SessionFact::SupplementGiven { number, amount, by, at }])
}

/// Why it may not be given at this instant, of what is seen at the chair: its time, the band of the visit, the order, alarms and
/// readings. The rest is asked when it is given.
pub fn not_now(session: &Session, course: &Course, content: &Content, at: Instant) -> Result<(), Refusal> {
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    let known = session.supplement().ok_or(Refusal::SupplementMissing)?;
    let from = may_from(content, dose)?;
    if at < from {
        let needs_min = content.small(Key::SupplementAfter(dose.route))?;
        return Err(Refusal::SupplementTooSoon { from, needs_min });
    }
    within_the_whole(session, dose, known.amount, content)?;
    nothing_against(session, dose, course)?;
    fresh_and_no_reason_to_stop(session, content, at)
}

/// Each sign that a dose begins by was read within what the protocol asks while it works, and none is at a stop limit.
/// A reading that was not taken, with whatever reason, is none.
fn fresh_and_no_reason_to_stop(session: &Session, content: &Content, at: Instant) -> Result<(), Refusal> {
    let (every, grace) = (content.small(Key::VitalsDuring)?, content.small(Key::VitalsGrace)?);
    let within_min = every.saturating_add(grace);
    for sign in [Sign::Systolic, Sign::Diastolic, Sign::Pulse, Sign::Spo2] {
        let right = session.readings.iter().rev().filter(|one| one.wrong.is_none() && one.at <= at);
        let newest = right.filter_map(|one| Some((one.vitals.of(sign)?, one.at))).next();
        let fresh = newest.filter(|(_, read)| at <= read.plus_minutes(Minutes(within_min)));
        let (value, _) = fresh.ok_or(Refusal::ReadingNotFresh { sign, within_min })?;
        let limit = crossed(sign, Thousandths(value.saturating_mul(1_000)), content)?;
        if let Some(limit) = limit.filter(|limit| limit.level == Level::High) {
            return Err(Refusal::ReadingAtStopLimit { sign, value, limit: limit.limit });
        }
    }
    Ok(())
}
