//! Questionnaires as files: those that come with the program, their scoring at every boundary, and what is refused.

use care::measures::{MarkKind, Measure, Occasion, Status, score, score_of_total};
use care::refusal::Refusal;
use care::text::Line;
use exchange::measure_file::{SHIPPED, SHIPPED_SCHEDULE, read, read_schedule, shipped, write};
use proptest::prelude::*;
use proptest::sample::select;

fn file(name: &str) -> &'static str {
    SHIPPED.iter().find(|file| file.file == name).expect("a shipped file").text
}

fn measure(name: &str) -> Measure {
    read(name, file(name)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn faults(text: &str) -> Vec<String> {
    let faults = read("it.toml", text).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

/// The answers in the order of the items.
fn answers(measure: &Measure, values: &[u32]) -> Vec<(Line, u32)> {
    measure.items.iter().map(|item| item.code.clone()).zip(values.iter().copied()).collect()
}

/// Answers that add up to this: as high as may be, from the first item on.
fn adding_up_to(measure: &Measure, total: u32) -> Vec<(Line, u32)> {
    let most = measure.choices.iter().map(|choice| choice.score).max().unwrap_or(0);
    let mut left = total;
    let mut one = || {
        let value = left.min(most);
        left -= value;
        value
    };
    let values: Vec<u32> = measure.items.iter().map(|_| one()).collect();
    answers(measure, &values)
}

#[test]
fn every_shipped_questionnaire_reads_without_a_fault_and_reads_back_equal() {
    for file in SHIPPED {
        let measure = read(file.file, file.text).unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
        assert_eq!(format!("{}.toml", measure.id), file.file);
        assert_eq!(read("again", &write(&measure)), Ok(measure));
    }
    let on_the_shelf = shipped().map(|library| library.all().count());
    assert_eq!(on_the_shelf, Ok(SHIPPED.len()));
}

/// Nothing lies in `measures/` that the program does not ship, and so does not check.
#[test]
fn every_file_of_the_folder_is_shipped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../measures");
    let entries = std::fs::read_dir(folder).expect("measures/");
    let mut there: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    let mut known: Vec<String> = SHIPPED.iter().map(|file| file.file.to_owned()).collect();
    known.push(SHIPPED_SCHEDULE.file.to_owned());
    there.sort();
    known.sort();
    assert_eq!(there, known);
}

#[test]
fn words_that_a_licence_forbids_cannot_be_shipped() {
    let words = "\n[lead]\nen = \"Have you\"\n\n[[item]]\ncode = \"1\"\nen = \"wished?\"\n\n[[choice]]\nscore = 0\n\
                 en = \"No\"\n\n[[choice]]\nscore = 5\nen = \"Yes\"\n\n[[vector]]\nanswers = [5]\ntotal = 5\nflags = [\"any-level\"]\n";
    let forbidden = SHIPPED.iter().filter(|file| measure(file.file).is_shell());
    let mut tried = 0;
    for file in forbidden {
        let told = faults(&format!("{}{words}", file.text));
        let line = 1 + file.text.lines().position(|line| line == "[licence]").expect("a licence");
        let wanted = format!("it.toml:{line}: measure-text-not-licensed");
        assert!(told.iter().any(|fault| fault.starts_with(&wanted)), "{}: {told:?}", file.file);
        tried += 1;
    }
    assert_eq!(tried, 10, "every shell was tried");
    // The same words are let through once a licence says so: it is the licence that stopped them.
    let free = file("c-ssrs.toml").replace("\"restricted\"", "\"public_domain\"");
    assert_eq!(faults(&format!("{free}{words}")), Vec::<String>::new());
}

#[test]
fn words_are_shipped_of_these_and_no_others() {
    let with_words: Vec<_> =
        SHIPPED.iter().filter(|file| measure(file.file).has_text()).map(|file| file.file).collect();
    assert_eq!(with_words, ["phq-9.toml", "gad-7.toml", "pcl-5.toml"]);
    let in_spanish: Vec<_> =
        SHIPPED.iter().filter(|file| measure(file.file).speaks("es")).map(|file| file.file).collect();
    assert_eq!(in_spanish, ["phq-9.toml"], "no translation is shipped that was not read beside its notice");
}

#[test]
fn a_form_that_is_free_with_its_notice_is_not_read_without_it() {
    let text = file("phq-9.toml");
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("notice")).collect();
    assert_eq!(faults(&without.join("\n")).len(), 1);
}

#[test]
fn every_worked_example_comes_out() {
    let mut worked = 0;
    for file in SHIPPED {
        let measure = measure(file.file);
        for vector in &measure.vectors {
            let scored = score(&measure, &answers(&measure, &vector.answers)).expect("it scores");
            assert_eq!(
                (scored.total, &scored.band, &scored.flags),
                (vector.total, &vector.band, &vector.flags)
            );
            worked += 1;
        }
    }
    assert_eq!(worked, 23);
}

#[test]
fn every_band_begins_and_ends_where_its_source_says() {
    let bands = |name: &str| {
        let measure = measure(name);
        let bands = measure.cited_bands().iter();
        bands
            .map(|band| format!("{} {}-{}", band.title, band.lowest, band.highest))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(
        bands("phq-9.toml"),
        "minimal 0-4, mild 5-9, moderate 10-14, moderately severe 15-19, severe 20-27"
    );
    assert_eq!(bands("gad-7.toml"), "minimal 0-4, mild 5-9, moderate 10-14, severe 15-21");
    assert_eq!(
        bands("qids-sr16.toml"),
        "none 0-5, mild 6-10, moderate 11-15, severe 16-20, very severe 21-27"
    );
    assert_eq!(
        bands("wsas.toml"),
        "subclinical 0-9, significant impairment 10-20, moderately severe or worse 21-40"
    );
    for file in SHIPPED {
        let measure = measure(file.file);
        for band in measure.cited_bands() {
            for total in [band.lowest, band.highest] {
                let scored = if measure.is_shell() {
                    score_of_total(&measure, total)
                } else {
                    score(&measure, &adding_up_to(&measure, total))
                };
                let scored = scored.expect("a possible score");
                assert_eq!((scored.total, scored.band), (total, Some(band.code.clone())), "{}", file.file);
            }
        }
    }
}

/// DSM-5: one of B, one of C, two of D, two of E, each rated 2 or more; the sum alone says nothing of it.
#[test]
fn the_symptom_pattern_of_the_pcl_5_needs_all_four_clusters() {
    let measure = measure("pcl-5.toml");
    let says = |rated: &[usize], with: u32| {
        let values: Vec<u32> = (1..=20).map(|item| if rated.contains(&item) { with } else { 1 }).collect();
        let scored = score(&measure, &answers(&measure, &values)).expect("it scores");
        scored.flags.iter().any(|flag| flag.as_str() == "dsm-5-pattern")
    };
    assert!(says(&[5, 7, 8, 14, 15, 20], 2));
    assert!(!says(&[5, 7, 8, 14, 15, 20], 1), "rated a little bit");
    for missing in [&[7, 8, 14, 15, 20][..], &[5, 8, 14, 15, 20], &[5, 7, 8, 15, 20], &[5, 7, 8, 14, 15]] {
        assert!(!says(missing, 4), "{missing:?}");
    }
    let everywhere_but_c: Vec<usize> = (1..=20).filter(|item| ![6, 7].contains(item)).collect();
    assert!(!says(&everywhere_but_c, 4), "72 of 80 and no avoidance");
    let parts = |code: &str| {
        measure.subscales.iter().find(|part| part.code.as_str() == code).map(|part| part.items.len())
    };
    assert_eq!(
        ["cluster-b", "cluster-c", "cluster-d", "cluster-e"].map(parts),
        [Some(5), Some(2), Some(7), Some(6)]
    );
}

#[test]
fn what_nobody_has_verified_is_told_to_nobody() {
    let marks =
        |name: &str| MarkKind::ALL.iter().filter_map(|kind| measure(name).mark(*kind)).collect::<Vec<_>>();
    assert_eq!(marks("phq-9.toml"), [50, 4], "response and remission; the 5 points are general knowledge");
    assert_eq!(marks("gad-7.toml"), Vec::<u32>::new());
    let ranges = SHIPPED.iter().map(|file| (file.file, measure(file.file).range.map(|range| range.status)));
    let open: Vec<_> = ranges.filter(|(_, status)| *status != Some(Status::Cited)).collect();
    let unverified = Some(Status::Unverified);
    assert_eq!(
        open,
        [
            ("cadss.toml", unverified),
            ("meq-30.toml", unverified),
            ("edi.toml", unverified),
            ("ebi.toml", unverified),
            ("ies.toml", None),
            ("eis.toml", None)
        ]
    );
    let no_range = score_of_total(&measure("ies.toml"), 40);
    assert_eq!(no_range, Err(Refusal::MeasureRangeUnknown));
}

#[test]
fn the_schedule_asks_only_for_what_can_be_answered_here() {
    let read = |text: &str| read_schedule("schedule.toml", text);
    let schedule = read(SHIPPED_SCHEDULE.text).unwrap_or_else(|faults| panic!("{faults:?}"));
    for slot in &schedule.slots {
        assert!(!measure(&format!("{}.toml", slot.measure)).is_shell(), "{}", slot.measure);
    }
    let after =
        schedule.slots.iter().find(|slot| slot.occasion == Occasion::AfterSeries).expect("after the series");
    assert_eq!(
        (after.measure.as_str(), after.from_days, after.until_days),
        ("phq-9", 14, 31),
        "care.md 9.2 [R98]"
    );
    for (from, to, wanted) in [
        ("until_days = 31", "until_days = 14", "the stretch of days is empty"),
        (
            "\"before-each-dose\"",
            "\"sometimes\"",
            "`slot.3.occasion` is one of: before-first-dose, before-each-dose, after-series",
        ),
        ("[\"kap\", \"infusion\"]", "[\"window\"]", "a door is kap or infusion"),
        ("source = \"House", "sauce = \"House", "`slot.2.sauce` is not a name a questionnaire knows"),
    ] {
        let told = read(&SHIPPED_SCHEDULE.text.replacen(from, to, 1)).err().unwrap_or_default();
        assert!(told.iter().any(|fault| fault.reason == wanted), "{wanted}: {told:?}");
    }
}

/// Each: what is written wrong, and what is said of it.
#[test]
fn a_fault_is_told_on_its_line() {
    let text = file("phq-9.toml");
    for (from, to, wanted) in [
        ("version = \"1\"\n", "", "it.toml:1: `version` is missing"),
        ("recall_days = 14", "recall = 14", "it.toml:10: `recall` is not a name a questionnaire knows"),
        ("better = \"lower\"", "better = \"less\"", "it.toml:11: `better` is one of: lower, higher, neither"),
        (
            "highest = 27\nstatus",
            "highest = 26\nstatus",
            "it.toml:22: the answers add up to 0 to 27, and `range` says otherwise",
        ),
        ("score = 3", "score = 2", "it.toml:86: two answers count 2"),
        ("score = 3", "score = \"3\"", "it.toml:105: `choice.4.score` must be a whole number"),
        (
            "highest = 9",
            "highest = 8",
            "it.toml:114: the bands leave a gap, overlap, or do not cover the range",
        ),
        ("items = [\"9\"]", "items = [\"10\"]", "it.toml:165: there is no item `10`"),
        ("es = \"Varios días\"\n", "", "it.toml:32: `es` is there for some words and not for all"),
        ("total = 4\n", "total = 5\n", "it.toml:179: worked example 2 does not come out so"),
        ("[licence]", "[license]", "it.toml:1: `licence` is missing: nothing is used without one"),
        ("id = \"phq-9\"", "id = phq", "it.toml:6: this is not TOML"),
    ] {
        let told = faults(&text.replacen(from, to, 1));
        assert!(told.iter().any(|fault| fault.starts_with(wanted)), "{wanted}\n{told:#?}");
    }
}

type Answers = Vec<(Line, u32)>;

fn whole_set() -> impl Strategy<Value = (Measure, Answers, Answers)> {
    let with_words: Vec<Measure> =
        SHIPPED.iter().map(|file| measure(file.file)).filter(|measure| !measure.is_shell()).collect();
    select(with_words).prop_flat_map(|measure| {
        let scores: Vec<u32> = measure.choices.iter().map(|choice| choice.score).collect();
        let values = proptest::collection::vec(select(scores), measure.items.len());
        let measure_of = measure.clone();
        let given = values.prop_map(move |values| answers(&measure_of, &values));
        let shuffled = given.prop_flat_map(|given| (Just(given.clone()), Just(given).prop_shuffle()));
        shuffled.prop_map(move |(given, shuffled)| (measure.clone(), given, shuffled))
    })
}

proptest! {
    #[test]
    fn the_order_of_answers_does_not_matter_and_the_sum_is_in_range((measure, given, shuffled) in whole_set()) {
        let scored = score(&measure, &given);
        prop_assert_eq!(&scored, &score(&measure, &shuffled));
        let scored = scored.expect("it scores");
        let (lowest, highest) = measure.range.as_ref().expect("a range").value;
        prop_assert!(lowest <= scored.total && scored.total <= highest);
        prop_assert_eq!(scored.band.is_some(), !measure.cited_bands().is_empty());
        if !scored.subscales.is_empty() {
            prop_assert_eq!(scored.subscales.iter().map(|(_, sum)| sum).sum::<u32>(), scored.total);
        }
        let nine = given.iter().any(|(item, value)| item.as_str() == "9" && 0 < *value);
        if measure.id.as_str() == "phq-9" {
            prop_assert_eq!(scored.flags.iter().any(|flag| flag.as_str() == "item-9"), nine);
        }
        // One answer less is no answer at all.
        let mut fewer = given.clone();
        let gone = fewer.pop().expect("an answer").0;
        prop_assert_eq!(score(&measure, &fewer), Err(Refusal::MeasureAnswerMissing { item: gone }));
    }
}
