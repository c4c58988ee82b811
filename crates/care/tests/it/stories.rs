//! The language of stories: what is read is what is told, and nothing is guessed.

use crate::clinic::given::*;
use crate::clinic::{T0, Tale, cast};
use care::story::{Unread, read, tell};

#[test]
fn a_phrase_nobody_knows_is_named() {
    let kit = cast("kit");
    for phrase in [
        "dance",
        "dose",
        "dose lots",
        "vitals 128/",
        "wait",
        "wait 3 moons",
        "nobody: check in",
        "dosed 35 mg",
        "answer screening yes",
        "precheck 70 kg tired",
        "discharge soon",
        "plan",
        "book therapy nobody in 3 h",
        "order 35",
        "hold",
        "strike x y",
        "schedule dosing in 1 h with ghost",
        "override fun because",
        "draw 35 mg checked ghost",
    ] {
        let expected = if phrase == "order 35" { None } else { Some(Unread(phrase.to_owned())) };
        assert_eq!(read(&format!("check in, {phrase}"), &kit, T0).err(), expected, "{phrase}");
    }
    assert_eq!(Unread("dance".to_owned()).to_string(), "nobody knows the phrase \"dance\"");
}

#[test]
fn what_is_told_reads_back_as_the_same_acts() {
    let kit = cast("kit");
    let story = "open course, answer screening glaucoma, clear screening glaucoma, sign consent, touch hand, intend to rest, \
        order 37.25 mg for 68.4 kg, stop order 1 too much, check in, precheck 70 kg, here nurse, vitals 128/82 74 98% 14br, \
        no vitals asleep, accept order 1, draw 35 mg checked second, plan no thanks, plan referral Dr Mole, \
        override escort sister waits, dose 35 mg, pause itching, resume, end 20 mg, depth psychedelic, \
        serious event fainted, answer alarm 1 stopped, abort changed my mind, strike 5 wrong cuff, gone nurse, \
        share intention specialist, take back intention specialist, join team nurse, leave team nurse, unsafe so scared, \
        emergency on the floor, decline talk, hold therapy, hold support, read disclosure specialist 1, review went well";
    let (steps, _) = read(story, &kit, T0).expect("phrases");
    assert_eq!(steps.len(), story.split(',').count());
    // Tell a real day, and read it again: the same acts, but for what follows of itself.
    let tale = Tale::of(&format!("{RECOVERED}, discharge, sign record"));
    let told: Vec<String> = tale.world.journal.iter().map(|entry| tell(&entry.fact, &kit)).collect();
    let again: Vec<&String> = told.iter().filter(|phrase| read(phrase, &kit, T0).is_ok()).collect();
    let asked = RECOVERED
        .split(',')
        .map(str::trim)
        .filter(|p| !["wait", "schedule", "plan"].contains(&p.split(' ').next().unwrap_or("")));
    let asked: Vec<String> = asked
        .map(|p| if p.starts_with("order") { format!("{p} for 70 kg") } else { p.to_owned() })
        .map(|p| if p == "draw 35 mg" { format!("{p} checked second") } else { p })
        .chain(["discharge".to_owned(), "sign record".to_owned()])
        .collect();
    let wanted: Vec<&String> = again.into_iter().filter(|p| p.as_str() != "join team nurse").collect();
    assert_eq!(wanted, asked.iter().collect::<Vec<_>>());
}

#[test]
fn waiting_moves_the_clock_and_in_counts_from_it() {
    let (steps, until) = read(
        "wait 20 min, check in, wait 2 h, wait 3 days, book support specialist in 26 h",
        &cast("kit"),
        T0,
    )
    .expect("phrases");
    assert_eq!(steps[0].at.minutes_since(T0), 20);
    assert_eq!(steps[1].at, until);
    assert_eq!(until.minutes_since(T0), 20 + 120 + 3 * 1_440);
    assert!(format!("{:?}", steps[1].act).contains(&format!("{}", until.0 + 26 * 3_600_000_000)));
}
