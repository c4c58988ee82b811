//! The pool of read-only connections.

use std::panic::{AssertUnwindSafe, catch_unwind};

use record::readers::Readers;
use record::store::{Store, StoreFault};

use crate::stores::{Fresh, ORG, fact};

crate::on_both_stores!(
    many_share_few,
    what_a_reader_leaves_open_is_given_up,
    a_panic_costs_one_connection,
    a_page_sees_one_instant_until_it_lets_go,
    a_page_that_panics_leaves_a_place_behind,
);

fn many_share_few(fresh: &Fresh) {
    let (_conn, last) = fresh.with_facts(5);
    let readers = Readers::new(fresh.store.clone(), 2).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let head = readers.with(|conn| record::journal::head(conn, ORG)).unwrap();
                    assert_eq!(head, last);
                }
            });
        }
    });
}

fn what_a_reader_leaves_open_is_given_up(fresh: &Fresh) {
    let _conn = fresh.with_facts(1);
    let readers = Readers::new(fresh.store.clone(), 1).unwrap();
    readers.with(|conn| conn.snapshot()).unwrap();
    assert!(!readers.with(|conn| Ok::<_, StoreFault>(conn.in_transaction())).unwrap());
}

fn a_panic_costs_one_connection(fresh: &Fresh) {
    let _conn = fresh.with_facts(1);
    let readers = Readers::new(fresh.store.clone(), 1).unwrap();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        readers.with::<(), StoreFault>(|_| panic!("a reader's own mistake"))
    }));
    assert!(panicked.is_err());
    readers.with(|conn| record::journal::head(conn, ORG)).unwrap();
}

fn a_page_sees_one_instant_until_it_lets_go(fresh: &Fresh) {
    let (mut conn, before) = fresh.with_facts(3);
    let readers = Readers::new(fresh.store.clone(), 1).unwrap();
    let head = || readers.with(|conn| record::journal::head(conn, ORG)).unwrap();
    let last = readers.at_one_instant(|| {
        assert_eq!(head(), before);
        conn.begin().unwrap();
        let last = record::journal::append(&mut conn, &before, fact("session/9", 1)).unwrap();
        conn.commit().unwrap();
        assert_eq!(head(), before, "written meanwhile");
        readers.let_go();
        std::thread::scope(|scope| {
            let other = scope.spawn(|| readers.with(|conn| record::journal::head(conn, ORG)).unwrap());
            assert_eq!(other.join().unwrap(), last, "the only connection is for others meanwhile");
        });
        assert_eq!(head(), last);
        last
    });
    assert_eq!(head(), last);
    assert!(!readers.with(|conn| Ok::<_, StoreFault>(conn.in_transaction())).unwrap());
}

fn a_page_that_panics_leaves_a_place_behind(fresh: &Fresh) {
    let (_conn, last) = fresh.with_facts(1);
    let readers = Readers::new(fresh.store.clone(), 1).unwrap();
    let head = || readers.with(|conn| record::journal::head(conn, ORG)).unwrap();
    let page = || {
        readers.at_one_instant(|| {
            head();
            readers.with::<(), StoreFault>(|_| panic!("a page's own mistake"))
        })
    };
    assert!(catch_unwind(AssertUnwindSafe(page)).is_err());
    assert_eq!(head(), last);
}

#[test]
fn a_page_whose_connection_is_lost_goes_on_with_another() {
    let fresh = Fresh::postgres();
    let (mut conn, last) = fresh.with_facts(1);
    let readers = Readers::new(fresh.store.clone(), 1).unwrap();
    let head = || readers.with(|conn| record::journal::head(conn, ORG)).unwrap();
    readers.at_one_instant(|| {
        assert_eq!(head(), last);
        let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                      WHERE pid <> pg_backend_pid() AND datname = current_database()";
        assert_eq!(conn.query(others, &[]).unwrap().len(), 1);
        assert_eq!(head(), last);
    });
}

#[test]
fn a_lost_connection_is_replaced_unnoticed() {
    let fresh = Fresh::postgres();
    let (mut conn, last) = fresh.with_facts(1);
    let readers = Readers::new(fresh.store.clone(), 1).unwrap();
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE pid <> pg_backend_pid() AND datname = current_database()";
    assert_eq!(conn.query(others, &[]).unwrap().len(), 1);
    assert_eq!(readers.with(|conn| record::journal::head(conn, ORG)).unwrap(), last);
}

#[test]
fn a_store_that_is_not_there_is_unreachable() {
    let nowhere = [
        Store::Sqlite { path: "/nonexistent/record.db".into() },
        Store::Postgres { url: "postgres://nobody@%2Fnonexistent/x".into() },
        Store::Postgres { url: "postgres://nobody@127.0.0.1:1/x".into() },
        Store::Postgres { url: "nonsense".into() },
    ];
    for store in nowhere {
        let refused = Readers::new(store.clone(), 1).err();
        assert!(matches!(refused, Some(StoreFault::Unreachable(_))), "{store:?}: {refused:?}");
        assert!(matches!(store.writer().err(), Some(StoreFault::Unreachable(_))), "{store:?}");
    }
}
