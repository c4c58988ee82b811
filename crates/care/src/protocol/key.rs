//! The vocabulary of protocol values: each key with its unit and the range that is possible at all.
//!
//! Ranges here refuse nonsense (a 4,000-minute interval); they are not clinical advice. Clinical values are data.

use super::model::{Route, words};
use super::question::Question;

words! {
    /// Units a protocol value may have.
    Unit {
        /// Micrograms.
        Micrograms = "mcg",
        /// Micrograms for each kilogram of body weight today.
        MicrogramsPerKilogram = "mcg/kg",
        /// Minutes.
        Minutes = "min",
        /// Hours.
        Hours = "h",
        /// Civil days.
        Days = "days",
        /// Blood pressure.
        MmHg = "mmHg",
        /// Beats or breaths a minute.
        PerMinute = "/min",
        /// Percent.
        Percent = "%",
        /// A count or a score.
        Count = "count",
    }
}

/// The name of one protocol value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Lowest dose of a route's band.
    DoseLowest(Route),
    /// Highest dose of a route's band.
    DoseHighest(Route),
    /// Over how many minutes the dose is given.
    DoseOver(Route),
    /// Lowest supplement in the same visit, of a route.
    SupplementLowest(Route),
    /// Highest supplement in the same visit, of a route.
    SupplementHighest(Route),
    /// Minutes after the first amount began before a supplement may be given.
    SupplementAfter(Route),
    /// Doses in a series.
    SeriesDoses,
    /// Days the series may span.
    SeriesWithin,
    /// Least hours between two doses.
    SeriesApart,
    /// Preparation sessions before the first dose.
    PreparationSessions,
    /// How long the answers of a cleared screening stay fresh.
    ScreeningFresh,
    /// Hours without solid food.
    FastingSolids,
    /// Hours without clear fluids.
    FastingFluids,
    /// Baseline: systolic at most.
    BaselineSystolic,
    /// Baseline: diastolic at most.
    BaselineDiastolic,
    /// Baseline: pulse at most.
    BaselinePulse,
    /// Baseline: oxygen saturation at least.
    BaselineSpo2,
    /// How old a baseline reading may be at the first dose.
    BaselineFresh,
    /// Minutes between readings while the dose works.
    VitalsDuring,
    /// Minutes between readings in recovery.
    VitalsAfter,
    /// Minutes past due before a reading counts as late.
    VitalsGrace,
    /// Re-plan: systolic at or above.
    WatchSystolic,
    /// Re-plan: diastolic at or above.
    WatchDiastolic,
    /// Stop: systolic at or above.
    StopSystolic,
    /// Stop: diastolic at or above.
    StopDiastolic,
    /// Stop: pulse at or above.
    StopPulse,
    /// Stop: oxygen saturation below.
    StopSpo2,
    /// Minutes to answer a high alarm before it climbs.
    AlarmAnswer,
    /// Minutes of observation after the end of a dose before anyone goes home.
    ObserveAfter,
    /// Least modified Aldrete score to go home (0–10).
    DischargeAldrete,
    /// Hours of the clear-headed lock after a dose.
    ClearHeaded,
    /// Hours of the window from the end of a dose.
    WindowGoal,
    /// Minutes between a chaperone's visual checks at home.
    ChaperoneCheck,
    /// Minutes within which a clinician owes an answer to a safety signal.
    SafetyAnswer,
    /// This version keeps record and reminders only: no number raises an alarm, no curve is drawn. Said, or not.
    RecordOnly,
    /// What a "yes" to this question weighs: a word with a source, never a number.
    Asks(Question),
}

impl Key {
    /// Every key of a number, in the order a protocol is read. What is asked comes after them: [`Question::ALL`].
    pub fn all() -> Vec<Self> {
        let mut keys = vec![];
        for route in Route::ALL {
            keys.extend([Self::DoseLowest(*route), Self::DoseHighest(*route), Self::DoseOver(*route)]);
        }
        // What runs by the hour has a rate and no supplement: that value has no name.
        for route in Route::ALL.iter().filter(|route| **route != Route::Intravenous) {
            keys.extend(Self::supplement(*route));
        }
        keys.extend(Self::PLAIN.iter().map(|(key, ..)| *key));
        keys
    }

    /// What a protocol says of a supplement on one route: all of it, or nothing.
    pub const fn supplement(route: Route) -> [Self; 3] {
        [Self::SupplementLowest(route), Self::SupplementHighest(route), Self::SupplementAfter(route)]
    }

    /// Name, units it may be given in, and the possible range, inclusive.
    const PLAIN: &'static [(Self, &'static str, Unit, u64, u64)] = &[
        (Self::SeriesDoses, "series.doses", Unit::Count, 1, 60),
        (Self::SeriesWithin, "series.within", Unit::Days, 1, 366),
        (Self::SeriesApart, "series.apart", Unit::Hours, 12, 8_784),
        (Self::PreparationSessions, "preparation.sessions", Unit::Count, 0, 20),
        (Self::ScreeningFresh, "screening.fresh", Unit::Days, 1, 366),
        (Self::FastingSolids, "fasting.solids", Unit::Hours, 0, 24),
        (Self::FastingFluids, "fasting.fluids", Unit::Hours, 0, 24),
        (Self::BaselineSystolic, "baseline.systolic", Unit::MmHg, 90, 200),
        (Self::BaselineDiastolic, "baseline.diastolic", Unit::MmHg, 50, 130),
        (Self::BaselinePulse, "baseline.pulse", Unit::PerMinute, 50, 180),
        (Self::BaselineSpo2, "baseline.spo2", Unit::Percent, 80, 100),
        (Self::BaselineFresh, "baseline.fresh", Unit::Minutes, 5, 240),
        (Self::VitalsDuring, "vitals.during", Unit::Minutes, 1, 60),
        (Self::VitalsAfter, "vitals.after", Unit::Minutes, 1, 120),
        (Self::VitalsGrace, "vitals.grace", Unit::Minutes, 0, 30),
        (Self::WatchSystolic, "watch.systolic", Unit::MmHg, 100, 250),
        (Self::WatchDiastolic, "watch.diastolic", Unit::MmHg, 60, 160),
        (Self::StopSystolic, "stop.systolic", Unit::MmHg, 100, 250),
        (Self::StopDiastolic, "stop.diastolic", Unit::MmHg, 60, 160),
        (Self::StopPulse, "stop.pulse", Unit::PerMinute, 80, 220),
        (Self::StopSpo2, "stop.spo2", Unit::Percent, 70, 100),
        (Self::AlarmAnswer, "alarm.answer", Unit::Minutes, 1, 30),
        (Self::ObserveAfter, "observe.after", Unit::Minutes, 15, 480),
        (Self::DischargeAldrete, "discharge.aldrete", Unit::Count, 7, 10),
        (Self::ClearHeaded, "clear-headed", Unit::Hours, 12, 72),
        (Self::WindowGoal, "window.goal", Unit::Hours, 12, 168),
        (Self::ChaperoneCheck, "chaperone.check", Unit::Minutes, 5, 60),
        (Self::SafetyAnswer, "safety.answer", Unit::Minutes, 5, 240),
        (Self::RecordOnly, "record.only", Unit::Count, 1, 1),
    ];

    fn plain(self) -> Option<&'static (Self, &'static str, Unit, u64, u64)> {
        Self::PLAIN.iter().find(|(key, ..)| *key == self)
    }

    /// The name in files and on screens: `dose.intravenous.highest`, `vitals.during`.
    pub fn name(self) -> String {
        match self {
            Self::DoseLowest(route) => format!("dose.{}.lowest", route.code()),
            Self::DoseHighest(route) => format!("dose.{}.highest", route.code()),
            Self::DoseOver(route) => format!("dose.{}.over", route.code()),
            Self::SupplementLowest(route) => format!("supplement.{}.lowest", route.code()),
            Self::SupplementHighest(route) => format!("supplement.{}.highest", route.code()),
            Self::SupplementAfter(route) => format!("supplement.{}.after", route.code()),
            Self::Asks(question) => format!("question.{}", question.code()),
            plain => plain.plain().map_or("", |(_, name, ..)| name).to_owned(),
        }
    }

    /// Reads a name; `None` for an unknown one.
    pub fn read(name: &str) -> Option<Self> {
        let asked = name.strip_prefix("question.").and_then(Question::read).map(Self::Asks);
        asked.or_else(|| Self::all().into_iter().find(|key| key.name() == name))
    }

    /// May the value be given in this unit?
    pub fn takes(self, unit: Unit) -> bool {
        match self {
            Self::DoseLowest(_) | Self::DoseHighest(_) => {
                matches!(unit, Unit::Micrograms | Unit::MicrogramsPerKilogram)
            }
            Self::SupplementLowest(_) | Self::SupplementHighest(_) => unit == Unit::Micrograms,
            Self::DoseOver(_) | Self::SupplementAfter(_) => unit == Unit::Minutes,
            plain => plain.plain().is_some_and(|(_, _, own, ..)| *own == unit),
        }
    }

    /// The range that is possible at all in this unit, inclusive.
    pub fn possible(self, unit: Unit) -> (u64, u64) {
        match (self, unit) {
            (Self::DoseLowest(_) | Self::DoseHighest(_), Unit::MicrogramsPerKilogram) => (50, 7_000),
            (Self::DoseLowest(_) | Self::DoseHighest(_), _) => (1_000, 500_000),
            (Self::SupplementLowest(_) | Self::SupplementHighest(_), _) => (1_000, 500_000),
            (Self::DoseOver(_) | Self::SupplementAfter(_), _) => (1, 240),
            (plain, _) => plain.plain().map_or((1, 0), |(_, _, _, from, to)| (*from, *to)),
        }
    }
}
