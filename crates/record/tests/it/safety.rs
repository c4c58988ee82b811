//! What a decision about safety is given by the store: the open courses of a patient, and the clock they ask for.

use care::act::Act;
use care::ids::{ProtocolId, RosterId};
use care::patient::say_unsafe::SayUnsafe;
use care::practice::Acting;
use care::protocol::{CareModel, DraftProtocol, Key, SignProtocol};
use care::roster::PutOnCall;
use care::safety::{AnswerSignal, Contact};
use care::units::Hours;
use record::views::ask;

use crate::clinic::{Clinic, HOUSE, INFUSION, LATER, RAE, content, id_of, line, who};
use crate::stores::Fresh;

crate::on_both_stores!(
    a_safety_signal_has_the_clock_of_the_protocol_in_force,
    a_signal_is_owed_by_name_and_a_second_is_added_to_it,
);

fn a_safety_signal_has_the_clock_of_the_protocol_in_force(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let within = || {
        clinic.does(&Acting::patient(RAE), Act::SayUnsafe(RAE, SayUnsafe { words: None }));
        let tasks = clinic.record.read(|conn| ask::open_tasks(conn, clinic.org())).unwrap();
        let [row] = &tasks[..] else { panic!("one signal is open: {tasks:?}") };
        let answer = AnswerSignal { contact: Contact::Reached, done: line("spoke with her") };
        clinic.does(&who("nurse"), Act::AnswerSignal(row.task, answer));
        row.due.minutes_since(clinic.now())
    };
    let mut quick = content(CareModel::Infusion);
    quick.values.get_mut(&Key::SafetyAnswer).unwrap().amount = 9;
    let draft = DraftProtocol { content: quick, revises: Some(INFUSION) };
    clinic.does(&who("director"), Act::DraftProtocol(ProtocolId(30), draft));
    let sign = SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] };
    clinic.goes("join team prescriber, open course");
    for (by, act) in crate::clinic::signed_by_two(ProtocolId(30), sign) {
        clinic.does(&by, act);
    }
    clinic.goes("close changed door");
    assert_eq!(within(), 30, "a closed course asks for nothing");
    let mut again = crate::clinic::cast("kit");
    again.course = care::ids::CourseId(9);
    again.protocol = ProtocolId(30);
    let (steps, _) = care::story::read("open course", &again, clinic.now()).unwrap();
    for step in steps {
        clinic.does(&step.by, step.act);
    }
    assert_eq!(within(), 9);
    clinic.verify().unwrap();
}

fn a_signal_is_owed_by_name_and_a_second_is_added_to_it(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let (roster, from) = (RosterId::of(HOUSE), clinic.now());
    let (nurse, until) = (who("nurse"), from.plus_hours(Hours(12)));
    let put = PutOnCall { person: id_of("nurse"), role: nurse.role, from, until };
    clinic.does(&who("director"), Act::PutOnCall(roster, put));
    let open = || clinic.record.read(|conn| ask::open_tasks(conn, clinic.org())).unwrap();
    for _ in 0..2 {
        clinic.does(&Acting::patient(RAE), Act::SayUnsafe(RAE, SayUnsafe { words: None }));
        let tasks = open();
        let [row] = &tasks[..] else { panic!("one signal is open: {tasks:?}") };
        assert_eq!(row.owed_to, Some(id_of("nurse")));
        assert_eq!(
            (row.owed_to_name.as_deref(), row.source.as_deref()),
            (Some("Nils Berg RN"), Some("said-unsafe"))
        );
    }
    // The desk's list holds neither what was said nor whom it was said to.
    let desk = clinic.record.read(|conn| ask::open_tasks_for_desk(conn, clinic.org())).unwrap();
    assert_eq!(desk[0].matter, "needs-clinician");
    assert_eq!(
        (&desk[0].source, &desk[0].said, &desk[0].owed_to, &desk[0].owed_to_name),
        (&None, &None, &None, &None)
    );
    clinic.goes("say not-safe");
    assert_eq!(open()[0].said.as_deref(), Some("not-safe"));
    assert_eq!(open()[0].due.minutes_since(clinic.now()), 10);
    clinic.verify().unwrap();
}
