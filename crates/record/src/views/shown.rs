//! What the writer last wrote of each stream, so that only what changed is written again: a reading at the chair changes
//! five columns of one row, and neither who is in the room nor any index.

use std::collections::HashMap;
use std::fmt::Write as _;

use care::fact::Stream;

use super::{Line, View, rows, write_line};
use crate::fold::Folded;
use crate::store::{Conn, StoreFault, Val};

/// Of this many streams; then it starts afresh.
const STREAMS_MAX: usize = 2_000;

/// Rows as they are in the store, by the one who writes them.
#[derive(Default)]
pub(crate) struct Shown {
    rows: HashMap<Stream, Vec<Line>>,
}

impl Shown {
    /// Forgets everything: somebody else may have written, or what was written was undone.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
    }

    /// Writes the rows of one stream as its state has them.
    pub(crate) fn write(
        &mut self,
        conn: &mut Conn,
        org: &str,
        stream: Stream,
        folded: &Folded,
    ) -> Result<(), StoreFault> {
        let mut lines = rows::of(stream, folded);
        let before = self.rows.remove(&stream).unwrap_or_default();
        for (n, line) in lines.iter_mut().enumerate() {
            match before.get(n) {
                Some((view, vals)) if is_same_row(view, vals, line) => change(conn, org, vals, line)?,
                _ => write_line(conn, org, line)?,
            }
        }
        if STREAMS_MAX <= self.rows.len() {
            self.rows.clear();
        }
        self.rows.insert(stream, lines);
        Ok(())
    }
}

/// Same table, same key.
fn is_same_row(view: &View, vals: &[Val], line: &Line) -> bool {
    view.table == line.0.table && vals[..view.key] == line.1[..view.key]
}

/// Writes the columns that differ, if any do.
fn change(conn: &mut Conn, org: &str, before: &[Val], (view, vals): &Line) -> Result<(), StoreFault> {
    let mut sql = String::with_capacity(256);
    let mut bound: Vec<Val> = Vec::with_capacity(vals.len() + 1);
    for (column, (old, new)) in view.columns.iter().zip(before.iter().zip(vals)).skip(view.key) {
        if old != new {
            bound.push(new.clone());
            let begins = if sql.is_empty() { "SET" } else { "," };
            put(&mut sql, format_args!("{begins} {column} = ?{}", bound.len()));
        }
    }
    if bound.is_empty() {
        return Ok(());
    }
    bound.push(Val::from(org));
    put(&mut sql, format_args!(" WHERE org = ?{}", bound.len()));
    for (column, key) in view.columns[..view.key].iter().zip(vals) {
        bound.push(key.clone());
        put(&mut sql, format_args!(" AND {column} = ?{}", bound.len()));
    }
    match conn.exec(&format!("UPDATE {} {sql}", view.table), &bound)? {
        1 => Ok(()),
        // Undone, everything is forgotten and the whole row is written.
        _ => Err(StoreFault::other("a row that was written is not there")),
    }
}

/// A string takes whatever is written to it.
fn put(sql: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = sql.write_fmt(words);
}
