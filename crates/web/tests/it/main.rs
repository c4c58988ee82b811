//! The pages over HTTP, without a browser: who may ask what, forms that are forged, cut or absurd, live streams.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail at that line")]

mod after;
mod articles;
mod audit;
mod authorization;
mod bad_input;
mod busy;
mod choose;
mod clear_headed;
mod clinic;
mod diary;
mod diary_gone;
mod diary_wrong;
mod direction;
mod directory;
mod earlier;
mod emergency;
mod feeds;
mod follow_up;
mod grid;
mod live;
mod locked;
mod measures;
mod messages;
mod money;
mod outbox;
mod place;
mod plain_words;
mod proposed_step;
mod races;
mod record_only;
mod refer;
mod referral;
mod sign_in;
mod signed_record;
mod sites;
mod squeeze;
mod start;
mod supervision;
mod supplement;
mod texts;
mod vault;
mod who_sees;

#[test]
fn no_test_file_is_forgotten() {
    let main = include_str!("main.rs");
    let listed: std::collections::BTreeSet<&str> =
        main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.trim_end_matches(".rs");
        assert!(stem == "main" || listed.contains(stem), "{name} is not listed in main.rs");
    }
}
