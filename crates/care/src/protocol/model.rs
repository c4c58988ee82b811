//! The words a protocol is written in. Types, never tags.

macro_rules! words {
    ($(#[$doc:meta])* $Name:ident { $($(#[$vdoc:meta])* $Variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $($(#[$vdoc])* $Variant),+ }
        impl $Name {
            /// Every one, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];
            /// Stable forever: stored, searched, written in protocol files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Variant => $code),+ }
            }
            /// Reads a code; `None` for anything else.
            pub fn read(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$Variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The two doors. A course has one; they are never interchangeable.
    CareModel {
        /// Ketamine-assisted psychotherapy: a licensed therapist, often a lower dose.
        Kap = "kap",
        /// Ketamine infusion treatment: IV, medical, inward; no therapy in the session.
        Infusion = "infusion",
    }
}
words! {
    /// How the drug gets in.
    Route {
        /// Into a vein.
        Intravenous = "intravenous",
        /// Into a muscle.
        Intramuscular = "intramuscular",
        /// By nasal spray.
        Intranasal = "intranasal",
        /// Troche or lozenge held in the mouth.
        Sublingual = "sublingual",
        /// Swallowed.
        Oral = "oral",
    }
}
words! {
    /// Intended depth is ordered, observed depth is recorded; neither is inferred from milligrams.
    Depth {
        /// Able to talk.
        Psycholytic = "psycholytic",
        /// Dissociative, inward.
        Psychedelic = "psychedelic",
    }
}
words! {
    /// Where a dose may be given, and what that place asks for.
    Setting {
        /// A room of the clinic.
        ClinicRoom = "clinic-room",
        /// At home with a named chaperone: lozenge KAP only.
        Home = "home",
        /// A ward.
        Ward = "ward",
    }
}
words! {
    /// The part of a licensed therapist in a dose.
    TherapistPart {
        /// Named, in date, and in the room while the dose works.
        Present = "present",
        /// Named; the talk comes afterwards.
        After = "after",
        /// No psychotherapy belongs to this session.
        None = "none",
    }
}
words! {
    /// What follows a dose: the two kinds of integration are kept apart by type.
    Ending {
        /// Integration therapy with the licensed therapist.
        Therapy = "therapy",
        /// Integration support with a specialist who is not a therapist.
        Support = "support",
        /// Referral to an outside or existing therapist, or the person's own "no, thanks".
        Referral = "referral",
    }
}
