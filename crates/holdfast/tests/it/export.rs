//! `holdfast export person`: one file, for the person it is about.

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
