//! Which codes mean which channel, and in which units their numbers are taken.
//!
//! LOINC as monitors use it, and the MDC codes of ISO/IEEE 11073-10101 as IHE PCD-01 sends them; both as seen in messages
//! of monitors and gateways (docs/decisions/0024). Anything else is kept as it was sent and is no reading.

use care::session::Channel;

/// (coding system, code, channel)
const CODES: &[(&str, &str, Channel)] = &[
    ("LN", "8867-4", Channel::HeartRate),
    ("LN", "8889-8", Channel::Pulse),
    ("LN", "59408-5", Channel::Spo2),
    ("LN", "9279-1", Channel::Breaths),
    ("LN", "8480-6", Channel::CuffSystolic),
    ("LN", "8462-4", Channel::CuffDiastolic),
    ("LN", "8478-0", Channel::CuffMean),
    ("LN", "76534-7", Channel::CuffSystolic),
    ("LN", "76535-4", Channel::CuffDiastolic),
    ("LN", "76536-2", Channel::CuffMean),
    // MDC_ECG_HEART_RATE
    ("MDC", "147842", Channel::HeartRate),
    // MDC_PULS_OXIM_PULS_RATE
    ("MDC", "149530", Channel::Pulse),
    // MDC_PULS_RATE_NON_INV: the pulse a cuff counts
    ("MDC", "149546", Channel::Pulse),
    // MDC_PULS_OXIM_SAT_O2
    ("MDC", "150456", Channel::Spo2),
    // MDC_RESP_RATE
    ("MDC", "151562", Channel::Breaths),
    // MDC_TTHOR_RESP_RATE
    ("MDC", "151578", Channel::Breaths),
    // MDC_CO2_RESP_RATE
    ("MDC", "151594", Channel::Breaths),
    // MDC_PRESS_BLD_NONINV_SYS, _DIA, _MEAN
    ("MDC", "150021", Channel::CuffSystolic),
    ("MDC", "150022", Channel::CuffDiastolic),
    ("MDC", "150023", Channel::CuffMean),
    // MDC_PRESS_CUFF_SYS, _DIA, _MEAN
    ("MDC", "150301", Channel::CuffSystolic),
    ("MDC", "150302", Channel::CuffDiastolic),
    ("MDC", "150303", Channel::CuffMean),
];

const PER_MINUTE: &[&str] = &[
    "/min",
    "{beats}/min",
    "{breaths}/min",
    "bpm",
    "brpm",
    "1/min",
    "264864",
    "264928",
    "MDC_DIM_BEAT_PER_MIN",
    "MDC_DIM_RESP_PER_MIN",
];
const PERCENT: &[&str] = &["%", "262688", "MDC_DIM_PERCENT"];
const MMHG: &[&str] = &["mm[Hg]", "mmHg", "266016", "MDC_DIM_MMHG"];

/// The channel of a code in its system; none for one the house does not know.
pub fn channel(system: &str, code: &str) -> Option<Channel> {
    CODES.iter().find(|(of, known, _)| *of == system && *known == code).map(|(_, _, channel)| *channel)
}

/// Is a number of this channel in the unit that the house reads it in? A pressure in kPa is no pressure in mmHg, and one
/// that says no unit might be.
pub fn is_unit_of(channel: Channel, unit: &str) -> bool {
    let known = match channel {
        Channel::HeartRate | Channel::Pulse | Channel::Breaths => PER_MINUTE,
        Channel::Spo2 => PERCENT,
        Channel::CuffSystolic | Channel::CuffDiastolic | Channel::CuffMean => MMHG,
    };
    known.contains(&unit)
}

/// The MDC code, name and unit that the house sends a channel by when it plays a recording.
pub const fn sent_as(channel: Channel) -> (&'static str, &'static str) {
    match channel {
        Channel::HeartRate => ("147842^MDC_ECG_HEART_RATE^MDC", "264864^MDC_DIM_BEAT_PER_MIN^MDC"),
        Channel::Pulse => ("149530^MDC_PULS_OXIM_PULS_RATE^MDC", "264864^MDC_DIM_BEAT_PER_MIN^MDC"),
        Channel::Spo2 => ("150456^MDC_PULS_OXIM_SAT_O2^MDC", "262688^MDC_DIM_PERCENT^MDC"),
        Channel::Breaths => ("151562^MDC_RESP_RATE^MDC", "264928^MDC_DIM_RESP_PER_MIN^MDC"),
        Channel::CuffSystolic => ("150021^MDC_PRESS_BLD_NONINV_SYS^MDC", "266016^MDC_DIM_MMHG^MDC"),
        Channel::CuffDiastolic => ("150022^MDC_PRESS_BLD_NONINV_DIA^MDC", "266016^MDC_DIM_MMHG^MDC"),
        Channel::CuffMean => ("150023^MDC_PRESS_BLD_NONINV_MEAN^MDC", "266016^MDC_DIM_MMHG^MDC"),
    }
}
