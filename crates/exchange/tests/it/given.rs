//! Contents and lines to try things with.

use care::protocol::values::Flaw;
use care::protocol::{
    Asks, CareModel, Clearer, Content, Depth, Ending, Key, Question, Route, Setting, SourceStatus,
    TherapistPart, Unit, Value, Weight,
};
use care::text::Line;
use exchange::protocol_file::{SHIPPED, read};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// One of the shipped drafts.
pub fn shipped(file: &str) -> Content {
    let found = SHIPPED.iter().find(|shipped| shipped.file == file).expect("a shipped file");
    read(found.file, found.text).expect("it reads")
}

/// A line of any letters that can be kept, heavy on those that formats escape.
pub fn line() -> impl Strategy<Value = Line> {
    let letter = prop_oneof![
        1 => any::<char>(),
        2 => select("\"\\,;:#={}[]'nré漢😀 \u{2028}\u{301}".chars().collect::<Vec<_>>()),
    ];
    vec(letter, 0..60).prop_map(|letters| {
        let kept = |letter: &char| Line::new(&format!("x{letter}x")).is_ok();
        let text: String = letters.into_iter().filter(kept).collect();
        Line::new(&text).or_else(|_| Line::new("x")).expect("a line")
    })
}

fn value(key: Key, unit: Unit) -> impl Strategy<Value = (Key, Value)> {
    let (from, to) = key.possible(unit);
    let source = prop_oneof![3 => Just("A source".to_owned()), 1 => line().prop_map(|line| line.to_string())];
    (from..=to, source, select(SourceStatus::ALL))
        .prop_map(move |(amount, source, status)| (key, Value { amount, unit, source, status }))
}

/// A content without flaws: a shipped one with other words, and other possible values where the rules allow.
pub fn flawless() -> impl Strategy<Value = Content> {
    let values: Vec<_> = Key::all()
        .into_iter()
        .filter_map(|key| Unit::ALL.iter().find(|unit| key.takes(**unit)).map(|unit| value(key, *unit)))
        .collect();
    let base = select(SHIPPED.iter().map(|draft| shipped(draft.file)).collect::<Vec<_>>());
    let taken = subsequence((0..values.len()).collect::<Vec<_>>(), 0..12);
    (base, line(), line(), values, taken).prop_map(|(mut content, slug, title, values, taken)| {
        (content.slug, content.title) = (slug, title);
        for (key, value) in taken.into_iter().map(|at| values[at].clone()) {
            let mut changed = content.clone();
            changed.values.insert(key, value);
            if changed.flaws().is_empty() {
                content = changed;
            }
        }
        content
    })
}

/// Any content a program can build, flawed or not. Lists name nothing twice: the file cannot say it.
pub fn any_content() -> impl Strategy<Value = Content> {
    let words = (
        line(),
        line(),
        select(CareModel::ALL),
        select(Depth::ALL),
        select(TherapistPart::ALL),
        select(Ending::ALL),
        subsequence(Route::ALL.to_vec(), 0..=Route::ALL.len()).prop_shuffle(),
        subsequence(Setting::ALL.to_vec(), 0..=Setting::ALL.len()).prop_shuffle(),
    );
    let source = select(vec!["", "care.md 4.3", "\"quoted\" \\ # 漢"]).prop_map(str::to_owned);
    let amount = prop_oneof![0..300_u64, 0..600_000_u64, 0..=i64::MAX as u64];
    let value = (amount, select(Unit::ALL), source, select(SourceStatus::ALL))
        .prop_map(|(amount, unit, source, status)| Value { amount, unit, source, status });
    let source = select(vec!["", "care.md 4.6", "\"quoted\" \\ # 漢"]).prop_map(str::to_owned);
    let asks = (select(Weight::ALL), select(Clearer::ALL), source, select(SourceStatus::ALL))
        .prop_map(|(weight, clears, source, status)| Asks { weight, clears, source, status });
    let questions = btree_map(select(Question::ALL), asks, 0..22);
    (words, btree_map(select(Key::all()), value, 0..45), questions).prop_map(|(words, values, questions)| {
        let (slug, title, model, depth, therapist, ending, routes, settings) = words;
        Content { slug, title, model, depth, therapist, ending, routes, settings, values, questions }
    })
}

/// How many faults a flaw is told as.
pub fn tellings(flaw: Flaw, content: &Content) -> usize {
    match flaw {
        Flaw::DoorDoesNotFit if content.model == CareModel::Infusion => {
            let elsewhere = content.routes.iter().any(|route| *route != Route::Intravenous);
            usize::from(elsewhere) + usize::from(content.ending == Ending::Therapy)
        }
        Flaw::NothingAllowed => {
            usize::from(content.routes.is_empty()) + usize::from(content.settings.is_empty())
        }
        _ => 1,
    }
}
