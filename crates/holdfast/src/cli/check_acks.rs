//! `holdfast check-acks`: was every acknowledged act kept, exactly once?

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use record::envelope::Stored;
use record::journal;
use record::store::{Conn, StoreFault};

use super::say;
use crate::failure::Failure;
use crate::keeping::Where;

/// Checks acknowledgements.
#[derive(Debug, Args)]
pub struct CheckAcks {
    #[command(flatten)]
    place: Where,
    /// Lines `ack <command id>`, as `holdfast load` prints them
    #[arg(long, value_name = "FILE")]
    acks: PathBuf,
}

/// What the record holds of one command.
#[derive(Debug, Default)]
struct Held {
    /// The positions it was answered with.
    answered: Vec<Option<i64>>,
    /// Its facts: position, stream, kind, body.
    facts: Vec<(i64, String, String, String)>,
}

impl Held {
    /// What is wrong with it, if something is.
    fn fault(&self) -> Option<&'static str> {
        let (Some(answer), Some(last)) = (self.answered.first(), self.facts.last()) else {
            return Some("missing");
        };
        let said = |(_, stream, kind, body): &(i64, String, String, String)| {
            (stream.clone(), kind.clone(), body.clone())
        };
        let distinct: BTreeSet<_> = self.facts.iter().map(said).collect();
        // One act's facts stand together, and the answer names the last.
        let apart = self.facts.windows(2).any(|pair| pair[1].0 != pair[0].0 + 1);
        if self.answered.len() > 1 || distinct.len() < self.facts.len() || apart {
            return Some("twice");
        }
        (*answer != Some(last.0)).then_some("missing")
    }
}

impl CheckAcks {
    /// Prints each act that is missing or there twice.
    pub fn run(&self) -> Result<(), Failure> {
        let file = self.acks.display();
        let text = std::fs::read_to_string(&self.acks)
            .map_err(|fault| Failure::WrongUse(format!("{file}: {fault}")))?;
        let acks: BTreeSet<&str> =
            text.lines().filter_map(|line| line.strip_prefix("ack ")).map(str::trim).collect();
        let mut conn = self.place.reader()?;
        let mut held: BTreeMap<&str, Held> = acks.iter().map(|ack| (*ack, Held::default())).collect();
        gather(&mut conn, &mut held).map_err(|fault| Failure::machine(&fault))?;
        let mut wrong = 0;
        for (ack, held) in &held {
            if let Some(fault) = held.fault() {
                say(&format!("{fault} {ack}"));
                wrong += 1;
            }
        }
        if wrong > 0 {
            return Err(Failure::NotSo(format!(
                "{wrong} of {} acknowledged acts are not there once",
                acks.len()
            )));
        }
        say(&format!("{} acknowledged acts are there, each once", acks.len()));
        Ok(())
    }
}

fn gather(conn: &mut Conn, held: &mut BTreeMap<&str, Held>) -> Result<(), StoreFault> {
    const PAGE: i64 = 2_000;
    for row in conn.query("SELECT command_id, position FROM answered", &[])? {
        if let Some(held) = held.get_mut(row.text(0)?) {
            held.answered.push(row.opt_int(1)?);
        }
    }
    for org in journal::orgs(conn)? {
        let mut after = 0;
        loop {
            let page: Vec<Stored> = journal::read_after(conn, &org, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.position;
            for Stored { position, envelope, .. } in page {
                if let Some(held) = held.get_mut(envelope.command_id.as_str()) {
                    held.facts.push((position, envelope.stream, envelope.fact, envelope.body));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(position: i64, body: &str) -> (i64, String, String, String) {
        (position, "pat_1".to_owned(), "Registered.1".to_owned(), body.to_owned())
    }

    #[test]
    fn an_act_is_there_once_or_something_is_wrong() {
        let held = |answered: Vec<Option<i64>>, facts| Held { answered, facts }.fault();
        assert_eq!(held(vec![Some(4)], vec![fact(3, "a"), fact(4, "b")]), None);
        assert_eq!(held(vec![], vec![fact(4, "b")]), Some("missing"));
        assert_eq!(held(vec![Some(4)], vec![]), Some("missing"));
        assert_eq!(held(vec![Some(9)], vec![fact(4, "b")]), Some("missing"));
        assert_eq!(held(vec![Some(4), Some(4)], vec![fact(4, "b")]), Some("twice"));
        assert_eq!(held(vec![Some(5)], vec![fact(4, "b"), fact(5, "b")]), Some("twice"));
        assert_eq!(held(vec![Some(9)], vec![fact(4, "a"), fact(9, "b")]), Some("twice"));
    }
}
