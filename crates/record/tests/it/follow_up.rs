//! What somebody wrote when they were asked how they have been: sealed beside its fact, counted without a word of it.

use care::act::Act;
use care::fact::Stream;
use care::follow_up::Series;
use care::follow_up::answer_follow_up::AnswerFollowUp;
use care::follow_up::ask_follow_up::{self, AskFollowUp};
use care::follow_up::set_follow_ups::SetFollowUps;
use care::ids::CommandId;
use care::keeping::Mood;
use care::practice::{Acting, Role};
use care::refusal::Refusal;
use care::time::Instant;
use care::units::Hours;
use record::state_as;
use record::store::Store;
use record::submit::{Answer, Command};
use record::views::ask_follow_ups::{self, Counted};

use crate::clinic::{Clinic, HOUSE, RAE, cast, who};
use crate::stores::Fresh;

crate::on_both_stores!(what_somebody_wrote_is_sealed_and_only_the_count_is_in_a_column);

const RAES: Acting = Acting::patient(RAE);
const WORDS: &str = "The heron-1618033988 came back 🌊";
const DOSE: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
    order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
    vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h, dose 35 mg, wait 40 min, end 35 mg";

fn due(clinic: &Clinic) -> Option<AskFollowUp> {
    let course = state_as!(clinic.record.state(Stream::Course(cast("kit").course)).unwrap(), Course).unwrap();
    let patient = state_as!(clinic.record.state(Stream::Patient(RAE)).unwrap(), Patient).unwrap();
    let house = state_as!(clinic.record.state(Stream::House(HOUSE)).unwrap(), House).unwrap();
    ask_follow_up::due(house.follow_ups.as_ref(), &course, &patient, clinic.now()).map(|(act, _)| act)
}

fn holds(fresh: &Fresh, needle: &[u8]) -> bool {
    let Store::Sqlite { path } = &fresh.store else { return false };
    let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let bytes: Vec<u8> = folder.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn what_somebody_wrote_is_sealed_and_only_the_count_is_in_a_column(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let series = Series {
        steps: vec![Hours(72), Hours(168)],
        within: Hours(24),
        call_within: Hours(24),
        read_within: Hours(72),
        owed_by: Role::Nurse,
    };
    clinic.does(&who("director"), Act::SetFollowUps(HOUSE, SetFollowUps { series }));
    clinic.goes(DOSE);
    let course = cast("kit").course;
    let counted =
        || clinic.record.read(|conn| ask_follow_ups::counted(conn, clinic.org(), Instant(0))).unwrap();
    for (hours, number) in [(72, 1), (96, 2)] {
        clinic.set_clock(clinic.now().plus_hours(Hours(hours)));
        let act = due(&clinic).unwrap();
        assert_eq!(act.number, number);
        clinic.does(&Acting::CLOCK, Act::AskFollowUp(course, act));
        assert_eq!(due(&clinic), None, "once");
    }
    let asked = |after_h, answered| Counted { after_h, asked: 1, answered };
    assert_eq!(counted(), [asked(72, 0), asked(168, 0)]);
    let id = CommandId(0x1618);
    let answer = |words, sealed: Option<&str>| Command {
        id,
        act: Act::AnswerFollowUp(
            course,
            AnswerFollowUp { number: 2, mood: Some(Mood::Good), words, heavy: false, call: false },
        ),
        by: RAES,
        occurred: None,
        sealed: sealed.map(|words| words.to_owned().into()),
    };
    // Words that were promised come; words that were not are not slipped in.
    for (words, sealed) in [(true, None), (true, Some("  ")), (false, Some(WORDS))] {
        let answered = clinic.ask(answer(words, sealed)).unwrap();
        assert!(matches!(answered, Answer::Refused(Refusal::TextMissing)), "{answered:?}");
    }
    assert!(matches!(clinic.ask(answer(true, Some(WORDS))).unwrap(), Answer::Done(got) if !got.repeated));
    assert!(matches!(clinic.ask(answer(true, Some(WORDS))).unwrap(), Answer::Done(got) if got.repeated));
    assert!(matches!(clinic.ask(answer(true, Some("other words"))).unwrap(), Answer::IdReused));
    assert_eq!(counted(), [asked(72, 0), asked(168, 1)]);
    let opened = |reader: &str| clinic.record.open_sealed(&id.to_string(), reader).unwrap();
    assert_eq!(opened(&RAE.to_string()).as_deref(), Some(WORDS));
    assert_eq!(
        opened(&crate::clinic::id_of("nurse").to_string()),
        None,
        "a key of one's own has only the patient"
    );
    assert!(!holds(fresh, b"heron-1618033988"), "the plain words are in a file");
    clinic.verify().unwrap();
    // A row that was changed behind the writer's back is found.
    let sql = "UPDATE follow_ups SET answered_us = 7 WHERE number = 1";
    clinic.tamperer().exec(sql, &[]).unwrap();
    assert!(clinic.verify().is_err());
}
