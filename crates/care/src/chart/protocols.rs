//! What a decision about a protocol looks at: what else is signed under its name, and who could be a second person.

use super::{Chart, Want};
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::ProtocolId;
use crate::protocol::Signatures;
use crate::protocol::draft::Standing;
use crate::refusal::Refusal;
use crate::time::Instant;

impl Chart {
    pub(super) fn for_protocols(&self, act: &Act) -> Vec<Want> {
        let people = || {
            let known = self.clinicians.iter().flatten().map(|id| Want::Stream(Stream::Person(*id)));
            std::iter::once(Want::Clinicians).chain(known)
        };
        match act {
            Act::SetSignatures(_, act) if act.needed == Signatures::One => people().collect(),
            Act::SignProtocol(id, _) => people().chain([Want::SignedBeside(*id)]).collect(),
            Act::ProposeProtocol(id, _) | Act::ApproveProtocol(id, _) => vec![Want::SignedBeside(*id)],
            Act::RetireProtocol(id, _) => {
                let older = self.protocol(*id).ok().and_then(|version| version.revises);
                older.map(|older| Want::Stream(Stream::Protocol(older))).into_iter().collect()
            }
            _ => vec![],
        }
    }

    /// Keeps which other versions are signed under the name of this one.
    pub fn put_signed_beside(&mut self, version: ProtocolId, others: Vec<ProtocolId>) {
        self.signed_beside.insert(version, others);
    }

    /// The other versions under the name of this one that are in force at this instant, or will be. Unless that was
    /// asked, the version is not known here.
    pub fn signed_beside(&self, version: ProtocolId, at: Instant) -> Result<Vec<ProtocolId>, Refusal> {
        let others = self.signed_beside.get(&version).ok_or(Refusal::ProtocolUnknown)?;
        let slug = &self.protocol(version)?.content.slug;
        let in_force = |other: &ProtocolId| {
            let known = self.protocol(*other)?;
            let signed = matches!(known.standing, Standing::Signed(_)) && !known.is_over(at);
            Ok((signed && known.content.slug == *slug).then_some(*other))
        };
        others.iter().filter_map(|other| in_force(other).transpose()).collect()
    }
}
