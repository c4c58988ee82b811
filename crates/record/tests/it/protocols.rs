//! A protocol that takes its place at an hour: what is in force is asked of the view at an instant, and the view is what the
//! facts say.

use care::act::Act;
use care::house::set_signatures::SetSignatures;
use care::ids::ProtocolId;
use care::protocol::*;
use care::time::Instant;
use care::units::Hours;
use record::views::{ask, in_force};

use crate::clinic::{Clinic, INFUSION, LATER, content, line, signed_by_two, who};
use crate::stores::Fresh;

crate::on_both_stores!(the_version_in_force_changes_at_its_hour_and_at_no_other_instant);

const NEXT: ProtocolId = ProtocolId(30);

fn the_version_in_force_changes_at_its_hour_and_at_no_other_instant(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let from = clinic.now().plus_hours(Hours(24));
    let at = |at: Instant| {
        let org = clinic.org();
        clinic.record.read(|conn| ask::in_force(conn, org, "infusion", at)).unwrap()
    };
    let row = |id: ProtocolId| {
        let all = clinic.record.read(|conn| ask::protocols(conn, clinic.org())).unwrap();
        all.into_iter().find(|row| row.protocol == id).unwrap()
    };
    let draft = DraftProtocol { content: content(CareModel::Infusion), revises: Some(INFUSION) };
    clinic.does(&who("director"), Act::DraftProtocol(NEXT, draft));
    let sign = SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] };
    let [(director, propose), (prescriber, approve)] = signed_by_two(NEXT, sign);
    let Act::ProposeProtocol(_, propose) = propose else { panic!("it is proposed") };
    let propose = Act::ProposeProtocol(NEXT, ProposeProtocol { from: Some(from), ..propose });
    clinic.does(&director, propose);
    assert_eq!((row(NEXT).standing.as_str(), row(NEXT).proposed), ("draft", Some(clinic.now())));
    clinic.does(&prescriber, approve);
    assert_eq!(
        (row(NEXT).standing.as_str(), row(NEXT).proposed, row(NEXT).from),
        ("signed", None, Some(from))
    );
    assert_eq!(row(INFUSION).until, Some(from));
    for (instant, id) in [(clinic.now(), INFUSION), (Instant(from.0 - 1), INFUSION), (from, NEXT)] {
        assert_eq!(at(instant), Some(id), "{instant:?}");
    }
    let doors = clinic.record.read(|conn| in_force::models(conn, clinic.org(), from)).unwrap();
    assert_eq!(doors, ["infusion", "kap"], "neither door is shut by the change");
    clinic.verify().unwrap();
    // Taken back before its hour.
    let retire = RetireProtocol { reason: line("the meeting thought again") };
    clinic.does(&director, Act::RetireProtocol(NEXT, retire));
    assert_eq!(at(from), Some(INFUSION));
    assert_eq!(row(INFUSION).until, None);
    // One signs here only where nobody else could: the prescriber could.
    let one = SetSignatures { needed: Signatures::One, reason: line("I work alone") };
    let refusal = clinic.refuses(&director, Act::SetSignatures(crate::clinic::HOUSE, one));
    assert_eq!(refusal.code(), "second-person-here");
    clinic.verify().unwrap();
}
