//! What a decision about safety is given by the store: the open courses of a patient, and the clock they ask for.

use care::act::Act;
use care::ids::ProtocolId;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::Acting;
use care::protocol::{CareModel, DraftProtocol, Key, SignProtocol};
use record::views::ask;

use crate::clinic::{Clinic, INFUSION, LATER, RAE, content, line, who};
use crate::stores::Fresh;

crate::on_both_stores!(a_safety_signal_has_the_clock_of_the_protocol_in_force);

fn a_safety_signal_has_the_clock_of_the_protocol_in_force(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let within = || {
        clinic.does(&Acting::patient(RAE), Act::SayUnsafe(RAE, SayUnsafe { words: None }));
        let tasks = clinic.record.read(|conn| ask::open_tasks(conn, clinic.org())).unwrap();
        tasks.into_iter().map(|row| row.due.minutes_since(clinic.now())).min()
    };
    let mut quick = content(CareModel::Infusion);
    quick.values.get_mut(&Key::SafetyAnswer).unwrap().amount = 9;
    let draft = DraftProtocol { content: quick, revises: Some(INFUSION) };
    clinic.does(&who("director"), Act::DraftProtocol(ProtocolId(30), draft));
    let sign = SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] };
    clinic.goes("join team prescriber, open course");
    clinic.does(&who("director"), Act::SignProtocol(ProtocolId(30), sign));
    clinic.goes("close changed door");
    assert_eq!(within(), Some(30), "a closed course asks for nothing");
    let mut again = crate::clinic::cast("kit");
    again.course = care::ids::CourseId(9);
    again.protocol = ProtocolId(30);
    let (steps, _) = care::story::read("open course", &again, clinic.now()).unwrap();
    for step in steps {
        clinic.does(&step.by, step.act);
    }
    assert_eq!(within(), Some(9));
    clinic.verify().unwrap();
}
