//! Acts under load: acknowledged, in the record once, and the record whole.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::given::{expect, folder, holdfast};

#[test]
fn every_acknowledged_act_is_there_once() {
    let folder = folder();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let told = expect(0, &["load", "--data", data, "--workers", "3", "--acts", "60"]);
    assert_eq!(told.lines().next(), Some("ready"));
    assert_eq!(told.lines().filter(|line| line.starts_with("ack cmd_")).count(), 180);
    let again = expect(0, &["load", "--data", data, "--workers", "1", "--acts", "1"]);
    assert_eq!(again.lines().count(), 2, "{again}");
    let acks = folder.path().join("acks");
    fs::write(&acks, format!("{told}{again}")).unwrap();
    let acks = acks.to_str().unwrap();
    let told = expect(0, &["check-acks", "--data", data, "--acks", acks]);
    assert!(told.contains("181 acknowledged"), "{told}");
    expect(0, &["verify", "--data", data]);
    fs::write(acks, format!("{again}ack cmd_00000000000000000000000000000007\n")).unwrap();
    let told = expect(1, &["check-acks", "--data", data, "--acks", acks]);
    assert!(told.contains("missing cmd_00000000000000000000000000000007"), "{told}");
}

#[test]
fn killed_at_any_moment_it_goes_on() {
    let folder = folder();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let mut acks = String::new();
    for lines in [1, 40, 200] {
        let mut load =
            holdfast(&["load", "--data", data, "--workers", "4"]).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(load.stdout.take().unwrap());
        for line in out.lines().map_while(Result::ok).take(lines) {
            acks.push_str(&line);
            acks.push('\n');
        }
        load.kill().unwrap();
        load.wait().unwrap();
    }
    let file = folder.path().join("acks");
    fs::write(&file, acks).unwrap();
    expect(0, &["verify", "--data", data]);
    expect(0, &["check-acks", "--data", data, "--acks", file.to_str().unwrap()]);
}
