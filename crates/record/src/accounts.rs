//! Who may sign in and who is signed in. Passwords and tokens arrive hashed; nothing is logged.

use std::sync::Arc;

use care::ids::SessionId;
use care::time::Instant;

use crate::record::Record;
use crate::store::{Conn, Row, StoreFault, Val};
use crate::writer::WriteFault;

/// One account.
#[derive(Debug, Clone)]
pub struct Account {
    /// What is typed.
    pub login: String,
    /// A person or a patient, in the written form of the id.
    pub who: String,
    /// argon2id, in PHC form.
    pub password_hash: String,
    /// The second factor's secret; staff must have one.
    pub totp_secret: Option<Vec<u8>>,
    /// The newest code step that was used: a code works once.
    pub totp_last_step: i64,
    /// Somebody else has seen the password: it is good for choosing another, and for nothing more.
    pub given: bool,
}

/// One sign-in, still open.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The account.
    pub login: String,
    /// A person or a patient, in the written form of the id.
    pub who: String,
    /// When it began.
    pub created: Instant,
    /// When it was last used, to the minute.
    pub seen: Instant,
    /// The visit whose screen is locked: it shows that one, without names, and nothing else.
    pub locked: Option<SessionId>,
}

fn account(row: &Row) -> Result<Account, StoreFault> {
    let totp_secret = if row.vals().get(3) == Some(&Val::Null) { None } else { Some(row.blob(3)?.to_vec()) };
    Ok(Account {
        login: row.text(0)?.to_owned(),
        who: row.text(1)?.to_owned(),
        password_hash: row.text(2)?.to_owned(),
        totp_secret,
        totp_last_step: row.int(4)?,
        given: row.int(5)? != 0,
    })
}

/// The account behind a login.
///
/// # Errors
/// The store's.
pub fn find(conn: &mut Conn, org: &str, login: &str) -> Result<Option<Account>, StoreFault> {
    let sql = "SELECT login, who, password_hash, totp_secret, totp_last_step, given FROM accounts WHERE org = ?1 AND login = ?2";
    conn.query(sql, &[org.into(), login.into()])?.first().map(account).transpose()
}

/// The login somebody has, if they have one.
///
/// # Errors
/// The store's.
pub fn login_of(conn: &mut Conn, org: &str, who: &str) -> Result<Option<String>, StoreFault> {
    let sql = "SELECT login FROM accounts WHERE org = ?1 AND who = ?2 ORDER BY login LIMIT 1";
    let rows = conn.query(sql, &[org.into(), who.into()])?;
    rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()
}

/// The hash of somebody's PIN, which opens their locked screens; none when they have chosen none.
///
/// # Errors
/// The store's.
pub fn pin_hash(conn: &mut Conn, org: &str, login: &str) -> Result<Option<String>, StoreFault> {
    let sql = "SELECT pin_hash FROM accounts WHERE org = ?1 AND login = ?2 AND pin_hash IS NOT NULL";
    let rows = conn.query(sql, &[org.into(), login.into()])?;
    rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()
}

/// The sign-in behind a token's hash, if it was not ended.
///
/// # Errors
/// The store's. A lock that names no visit is none of ours: the row is damaged.
pub fn signed_in(conn: &mut Conn, org: &str, token_hash: &str) -> Result<Option<SignIn>, StoreFault> {
    let sql = "SELECT login, who, created_us, seen_us, locked_us, locked_on FROM sign_ins \
               WHERE org = ?1 AND token_hash = ?2 AND ended_us IS NULL";
    let read = |row: &Row| {
        Ok(SignIn {
            login: row.text(0)?.to_owned(),
            who: row.text(1)?.to_owned(),
            created: Instant(row.int(2)?),
            seen: Instant(row.int(3)?),
            locked: locked(row)?,
        })
    };
    conn.query(sql, &[org.into(), token_hash.into()])?.first().map(read).transpose()
}

fn locked(row: &Row) -> Result<Option<SessionId>, StoreFault> {
    if row.vals().get(4) == Some(&Val::Null) {
        return Ok(None);
    }
    SessionId::read(row.text(5)?)
        .map(Some)
        .ok_or_else(|| StoreFault::other("a locked sign-in names no visit"))
}

impl Record {
    fn account_chore(&self, sql: &'static str, vals: Vec<Val>) -> Result<i64, WriteFault> {
        self.chore(Arc::new(move |conn| conn.exec(sql, &vals).map(|n| i64::try_from(n).unwrap_or(i64::MAX))))
    }

    /// Makes an account, or gives it a new password and second factor, which ends its sign-ins.
    ///
    /// # Errors
    /// The writer's.
    pub fn put_account(&self, account: Account) -> Result<(), WriteFault> {
        let (org, now) = (self.org().to_owned(), self.now().0);
        self.chore(Arc::new(move |conn| {
            let secret = account.totp_secret.clone().map_or(Val::Null, Val::from);
            let row: [Val; 7] = [
                (&org).into(),
                (&account.login).into(),
                (&account.who).into(),
                (&account.password_hash).into(),
                secret,
                now.into(),
                i64::from(account.given).into(),
            ];
            conn.exec(
                "INSERT INTO accounts (org, login, who, password_hash, totp_secret, totp_last_step, created_us, given) \
                 VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7) ON CONFLICT (org, login) DO UPDATE SET who = excluded.who, \
                 password_hash = excluded.password_hash, totp_secret = excluded.totp_secret, totp_last_step = 0, \
                 given = excluded.given, pin_hash = NULL",
                &row,
            )?;
            let ended = [(&org).into(), (&account.login).into(), now.into()];
            conn.exec("UPDATE sign_ins SET ended_us = ?3 WHERE org = ?1 AND login = ?2 AND ended_us IS NULL", &ended)?;
            Ok(0)
        }))
        .map(|_| ())
    }

    /// Puts the password that somebody chose in the place of the one they were given; false when another tab was faster.
    ///
    /// # Errors
    /// The writer's.
    pub fn choose_password(&self, login: &str, given_hash: &str, own_hash: &str) -> Result<bool, WriteFault> {
        let sql = "UPDATE accounts SET password_hash = ?4, given = 0 \
                   WHERE org = ?1 AND login = ?2 AND password_hash = ?3 AND given = 1";
        let row = vec![self.org().into(), login.into(), given_hash.into(), own_hash.into()];
        self.account_chore(sql, row).map(|changed| changed == 1)
    }

    /// Uses up a code step; false when it, or a later one, was used already.
    ///
    /// # Errors
    /// The writer's.
    pub fn use_code_step(&self, login: &str, step: i64) -> Result<bool, WriteFault> {
        let sql =
            "UPDATE accounts SET totp_last_step = ?3 WHERE org = ?1 AND login = ?2 AND totp_last_step < ?3";
        self.account_chore(sql, vec![self.org().into(), login.into(), step.into()])
            .map(|changed| changed == 1)
    }

    /// Begins a sign-in under a token's hash.
    ///
    /// # Errors
    /// The writer's.
    pub fn begin_sign_in(&self, token_hash: &str, login: &str, who: &str) -> Result<(), WriteFault> {
        let now = self.now().0;
        let sql = "INSERT INTO sign_ins (org, token_hash, login, who, created_us, seen_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let row =
            vec![self.org().into(), token_hash.into(), login.into(), who.into(), now.into(), now.into()];
        self.account_chore(sql, row).map(|_| ())
    }

    /// Notes that a sign-in was used.
    ///
    /// # Errors
    /// The writer's.
    pub fn saw_sign_in(&self, token_hash: &str) -> Result<(), WriteFault> {
        let sql = "UPDATE sign_ins SET seen_us = ?3 WHERE org = ?1 AND token_hash = ?2 AND seen_us < ?3";
        self.account_chore(sql, vec![self.org().into(), token_hash.into(), self.now().0.into()]).map(|_| ())
    }

    /// Chooses a PIN for one's locked screens, in the place of an older one.
    ///
    /// # Errors
    /// The writer's.
    pub fn choose_pin(&self, login: &str, pin_hash: &str) -> Result<(), WriteFault> {
        let sql = "UPDATE accounts SET pin_hash = ?3 WHERE org = ?1 AND login = ?2";
        self.account_chore(sql, vec![self.org().into(), login.into(), pin_hash.into()]).map(|_| ())
    }

    /// Locks the screen of a sign-in on one visit. One that is locked stays where it was.
    ///
    /// # Errors
    /// The writer's.
    pub fn lock_sign_in(&self, token_hash: &str, on: SessionId) -> Result<(), WriteFault> {
        let sql = "UPDATE sign_ins SET locked_us = ?3, locked_on = ?4 \
                   WHERE org = ?1 AND token_hash = ?2 AND ended_us IS NULL AND locked_us IS NULL";
        let row = vec![self.org().into(), token_hash.into(), self.now().0.into(), on.to_string().into()];
        self.account_chore(sql, row).map(|_| ())
    }

    /// Opens it again.
    ///
    /// # Errors
    /// The writer's.
    pub fn unlock_sign_in(&self, token_hash: &str) -> Result<(), WriteFault> {
        let sql = "UPDATE sign_ins SET locked_us = NULL, locked_on = NULL WHERE org = ?1 AND token_hash = ?2";
        self.account_chore(sql, vec![self.org().into(), token_hash.into()]).map(|_| ())
    }

    /// Ends one sign-in.
    ///
    /// # Errors
    /// The writer's.
    pub fn end_sign_in(&self, token_hash: &str) -> Result<(), WriteFault> {
        let sql = "UPDATE sign_ins SET ended_us = ?3 WHERE org = ?1 AND token_hash = ?2 AND ended_us IS NULL";
        self.account_chore(sql, vec![self.org().into(), token_hash.into(), self.now().0.into()]).map(|_| ())
    }
}
