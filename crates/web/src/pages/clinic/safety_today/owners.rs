//! Who holds a role now: what a role owes is owed by somebody with a name.

use std::collections::BTreeMap;

use care::practice::Role;
use care::time::Instant;
use record::views::ask;
use record::wire::role_code;

use crate::answer::Trouble;
use crate::app::App;
use crate::pages::clinic::people::roles_now;
use crate::texts::Lang;
use crate::words;

/// More names than this are a number.
const NAMED: usize = 3;

/// Everybody who works here now, by role.
pub struct Owners(BTreeMap<&'static str, Vec<String>>);

impl Owners {
    /// As of this instant: affiliated, and with the licence the role asks for.
    pub fn now(app: &App, now: Instant) -> Result<Self, Trouble> {
        let here = app.here();
        let mut by_role: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (id, _) in app.read(ask::people)? {
            let person = app.person(id)?;
            for role in roles_now(&person, now).filter(|role| person.stand(*role, here, now).is_ok()) {
                by_role.entry(role_code(role)).or_default().push(person.name.to_string());
            }
        }
        Ok(Self(by_role))
    }

    /// `Jo Blake (front desk)`, `Jo Blake or Kim Lee (front desk)`, `any nurse (5 people)`; a role nobody holds is said so.
    pub fn of(&self, role: Role) -> String {
        self.of_code(role_code(role), words::role(Lang::En, role))
    }

    /// Whoever holds the role and is not this person.
    pub fn but(&self, role: Role, name: &str) -> String {
        let mut others = Self(self.0.clone());
        others.0.values_mut().for_each(|names| names.retain(|one| one != name));
        others.of(role)
    }

    /// The same, by the code of a view.
    pub fn of_code(&self, code: &str, words: &str) -> String {
        let words = words.to_lowercase();
        match self.0.get(code).map(Vec::as_slice) {
            None | Some([]) => format!("the {words}, which nobody is now"),
            Some(names) if names.len() <= NAMED => format!("{} ({words})", names.join(" or ")),
            Some(names) => format!("any {words} ({} people)", names.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_role_owes_is_owed_by_somebody_with_a_name_or_said_to_be_nobodys() {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let owners = Owners(BTreeMap::from([
            ("front-desk", named(&["Jo Blake"])),
            ("nurse", named(&["A", "B", "C", "D"])),
            ("prescriber", named(&["Ada Lee", "Bo Sun"])),
        ]));
        assert_eq!(owners.of(Role::FrontDesk), "Jo Blake (front desk)");
        assert_eq!(owners.of(Role::Prescriber), "Ada Lee or Bo Sun (prescriber)");
        assert!(owners.of(Role::Nurse).starts_with("any ") && owners.of(Role::Nurse).ends_with("(4 people)"));
        assert_eq!(owners.of(Role::MedicalDirector), "the medical director, which nobody is now");
    }
}
