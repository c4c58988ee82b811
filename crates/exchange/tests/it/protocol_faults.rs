//! Every fault a protocol text can have: the file, the line, the sentence.

use exchange::protocol_file::{SHIPPED, read};

const INFUSION: &str = include_str!("golden/canonical.toml");

/// The good text a block of `golden/faults.txt` changes.
fn good(file: &str) -> &'static str {
    let shipped = || SHIPPED.iter().find(|shipped| shipped.file == file).map(|shipped| shipped.text);
    if file == "canonical.toml" { INFUSION } else { shipped().expect("a file we ship") }
}

#[test]
fn every_fault_is_told_on_its_line_in_its_words() {
    let mut text = INFUSION;
    let mut tried = 0;
    for block in include_str!("golden/faults.txt").split("\n\n") {
        let mut lines = block.lines();
        let first = lines.next().unwrap_or_default();
        if let Some(file) = first.strip_prefix("@ ") {
            text = good(file);
        }
        let Some(change) = first.strip_prefix('«').and_then(|rest| rest.strip_suffix('»')) else {
            continue;
        };
        let change = change.replace('⏎', "\n");
        let (from, to) = change.split_once("» → «").expect("«from» → «to»");
        assert_eq!(text.matches(from).count(), 1, "{first}: in the good text once");
        let faults = read("ours.toml", &text.replacen(from, to, 1)).expect_err(first);
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told, lines.collect::<Vec<_>>(), "{first}");
        tried += 1;
    }
    assert_eq!(tried, 68, "every block was tried");
}

#[test]
fn a_line_too_long_is_told_with_its_length() {
    let long = INFUSION.replace("Infusion with", &"x".repeat(200));
    let told = read("ours.toml", &long).expect_err("too long");
    let expected = "ours.toml:2: `title` has 224 characters; at most 200 are kept";
    assert_eq!(told.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
}

/// What one unreadable word would have caused is not told a second time; everything else still is.
#[test]
fn all_are_told_at_once_and_none_twice() {
    let text = INFUSION
        .replace("\"infusion\"", "\"iv\"")
        .replace("[\"intravenous\"]", "[\"intravenous\", \"rectal\"]")
        .replace("amount = 21, ", "amount = 0, ")
        .replace("amount = 180, unit = \"mmHg\"", "amount = 150")
        .replace("[discharge]", "[discharges]");
    let faults = read("ours.toml", &text).expect_err("faults");
    let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.reason.as_str())).collect();
    let expected = [
        (1, "`discharge.aldrete` is missing; this protocol needs it"),
        (3, "`iv` is not a door; a door is kap or infusion"),
        (7, "`rectal` is not a route; a route is intravenous, intramuscular, intranasal, sublingual or oral"),
        (19, "`series.within` cannot be 0 days; possible is 1 to 366 days"),
        (49, "`stop.systolic` has no unit; it is written in mmHg"),
        (60, "`discharges` is not a name a protocol knows"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_is_not_toml_is_told_where_it_is_not_and_nothing_else_is_guessed() {
    let text = INFUSION.replace("[series]", "[series").replace("goal = {", "goal {");
    let faults = read("ours.toml", &text).expect_err("faults");
    let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [17, 64]);
    assert!(faults.iter().all(|fault| fault.reason.starts_with("this is not TOML: ")), "{faults:#?}");
    assert_eq!(faults[0].reason, "this is not TOML: unclosed table, expected `]`");
}

#[test]
fn an_empty_text_lacks_everything() {
    let faults = read("ours.toml", "").expect_err("faults");
    assert_eq!(faults.len(), 8 + 26 + 10);
    assert!(faults.iter().all(|fault| fault.line == 1 && fault.reason.contains(" is missing; ")));
}
