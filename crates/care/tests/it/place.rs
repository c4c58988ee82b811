//! What a place asks of somebody who gives support without a licence: which acts, and what their disclosure says.

use care::act::Act;
use care::house::place_rules::{
    DisclosurePoint, KEPT_YEARS_MOST, PlaceRules, REVIEW_DAYS_MOST, SetPlaceRules, SupportAct, lets,
};
use care::ids::{SessionId, WindowId};
use care::integration::hold_talk::HoldSupport;
use care::practice::credential::RecordCredential;
use care::practice::person::PublishDisclosure;
use care::practice::{ActKind, Licence};
use care::protocol::SourceStatus;
use care::time::Instant;
use care::units::Hours;

use crate::clinic::given::RECOVERED;
use crate::clinic::{HOUSE, LATER, T0, Tale, id_of, licence, line, who};

/// Every table of this file.
pub const TABLES: &[fn()] = &[
    the_director_signs_what_the_place_asks_by_name_and_for_a_time,
    support_begins_once_the_disclosure_says_what_the_place_asks,
    an_act_that_the_place_leaves_to_the_licensed_is_refused_to_others,
];

const WINDOW: WindowId = WindowId::of(SessionId(1));

fn rules(may: &[SupportAct], says: &[DisclosurePoint]) -> PlaceRules {
    PlaceRules {
        jurisdiction: line("US-NY"),
        may: may.to_vec(),
        says: says.to_vec(),
        kept_years: 3,
        source: line("read on the state's page"),
        status: SourceStatus::Cited,
    }
}

fn signing(rules: PlaceRules, now: Instant) -> SetPlaceRules {
    SetPlaceRules {
        rules,
        typed_name: line("Dr Dana Osei"),
        review_by: now.plus_hours(Hours(180 * 24)),
        accepts_unverified: false,
    }
}

fn signed(act: SetPlaceRules) -> Act {
    Act::SetPlaceRules(HOUSE, act)
}

fn says(points: &[DisclosurePoint]) -> Act {
    let text = "I give support, which is not therapy.".to_owned();
    let says = points.iter().map(|point| (*point, format!("About {}.", point.code()))).collect();
    Act::PublishDisclosure(id_of("specialist"), PublishDisclosure { text, says })
}

#[test]
fn the_director_signs_what_the_place_asks_by_name_and_for_a_time() {
    let mut tale = Tale::of("");
    let (director, now) = (who("director"), tale.now);
    let good = || signing(rules(SupportAct::ALL, DisclosurePoint::ALL), now);
    for name in ["prescriber", "specialist", "desk", "auditor"] {
        tale.refuses(&who(name), signed(good()), "out-of-scope");
    }
    let mut elsewhere = good();
    elsewhere.rules.jurisdiction = line("US-CA");
    tale.refuses(&director, signed(elsewhere), "place-elsewhere");
    tale.refuses(
        &director,
        signed(SetPlaceRules { typed_name: line("D. Osei"), ..good() }),
        "signature-name-differs",
    );
    let mut long = good();
    long.rules.kept_years = KEPT_YEARS_MOST + 1;
    tale.refuses(&director, signed(long), "place-years-unfit");
    for review_by in [now, now.plus_hours(Hours(REVIEW_DAYS_MOST * 24 + 1))] {
        tale.refuses(&director, signed(SetPlaceRules { review_by, ..good() }), "place-review-day");
    }
    let mut unread = good();
    unread.rules.status = SourceStatus::Unverified;
    tale.refuses(&director, signed(unread.clone()), "place-unverified");
    tale.does(&director, signed(SetPlaceRules { accepts_unverified: true, ..unread }));
    tale.does(&director, signed(good()));
    let known = tale.world.known_house(HOUSE).expect("a house").place.clone().expect("signed");
    assert_eq!((known.by, known.at, known.rules), (id_of("director"), now, good().rules));
}

#[test]
fn support_begins_once_the_disclosure_says_what_the_place_asks() {
    let asked = [DisclosurePoint::NotAPhysician, DisclosurePoint::Nature];
    let mut tale = Tale::of(RECOVERED);
    tale.wait(30);
    let (tomas, hold) = (who("specialist"), || Act::HoldSupport(WINDOW, HoldSupport));
    let twice = vec![(asked[0], "One.".to_owned()), (asked[0], "Two.".to_owned())];
    let text = "Support.".to_owned();
    let twice = Act::PublishDisclosure(id_of("specialist"), PublishDisclosure { text, says: twice });
    tale.refuses(&tomas, twice, "disclosure-said-twice");
    let now = tale.now;
    tale.does(&who("director"), signed(signing(rules(SupportAct::ALL, &asked), now)));
    tale.refuses(&tomas, hold(), "disclosure-missing");
    tale.does(&tomas, says(&[]));
    tale.refuses(&tomas, hold(), "disclosure-unsaid");
    tale.does(&tomas, says(&asked[..1]));
    tale.refuses(&tomas, hold(), "disclosure-unsaid");
    tale.does(&tomas, says(&asked));
    // It is a new version, and nobody has read it.
    tale.refuses(&tomas, hold(), "disclosure-not-read");
    tale.go("read disclosure specialist 3").expect("read");
    tale.does(&tomas, hold());
}

#[test]
fn an_act_that_the_place_leaves_to_the_licensed_is_refused_to_others() {
    let acts = [
        (ActKind::HoldSupport, SupportAct::HoldTalk),
        (ActKind::WriteSupportNote, SupportAct::KeepNote),
        (ActKind::ProposeStep, SupportAct::ProposeStep),
        (ActKind::ReadDiaryEntry, SupportAct::ReadShared),
    ];
    let mut tale = Tale::of("");
    let person = |tale: &Tale| tale.world.person(id_of("specialist")).expect("added").clone();
    let tomas = person(&tale);
    for (act, named) in acts {
        assert_eq!(SupportAct::of(act), Some(named));
        let others: Vec<SupportAct> = SupportAct::ALL.iter().copied().filter(|one| *one != named).collect();
        let refused = lets(&rules(&others, &[]), &tomas, act, T0).map_err(|no| no.code());
        assert_eq!(refused, Err("not-allowed-here"), "{act:?}");
        assert_eq!(lets(&rules(&[named], &[]), &tomas, act, T0), Ok(()), "{act:?}");
    }
    for (_, act, words) in ActKind::ALL {
        let is_named = acts.iter().any(|(named, _)| named == act);
        assert_eq!(lets(&rules(&[], &[]), &tomas, *act, T0).is_err(), is_named, "{words}");
    }
    // As a whole act, through the permit.
    let now = tale.now;
    tale.does(&who("director"), signed(signing(rules(&[], &[]), now)));
    tale.go(RECOVERED).expect("recovered");
    tale.wait(30);
    tale.refuses(&who("specialist"), Act::HoldSupport(WINDOW, HoldSupport), "not-allowed-here");
    // Whoever has a licence in force here is not spoken of.
    let credential = licence(Licence::ClinicalSocialWorker, T0, LATER);
    let record = RecordCredential { credential };
    tale.does(&who("director"), Act::RecordCredential(id_of("specialist"), record));
    let tomas = person(&tale);
    for (act, _) in acts {
        assert_eq!(lets(&rules(&[], &[]), &tomas, act, tale.now), Ok(()), "{act:?}");
    }
}
