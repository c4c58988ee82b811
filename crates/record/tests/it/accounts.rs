//! Who may sign in: kept, found, ended, slowed down, and a code that works once.

use std::sync::atomic::{AtomicUsize, Ordering};

use care::ids::SessionId;
use care::units::{Hours, Minutes};
use record::accounts::{Account, find, login_of, pin_hash, signed_in};

use crate::clinic::{Clinic, T0};
use crate::stores::Fresh;

crate::on_both_stores!(
    an_account_is_kept_and_found,
    a_sign_in_begins_is_seen_and_ends,
    a_new_password_ends_every_sign_in,
    a_given_password_is_replaced_once_by_ones_own,
    tries_are_counted_before_they_are_looked_at,
    a_screen_is_locked_on_one_visit_until_it_is_opened,
    a_code_step_is_used_once_by_whoever_comes_first,
    accounts_leave_the_journal_alone,
);

fn account(login: &str) -> Account {
    Account {
        login: login.to_owned(),
        who: "per_00000000000000000000000000000003".to_owned(),
        password_hash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".to_owned(),
        totp_secret: Some(vec![0, 255, 1]),
        totp_last_step: 0,
        given: false,
    }
}

fn found(clinic: &Clinic, login: &str) -> Option<Account> {
    clinic.record.read(|conn| find(conn, clinic.org(), login)).unwrap()
}

fn an_account_is_kept_and_found(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    assert!(found(&clinic, "nils").is_none());
    clinic.record.put_account(account("nils")).unwrap();
    clinic.record.put_account(Account { totp_secret: None, ..account("rae") }).unwrap();
    let kept = found(&clinic, "nils").unwrap();
    assert_eq!((kept.login, kept.who), (account("nils").login, account("nils").who));
    assert_eq!(kept.password_hash, account("nils").password_hash);
    assert_eq!((kept.totp_secret, kept.totp_last_step), (Some(vec![0, 255, 1]), 0));
    assert_eq!(found(&clinic, "rae").unwrap().totp_secret, None);
    let login = |who: &str| clinic.record.read(|conn| login_of(conn, clinic.org(), who)).unwrap();
    assert_eq!((login(&account("nils").who).as_deref(), login("per_4")), (Some("nils"), None));
    for nobody in ["NILS", "nil", "nils ", "", "%", "' OR 1 = 1 --"] {
        assert!(found(&clinic, nobody).is_none(), "{nobody}");
    }
    assert!(clinic.record.read(|conn| find(conn, "hou_2", "nils")).unwrap().is_none());
    // Anew: password, factor and step are replaced.
    assert!(clinic.record.use_code_step("nils", 9).unwrap());
    let anew = Account { password_hash: "other".to_owned(), totp_secret: Some(vec![9]), ..account("nils") };
    clinic.record.put_account(anew).unwrap();
    let kept = found(&clinic, "nils").unwrap();
    assert_eq!(
        (kept.password_hash.as_str(), kept.totp_secret, kept.totp_last_step),
        ("other", Some(vec![9]), 0)
    );
}

fn a_sign_in_begins_is_seen_and_ends(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    let open = |token: &str| clinic.record.read(|conn| signed_in(conn, clinic.org(), token)).unwrap();
    let times = |token: &str| open(token).map(|open| (open.created, open.seen));
    clinic.record.begin_sign_in("hash-1", "nils", &account("nils").who).unwrap();
    clinic.record.begin_sign_in("hash-2", "nils", &account("nils").who).unwrap();
    let first = open("hash-1").unwrap();
    assert_eq!((first.login, first.who), ("nils".to_owned(), account("nils").who));
    assert_eq!(times("hash-1"), Some((T0, T0)));
    assert!(open("hash-3").is_none() && open("").is_none());
    assert!(clinic.record.read(|conn| signed_in(conn, "hou_2", "hash-1")).unwrap().is_none());
    // The same token cannot begin twice, for anybody.
    assert!(clinic.record.begin_sign_in("hash-1", "rae", "pat_1").is_err());
    let later = T0.plus_minutes(Minutes(7));
    clinic.set_clock(later);
    clinic.record.saw_sign_in("hash-1").unwrap();
    assert_eq!(times("hash-1"), Some((T0, later)));
    // A clock that goes back does not make it younger.
    clinic.set_clock(T0);
    clinic.record.saw_sign_in("hash-1").unwrap();
    assert_eq!(times("hash-1"), Some((T0, later)));
    clinic.record.end_sign_in("hash-1").unwrap();
    clinic.record.end_sign_in("hash-1").unwrap();
    clinic.record.end_sign_in("nobody's").unwrap();
    clinic.record.saw_sign_in("hash-1").unwrap();
    assert!(open("hash-1").is_none());
    assert_eq!(times("hash-2"), Some((T0, T0)));
}

fn a_new_password_ends_every_sign_in(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    for login in ["nils", "sade"] {
        clinic.record.put_account(account(login)).unwrap();
        for n in [1, 2] {
            clinic.record.begin_sign_in(&format!("{login}-{n}"), login, "per_1").unwrap();
        }
    }
    clinic.record.put_account(account("nils")).unwrap();
    let open =
        |token: &str| clinic.record.read(|conn| signed_in(conn, clinic.org(), token)).unwrap().is_some();
    assert_eq!(["nils-1", "nils-2", "sade-1", "sade-2"].map(open), [false, false, true, true]);
}

fn a_given_password_is_replaced_once_by_ones_own(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    clinic.record.put_account(Account { given: true, ..account("rae") }).unwrap();
    let given = found(&clinic, "rae").unwrap();
    assert!(given.given);
    let choose = |own: &str| clinic.record.choose_password("rae", &given.password_hash, own).unwrap();
    assert_eq!(["own", "another tab"].map(choose), [true, false]);
    let own = found(&clinic, "rae").unwrap();
    assert_eq!((own.password_hash.as_str(), own.given), ("own", false));
    assert!(
        !clinic.record.choose_password("rae", "own", "again").unwrap(),
        "only what was given is replaced here"
    );
    clinic.record.put_account(Account { given: true, ..account("rae") }).unwrap();
    assert!(found(&clinic, "rae").unwrap().given, "given anew");
}

fn a_screen_is_locked_on_one_visit_until_it_is_opened(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    clinic.record.put_account(account("nils")).unwrap();
    for token in ["hash-1", "hash-2"] {
        clinic.record.begin_sign_in(token, "nils", &account("nils").who).unwrap();
    }
    let locked = |token: &str| {
        let open = clinic.record.read(|conn| signed_in(conn, clinic.org(), token)).unwrap();
        open.and_then(|open| open.locked)
    };
    clinic.record.lock_sign_in("hash-1", SessionId(3)).unwrap();
    clinic.record.lock_sign_in("hash-1", SessionId(4)).unwrap();
    assert_eq!(
        (locked("hash-1"), locked("hash-2")),
        (Some(SessionId(3)), None),
        "where it was, and that one"
    );
    clinic.record.unlock_sign_in("hash-1").unwrap();
    assert_eq!(locked("hash-1"), None);
    let pin = |login: &str| clinic.record.read(|conn| pin_hash(conn, clinic.org(), login)).unwrap();
    assert_eq!((pin("nils"), pin("nobody")), (None, None));
    clinic.record.choose_pin("nils", "one").unwrap();
    clinic.record.choose_pin("nils", "two").unwrap();
    clinic.record.choose_pin("nobody", "three").unwrap();
    assert_eq!((pin("nils").as_deref(), pin("nobody")), (Some("two"), None));
    clinic.record.put_account(account("nils")).unwrap();
    assert_eq!(pin("nils"), None, "a new sign-in begins without one");
}

/// Many at once get no further than one after another, and what is typed is not what is kept.
fn tries_are_counted_before_they_are_looked_at(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    let n_let_in = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| {
                if clinic.record.begin_try("account:nils", 5).unwrap() == 0 {
                    n_let_in.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(n_let_in.load(Ordering::SeqCst), 5);
    assert_eq!(clinic.record.begin_try("account:nils", 5).unwrap(), 30);
    assert_eq!(clinic.record.begin_try("account:sade", 5).unwrap(), 0, "each subject for itself");
    let kept = |clinic: &Clinic| {
        clinic
            .record
            .read(|conn| conn.query("SELECT subject FROM throttle WHERE org = ?1", &[clinic.org().into()]))
            .unwrap()
    };
    for row in kept(&clinic) {
        assert!(
            !row.text(0).unwrap().contains("nils"),
            "a password typed into the wrong field would be kept"
        );
    }
    clinic.record.take_back_try("account:nils").unwrap();
    assert_eq!(clinic.record.begin_try("account:nils", 5).unwrap(), 0, "one was right");
    clinic.record.forget_tries("account:nils").unwrap();
    clinic.record.forget_tries("account:nobody").unwrap();
    for _ in 0..5 {
        assert_eq!(clinic.record.begin_try("account:nils", 5).unwrap(), 0);
    }
    // Two hours later nothing is held against anybody, and nothing is kept of it.
    clinic.set_clock(T0.plus_hours(Hours(3)));
    assert_eq!(clinic.record.begin_try("account:nils", 5).unwrap(), 0);
    clinic.record.begin_sign_in("old", "nils", "per_1").unwrap();
    clinic.set_clock(T0.plus_hours(Hours(20)));
    clinic.record.begin_sign_in("new", "nils", "per_1").unwrap();
    clinic.record.sweep_sign_ins(T0.plus_hours(Hours(8))).unwrap();
    assert!(kept(&clinic).is_empty());
    let open =
        |token: &str| clinic.record.read(|conn| signed_in(conn, clinic.org(), token)).unwrap().is_some();
    assert_eq!(["old", "new"].map(open), [false, true]);
}

fn a_code_step_is_used_once_by_whoever_comes_first(fresh: &Fresh) {
    let clinic = Clinic::empty(fresh);
    clinic.record.put_account(account("nils")).unwrap();
    let (other, _) = clinic.opened_again();
    for step in [58_000_000, 58_000_001] {
        let n_let_in = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for n in 0..16 {
                let (record, n_let_in) = (if n % 2 == 0 { &clinic.record } else { &other }, &n_let_in);
                scope.spawn(move || {
                    if record.use_code_step("nils", step).unwrap() {
                        n_let_in.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(n_let_in.load(Ordering::SeqCst), 1, "step {step}");
        assert_eq!(found(&clinic, "nils").unwrap().totp_last_step, step);
    }
    assert!(!clinic.record.use_code_step("nils", 58_000_000).unwrap(), "an older code does not come back");
    assert!(!clinic.record.use_code_step("nobody", 1).unwrap());
}

fn accounts_leave_the_journal_alone(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let (head, n_news) = (clinic.head(), clinic.news().len());
    clinic.record.put_account(account("nils")).unwrap();
    clinic.record.begin_sign_in("hash", "nils", "per_3").unwrap();
    clinic.record.begin_try("account:nils", 5).unwrap();
    assert_eq!((clinic.head(), clinic.news().len()), (head, n_news));
    clinic.verify().unwrap();
}
