//! Who holds a key to what: a pure function of a stream's state, written by the same code that `verify` compares.

use std::collections::{BTreeMap, BTreeSet};

use care::chart::State;
use care::ids::CommandId;

use super::crypt::Key;
use super::{RootKey, kept_digest};
use crate::asking::VISITOR;
use crate::fold::Folded;
use crate::store::{Conn, StoreFault};

/// The documents of one stream that can still be opened, each with its readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Readers {
    /// Who wrote them, and has a key to each.
    author: String,
    of: BTreeMap<String, BTreeSet<String>>,
}

impl Readers {
    /// As the state has them. Nothing for a stream whose documents are written once and kept, such as a therapy note.
    pub(crate) fn of(folded: &Folded) -> Option<Self> {
        let entry = match &folded.state {
            Some(State::Diary(entry)) => entry,
            Some(State::Contact(contact)) => return Some(Self::of_contact(contact.words)),
            _ => return None,
        };
        let author = entry.patient.to_string();
        let mut readers: BTreeSet<String> = entry.readers().map(|person| person.to_string()).collect();
        readers.insert(author.clone());
        let documents = entry.pieces.iter().map(|piece| (piece.document.to_string(), readers.clone()));
        Some(Self { of: documents.collect(), author })
    }

    /// What a visitor left opens under their one name, to whoever may see first contacts, until it is erased.
    fn of_contact(words: Option<CommandId>) -> Self {
        let readers = BTreeSet::from([VISITOR.to_owned()]);
        let of = words.iter().map(|document| (document.to_string(), readers.clone()));
        Self { of: of.collect(), author: VISITOR.to_owned() }
    }

    /// Is the store as the state has it for this document? The digest is the one its fact carries.
    pub(crate) fn agree(
        &self,
        conn: &mut Conn,
        org: &str,
        document: &str,
        digest: &str,
    ) -> Result<bool, StoreFault> {
        let sql = "SELECT reader FROM sealed_keys WHERE org = ?1 AND document = ?2";
        let rows = conn.query(sql, &[org.into(), document.into()])?;
        let kept: BTreeSet<String> =
            rows.iter().map(|row| row.text(0).map(str::to_owned)).collect::<Result<_, _>>()?;
        let found = kept_digest(conn, org, document)?;
        Ok(match self.of.get(document) {
            Some(readers) => found.as_deref() == Some(digest) && kept == *readers,
            // Replaced or erased: neither its keys nor its ciphertext are there.
            None => found.is_none() && kept.is_empty(),
        })
    }
}

/// Brings the store from how it was to how it is now: wraps keys for new readers, deletes those of old ones, and
/// deletes documents that are gone. What was just sealed is there with its author's key. Answers whether a reader, a
/// piece that was taken out, or a whole entry lost its keys: then no file may keep them (`scrub`). A version that was
/// replaced by a later one waits for the next cut: an autosave costs no such work.
pub(crate) fn align(
    conn: &mut Conn,
    root: &RootKey,
    org: &str,
    before: Option<&Readers>,
    after: &Readers,
) -> Result<bool, StoreFault> {
    let none = BTreeSet::new();
    let had = |document: &str| before.and_then(|before| before.of.get(document)).unwrap_or(&none);
    let mut lost = false;
    for (document, readers) in &after.of {
        for reader in readers.difference(had(document)).filter(|reader| **reader != after.author) {
            let key = Key::of(conn, root, org, document, &after.author)?;
            let key = key.ok_or_else(|| StoreFault::other("a document has no key of its author's"))?;
            key.wrap(conn, root, org, document, reader)?;
        }
        for reader in had(document).difference(readers) {
            let sql = "DELETE FROM sealed_keys WHERE org = ?1 AND document = ?2 AND reader = ?3";
            conn.exec(sql, &[org.into(), document.into(), reader.into()])?;
            lost = true;
        }
    }
    let replaced =
        after.of.keys().any(|document| before.is_none_or(|before| !before.of.contains_key(document)));
    let gone = before.into_iter().flat_map(|before| before.of.keys());
    for document in gone.filter(|document| !after.of.contains_key(*document)) {
        for table in ["DELETE FROM sealed_keys", "DELETE FROM sealed"] {
            let sql = format!("{table} WHERE org = ?1 AND document = ?2");
            conn.exec(&sql, &[org.into(), document.into()])?;
        }
        lost |= !replaced;
    }
    Ok(lost)
}
