//! What connects an actor to a patient, at one instant.

/// What ties an actor to the patient an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// The act is about no patient.
    NoPatient,
    /// The patient acts about themselves.
    Oneself,
    /// On the care team at this instant, or named on the session.
    CareTeam,
    /// The first talk after a dose is booked with them.
    Talk,
    /// The patient shared with this person.
    Shared,
    /// Emergency access with a recorded reason, still open.
    Emergency,
    /// Nobody is on the care team yet: whoever takes up the care may join it.
    NoTeamYet,
    /// None.
    Stranger,
}
