//! The rules, tried. One binary to link, one list to read.

mod alarms;
mod articles;
mod audit;
mod busy;
mod chair;
mod clinic;
mod codes;
mod contact;
mod course;
mod day_questions;
mod diary;
mod directory;
mod earlier;
mod entries;
mod feeds;
mod follow_up;
mod generated;
mod history;
mod hours;
mod incident;
mod keeping;
mod laws;
mod measures;
mod messages;
mod money;
mod monitors;
mod oracle;
mod orders;
mod own_notes;
mod people;
mod place;
mod planner;
mod planner_checker;
mod planner_conflicts;
mod planner_laws;
mod planner_month;
mod planner_moves;
mod races;
mod ready;
mod referral;
mod referral_generated;
mod safety;
mod schedule;
mod screening;
mod sites;
mod stories;
mod supervision;
mod supplement;
mod touch;
mod two_people;
mod vault;
mod vault_chair;
mod vault_laws;
mod video;
mod window;
mod world;

#[test]
fn no_test_file_is_forgotten() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let listed: Vec<String> = include_str!("main.rs")
        .lines()
        .filter_map(|line| Some(line.strip_prefix("mod ")?.strip_suffix(';')?.into()))
        .collect();
    let mut files: Vec<String> = std::fs::read_dir(here)
        .expect("tests/it")
        .map(|file| file.expect("a file").file_name().to_string_lossy().trim_end_matches(".rs").to_owned())
        .filter(|name| name != "main")
        .collect();
    files.sort();
    assert_eq!(listed, files);
}
