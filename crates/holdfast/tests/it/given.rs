//! What the tests share: folders, the program, and the clinic at a fixed now.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use care::time::Instant;
use holdfast::keeping::{Place, Temporary};
use holdfast::simulator::building::build;
use holdfast::simulator::{History, Telling};
use record::record::Record;

/// Saturday 21 November 2026, 10:22 in New York.
pub const NOW: Instant = Instant(1_795_274_520_000_000);

/// A folder that goes with the test.
pub fn folder() -> Temporary {
    Temporary::new("test").unwrap()
}

/// The demonstration clinic as it stands at `NOW`.
pub fn clinic(seed: u64) -> (Temporary, Record, History) {
    let folder = folder();
    let telling = Telling { seed, now: NOW, days: 90 };
    let (record, history) = build(&Place::folder(folder.path()), telling, |_| ()).unwrap();
    (folder, record, history)
}

/// The built program with these words.
pub fn holdfast(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
    command.args(words).stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run(words: &[&str]) -> Output {
    holdfast(words).output().unwrap()
}

/// Runs it, and expects this exit code. Answers what it printed.
#[track_caller]
pub fn expect(code: i32, words: &[&str]) -> String {
    let output = run(words);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "holdfast {}\n{out}{err}", words.join(" "));
    assert!(!err.contains("panicked"), "{err}");
    format!("{out}{err}")
}

/// A folder of Python programs beside the built one: `target/tools/NAME`. `./dev` fills it; a test that finds it empty does
/// the same.
pub fn python_tools(name: &str, pinned: &[&str]) -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_holdfast"));
    let tools = program.parent().and_then(Path::parent).unwrap().join("tools");
    let (ready, draft) = (tools.join(name), tools.join(format!("{name}-{}", std::process::id())));
    if !ready.exists() {
        std::fs::create_dir_all(&tools).unwrap();
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip.args(["--root-user-action=ignore", "--target"]).arg(&draft).args(pinned);
        assert!(pip.status().unwrap().success(), "{name} could not be installed");
        // Another test may have been faster; then its folder is as good.
        let _ = std::fs::rename(&draft, &ready);
        let _ = std::fs::remove_dir_all(&draft);
    }
    ready
}
