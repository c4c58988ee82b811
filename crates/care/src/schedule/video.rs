//! Where talks by video take place: rooms of a service outside, which the house names or does not. Until it has, no talk is
//! by video. The room of a talk is made by the edges, from the key of the house; nothing about it is kept.

use super::{Schedule, ScheduleFact};
use crate::refusal::Refusal;
use crate::text::Line;

/// "Rooms are made at this address", or "talks are not by video any more".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetVideoBase {
    /// Such as `https://meet.example.org/clinic`; none for no video.
    pub base: Option<Line>,
}

/// Keeps it. It counts for every talk by video that is still to come.
pub fn set(schedule: Option<&Schedule>, act: &SetVideoBase) -> Result<Vec<ScheduleFact>, Refusal> {
    if !act.base.as_ref().is_none_or(|base| is_base(base.as_str())) {
        return Err(Refusal::VideoAddressUnusable);
    }
    if schedule.and_then(|schedule| schedule.video_base.as_ref()) == act.base.as_ref() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::VideoBaseSet { base: act.base.clone() }])
}

/// The most letters of such an address.
const LONGEST: usize = 200;

/// `https://`, a host with a dot in it or a port, and a path of plain letters: nothing that a room's name would not be the end
/// of, and no sign-in.
fn is_base(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let label = |label: &str| !label.is_empty() && label.chars().all(letters);
    let step = |step: &str| {
        !matches!(step, "." | "..")
            && !step.is_empty()
            && step.chars().all(|letter| letters(letter) || "._~".contains(letter))
    };
    text.len() <= LONGEST
        && !rest.ends_with('/')
        && 2 <= name.split('.').count()
        && name.split('.').all(label)
        && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| 0 < port))
        && (path.is_empty() || path.split('/').all(step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_rooms_is_https_and_ends_where_a_rooms_name_can_follow() {
        for base in
            ["https://meet.example.org", "https://meet.example.org:8443/clinic", "https://8x8.vc/vpaas-1/a_b"]
        {
            assert!(is_base(base), "{base}");
        }
        for base in [
            "",
            "meet.example.org",
            "http://meet.example.org",
            "https://",
            "https://meet",
            "https://.org",
            "https://a..b",
            "https://meet.example.org/",
            "https://meet.example.org/?room=",
            "https://meet.example.org/#",
            "https://a@b.example",
            "https://meet.example.org:0",
            "https://meet.example.org:x",
            "https://meet.example.org/../x",
            "https://m.example/a b",
            "javascript:alert(1)",
            "https://meet.example.org/%2e",
        ] {
            assert!(!is_base(base), "{base}");
        }
    }
}
