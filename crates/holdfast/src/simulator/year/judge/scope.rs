//! The scope of practice as it was signed: the text, read as a table.

use std::collections::{BTreeMap, BTreeSet};

use care::practice::{ActKind, Role};

/// What the medical director signs.
const SIGNED: &str = include_str!("../../../../../../docs/scope_of_practice.txt");

/// The columns of the text.
const COLUMNS: [(&str, Role); 11] = [
    ("Dir", Role::MedicalDirector),
    ("Pre", Role::Prescriber),
    ("Nur", Role::Nurse),
    ("The", Role::Therapist),
    ("Int", Role::IntegrationSpecialist),
    ("Dsk", Role::FrontDesk),
    ("Aud", Role::Auditor),
    ("Pat", Role::Patient),
    ("Clk", Role::Clock),
    ("Hst", Role::Host),
    ("Vst", Role::Visitor),
];

/// Which roles may do what, by the act's name in the journal.
pub type Scope = BTreeMap<String, BTreeSet<Role>>;

/// Reads it. The names of the acts are the dictionary from the words of a row to the word in the journal; who may is read
/// from the marks alone.
///
/// # Errors
/// A row or an act that has no counterpart.
pub fn signed() -> Result<Scope, String> {
    let words: BTreeMap<&str, String> =
        ActKind::ALL.iter().map(|(_, act, words)| (*words, format!("{act:?}"))).collect();
    let (mut scope, mut columns) = (Scope::new(), vec![]);
    for row in SIGNED.lines() {
        let named: Vec<Role> = row.split_whitespace().filter_map(column).collect();
        if named.len() == COLUMNS.len() && !row.starts_with("Dir") {
            columns = named;
            continue;
        }
        let Some((name, marks)) = row.split_at_checked(44).filter(|_| !columns.is_empty()) else { continue };
        let marks: Vec<&str> = marks.split_whitespace().collect();
        if marks.len() != columns.len() {
            continue;
        }
        let act = words.get(name.trim()).ok_or_else(|| format!("nothing is called {name:?}"))?;
        let may = columns.iter().zip(marks).filter(|(_, mark)| matches!(*mark, "x" | "t"));
        scope.insert(act.clone(), may.map(|(role, _)| *role).collect());
    }
    match words.values().find(|act| !scope.contains_key(*act)) {
        Some(act) => Err(format!("the signed text does not say who may {act}")),
        None => Ok(scope),
    }
}

fn column(word: &str) -> Option<Role> {
    COLUMNS.iter().find(|(short, _)| *short == word).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_who_may_do_each_act() {
        let scope = signed().unwrap();
        assert_eq!(scope["GiveDose"], [Role::MedicalDirector, Role::Prescriber, Role::Nurse].into());
        assert_eq!(scope["HoldSupport"], [Role::IntegrationSpecialist].into());
        assert_eq!(scope["EscalateWindow"], [Role::Clock].into());
        assert_eq!(scope.len(), ActKind::ALL.len());
    }
}
