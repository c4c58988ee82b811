//! The directory: who keeps it, what has to be said of somebody outside, when a look is old, and who stands on the public page.

use care::act::Act;
use care::articles::Flag;
use care::chart::State;
use care::directory::*;
use care::fact::Stream;
use care::ids::DirectoryId;
use care::messages::Tongue;
use care::practice::{Acting, Licence};
use care::text::Line;
use care::time::{Date, Instant};
use care::units::Hours;

use crate::clinic::{HOUSE, RAE, Tale, id_of, line, who};

pub const TABLES: &[fn()] = &[
    somebody_outside_is_written_down_by_the_desk_or_the_director,
    a_look_is_old_after_ninety_days_and_another_licence_was_never_looked_up,
    the_public_reads_only_of_those_who_agreed,
    the_directory_has_an_end,
];

const DIRECTORY: DirectoryId = DirectoryId::of(HOUSE);

fn cho() -> Colleague {
    Colleague {
        name: line("Dana Cho PhD"),
        practice: Some(line("Cho Practice")),
        licence: Licence::Psychologist,
        number: Some(line("P-20113")),
        jurisdiction: line("US-NY"),
        until: Date::new(2027, 8, 31),
        knows: "Two years of talks with people after ketamine.".to_owned(),
        says: line("She says so herself"),
        modes: vec![Mode::InPerson, Mode::Video],
        languages: line("English, Korean"),
        mail: Some(line("dana@cho.example")),
        phone: None,
        tongue: Tongue::English,
    }
}

fn keep(number: Option<u16>, colleague: Colleague, looked_up: bool) -> Act {
    Act::KeepColleague(DIRECTORY, KeepColleague { number, colleague, looked_up, found: vec![] })
}

fn look(number: u16) -> Act {
    Act::LookUpColleague(DIRECTORY, LookUpColleague { number })
}

fn publish(number: u16, agreed: Option<&str>) -> Act {
    Act::PublishColleague(DIRECTORY, PublishColleague { number, agreed: agreed.map(line) })
}

fn remove(number: u16) -> Act {
    Act::RemoveColleague(DIRECTORY, RemoveColleague { number, why: line("retired") })
}

fn directory(tale: &Tale) -> Directory {
    match tale.world.streams().find(|(known, _)| **known == Stream::Directory(DIRECTORY)) {
        Some((_, State::Directory(directory))) => (**directory).clone(),
        _ => Directory::default(),
    }
}

#[test]
fn somebody_outside_is_written_down_by_the_desk_or_the_director() {
    let mut tale = Tale::of("");
    let (desk, director) = (who("desk"), who("director"));
    for act in [keep(None, cho(), true), look(1), publish(1, Some("by mail")), remove(1)] {
        for name in ["prescriber", "nurse", "therapist", "specialist", "auditor"] {
            tale.refuses(&who(name), act.clone(), "out-of-scope");
        }
        for by in [Acting::patient(RAE), Acting::VISITOR, Acting::CLOCK, Acting::HOST] {
            tale.refuses(&by, act.clone(), "out-of-scope");
        }
    }
    for (number, act) in
        [(1, look(1)), (1, publish(1, None)), (1, remove(1)), (2, keep(Some(2), cho(), true))]
    {
        tale.refuses(&desk, act, "colleague-unknown");
        assert!(directory(&tale).find(number).is_err());
    }
    let not = |change: fn(&mut Colleague)| {
        let mut colleague = cho();
        change(&mut colleague);
        keep(None, colleague, true)
    };
    for (act, code) in [
        (not(|one| one.number = None), "colleague-licence-unfit"),
        (not(|one| one.licence = Licence::NotLicensed), "colleague-licence-unfit"),
        (not(|one| (one.licence, one.number) = (Licence::NotLicensed, None)), "colleague-licence-unfit"),
        (not(|one| one.modes = vec![]), "colleague-modes-missing"),
        (not(|one| one.mail = None), "referral-unreachable"),
        (not(|one| one.mail = Some(line("somewhere"))), "address-unusable"),
        (not(|one| one.phone = Some(line("call me"))), "address-unusable"),
        (not(|one| one.knows = "  ".to_owned()), "text-missing"),
    ] {
        tale.refuses(&desk, act, code);
    }
    let promises =
        KeepColleague { number: None, colleague: cho(), looked_up: true, found: vec![Flag::PromiseWord] };
    tale.refuses(&desk, Act::KeepColleague(DIRECTORY, promises), "article-flagged");
    tale.does(&desk, keep(None, cho(), true));
    tale.refuses(&director, keep(None, cho(), true), "already-there");
    tale.refuses(&director, keep(Some(1), cho(), false), "nothing-changed");
    let moved = Colleague { practice: Some(line("Elm Street")), ..cho() };
    tale.does(&director, keep(Some(1), moved.clone(), false));
    tale.does(&desk, keep(None, cho(), false));
    tale.refuses(&desk, keep(Some(2), moved, false), "already-there");
    let all = directory(&tale);
    assert_eq!(all.entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(all.entries[0].kept.0, id_of("director"));
    // Taken out: nobody is referred there, the record keeps them, and their number is nobody else's.
    tale.does(&desk, remove(2));
    tale.refuses(&desk, remove(2), "colleague-unknown");
    tale.refuses(&desk, keep(Some(2), cho(), true), "colleague-unknown");
    tale.does(&desk, keep(None, cho(), true));
    let all = directory(&tale);
    assert_eq!(all.current().map(|entry| entry.number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(all.entries[1].removed.as_ref().map(|(why, _)| why.as_str()), Some("retired"));
}

#[test]
fn a_look_is_old_after_ninety_days_and_another_licence_was_never_looked_up() {
    let mut tale = Tale::of("");
    let desk = who("desk");
    tale.does(&desk, keep(None, cho(), false));
    let stands = |tale: &Tale, at: Instant| directory(tale).find(1).expect("there").look(at);
    assert_eq!(stands(&tale, tale.now), Look::Never);
    let first = tale.now;
    tale.does(&desk, look(1));
    let old = first.plus_hours(Hours(90 * 24));
    assert_eq!(stands(&tale, Instant(old.0 - 1)), Look::Fresh(first));
    assert_eq!(stands(&tale, old), Look::Old(first), "never silently");
    tale.now = old;
    tale.does(&desk, look(1));
    assert_eq!(stands(&tale, old), Look::Fresh(old));
    // Another practice is the same licence; another number is not.
    tale.does(&desk, keep(Some(1), Colleague { practice: None, ..cho() }, false));
    assert_eq!(stands(&tale, old), Look::Fresh(old));
    let renewed = Colleague { number: Some(line("P-99")), ..cho() };
    tale.does(&desk, keep(Some(1), renewed.clone(), false));
    assert_eq!(stands(&tale, old), Look::Never);
    tale.does(&desk, keep(Some(1), renewed, true));
    assert_eq!(stands(&tale, old), Look::Fresh(old));
    let none = Colleague { licence: Licence::NotLicensed, number: None, until: None, ..cho() };
    tale.does(&desk, keep(Some(1), none, false));
    assert_eq!(stands(&tale, old), Look::NoLicence);
    tale.refuses(&desk, look(1), "nothing-changed");
}

#[test]
fn the_public_reads_only_of_those_who_agreed() {
    let mut tale = Tale::of("");
    let desk = who("desk");
    tale.does(&desk, keep(None, cho(), false));
    let public = |tale: &Tale| directory(tale).entries[0].is_public();
    assert!(!public(&tale));
    tale.refuses(&desk, publish(1, Some("by mail, 3 November")), "colleague-not-looked-up");
    tale.refuses(&desk, publish(1, None), "nothing-changed");
    tale.does(&desk, look(1));
    tale.does(&desk, publish(1, Some("by mail, 3 November")));
    assert!(public(&tale));
    tale.refuses(&desk, publish(1, Some("again")), "nothing-changed");
    // Another licence is not shown to the public before somebody has looked it up.
    let renewed = Colleague { number: Some(line("P-99")), ..cho() };
    tale.refuses(&desk, keep(Some(1), renewed.clone(), false), "colleague-not-looked-up");
    tale.does(&desk, keep(Some(1), renewed, true));
    assert!(public(&tale));
    tale.does(&desk, publish(1, None));
    assert!(!public(&tale));
    tale.does(&desk, publish(1, Some("on the telephone")));
    tale.does(&desk, remove(1));
    assert!(!public(&tale), "whoever is taken out is off the page at once");
    let none = Colleague { licence: Licence::NotLicensed, number: None, until: None, ..cho() };
    tale.does(&desk, keep(None, none, false));
    tale.does(&desk, publish(2, Some("in person")));
    assert!(directory(&tale).entries[1].is_public(), "having no licence is a standing, and is shown");
}

#[test]
fn the_directory_has_an_end() {
    let mut tale = Tale::of("");
    let desk = who("desk");
    let nth = |n: usize| Colleague { practice: Line::new(&format!("Room {n}")).ok(), ..cho() };
    for n in 0..MOST {
        tale.does(&desk, keep(None, nth(n), true));
    }
    tale.refuses(&desk, keep(None, nth(MOST), true), "directory-full");
    tale.does(&desk, remove(1));
    tale.does(&desk, keep(None, nth(MOST), true));
}
