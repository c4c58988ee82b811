//! Commands and their exit codes: 0 ok · 1 not so · 2 wrong use · 3 the machine failed.

use std::fs;

use crate::given::{expect, folder};

const FOUNDING: [&str; 20] = [
    "--name",
    "Kelp House",
    "--zone",
    "America/New_York",
    "--jurisdiction",
    "US-NY",
    "--phone",
    "(555) 0177",
    "--hours",
    "always",
    "--offers",
    "kap,infusion",
    "--director",
    "Ada Quill MD",
    "--login",
    "ada",
    "--licence-number",
    "771",
    "--licence-until",
    "2099-12-31",
];

#[test]
fn wrong_use_is_2() {
    expect(2, &[]);
    expect(2, &["fly"]);
    expect(2, &["verify"]);
    expect(2, &["serve", "--listen", "127.0.0.1:0"]);
    expect(2, &["simulate", "clinic", "--days", "0"]);
    expect(0, &["--help"]);
    let folder = folder();
    let data = folder.path().to_str().unwrap();
    let told = expect(2, &["serve", "--data", data, "--listen", "0.0.0.0:0"]);
    assert!(told.contains("--behind-proxy") && told.contains("TLS"), "{told}");
    expect(2, &["serve", "--database-url", "postgres://nowhere/none", "--listen", "127.0.0.1:0"]);
    let bad_zone: Vec<_> =
        FOUNDING.iter().map(|word| if *word == "America/New_York" { "Mars" } else { word }).collect();
    expect(2, &[&["found", "--data", data][..], &bad_zone].concat());
    let no_lines: Vec<_> = FOUNDING.iter().map(|word| if *word == "US-NY" { "AQ" } else { word }).collect();
    let told = expect(2, &[&["found", "--data", data][..], &no_lines].concat());
    assert!(told.contains("no crisis lines are known for \"AQ\"") && told.contains("US"), "{told}");
}

#[test]
fn a_house_is_founded_once_and_verified() {
    let folder = folder();
    let data = folder.path().join("deep/er");
    let data = data.to_str().unwrap();
    let told = expect(1, &["verify", "--data", data]);
    assert!(told.contains("no record"), "{told}");
    let told = expect(1, &["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    assert!(told.contains("holdfast found"), "{told}");
    let told = expect(0, &[&["found", "--data", data][..], &FOUNDING].concat());
    assert!(told.lines().last().unwrap().starts_with("ada  "), "{told}");
    expect(1, &[&["found", "--data", data][..], &FOUNDING].concat());
    expect(0, &["verify", "--data", data]);

    let nurse = expect(0, &["person", "--data", data, "add", "--name", "Ned Vale RN"]);
    let nurse = nurse.trim();
    let until = ["--until", "2099-01-01"];
    let licence = ["credential", "--person", nurse, "--licence", "registered-nurse", "--number", "12"];
    expect(0, &[&["person", "--data", data][..], &licence, &until].concat());
    expect(0, &["person", "--data", data, "affiliation", "--person", nurse, "--role", "nurse"]);
    let told = expect(1, &["person", "--data", data, "affiliation", "--person", nurse, "--role", "nurse"]);
    assert!(told.contains("already-affiliated"), "{told}");
    let told = expect(0, &["person", "--data", data, "account", "--person", nurse, "--login", "ned"]);
    assert_eq!(told.lines().last().unwrap().split("  ").count(), 3, "{told}");

    let end =
        ["end-credential", "--person", nurse, "--licence", "registered-nurse", "--number", "12", "--why"];
    let end = |why| [&["person", "--data", data][..], &end, &[why]].concat();
    assert!(expect(2, &end("stolen")).contains("suspended, revoked"));
    expect(0, &end("suspended"));
    assert!(expect(1, &end("suspended")).contains("credential-ended"));

    let witness = expect(0, &["witness", "--data", data]);
    let file = folder.path().join("witness");
    fs::write(&file, &witness).unwrap();
    expect(0, &["verify", "--data", data, "--witness", file.to_str().unwrap()]);
    fs::write(&file, witness.replace(" 12", " 13").replace("holdfast-head hou_0", "holdfast-head hou_1"))
        .unwrap();
    assert_ne!(fs::read_to_string(&file).unwrap(), witness);
    expect(1, &["verify", "--data", data, "--witness", file.to_str().unwrap()]);
    expect(2, &["verify", "--data", data, "--witness", "/nowhere"]);
    let told = expect(2, &["demo", "--data", data, "--listen", "127.0.0.1:0"]);
    assert!(told.contains("another house"), "{told}");
}

#[test]
fn what_the_machine_cannot_do_is_3() {
    let folder = folder();
    let file = folder.path().join("a file");
    fs::write(&file, "not a folder").unwrap();
    let inside = file.join("data");
    let told = expect(3, &["load", "--data", inside.to_str().unwrap(), "--workers", "1"]);
    assert!(told.contains("cannot be made"), "{told}");
    let damaged = folder.path().join("damaged");
    fs::create_dir(&damaged).unwrap();
    fs::write(damaged.join("record.db"), vec![7; 8_192]).unwrap();
    expect(3, &["load", "--data", damaged.to_str().unwrap(), "--workers", "1"]);
    expect(3, &["verify", "--data", damaged.to_str().unwrap()]);
}

#[test]
fn the_simulated_clinic_keeps_every_law() {
    let told = expect(0, &["simulate", "clinic", "--seed", "11", "--days", "20"]);
    assert!(told.contains("facts: ") && told.contains("doses: "), "{told}");
}
