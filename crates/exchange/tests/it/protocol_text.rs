//! What is written reads back, and whatever is read is answered.

use exchange::protocol_file::{SHIPPED, read, write};
use proptest::prelude::*;

use crate::given::{any_content, flawless, shipped, tellings};

#[test]
fn the_canonical_form_is_this_one() {
    assert_eq!(write(&shipped("infusion-referral.toml")), include_str!("golden/canonical.toml"));
}

#[test]
fn line_ends_of_a_browser_and_a_mark_of_a_windows_editor_change_nothing() {
    let canonical = include_str!("golden/canonical.toml");
    let as_sent = format!("\u{FEFF}{}", canonical.replace('\n', "\r\n"));
    assert_eq!(read("x", &as_sent), read("x", canonical));
    let faulty = as_sent.replace("unit = \"days\"", "unit = \"day\"");
    let lines: Vec<_> = read("x", &faulty).expect_err("two faults").iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [19, 26]);
}

#[test]
fn a_value_may_be_written_over_several_lines() {
    let canonical = include_str!("golden/canonical.toml");
    let line = canonical.lines().find(|line| line.starts_with("grace")).expect("it is there");
    let (inside, others) = (line.trim_start_matches("grace = { ").trim_end_matches(" }"), canonical);
    let table = format!("{}\n[vitals.grace]\n{}\n", others.replace(line, ""), inside.replacen(", ", "\n", 3));
    assert_eq!(read("x", &table), read("x", canonical));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_reads_back_equal(content in flawless()) {
        prop_assert_eq!(read("x", &write(&content)), Ok(content));
    }

    /// Written by any program, read by ours: the flaws of the rules are told, each once, and nothing else.
    #[test]
    fn every_flaw_is_told_and_nothing_else(content in any_content()) {
        let told = read("x", &write(&content));
        let flaws: usize = content.flaws().into_iter().map(|flaw| tellings(flaw, &content)).sum();
        match told {
            Ok(same) => {
                prop_assert_eq!(&same, &content);
                prop_assert_eq!(flaws, 0);
            }
            Err(faults) => prop_assert_eq!(faults.len(), flaws, "{:#?} {:#?}", faults, content.flaws()),
        }
    }

    /// Nonsense is answered with at least one fault on a line that exists, never with a crash.
    #[test]
    fn a_damaged_text_is_answered(
        which in 0..SHIPPED.len(),
        at in any::<prop::sample::Index>(),
        gone in 0..40_usize,
        put in "[\\[\\]{}=.\"'#,\\n\\r a-z0-9\\-]{0,12}",
    ) {
        let text: Vec<char> = SHIPPED[which].text.chars().collect();
        let at = at.index(text.len());
        let rest = text.iter().skip(at + gone);
        let damaged: String = text[..at].iter().copied().chain(put.chars()).chain(rest.copied()).collect();
        if let Err(faults) = read("x", &damaged) {
            prop_assert!(!faults.is_empty());
            let lines = damaged.matches('\n').count() + 1;
            prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)), "{:#?}", faults);
            prop_assert!(faults.is_sorted_by_key(|fault| fault.line));
        }
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        prop_assert!(read("x", &text).is_err_and(|faults| !faults.is_empty()));
    }
}
