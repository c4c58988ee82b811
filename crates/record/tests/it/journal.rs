//! Appending and reading.

use record::journal::{Head, append, head, orgs, read_after, read_stream, stream_version};
use record::store::StoreFault;

use crate::stores::{Fresh, ORG, fact};

crate::on_both_stores!(
    facts_come_back_as_they_went_in,
    the_same_version_twice_is_a_conflict,
    a_stale_head_is_to_be_retried,
    what_is_rolled_back_is_gone,
    organisations_have_chains_of_their_own,
);

fn facts_come_back_as_they_went_in(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(7);
    assert_eq!(last.position, 7);
    assert_eq!(head(&mut conn, ORG).unwrap(), last);
    let stream = read_stream(&mut conn, ORG, "session/0", 1).unwrap();
    let envelopes: Vec<_> = stream.iter().map(|stored| stored.envelope.clone()).collect();
    assert_eq!(envelopes, [fact("session/0", 2), fact("session/0", 3)]);
    assert_eq!(stream_version(&mut conn, ORG, "session/0").unwrap(), 3);
    assert_eq!(stream_version(&mut conn, ORG, "session/9").unwrap(), 0);
    let page = read_after(&mut conn, ORG, 2, 3).unwrap();
    assert_eq!(page.iter().map(|stored| stored.position).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(read_after(&mut conn, ORG, 7, 3).unwrap(), []);
}

fn the_same_version_twice_is_a_conflict(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(3);
    conn.begin().unwrap();
    conn.savepoint("job").unwrap();
    let refused = append(&mut conn, &last, fact("session/0", 1));
    let Err(StoreFault::Conflict { stream, version }) = refused else { panic!("{refused:?}") };
    assert_eq!((stream.as_str(), version), ("session/0", 1));
    conn.rollback_to("job").unwrap();
    append(&mut conn, &last, fact("session/0", 2)).unwrap();
    conn.commit().unwrap();
}

fn a_stale_head_is_to_be_retried(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(3);
    let refused = append(&mut conn, &Head::genesis(), fact("session/7", 1));
    assert!(matches!(refused, Err(StoreFault::Retry(_))), "{refused:?}");
}

fn what_is_rolled_back_is_gone(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(3);
    conn.begin().unwrap();
    append(&mut conn, &last, fact("session/0", 2)).unwrap();
    conn.rollback().unwrap();
    assert_eq!(head(&mut conn, ORG).unwrap(), last);
    let mut reader = fresh.store.reader().unwrap();
    assert_eq!(head(&mut reader, ORG).unwrap(), last);
}

fn organisations_have_chains_of_their_own(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(3);
    let mut elsewhere = fact("session/0", 1);
    elsewhere.org = "other clinic".into();
    let other = append(&mut conn, &Head::genesis(), elsewhere).unwrap();
    assert_eq!(other.position, 1);
    assert_eq!(head(&mut conn, ORG).unwrap(), last);
    assert_eq!(orgs(&mut conn).unwrap(), [ORG, "other clinic"]);
}
