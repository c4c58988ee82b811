//! Every kind of identity in the house, on one screen. Random (UUIDv7) where made at the edge;
//! derived where one thing always comes with another, so that a repeated command cannot make two.

macro_rules! ids {
    ($($Name:ident = $tag:literal, $means:literal;)+) => { $(
        #[doc = $means]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(pub u128);
        impl $Name {
            /// The prefix of its written form.
            pub const TAG: &'static str = $tag;
            /// Reads the written form; `None` when it is another kind or not an id.
            pub fn read(text: &str) -> Option<Self> {
                let hex = text.strip_prefix($tag)?.strip_prefix('_')?;
                let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if hex.len() != 32 || !hex.bytes().all(lower) {
                    return None;
                }
                u128::from_str_radix(hex, 16).ok().map(Self)
            }
        }
        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let written = written($tag, self.0);
                f.write_str(std::str::from_utf8(&written).map_err(|_| std::fmt::Error)?)
            }
        }
    )+ };
}

ids! {
    HouseId = "hou", "The organisation that runs this house: one clinic, or one practitioner.";
    PersonId = "per", "A practitioner or a member of staff.";
    PatientId = "pat", "One person in our care.";
    ProtocolId = "pro", "One version of one protocol; a new version is a new id.";
    CourseId = "cou", "One person's way through one protocol.";
    SessionId = "ses", "One visit inside a course: a dose, a preparation, a talk, a review.";
    WindowId = "win", "The first hours after one dose. Carries the number of its dosing session.";
    TaskId = "tas", "Something a person owes by a clock.";
    MessageId = "msg", "Something the house owes to somebody outside it.";
    DiaryEntryId = "dia", "One entry of a patient's diary.";
    RosterId = "ros", "Who answers when: one roster for each house.";
    ScheduleId = "sch", "Rooms, hours and leave: one schedule for each house.";
    ArticlesId = "art", "What the house wrote for the public: one collection for each house.";
    IncidentId = "inc", "Something that went wrong, or nearly did. Carries the number of its command.";
    DirectoryId = "dir", "People outside, whom the house may refer somebody to: one directory for each house.";
    TillId = "til", "Prices, and how many receipts were written: one for each house.";
    ReceiptId = "rec", "What somebody paid, or that another receipt was taken back. Carries the number of its command.";
    VaultId = "vau", "One locked place at one registered location, where drugs are kept.";
    ContactId = "con", "Somebody without an account who asked for a call. Carries the number of its command.";
    ReferralId = "ref", "Somebody outside asked to see a patient. Carries the number of its command.";
    CommandId = "cmd", "One act as it was asked for; made when the form was drawn, so a double tap is one act.";
}

/// `pat_0190…`: the tag, a line, 32 lower-case hex digits. By hand, because every act writes some twenty of them and
/// `{:032x}` pads digit by digit.
fn written(tag: &str, number: u128) -> [u8; 36] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [b'_'; 36];
    text[..3].copy_from_slice(tag.as_bytes());
    for (pair, byte) in text[4..].chunks_exact_mut(2).zip(number.to_be_bytes()) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    text
}

impl WindowId {
    /// A dose opens exactly one window: its id follows from the session's.
    pub const fn of(session: SessionId) -> Self {
        Self(session.0)
    }
    /// The dosing session that opened this window.
    pub const fn session(self) -> SessionId {
        SessionId(self.0)
    }
}

impl RosterId {
    /// A house has exactly one roster: its id follows from the house's.
    pub const fn of(house: HouseId) -> Self {
        Self(house.0)
    }
}

impl ScheduleId {
    /// A house has exactly one schedule: its id follows from the house's.
    pub const fn of(house: HouseId) -> Self {
        Self(house.0)
    }
}

impl ArticlesId {
    /// A house has exactly one collection: its id follows from the house's.
    pub const fn of(house: HouseId) -> Self {
        Self(house.0)
    }
}

impl DirectoryId {
    /// A house has exactly one directory: its id follows from the house's.
    pub const fn of(house: HouseId) -> Self {
        Self(house.0)
    }
}

impl TillId {
    /// A house has exactly one price list: its id follows from the house's.
    pub const fn of(house: HouseId) -> Self {
        Self(house.0)
    }
}

impl ReceiptId {
    /// One form is one receipt: its id follows from the command's.
    pub const fn from_command(command: CommandId) -> Self {
        Self(command.0)
    }
}

impl ContactId {
    /// One form is one contact: its id follows from the command's.
    pub const fn from_command(command: CommandId) -> Self {
        Self(command.0)
    }
}

impl ReferralId {
    /// One form is one referral: its id follows from the command's.
    pub const fn from_command(command: CommandId) -> Self {
        Self(command.0)
    }
}

impl IncidentId {
    /// The `nth` incident that a command brings about; the form that tells one brings about the first.
    pub const fn from_command(command: CommandId, nth: u16) -> Self {
        Self(command.0.rotate_left(24) ^ (nth as u128))
    }
}

impl TaskId {
    /// The `nth` task that a command brings about.
    pub const fn from_command(command: CommandId, nth: u16) -> Self {
        Self(command.0.rotate_left(8) ^ (nth as u128))
    }
}

impl MessageId {
    /// The `nth` message that a command brings about.
    pub const fn from_command(command: CommandId, nth: u16) -> Self {
        Self(command.0.rotate_left(16) ^ (nth as u128))
    }
}

/// A patient's id is never accepted where a session's is wanted:
/// ```compile_fail
/// let window = care::ids::WindowId::of(care::ids::PatientId(7)); // expected `SessionId`, found `PatientId`
/// ```
#[cfg(doctest)]
pub struct ConfusionDoesNotCompile;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_its_tag_and_32_digits() {
        for number in [0, 1, 0xabc, u128::MAX, 0x0190_0000_dead_beef_0123_4567_89ab_cdef] {
            assert_eq!(TaskId(number).to_string(), format!("tas_{number:032x}"));
        }
    }

    #[test]
    fn an_id_reads_back_only_as_its_own_kind() {
        let written = PatientId(42).to_string();
        assert_eq!(PatientId::read(&written), Some(PatientId(42)));
        assert_eq!(SessionId::read(&written), None);
        for text in ["pat_", "pat_+0000000000000000000000000000002", "pat_ZZ", "", "pat-1"] {
            assert_eq!(PatientId::read(text), None, "{text}");
        }
    }
}
