//! `holdfast export`: one file for the person it is about, or one for everybody.

use std::os::unix::fs::PermissionsExt;

use crate::given::{clinic, expect};

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|part| part == words.as_bytes())
}

#[test]
fn everything_of_one_person_is_in_one_file_for_them_and_nothing_of_another() {
    let (folder, record, history) = clinic(1);
    record.stop();
    drop(record);
    let id = |name: &str| history.patients.iter().find(|(known, _)| *known == name).unwrap().1.to_string();
    let (rowan, maya) = (id("Rowan Ellis"), id("Maya Okafor"));
    let data = folder.path().to_str().unwrap();
    let file = folder.path().join("rowan.zip");
    let to = file.to_str().unwrap();
    let told = expect(0, &["export", "person", &rowan, "--data", data, "--to", to]);
    assert!(told.contains("hand it to the person it is about"), "{told}");
    assert!(!told.contains("Rowan"), "no name is printed: {told}");
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    for there in
        ["Rowan Ellis", "README.txt", "who-looked.jsonl", "patient.chart-opened", &rowan, "record/ses_"]
    {
        assert!(holds(&bytes, there), "{there}");
    }
    for gone in ["Maya Okafor", &maya] {
        assert!(!holds(&bytes, gone), "{gone}");
    }
    // A file that is there is not written over; a person who is not there, and a number that is none, are told.
    assert!(expect(1, &["export", "person", &rowan, "--data", data, "--to", to]).contains("exists"));
    let unknown = format!("pat_{:032x}", 7);
    let other = folder.path().join("other.zip");
    let other = other.to_str().unwrap();
    assert!(
        expect(1, &["export", "person", &unknown, "--data", data, "--to", other]).contains("not on record")
    );
    assert!(expect(2, &["export", "person", "Rowan", "--data", data, "--to", other]).contains("pat_"));
}

/// A house that closes gives everybody their record. A run that was broken off is taken up where it stopped.
#[test]
fn a_house_that_closes_gives_everybody_their_record() {
    let (folder, record, history) = clinic(1);
    record.stop();
    drop(record);
    let data = folder.path().to_str().unwrap();
    let into = folder.path().join("all");
    let to = into.to_str().unwrap();
    let told = expect(0, &["export", "everyone", "--data", data, "--to", to]);
    let n = history.patients.len();
    assert!(told.contains(&format!("{n} people, 0 of them from an earlier run")), "{told}");
    let list = std::fs::read_to_string(into.join("hand-over.csv")).unwrap();
    assert_eq!(list.lines().count(), n + 1);
    for (name, id) in &history.patients {
        let file = std::fs::read(into.join(format!("{id}.zip"))).unwrap();
        assert!(holds(&file, name) && holds(&file, &id.to_string()), "{name}");
        let line = list.lines().find(|line| line.contains(&id.to_string())).unwrap();
        assert!(line.contains(name) && line.ends_with(&record::sealed::digest(&file)), "{line}");
    }
    // Broken off: one file was half written, one is gone.
    let (first, second) = (history.patients[0].1, history.patients[1].1);
    let file = |id| into.join(format!("{id}.zip"));
    let whole = std::fs::read(file(first)).unwrap();
    std::fs::rename(file(first), into.join(format!("{first}.part"))).unwrap();
    std::fs::remove_file(file(second)).unwrap();
    let told = expect(0, &["export", "everyone", "--data", data, "--to", to]);
    assert!(told.contains(&format!("{n} people, {} of them from an earlier run", n - 2)), "{told}");
    assert_eq!(std::fs::read(file(first)).unwrap(), whole, "the same record, the same bytes");
    assert_eq!(std::fs::read_to_string(into.join("hand-over.csv")).unwrap(), list);
    assert!(!into.join(format!("{first}.part")).exists());
}
