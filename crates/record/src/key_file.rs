//! A secret's file is whole or not there: written under a name of its own, synced, then linked into place. Two programs
//! that start at once end with the same file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Puts the bytes into `folder/name` (mode 0600) unless a file of that name is there already.
pub(crate) fn put_once(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!("{name}.draft-{}", std::process::id()));
    // A draft of the same name can only be left over from a crash.
    let _ = fs::remove_file(&draft);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, folder.join(name));
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => File::open(folder)?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_one_stays_and_no_draft_is_left() {
        let folder = std::env::temp_dir().join(format!("holdfast-key-file-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for bytes in [b"one", b"two"] {
            put_once(&folder, "key", bytes).expect("a file");
        }
        assert_eq!(fs::read(folder.join("key")).expect("the file"), b"one");
        assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
        fs::remove_dir_all(&folder).expect("tidied");
    }
}
