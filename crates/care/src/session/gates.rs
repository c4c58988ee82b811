//! Ready before dose: every gate, its state, why, and who can clear it. No gate is skipped silently.

use super::{Dose, Session, Sign, answer_day_questions};
use crate::course::order::within_band;
use crate::course::{Course, Order, screening, series};
use crate::ids::PersonId;
use crate::practice::{Here, Person, Role};
use crate::protocol::model::words;
use crate::protocol::{Content, Key, Protocol, Setting, TherapistPart};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Instant;

words! {
    /// One condition before a dose.
    GateKind {
        /// The protocol version is signed and in date.
        Protocol = "protocol",
        /// Screening is cleared and fresh.
        Screening = "screening",
        /// The current consent for this model and route.
        Consent = "consent",
        /// What touch is all right was said; "none" is an answer.
        Touch = "touch",
        /// An order in force, accepted at the chair, within the band for today's weight.
        Order = "order",
        /// Two identifiers checked.
        Identity = "identity",
        /// What the protocol asks on the day is answered, and every "yes" was looked at.
        Day = "day",
        /// Baseline readings, fresh and within limits.
        Baseline = "baseline",
        /// Without food and drink long enough.
        Fasting = "fasting",
        /// Somebody goes home with them.
        Escort = "escort",
        /// Enough time since the last dose.
        Spacing = "spacing",
        /// Inside the series the protocol plans: so many doses, within so many days.
        Series = "series",
        /// Prepared as the protocol asks.
        Preparation = "preparation",
        /// Everyone the protocol asks for is present and in date.
        People = "people",
        /// What this place asks for.
        Setting = "setting",
        /// Drawn by one, checked by another.
        Drug = "drug",
        /// A plan for the window.
        Window = "window",
    }
}

impl GateKind {
    /// May a prescriber let this gate stand open, with a reason? The others may never be passed.
    pub const fn may_be_overridden(self) -> bool {
        matches!(
            self,
            Self::Baseline | Self::Fasting | Self::Escort | Self::Spacing | Self::Preparation | Self::Window
        )
    }
}

/// Where one gate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum GateState {
    /// Passed.
    Clear,
    /// Not passed, and why.
    Open(Refusal),
    /// Not passed, and a prescriber said why it may stand open.
    Overridden { why: Refusal, by: PersonId, reason: Line },
}

/// One gate and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Which.
    pub kind: GateKind,
    /// Where it stands.
    pub state: GateState,
}

/// Everything the gates look at.
#[derive(Debug, Clone, Copy)]
pub struct Ready<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its course.
    pub course: &'a Course,
    /// The version this session keeps.
    pub protocol: &'a Protocol,
    /// Everyone seen in the room, with their record.
    pub present: &'a [(PersonId, Role, &'a Person)],
    /// The patient's last dose in any other session, of this course or another.
    pub last_dose: Option<&'a Dose>,
    /// What standing is judged by.
    pub here: Here<'a>,
    /// Judged at this instant.
    pub at: Instant,
    /// When the dose is said to begin: earlier, where it is written down late.
    pub begins: Instant,
}

/// All gates, in the order they are shown and refused.
pub fn gates(ready: &Ready<'_>) -> Vec<Gate> {
    GateKind::ALL
        .iter()
        .map(|kind| {
            let state = match ready.judge(*kind) {
                Ok(()) => GateState::Clear,
                Err(why) => match ready.session.overrides.get(kind) {
                    Some((by, reason)) if ready.still_weighed(*kind) => {
                        GateState::Overridden { why, by: *by, reason: reason.clone() }
                    }
                    _ => GateState::Open(why),
                },
            };
            Gate { kind: *kind, state }
        })
        .collect()
}

/// The first gate that stands open, as the refusal of a dose.
pub fn first_open(ready: &Ready<'_>) -> Result<(), Refusal> {
    for gate in gates(ready) {
        if let GateState::Open(why) = gate.state {
            return Err(why);
        }
    }
    Ok(())
}

/// What had to hold when a dose began and has to hold still when more is given in the same visit. None of it may be overridden.
pub fn still_holds(ready: &Ready<'_>) -> Result<(), Refusal> {
    const STILL: &[GateKind] = &[
        GateKind::Protocol,
        GateKind::Screening,
        GateKind::Consent,
        GateKind::Identity,
        GateKind::Day,
        GateKind::People,
        GateKind::Setting,
    ];
    STILL.iter().try_for_each(|kind| ready.judge(*kind))
}

impl Ready<'_> {
    /// Distance was weighed against the dose that was the last one then: one that ended since was never weighed.
    fn still_weighed(&self, kind: GateKind) -> bool {
        let given = self.session.overridden.get(&kind);
        let last = self.last_dose.map(|last| last.ended.map(|(_, ended)| ended));
        match (kind, given, last) {
            (GateKind::Spacing, Some(given), Some(ended)) => ended.is_some_and(|ended| ended <= *given),
            _ => true,
        }
    }

    fn judge(&self, kind: GateKind) -> Result<(), Refusal> {
        match kind {
            GateKind::Protocol => self.protocol.doses(self.at),
            GateKind::Screening => self.screening(),
            GateKind::Day => answer_day_questions::gate(self.session, self.content()),
            GateKind::Consent => self.consent(),
            GateKind::Touch => self.course.touch.as_ref().map(|_| ()).ok_or(Refusal::TouchNotSaid),
            GateKind::Order => self.order().map(|_| ()),
            GateKind::Identity => self.identity(),
            GateKind::Baseline => self.baseline(),
            GateKind::Fasting => self.fasting(),
            GateKind::Escort => self.escort(),
            GateKind::Spacing => self.spacing(),
            GateKind::Series => {
                series::another_dose(self.course, self.content(), self.begins, series::Booked::NONE)
            }
            GateKind::Preparation => self.preparation(),
            GateKind::People => self.people(),
            GateKind::Setting => self.setting(),
            GateKind::Drug => self.drug(),
            GateKind::Window => self.session.plan.as_ref().map(|_| ()).ok_or(Refusal::WindowPlanMissing),
        }
    }

    fn content(&self) -> &Content {
        &self.protocol.content
    }

    fn screening(&self) -> Result<(), Refusal> {
        screening::fresh(self.course, self.content(), self.at)?;
        match &self.session.precheck {
            Some(precheck) if precheck.changed_since_screening => Err(Refusal::ScreeningChanged),
            _ => Ok(()),
        }
    }

    fn consent(&self) -> Result<(), Refusal> {
        let order = self.course.order_in_force();
        let version = self.session.protocol.ok_or(Refusal::NotCheckedIn)?;
        let held = self.content().routes.iter().find(|route| {
            order.is_none_or(|order| order.route == **route)
                && self.course.consent_for(**route, version).is_some()
        });
        held.map(|_| ()).ok_or(Refusal::ConsentMissing)
    }

    fn order(&self) -> Result<&Order, Refusal> {
        let order = self.course.order_in_force().ok_or(Refusal::OrderMissing)?;
        if self.session.accepted_order != Some(order.number) {
            return Err(Refusal::OrderNotAccepted);
        }
        let weight = self.session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?.weight;
        within_band(self.content(), order.route, weight, order.dose)?;
        Ok(order)
    }

    fn identity(&self) -> Result<(), Refusal> {
        let precheck = self.session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?;
        if precheck.identity_confirmed { Ok(()) } else { Err(Refusal::IdentityNotConfirmed) }
    }

    fn baseline(&self) -> Result<(), Refusal> {
        let fresh = i64::from(self.content().small(Key::BaselineFresh)?);
        let most = [
            (Sign::Systolic, Key::BaselineSystolic),
            (Sign::Diastolic, Key::BaselineDiastolic),
            (Sign::Pulse, Key::BaselinePulse),
        ];
        for (sign, key) in most {
            let value = self.reading(sign, fresh)?;
            let limit = self.content().small(key)?;
            if limit < value {
                return Err(Refusal::BaselineOutsideLimits { sign, value, limit });
            }
        }
        let (value, limit) = (self.reading(Sign::Spo2, fresh)?, self.content().small(Key::BaselineSpo2)?);
        if value < limit {
            return Err(Refusal::BaselineOutsideLimits { sign: Sign::Spo2, value, limit });
        }
        Ok(())
    }

    fn reading(&self, sign: Sign, fresh_min: i64) -> Result<u32, Refusal> {
        let (value, at) = self.session.last_of(sign).ok_or(Refusal::BaselineMissing { sign })?;
        if fresh_min < self.at.minutes_since(at) {
            return Err(Refusal::BaselineMissing { sign });
        }
        Ok(value)
    }

    fn fasting(&self) -> Result<(), Refusal> {
        let precheck = self.session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?;
        let solids = self.content().small(Key::FastingSolids)?;
        let fluids = self.content().small(Key::FastingFluids)?;
        if precheck.solids.0 < solids {
            return Err(Refusal::FastingTooShort { needs_h: solids, had_h: precheck.solids.0 });
        }
        if precheck.fluids.0 < fluids {
            return Err(Refusal::FastingTooShort { needs_h: fluids, had_h: precheck.fluids.0 });
        }
        Ok(())
    }

    fn escort(&self) -> Result<(), Refusal> {
        let precheck = self.session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?;
        let at_home = self.session.setting == Setting::Home || self.session.setting == Setting::Ward;
        if at_home || precheck.escort.is_some() { Ok(()) } else { Err(Refusal::EscortMissing) }
    }

    fn spacing(&self) -> Result<(), Refusal> {
        let apart = crate::units::Hours(self.content().small(Key::SeriesApart)?);
        let Some(last) = self.last_dose else { return Ok(()) };
        // While the other one runs there is no end to count from.
        let (_, ended) = last.ended.ok_or(Refusal::DoseAlreadyStarted)?;
        let until = ended.plus_hours(apart);
        if self.begins < until { Err(Refusal::TooSoonAfterLastDose { until }) } else { Ok(()) }
    }

    fn preparation(&self) -> Result<(), Refusal> {
        let needs = self.content().small(Key::PreparationSessions)?;
        if self.course.prepared < needs {
            return Err(Refusal::PreparationMissing { needs, held: self.course.prepared });
        }
        Ok(())
    }

    fn people(&self) -> Result<(), Refusal> {
        let stands = |role: Role| {
            let here: Vec<_> = self.present.iter().filter(|(_, held, _)| *held == role).collect();
            if here.is_empty() {
                return Err(None);
            }
            let mut last = None;
            for (_, _, person) in here {
                match person.stand(role, self.here, self.at) {
                    Ok(()) => return Ok(()),
                    Err(why) => last = Some(why),
                }
            }
            Err(last)
        };
        stands(Role::Nurse)
            .or_else(|_| stands(Role::Prescriber))
            .map_err(|why| why.unwrap_or(Refusal::NurseMissing))?;
        if self.content().therapist == TherapistPart::Present {
            stands(Role::Therapist).map_err(|why| why.unwrap_or(Refusal::TherapistNotPresent))?;
        }
        Ok(())
    }

    fn setting(&self) -> Result<(), Refusal> {
        if !self.content().settings.contains(&self.session.setting) {
            return Err(Refusal::SettingNotInProtocol);
        }
        if self.session.setting != Setting::Home {
            return Ok(());
        }
        let route = self.course.order_in_force().ok_or(Refusal::OrderMissing)?.route;
        if route != crate::protocol::Route::Sublingual {
            return Err(Refusal::RouteNotAtHome { route });
        }
        let precheck = self.session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?;
        precheck.chaperone.as_ref().map(|_| ()).ok_or(Refusal::ChaperoneMissing)
    }

    fn drug(&self) -> Result<(), Refusal> {
        let drawn = self.session.drawn.ok_or(Refusal::DrugNotDrawn)?;
        let ordered = self.course.order_in_force().ok_or(Refusal::OrderMissing)?.dose;
        if drawn.amount == ordered {
            Ok(())
        } else {
            Err(Refusal::DrawnDiffersFromOrder { drawn: drawn.amount, ordered })
        }
    }
}
