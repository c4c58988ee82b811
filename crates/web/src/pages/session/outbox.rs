//! What a tablet needs to go on while the line is down: whose outbox it keeps and under which key, and the limits of the
//! protocol in words, so that a number typed there is judged there. The house judges it again when it comes.

use care::session::limits::{self, Limit};
use care::session::{Level, Phase, Sign};

use super::here::crossed_words;
use super::load::Loaded;
use crate::parts::Mark;

/// Between one and three minutes are advised for clinical areas. Source: `ux/screens.md` 2.3, lock (R69).
const LOCK_AFTER_S: u32 = 180;

/// Source: `ux/screens.md` 2.3, offline (6).
const PAPER_AFTER_S: u32 = 300;

/// What the page carries for its scripts.
pub struct OutboxShown {
    /// Whose: a person in a role.
    pub owner: String,
    /// The key that seals it, in hex.
    pub key: String,
    /// The zone of the room, for times that the tablet tells by itself.
    pub zone: String,
    /// Down for so long, the line is not waited for any more: pen and paper.
    pub paper_after_s: u32,
    /// Untouched for so long, this screen locks itself.
    pub lock_after_s: u32,
    /// The limits of the running protocol version; none before a dose, for then none raises an alarm.
    pub limits: Vec<LimitShown>,
}

/// One limit.
pub struct LimitShown {
    /// `systolic`: the field of the form.
    pub sign: &'static str,
    /// `below` or `above`.
    pub beyond: &'static str,
    /// The number, in whole units of the sign.
    pub limit: u32,
    /// High or medium.
    pub mark: Mark,
    /// What is said, with `{value}` and `{at}` for what was typed and when.
    pub words: String,
}

/// For a page about this visit.
pub fn shown(loaded: &Loaded) -> OutboxShown {
    let (owner, key) = loaded.outbox.clone();
    let running = matches!(loaded.session.phase, Phase::Dosing | Phase::Paused | Phase::Recovery);
    let content = loaded.protocol.as_ref().filter(|_| running).map(|protocol| &protocol.content);
    let content = content.filter(|content| content.raises_alarms());
    // A protocol that lacks one of them cannot be running; where it does, the house says so at every reading.
    let limits = content.and_then(|content| limits::all(content).ok()).unwrap_or_default();
    let zone = loaded.place.zone.iana_name().unwrap_or_default().to_owned();
    OutboxShown {
        owner,
        key,
        zone,
        lock_after_s: LOCK_AFTER_S,
        paper_after_s: PAPER_AFTER_S,
        limits: limits.into_iter().map(|limit| of(loaded, limit)).collect(),
    }
}

fn of(loaded: &Loaded, limit: Limit) -> LimitShown {
    let Limit { sign, level, limit, below } = limit;
    LimitShown {
        sign: sign_field(sign),
        beyond: if below { "below" } else { "above" },
        limit,
        mark: if level == Level::High { Mark::High } else { Mark::Medium },
        words: crossed_words(loaded, level, sign, limit, "{value}", "{at}"),
    }
}

/// The field of the form that a sign is typed into.
const fn sign_field(sign: Sign) -> &'static str {
    match sign {
        Sign::Systolic => "systolic",
        Sign::Diastolic => "diastolic",
        Sign::Pulse => "pulse",
        Sign::Spo2 => "spo2",
        Sign::Breaths => "breaths",
        Sign::Awake => "awake",
    }
}
