//! Histories of one referral that nobody wrote: anything, by anybody, at any time, with the clock looking every hour. What is
//! read here is the journal, never the state that the rules read. `HOLDFAST_CASES=5000` soaks.

use care::act::Act;
use care::fact::{Stream, What};
use care::ids::WindowId;
use care::integration::{SaidBy, WindowFact};
use care::practice::{Acting, Actor};
use care::referral::*;
use care::tasks::{Matter, TaskFact};
use care::time::Instant;
use care::units::Hours;
use proptest::prelude::*;

use crate::clinic::given::RECOVERED;
use crate::clinic::{RAE, Tale, who};
use crate::referral::{REFERRAL, consent, send, written};

#[derive(Debug, Clone)]
enum Happens {
    Write(u32),
    Consent(Vec<bool>),
    Send,
    Accept(u32, u32),
    Decline,
    Met(u32),
    NotMet,
    Note,
    TakeBack,
    Close,
    Wait(u32),
}

fn happens() -> impl Strategy<Value = (usize, Happens)> {
    let one = prop_oneof![
        1 => (1..90_u32).prop_map(Happens::Write),
        6 => proptest::collection::vec(any::<bool>(), 6).prop_map(Happens::Consent),
        6 => Just(Happens::Send),
        9 => (1..60_u32, 1..60_u32).prop_map(|(a, b)| Happens::Accept(a, b)),
        1 => Just(Happens::Decline),
        8 => (0..4_u32).prop_map(Happens::Met),
        1 => Just(Happens::NotMet),
        2 => Just(Happens::Note),
        1 => Just(Happens::TakeBack),
        1 => Just(Happens::Close),
        6 => (1..30_u32).prop_map(Happens::Wait),
    ];
    (0..5_usize, one)
}

fn act(happens: &Happens, now: Instant) -> Act {
    let ahead = |hours: u32| now.plus_hours(Hours(hours));
    match happens {
        Happens::Write(hours) => Act::WriteReferral(REFERRAL, written(ahead(*hours))),
        Happens::Consent(said) => {
            // Mostly a yes to what has to be in it.
            let said = |(part, yes): (&Part, &bool)| {
                let asked = *part == Part::FirstName && said.iter().any(|yes| *yes);
                (*yes || asked).then_some(*part)
            };
            let parts: Vec<Part> = Part::ALL.iter().zip(happens_parts(happens)).filter_map(said).collect();
            consent(&parts)
        }
        Happens::Send => send(),
        Happens::Accept(a, b) => {
            Act::AcceptReferral(REFERRAL, AcceptReferral { times: vec![ahead(*a), ahead(*b)] })
        }
        Happens::Decline => Act::DeclineReferral(REFERRAL, DeclineReferral { because: CannotBecause::Other }),
        Happens::Met(hours) => {
            let at = Instant(now.0 - i64::from(*hours) * 3_600_000_000);
            Act::NoteReferralMet(REFERRAL, NoteReferralMet { at, said_by: SaidBy::OutsideTherapist })
        }
        Happens::NotMet => Act::NoteReferralNotMet(REFERRAL, NoteReferralNotMet),
        Happens::Note => Act::SendReferralNote(REFERRAL, SendReferralNote { words: "seen".to_owned() }),
        Happens::TakeBack => Act::TakeBackReferral(REFERRAL, TakeBackReferral),
        Happens::Close | Happens::Wait(_) => {
            Act::CloseReferral(REFERRAL, CloseReferral { because: ClosedBecause::Done })
        }
    }
}

fn happens_parts(happens: &Happens) -> &[bool] {
    if let Happens::Consent(said) = happens { said } else { &[] }
}

/// What the journal says of the referral, with when each was kept.
fn facts(tale: &Tale) -> Vec<(Instant, Actor, ReferralFact)> {
    let of = tale.world.journal.iter().filter(|entry| entry.fact.stream == Stream::Referral(REFERRAL));
    of.filter_map(|entry| match &entry.fact.what {
        What::Referral(fact) => Some((entry.now, entry.by.actor, fact.clone())),
        _ => None,
    })
    .collect()
}

fn has(facts: &[(Instant, Actor, ReferralFact)], is: impl Fn(&ReferralFact) -> bool) -> bool {
    facts.iter().any(|(_, _, fact)| is(fact))
}

/// What no history may break, as it stands after each step.
fn laws(tale: &Tale, locked_until: Instant) {
    let all = facts(tale);
    for (n, (at, by, fact)) in all.iter().enumerate() {
        let before = &all[..n];
        // Whoever holds the link does nothing once it is dead, and nothing before there was one.
        if *by == Actor::Visitor && !matches!(fact, ReferralFact::Climbed { .. }) {
            let dead = has(before, |fact| {
                let over = matches!(fact, ReferralFact::TakenBack { .. } | ReferralFact::Closed { .. });
                over || matches!(fact, ReferralFact::Declined { .. })
            });
            assert!(!dead, "through a dead link: {fact:?}");
            assert!(has(before, |fact| matches!(fact, ReferralFact::Sent { .. })), "before it was sent");
        }
        // "We met" through the link follows a yes, and a time after it.
        if let (Actor::Visitor, ReferralFact::Met { met, .. }) = (by, fact) {
            let yes = before.iter().find(|(_, _, fact)| matches!(fact, ReferralFact::Accepted { .. }));
            assert!(yes.is_some_and(|(said, ..)| said <= met), "they met before they said yes");
        }
        // What somebody outside writes is read by somebody here, by a clock.
        if matches!(fact, ReferralFact::NoteSent { .. }) {
            let is_owed = |entry: &crate::world::Entry| {
                let opened = matches!(&entry.fact.what, What::Task(TaskFact::Opened { matter: Matter::ReferralNote, due, .. }) if *due == at.plus_hours(NOTE_ANSWER));
                opened && entry.now == *at
            };
            assert!(tale.world.journal.iter().any(is_owed), "a note that nobody has to read");
        }
        // Nothing goes without a yes, and a first yes is never given in the lock.
        if matches!(fact, ReferralFact::Sent { .. }) {
            assert!(has(before, |fact| matches!(fact, ReferralFact::Consented { .. })));
        }
        if matches!(fact, ReferralFact::Consented { .. })
            && !has(before, |fact| matches!(fact, ReferralFact::Consented { .. }))
        {
            assert!(locked_until <= *at, "new sharing in the lock");
        }
    }
    let Some(known) = tale.world.referral(REFERRAL) else { return };
    // The page holds no part that the last yes does not name.
    let said = all.iter().rev().find_map(|(_, _, fact)| match fact {
        ReferralFact::Consented { consent } => Some(consent.parts.clone()),
        _ => None,
    });
    if let Some(shown) = known.shown() {
        let said = said.expect("a yes");
        for part in shown.parts().iter().filter(|part| **part != Part::FirstName) {
            assert!(said.contains(part), "{part:?} is shown without a yes");
        }
    }
    // Nothing is silent: what is late has climbed, an hour later at most.
    let over = known.closed.is_some() || known.taken_back.is_some() || known.met.is_some();
    let hour_ago = Instant(tale.now.0 - 3_600_000_000);
    if !over && !known.is_declined() && known.written.by_when <= hour_ago {
        assert!(known.answer.is_some() || !known.climbed.is_empty(), "past its by-when in silence: {all:?}");
    }
    // A window counts on nobody whose yes is gone.
    let window = tale.world.window(WindowId(1)).expect("a window");
    let referred = tale.world.journal.iter().any(|entry| {
        matches!(&entry.fact.what, What::Window(WindowFact::Referred { to }) if *to == known.written.receiver.line())
    });
    if referred && window.held.is_none() && (over || known.is_declined()) && known.met.is_none() {
        assert_eq!(window.referred, None, "a plan that is gone is still counted on");
    }
}

#[test]
fn in_any_history_nothing_is_sent_without_a_yes_and_nothing_is_silent() {
    let cases = std::env::var("HOLDFAST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(120);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let base = Tale::of(&format!("{RECOVERED}, cancel talk ill"));
    let locked = base.world.patient(RAE).and_then(|patient| patient.clear_from).expect("a lock");
    let seen = std::cell::Cell::new([0_u32; 3]);
    proptest!(config, |(by_when in 10..90_u32, steps in proptest::collection::vec(happens(), 8..40))| {
        let mut tale = Tale::of(&format!("{RECOVERED}, cancel talk ill"));
        if by_when % 3 != 0 {
            tale.wait(30);
        }
        tale.does(&who("prescriber"), act(&Happens::Write(by_when), tale.now));
        for (by, step) in steps {
            if let Happens::Wait(hours) = step {
                for _ in 0..hours {
                    tale.wait(1);
                    while let Some(due) = tale.world.referral(REFERRAL).and_then(|known| due(known, tale.now)) {
                        let act = match due {
                            Due::Remind(_) => Act::RemindReferral(REFERRAL, RemindReferral),
                            Due::Climb(_) => Act::EscalateReferral(REFERRAL, EscalateReferral),
                        };
                        tale.does(&Acting::CLOCK, act);
                    }
                }
            } else {
                let anybody =
                    [who("prescriber"), who("desk"), Acting::patient(RAE), Acting::VISITOR, Acting::CLOCK];
                // Half of the time by whoever it is for.
                let fits = match step {
                    Happens::Consent(_) | Happens::TakeBack | Happens::NotMet => 2,
                    Happens::Accept(..) | Happens::Decline | Happens::Note | Happens::Met(_) => 3,
                    _ => 0,
                };
                for by in [anybody[fits], anybody[by]] {
                    let _ = tale.world.submit(&by, &act(&step, tale.now), tale.now);
                }
            }
            laws(&tale, locked);
        }
        let all = facts(&tale);
        let mut counts = seen.get();
        counts[0] += u32::from(has(&all, |fact| matches!(fact, ReferralFact::Accepted { .. })));
        counts[1] += u32::from(has(&all, |fact| matches!(fact, ReferralFact::Climbed { .. })));
        counts[2] += u32::from(has(&all, |fact| matches!(fact, ReferralFact::Met { .. })));
        seen.set(counts);
    });
    // The histories go somewhere, or the laws would hold of nothing.
    assert!(seen.get().iter().all(|reached| 5 < *reached), "{:?} of {cases}", seen.get());
}
