//! Slowing down whoever guesses. A try is counted before it is looked at, so that a thousand at once get no further than one
//! after another; a right one is taken back. What is kept of a subject is a mark: nobody reads there what was typed.

use std::sync::Arc;

use care::time::Instant;

use crate::record::Record;
use crate::store::{Conn, StoreFault, Val};
use crate::writer::WriteFault;

/// The first wait, in seconds; doubled with each further try. Source: the house.
const WAIT_FIRST_S: i64 = 30;
/// The longest wait.
const WAIT_MOST_S: i64 = 3_600;
/// Tries are forgotten this long after the last one: twice the longest wait, so that no wait ends by being forgotten.
const FORGOTTEN_AFTER_S: i64 = 2 * WAIT_MOST_S;

/// How long a subject must still wait that has tried so often, when so many tries are free.
pub fn wait_s(tries: i64, free: i64, last: Instant, now: Instant) -> i64 {
    if tries < free {
        return 0;
    }
    let doublings = u32::try_from(tries - free).unwrap_or(u32::MAX).min(7);
    let wait = (WAIT_FIRST_S << doublings).min(WAIT_MOST_S);
    (wait - (now.0 - last.0).div_euclid(1_000_000)).max(0)
}

fn forgotten(now: Instant) -> Instant {
    Instant(now.0 - FORGOTTEN_AFTER_S * 1_000_000)
}

/// Tries so far and when the last one was; none where the last one is forgotten.
fn so_far(conn: &mut Conn, org: &str, mark: &str, now: Instant) -> Result<(i64, Instant), StoreFault> {
    let sql = "SELECT failures, last_us FROM throttle WHERE org = ?1 AND subject = ?2 AND ?3 <= last_us";
    let rows = conn.query(sql, &[org.into(), mark.into(), forgotten(now).0.into()])?;
    rows.first().map_or(Ok((0, Instant(0))), |row| Ok((row.int(0)?, Instant(row.int(1)?))))
}

impl Record {
    fn subject_mark(&self, subject: &str) -> String {
        self.mark(&format!("throttle {subject}"))
    }

    /// Begins a try. Answers how many seconds the subject must wait: then nothing is counted; at 0 it was counted, go on.
    ///
    /// # Errors
    /// The writer's.
    pub fn begin_try(&self, subject: &str, free: i64) -> Result<i64, WriteFault> {
        let (org, mark, now) = (self.org().to_owned(), self.subject_mark(subject), self.now());
        self.chore(Arc::new(move |conn| {
            let (tries, last) = so_far(conn, &org, &mark, now)?;
            let wait = wait_s(tries, free, last, now);
            if wait == 0 {
                let row: [Val; 4] = [(&org).into(), (&mark).into(), (tries + 1).into(), now.0.into()];
                conn.exec(
                    "INSERT INTO throttle (org, subject, failures, last_us) VALUES (?1, ?2, ?3, ?4) \
                     ON CONFLICT (org, subject) DO UPDATE SET failures = excluded.failures, last_us = excluded.last_us",
                    &row,
                )?;
            }
            Ok(wait)
        }))
    }

    /// A try that was right: it does not count.
    ///
    /// # Errors
    /// The writer's.
    pub fn take_back_try(&self, subject: &str) -> Result<(), WriteFault> {
        let row: Vec<Val> = vec![self.org().into(), self.subject_mark(subject).into()];
        let sql =
            "UPDATE throttle SET failures = failures - 1 WHERE org = ?1 AND subject = ?2 AND 0 < failures";
        self.chore(Arc::new(move |conn| conn.exec(sql, &row).map(|_| 0))).map(|_| ())
    }

    /// Forgets all tries of a subject.
    ///
    /// # Errors
    /// The writer's.
    pub fn forget_tries(&self, subject: &str) -> Result<(), WriteFault> {
        let row: Vec<Val> = vec![self.org().into(), self.subject_mark(subject).into()];
        let sql = "DELETE FROM throttle WHERE org = ?1 AND subject = ?2";
        self.chore(Arc::new(move |conn| conn.exec(sql, &row).map(|_| 0))).map(|_| ())
    }

    /// Sweeps what is forgotten anyway, and sign-ins that began before `ended` and can be used no more.
    ///
    /// # Errors
    /// The writer's.
    pub fn sweep_sign_ins(&self, began_before: Instant) -> Result<(), WriteFault> {
        let (org, now) = (self.org().to_owned(), self.now());
        self.chore(Arc::new(move |conn| {
            let tries: [Val; 2] = [(&org).into(), forgotten(now).0.into()];
            conn.exec("DELETE FROM throttle WHERE org = ?1 AND last_us < ?2", &tries)?;
            let ended: [Val; 2] = [(&org).into(), began_before.0.into()];
            conn.exec("DELETE FROM sign_ins WHERE org = ?1 AND created_us < ?2", &ended)?;
            Ok(0)
        }))
        .map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_ends() {
        let at = |s: i64| Instant(s * 1_000_000);
        for (tries, now, wait) in [(4, 0, 0), (5, 0, 30), (6, 10, 50), (50, 0, 3_600), (50, 3_600, 0)] {
            assert_eq!(wait_s(tries, 5, at(0), at(now)), wait, "{tries} tries, {now} s later");
        }
        assert_eq!(wait_s(49, 50, at(0), at(0)), 0);
    }
}
