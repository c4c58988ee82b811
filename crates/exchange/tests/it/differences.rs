//! What the sign screen shows.

use care::protocol::{Ending, Key, Route, SourceStatus, Unit, Value};
use care::text::Line;
use exchange::diff::{Kind, diff};
use proptest::prelude::*;

use crate::given::{any_content, shipped};

#[test]
fn each_change_is_one_row_in_reading_order() {
    let old = shipped("infusion-referral.toml");
    let mut new = old.clone();
    new.title = Line::new("Infusion, our way").expect("a line");
    new.ending = Ending::Support;
    new.values.remove(&Key::SeriesWithin);
    let over = Key::DoseOver(Route::Intravenous);
    let clinic =
        |amount, unit| Value { amount, unit, source: "Our own".to_owned(), status: SourceStatus::Clinic };
    new.values.insert(over, clinic(60, Unit::Minutes));
    new.values.insert(Key::ChaperoneCheck, clinic(10, Unit::Minutes));
    let rows: Vec<_> = diff(&old, &new)
        .iter()
        .map(|row| {
            let said = |side: &Option<exchange::diff::Said>| {
                side.as_ref().map_or("-".to_owned(), |said| said.to_string())
            };
            format!("{:?} {}: {} → {}", row.kind(), row.of.name(), said(&row.before), said(&row.after))
        })
        .collect();
    let expected = [
        "Changed title: Infusion with referral to a therapist → Infusion, our way",
        "Changed ending: referral → support",
        "Changed dose.intravenous.over: 40 min (cited: Over 40 min (care.md 4.3 [R96][R97])) → \
         60 min (clinic: Our own)",
        "Removed series.within: 21 days (cited: 6 infusions within 21 days (care.md 4.3 [R97])) → -",
        "Added chaperone.check: - → 10 min (clinic: Our own)",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn the_same_number_from_somewhere_else_is_a_change() {
    let old = shipped("kap-psychedelic.toml");
    let mut new = old.clone();
    let value = new.values.get_mut(&Key::StopSpo2).expect("it is there");
    value.status = SourceStatus::Clinic;
    let rows = diff(&old, &new);
    assert_eq!(
        rows.iter().map(|row| (row.of.name(), row.kind())).collect::<Vec<_>>(),
        [("stop.spo2".to_owned(), Kind::Changed)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_rows_means_equal_and_the_way_back_is_the_mirror(old in any_content(), new in any_content()) {
        prop_assert_eq!(diff(&old, &old), vec![]);
        let (there, back) = (diff(&old, &new), diff(&new, &old));
        prop_assert_eq!(there.is_empty(), old == new);
        prop_assert_eq!(there.len(), back.len());
        for (there, back) in there.iter().zip(&back) {
            prop_assert_eq!((there.of, &there.before, &there.after), (back.of, &back.after, &back.before));
        }
    }
}
