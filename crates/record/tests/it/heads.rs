//! The signing key and the printed line.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use record::heads::{KeyFault, SigningKey, Witness, sign_head};

use crate::stores::{Folder, Fresh, ORG};

crate::on_both_stores!(a_head_is_signed_once);

fn a_head_is_signed_once(fresh: &Fresh) {
    let folder = Folder::new();
    let key = SigningKey::open_or_create(&folder.0).unwrap();
    let mut empty = fresh.migrated();
    assert_eq!(sign_head(&mut empty, ORG, &key, 1).unwrap(), None);
    drop(empty);
    let (mut conn, last) = fresh.with_facts(2);
    let first = sign_head(&mut conn, ORG, &key, 1).unwrap().unwrap();
    assert_eq!(sign_head(&mut conn, ORG, &key, 2).unwrap().unwrap(), first);
    assert_eq!((first.position, &first.hash), (2, &last.hash));
    let rows = conn.query("SELECT signed_us FROM heads", &[]).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].int(0).unwrap(), 1);
}

#[test]
fn the_key_is_made_once_and_kept_private() {
    let folder = Folder::new();
    let keys: Vec<String> = std::thread::scope(|scope| {
        let open = || SigningKey::open_or_create(&folder.0).unwrap().public_key();
        let first = scope.spawn(open).join().unwrap();
        vec![first, open()]
    });
    assert_eq!(keys[0], keys[1]);
    let files: Vec<_> = std::fs::read_dir(&folder.0).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!(std::fs::metadata(file).unwrap().mode() & 0o777, 0o600);

    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(SigningKey::open_or_create(&folder.0), Err(KeyFault::Open(_))));
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(file, "not a key").unwrap();
    assert!(matches!(SigningKey::open_or_create(&folder.0), Err(KeyFault::Damaged(_))));
}

#[test]
fn a_printed_head_reads_back_and_any_change_shows() {
    let fresh = Fresh::sqlite();
    let folder = Folder::new();
    let key = SigningKey::open_or_create(&folder.0).unwrap();
    let (mut conn, _) = fresh.with_facts(2);
    let witness = sign_head(&mut conn, ORG, &key, 1).unwrap().unwrap();
    assert!(witness.is_signed());
    let line = witness.to_string();
    assert_eq!(format!("{line}\n").parse(), Ok(witness.clone()));
    let spaced = Witness { org: "two words".into(), ..witness };
    assert_eq!(spaced.to_string().parse(), Ok(spaced));
    for (at, _) in line.char_indices().skip("holdfast-head ".len()) {
        let mut changed = line.clone().into_bytes();
        changed[at] ^= 1;
        let changed: Option<Witness> = String::from_utf8(changed).ok().and_then(|line| line.parse().ok());
        assert!(!changed.is_some_and(|witness| witness.is_signed()), "byte {at}");
    }
    for line in ["", "holdfast-head", "holdfast-head a 1 b c", "holdfast-head a x b c d", "other a 1 b c d"] {
        assert!(line.parse::<Witness>().is_err(), "{line}");
    }
}
