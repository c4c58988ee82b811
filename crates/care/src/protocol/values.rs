//! A protocol's content: words and values, each value with where it comes from; and what is wrong with it.

use std::collections::BTreeMap;

use super::key::{Key, Unit};
use super::model::{CareModel, Depth, Ending, Route, Setting, TherapistPart, words};
use super::question::{Asks, Clearer, Question, Weight};
use crate::refusal::Refusal;
use crate::text::Line;

words! {
    /// How far a value may be trusted before a medical director has looked at it.
    SourceStatus {
        /// A named source was read.
        Cited = "cited",
        /// A practitioner's article says so: a claim, not evidence.
        Article = "article",
        /// General knowledge, unverified: may be shown, may not dose until signed for by name.
        Unverified = "unverified",
        /// Set by this clinic.
        Clinic = "clinic",
    }
}

/// One value with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// A whole number of `unit`.
    pub amount: u64,
    /// The unit it is written in.
    pub unit: Unit,
    /// Where it comes from, as a reader can look it up.
    pub source: String,
    /// How far that goes.
    pub status: SourceStatus,
}

/// Everything a protocol says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its short name across versions: `infusion-integration-support`.
    pub slug: Line,
    /// As people read it.
    pub title: Line,
    /// Which door.
    pub model: CareModel,
    /// The depth it intends.
    pub depth: Depth,
    /// The therapist's part in a dose.
    pub therapist: TherapistPart,
    /// What follows a dose.
    pub ending: Ending,
    /// Routes it allows.
    pub routes: Vec<Route>,
    /// Places it allows.
    pub settings: Vec<Setting>,
    /// The values.
    pub values: BTreeMap<Key, Value>,
    /// What is asked before a course goes on and on the day of a dose, and what a "yes" weighs.
    pub questions: BTreeMap<Question, Asks>,
}

/// One thing that is wrong with a protocol's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A value every such protocol needs is not there.
    Missing(Key),
    /// The unit does not belong to this value.
    WrongUnit(Key),
    /// The amount lies outside what is possible.
    Impossible(Key),
    /// The value says nothing about where it comes from.
    NoSource(Key),
    /// The lower bound is above the upper.
    BandUpsideDown(Route),
    /// The lowest supplement is above the highest.
    SupplementUpsideDown(Route),
    /// The value belongs to a route this protocol does not use.
    RouteNotUsed(Route),
    /// A stop limit is not beyond its watch limit.
    StopNotBeyondWatch(Key),
    /// A dose may begin at what is already a stop limit: this baseline limit is not on the safe side of it.
    BaselineBeyondStop(Key),
    /// The value is for home, where this protocol does not dose.
    HomeNotUsed(Key),
    /// An infusion has no therapist's part; a psycholytic KAP has a present one.
    TherapistDoesNotFit,
    /// An infusion is intravenous; integration therapy belongs to KAP.
    DoorDoesNotFit,
    /// Home is for lozenge KAP with a chaperone only.
    HomeDoesNotFit,
    /// A "yes" to this one always stops: it may not be weighed as relative.
    WeighsTooLittle(Question),
    /// What is asked before the day, and what is absolute, is for a prescriber to clear.
    ClearerDoesNotFit(Question),
    /// No route, or no place.
    NothingAllowed,
}

impl Content {
    /// The amount of a value, or the refusal that says the protocol is silent.
    pub fn amount(&self, key: Key) -> Result<u64, Refusal> {
        self.values.get(&key).map(|value| value.amount).ok_or(Refusal::ProtocolSilent { key })
    }

    /// An amount that fits 32 bits (minutes, hours, pressures), or the refusal that says the protocol is silent.
    pub fn small(&self, key: Key) -> Result<u32, Refusal> {
        u32::try_from(self.amount(key)?).map_err(|_| Refusal::ProtocolSilent { key })
    }

    /// Do numbers raise alarms under this version? Where it is signed as record and reminders only, none does.
    pub fn raises_alarms(&self) -> bool {
        !self.values.contains_key(&Key::RecordOnly)
    }

    /// What it asks before a course goes on.
    pub fn asked_before(&self) -> impl Iterator<Item = (Question, &Asks)> {
        self.questions
            .iter()
            .map(|(question, asks)| (*question, asks))
            .filter(|(one, _)| !one.is_of_the_day())
    }

    /// What it asks on the day of a dose.
    pub fn asked_on_the_day(&self) -> impl Iterator<Item = (Question, &Asks)> {
        self.questions.iter().map(|(question, asks)| (*question, asks)).filter(|(one, _)| one.is_of_the_day())
    }

    /// Values nobody has verified.
    pub fn unverified(&self) -> Vec<Key> {
        let unverified = self.values.iter().filter(|(_, value)| value.status == SourceStatus::Unverified);
        let asked = self.questions.iter().filter(|(_, asks)| asks.status == SourceStatus::Unverified);
        unverified.map(|(key, _)| *key).chain(asked.map(|(question, _)| Key::Asks(*question))).collect()
    }

    /// Everything wrong with it, in reading order. Empty: it may be signed.
    pub fn flaws(&self) -> Vec<Flaw> {
        let mut flaws = self.word_flaws();
        flaws.extend(
            self.required().into_iter().filter(|key| !self.values.contains_key(key)).map(Flaw::Missing),
        );
        for (key, value) in &self.values {
            let (from, to) = key.possible(value.unit);
            if !key.takes(value.unit) {
                flaws.push(Flaw::WrongUnit(*key));
            } else if value.amount < from || to < value.amount {
                flaws.push(Flaw::Impossible(*key));
            }
            if value.source.trim().is_empty() {
                flaws.push(Flaw::NoSource(*key));
            }
        }
        flaws.extend(self.band_flaws());
        flaws.extend(self.supplement_flaws());
        for (watch, stop) in
            [(Key::WatchSystolic, Key::StopSystolic), (Key::WatchDiastolic, Key::StopDiastolic)]
        {
            if let (Some(watch), Some(limit)) = (self.values.get(&watch), self.values.get(&stop))
                && limit.amount <= watch.amount
            {
                flaws.push(Flaw::StopNotBeyondWatch(stop));
            }
        }
        flaws.extend(self.baseline_flaws());
        if self.values.contains_key(&Key::ChaperoneCheck) && !self.settings.contains(&Setting::Home) {
            flaws.push(Flaw::HomeNotUsed(Key::ChaperoneCheck));
        }
        flaws.extend(self.question_flaws());
        flaws
    }

    /// What every protocol asks is asked; every weight says where it comes from; help that cannot wait stops the course.
    fn question_flaws(&self) -> Vec<Flaw> {
        let absent = Question::ALWAYS.iter().filter(|question| !self.questions.contains_key(question));
        let mut flaws: Vec<Flaw> = absent.map(|question| Flaw::Missing(Key::Asks(*question))).collect();
        for (question, asks) in &self.questions {
            if asks.source.trim().is_empty() {
                flaws.push(Flaw::NoSource(Key::Asks(*question)));
            }
            if question.cannot_wait() && asks.weight != Weight::Absolute {
                flaws.push(Flaw::WeighsTooLittle(*question));
            }
            let may_be_a_nurse = question.is_of_the_day() && asks.weight == Weight::Relative;
            if asks.clears != Clearer::Prescriber && !may_be_a_nurse {
                flaws.push(Flaw::ClearerDoesNotFit(*question));
            }
        }
        flaws
    }

    /// A reading that lets a dose begin must not be one that stops it. Stop is at or above; saturation is below.
    fn baseline_flaws(&self) -> Vec<Flaw> {
        let amount = |key: Key| self.values.get(&key).map(|value| value.amount);
        let pairs = [
            (Key::BaselineSystolic, Key::StopSystolic),
            (Key::BaselineDiastolic, Key::StopDiastolic),
            (Key::BaselinePulse, Key::StopPulse),
            (Key::BaselineSpo2, Key::StopSpo2),
        ];
        let beyond = |(baseline, stop): &(Key, Key)| {
            amount(*baseline).zip(amount(*stop)).is_some_and(|(begins, stops)| {
                if *baseline == Key::BaselineSpo2 { begins < stops } else { stops <= begins }
            })
        };
        pairs.iter().filter(|pair| beyond(pair)).map(|(key, _)| Flaw::BaselineBeyondStop(*key)).collect()
    }

    fn word_flaws(&self) -> Vec<Flaw> {
        let mut flaws = vec![];
        if self.routes.is_empty() || self.settings.is_empty() {
            flaws.push(Flaw::NothingAllowed);
        }
        let therapist_fits = match (self.model, self.depth) {
            (CareModel::Infusion, _) => self.therapist == TherapistPart::None,
            (CareModel::Kap, Depth::Psycholytic) => self.therapist == TherapistPart::Present,
            (CareModel::Kap, Depth::Psychedelic) => self.therapist != TherapistPart::None,
        };
        if !therapist_fits {
            flaws.push(Flaw::TherapistDoesNotFit);
        }
        let door_fits = match self.model {
            CareModel::Infusion => {
                self.routes.iter().all(|route| *route == Route::Intravenous) && self.ending != Ending::Therapy
            }
            CareModel::Kap => self.ending == Ending::Therapy,
        };
        if !door_fits {
            flaws.push(Flaw::DoorDoesNotFit);
        }
        let at_home = self.settings.contains(&Setting::Home);
        if at_home && (self.model != CareModel::Kap || !self.routes.contains(&Route::Sublingual)) {
            flaws.push(Flaw::HomeDoesNotFit);
        }
        flaws
    }

    fn required(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self
            .routes
            .iter()
            .flat_map(|route| [Key::DoseLowest(*route), Key::DoseHighest(*route)])
            .collect();
        if self.routes.contains(&Route::Intravenous) {
            keys.push(Key::DoseOver(Route::Intravenous));
        }
        keys.extend([
            Key::SeriesDoses,
            Key::SeriesApart,
            Key::PreparationSessions,
            Key::ScreeningFresh,
            Key::FastingSolids,
            Key::FastingFluids,
            Key::BaselineSystolic,
            Key::BaselineDiastolic,
            Key::BaselinePulse,
            Key::BaselineSpo2,
            Key::BaselineFresh,
            Key::VitalsDuring,
            Key::VitalsAfter,
            Key::VitalsGrace,
            Key::WatchSystolic,
            Key::WatchDiastolic,
            Key::StopSystolic,
            Key::StopDiastolic,
            Key::StopPulse,
            Key::StopSpo2,
            Key::AlarmAnswer,
            Key::ObserveAfter,
            Key::DischargeAldrete,
            Key::ClearHeaded,
            Key::WindowGoal,
            Key::SafetyAnswer,
        ]);
        if self.settings.contains(&Setting::Home) {
            keys.push(Key::ChaperoneCheck);
        }
        keys
    }

    /// Of a supplement on a route all of it is said, or nothing; and only of a route that is used.
    fn supplement_flaws(&self) -> Vec<Flaw> {
        let mut flaws = vec![];
        for route in Route::ALL {
            let keys = Key::supplement(*route);
            let (said, unsaid): (Vec<Key>, Vec<Key>) =
                keys.into_iter().partition(|key| self.values.contains_key(key));
            if said.is_empty() {
                continue;
            }
            // A route that is not used is told once: of its dose, if that has values.
            let dose = [Key::DoseLowest(*route), Key::DoseHighest(*route), Key::DoseOver(*route)];
            if !self.routes.contains(route) && !dose.iter().any(|key| self.values.contains_key(key)) {
                flaws.push(Flaw::RouteNotUsed(*route));
            }
            flaws.extend(unsaid.into_iter().map(Flaw::Missing));
            let amount = |key: Key| self.values.get(&key).map(|value| value.amount);
            let edges = amount(Key::SupplementLowest(*route)).zip(amount(Key::SupplementHighest(*route)));
            if edges.is_some_and(|(lowest, highest)| highest < lowest) {
                flaws.push(Flaw::SupplementUpsideDown(*route));
            }
        }
        flaws
    }

    fn band_flaws(&self) -> Vec<Flaw> {
        let mut flaws = vec![];
        for route in Route::ALL {
            let band =
                (self.values.get(&Key::DoseLowest(*route)), self.values.get(&Key::DoseHighest(*route)));
            let over = self.values.contains_key(&Key::DoseOver(*route));
            match band {
                (None, None) if !over => {}
                _ if !self.routes.contains(route) => flaws.push(Flaw::RouteNotUsed(*route)),
                (Some(low), Some(high)) if low.unit != high.unit || high.amount < low.amount => {
                    flaws.push(Flaw::BandUpsideDown(*route));
                }
                _ => {}
            }
        }
        flaws
    }
}
