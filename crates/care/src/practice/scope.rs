//! The scope of practice as text: what the medical director signs.

use super::act::ActKind;
use super::permit::needs_ties;
use super::policy::may;
use super::role::Role;

/// The table as text, for `docs/scope_of_practice.txt`.
pub fn scope_of_practice() -> String {
    const SHORT: [&str; 11] = ["Dir", "Pre", "Nur", "The", "Int", "Dsk", "Aud", "Pat", "Clk", "Hst", "Vst"];
    let mut text = String::from(
        "SCOPE OF PRACTICE\n\
         Generated from crates/care/src/practice/policy.rs and checked by a test. The medical director signs it.\n\n\
         Dir medical director   Pre prescriber   Nur nurse   The licensed therapist   Int integration specialist\n\
         Dsk front desk   Aud auditor   Pat the patient, about themselves   Clk the house's timer   Hst host\n\
         Vst anybody without an account\n\n\
         x  may, with an active affiliation and the licence the role asks for, in date, in this jurisdiction\n\
         t  may, and only with a tie to that patient: care team, named on the visit or the talk, share, or emergency access\n\
         .  may not\n",
    );
    let mut heading = "";
    for (group, act, words) in ActKind::ALL {
        if heading != *group {
            heading = group;
            text.push_str(&format!("\n{:<44}{}\n", heading.to_uppercase(), SHORT.join("  ")));
        }
        let marks: Vec<&str> = Role::ALL.iter().map(|role| mark(*role, *act)).collect();
        text.push_str(&format!("{words:<44} {}\n", marks.join("    ")));
    }
    text
}

fn mark(role: Role, act: ActKind) -> &'static str {
    match (may(role, act), act.needs_tie() && role.is_staff() && needs_ties(role)) {
        (true, true) => "t",
        (true, false) => "x",
        (false, _) => ".",
    }
}
