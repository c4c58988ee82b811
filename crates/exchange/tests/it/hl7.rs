//! Messages of monitors and gateways, as they are seen: what is understood, what is kept as sent, what is answered. And
//! bytes of nobody: nothing crashes, nothing half is read.

use care::session::{Channel, Seen, Thousandths};
use care::time::Instant;
use exchange::hl7::message::Message;
use exchange::hl7::oru::{self, Header, Problem};
use exchange::hl7::{Answer, Framed, Framer, Oru, Said, ack, frame};
use proptest::prelude::*;

const HEAD: &str =
    "MSH|^~\\&|B40^0001^EUI-64|ICU|HOLDFAST||20260912120010+0000||ORU^R01^ORU_R01|MSG1|P|2.6\r";

fn read(text: &str) -> Result<Oru, Problem> {
    oru::read(&Message::read(text).ok_or(Problem::NotHl7)?)
}

fn read_obx(lines: &str) -> Oru {
    read(&format!("{HEAD}PID|||1\rPV1||I|ICU^^BED-3\rOBR|1||||||20260912120005+0000\r{lines}\r"))
        .expect("taken")
}

fn value(text: &str) -> Seen {
    Seen::Value(Thousandths::read(text).expect("a number"))
}

#[test]
fn a_monitors_minute_is_read_by_code_unit_and_time() {
    let oru = read_obx(
        "OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X\r\
         OBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4|62.8|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||20260912120009+0000\r\
         OBX|3|NM|8889-8^Heart Rate by Oximetry^LN^149530^MDC_PULS_OXIM_PULS_RATE^MDC|1.3|55|{beats}/min^beats per minute^UCUM|35-125||99||R\r\
         OBX|4|NM|59408-5^SpO2^LN||97|%|||||F\r\
         OBX|5|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.1|140.5|266016^MDC_DIM_MMHG^MDC|||||R|||20260912115510+0000\r\
         OBX|6|NM|150022^MDC_PRESS_BLD_NONINV_DIA^MDC|1.1|95|mm[Hg]^mm[Hg]^UCUM|||||R\r\
         OBX|7|NM|150488^MDC_BLD_PERF_INDEX^MDC|1.3|1.76|262688^MDC_DIM_PERCENT^MDC|||||R",
    );
    assert_eq!(oru.bed, "BED-3");
    assert_eq!((oru.header.sender.as_str(), oru.header.control.as_str()), ("B40", "MSG1"));
    let said = |channel, text, age_s: Option<i64>| Said {
        channel,
        seen: value(text),
        age_us: age_s.map(|age| age * 1_000_000),
    };
    let expected = [
        said(Channel::HeartRate, "62.8", Some(1)),
        said(Channel::Pulse, "55", Some(5)),
        said(Channel::Spo2, "97", Some(5)),
        said(Channel::CuffSystolic, "140.5", Some(300)),
        // No time of its own: the group's is the time of sending, which says nothing of a cuff.
        said(Channel::CuffDiastolic, "95", None),
    ];
    assert_eq!(oru.said, expected);
    let kept = ("150488^MDC_BLD_PERF_INDEX^MDC", "1.76", "262688^MDC_DIM_PERCENT^MDC");
    assert_eq!(oru.rest, [(kept.0.to_owned(), kept.1.to_owned(), kept.2.to_owned())]);
}

#[test]
fn no_signal_is_said_in_many_ways_and_never_is_a_number() {
    for sent in ["0", "0.0", "", "-100", "-999", "-99.9", "---", "***", "?"] {
        let oru = read_obx(&format!("OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||{sent}|%|||||F"));
        assert_eq!(oru.said.iter().map(|said| said.seen).collect::<Vec<_>>(), [Seen::NoSignal], "{sent:?}");
    }
    let oru = read_obx("OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||X");
    assert_eq!(oru.said[0].seen, Seen::NoSignal, "results cannot be obtained");
}

#[test]
fn what_is_not_understood_is_kept_as_sent_and_is_no_reading() {
    let cases = [
        ("another unit", "OBX|1|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC||16.0|kPa|||||F"),
        ("no unit", "OBX|1|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC||160||||||F"),
        ("another system", "OBX|1|NM|8867-4^Heart rate^L||62|/min|||||F"),
        ("no system", "OBX|1|NM|150456||97|%|||||F"),
        ("an arterial line is no cuff", "OBX|1|NM|150033^MDC_PRESS_BLD_ART_SYS^MDC||120|mmHg|||||F"),
        ("impossible", "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||101|%|||||F"),
        ("32767", "OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC||32767|/min|||||F"),
        ("words", "OBX|1|ST|150456^MDC_PULS_OXIM_SAT_O2^MDC||low|%|||||F"),
        ("taken back", "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||W"),
        ("deleted", "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||D"),
        ("two days old", "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||F|||20260910115510+0000"),
    ];
    for (why, line) in cases {
        let oru = read_obx(line);
        assert_eq!((oru.said.len(), oru.rest.len()), (0, 1), "{why}");
    }
    // A clock that stands ahead of itself makes nothing younger than now.
    let oru = read_obx("OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||F|||20260912130000+0000");
    assert_eq!(oru.said[0].age_us, Some(0));
    // One time with its zone, one without: nobody knows how long it was.
    let oru = read_obx("OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||F|||20260912120000");
    assert_eq!(oru.said[0].age_us, None);
}

#[test]
fn what_is_not_taken_says_why() {
    let obx = "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||F\r";
    let with = |from: &str, to: &str| format!("{}{obx}", HEAD.replace(from, to));
    let cases = [
        (with("ORU^R01^ORU_R01", "ADT^A01"), Problem::OtherType),
        (with("ORU^R01^ORU_R01", "ORU^W01"), Problem::OtherType),
        (with("|2.6\r", "|2.7\r"), Problem::OtherVersion),
        (with("|2.6\r", "|2.2\r"), Problem::OtherVersion),
        (with("|2.6\r", "\r"), Problem::OtherVersion),
        (with("MSG1", ""), Problem::NoControl),
        (format!("{HEAD}PID|||1\r{obx}PID|||2\r{obx}"), Problem::TwoPatients),
        (HEAD.to_owned(), Problem::NoObservations),
        ("MSH|^~\\&".to_owned(), Problem::OtherType),
        ("hello".to_owned(), Problem::NotHl7),
        (format!("{HEAD}{obx}cut of"), Problem::NotHl7),
    ];
    for (text, problem) in cases {
        assert_eq!(read(&text), Err(problem), "{text:?}");
    }
    for version in ["2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6"] {
        assert!(read(&with("|2.6\r", &format!("|{version}\r"))).is_ok(), "{version}");
    }
}

fn answered(header: &Header, answer: &Answer) -> Option<String> {
    ack(header, answer, Instant(1_757_678_400_000_000), "A1")
}

#[test]
fn the_answer_names_the_message_and_the_reason() {
    let header = read_obx("OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||97|%|||||F").header;
    let accept = answered(&header, &Answer::Accept).expect("wanted");
    assert_eq!(
        accept,
        "MSH|^~\\&|HOLDFAST||B40|ICU|20250912120000.000+0000||ACK^R01^ACK|A1|P|2.6\rMSA|AA|MSG1\r"
    );
    let reject = answered(&header, &Problem::OtherType.into()).expect("wanted");
    assert!(reject.contains("\rMSA|AR|MSG1|only ORU R01 is taken here\r"), "{reject}");
    assert!(reject.contains("\rERR|||200^"));
    let error = answered(&header, &Problem::NoObservations.into()).expect("wanted");
    assert!(error.contains("\rMSA|AE|MSG1|no OBX in it\r"));
    // Every answer is itself a message.
    for text in [&accept, &reject, &error] {
        let message = Message::read(text).expect("a message");
        let msa = message.segments().nth(1).expect("MSA");
        assert_eq!((msa.name(), msa.field(2)), ("MSA", "MSG1"));
    }
}

#[test]
fn a_sender_in_enhanced_mode_hears_what_it_wants() {
    let wants = |taken: &str, done: &str| Header {
        control: "1".to_owned(),
        wants: (taken.to_owned(), done.to_owned()),
        ..Header::default()
    };
    let code = |taken, done, answer: &Answer| {
        answered(&wants(taken, done), answer)
            .map(|text| text.split("MSA|").nth(1).expect("MSA")[..2].to_owned())
    };
    let no = Answer::Reject("200", "no".to_owned());
    let table = [
        ("", "", Some("AA"), Some("AR")),
        ("AL", "NE", Some("CA"), Some("CR")),
        ("AL", "AL", Some("AA"), Some("AR")),
        ("NE", "AL", Some("AA"), Some("AR")),
        ("NE", "NE", None, None),
        ("ER", "NE", None, Some("CR")),
        ("SU", "NE", Some("CA"), None),
        ("AL", "", Some("CA"), Some("CR")),
    ];
    for (taken, done, well, ill) in table {
        assert_eq!(code(taken, done, &Answer::Accept).as_deref(), well, "{taken}/{done}");
        assert_eq!(code(taken, done, &no).as_deref(), ill, "{taken}/{done}");
    }
}

#[test]
fn nothing_of_a_sender_breaks_an_answer() {
    let header = Header {
        sender: "a|b\rMSA|AA|other".to_owned(),
        control: "x^~\\&|y\n".to_owned(),
        version: "2.5\rZZZ".to_owned(),
        ..Header::default()
    };
    let text = answered(&header, &Answer::Error("207", "no\rMSA|AA|1".to_owned())).expect("wanted");
    let message = Message::read(&text).expect("a message");
    assert_eq!(message.segments().map(|segment| segment.name()).collect::<Vec<_>>(), ["MSH", "MSA", "ERR"]);
}

/// A whole message with some bytes changed, cut out or put in, or bytes of nobody.
fn mangled() -> impl Strategy<Value = Vec<u8>> {
    let whole = format!(
        "{HEAD}PID|||1\rPV1||I|ICU^^BED-3\rOBR|1||||||20260912120005+0000\r\
         OBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4|62.8|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||20260912120009+0000\r"
    );
    let bytes = frame(&whole);
    let n = bytes.len();
    let change = (0..n, 0..4_u8, any::<u8>());
    let changes = proptest::collection::vec(change, 0..6).prop_map(move |changes| {
        let mut bytes = bytes.clone();
        for (at, how, byte) in changes {
            let at = at.min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 if 1 < bytes.len() => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    });
    prop_oneof![4 => changes, 1 => proptest::collection::vec(any::<u8>(), 0..400)]
}

/// How many: `./dev soak frames` asks for ten million.
fn frames() -> u32 {
    std::env::var("HOLDFAST_FRAMES").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(frames()))]

    #[test]
    fn any_bytes_in_any_pieces_crash_nothing(bytes in mangled(), size in 1_usize..50) {
        let (mut whole, mut pieces) = (Framer::default(), Framer::default());
        let at_once = whole.take(&bytes);
        let in_pieces: Vec<Framed> = bytes.chunks(size).flat_map(|piece| pieces.take(piece)).collect();
        prop_assert_eq!(&at_once, &in_pieces);
        for framed in at_once {
            let Framed::Whole(bytes) = framed else { continue };
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let Some(message) = Message::read(&text) else { continue };
            let answer = match oru::read(&message) {
                Ok(oru) => {
                    for said in &oru.said {
                        if let Seen::Value(value) = said.seen {
                            prop_assert!(0 < value.0 && value <= said.channel.most());
                        }
                        prop_assert!(said.age_us.is_none_or(|age| 0 <= age));
                    }
                    Answer::Accept
                }
                Err(problem) => problem.into(),
            };
            if let Some(text) = answered(&oru::header(&message), &answer) {
                prop_assert!(Message::read(&text).is_some());
            }
        }
    }
}
