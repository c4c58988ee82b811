//! What one line of the journal carries. No SQL and no hashing here.

/// One fact with everything that says who, when and why, before it has a place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The organisation whose journal this belongs to; every key starts with it.
    pub org: String,
    /// The stream (one patient, one session, one vault…) the fact belongs to.
    pub stream: String,
    /// Place in the stream: 1, 2, 3… without gaps.
    pub version: i64,
    /// The act that was asked for, e.g. `give_dose`.
    pub act: String,
    /// Id of the person or device who asked.
    pub actor: String,
    /// The role the actor acted in at that moment.
    pub acted_as: String,
    /// When it happened, microseconds since 1970-01-01 UTC, as the actor said.
    pub occurred_us: i64,
    /// When it was written down, microseconds since 1970-01-01 UTC, by the server's clock.
    pub recorded_us: i64,
    /// The caller's idempotency key: the same command sent twice is answered once.
    pub command_id: String,
    /// The kind and version of the fact, e.g. `DoseStarted.1`.
    pub fact: String,
    /// The fact as canonical JSON. It is hashed byte for byte, so it is never re-serialised.
    pub body: String,
}

/// An envelope with its place in the organisation's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Place in the organisation's journal: 1, 2, 3… without gaps.
    pub position: i64,
    /// What was stored.
    pub envelope: Envelope,
    /// SHA-256 (64 lower-case hex digits) over the previous hash, the position and the envelope.
    pub hash: String,
}
