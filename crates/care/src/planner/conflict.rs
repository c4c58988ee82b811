//! Why nothing fits: a smallest set of rules that cannot be kept together (QuickXplain, Junker 2004).

use std::collections::BTreeSet;

use super::constraint::Constraint;

/// A set without which, by any one, the rest can be kept. The whole is known not to fit, and nothing at all to fit.
/// Rules of the protocol and of the patient are named before rooms and people where either would do: the order of
/// [`Constraint`], from its end.
pub(super) fn minimal(
    all: &BTreeSet<Constraint>,
    fits: &dyn Fn(&BTreeSet<Constraint>) -> bool,
) -> Vec<Constraint> {
    let ordered: Vec<Constraint> = all.iter().rev().copied().collect();
    let mut found = explain(&BTreeSet::new(), false, &ordered, fits);
    found.sort_unstable_by(|one, other| other.cmp(one));
    found
}

fn explain(
    kept: &BTreeSet<Constraint>,
    grew: bool,
    rest: &[Constraint],
    fits: &dyn Fn(&BTreeSet<Constraint>) -> bool,
) -> Vec<Constraint> {
    if grew && !fits(kept) {
        return vec![];
    }
    if rest.len() <= 1 {
        return rest.to_vec();
    }
    let (first, second) = rest.split_at(rest.len() / 2);
    let with = |more: &[Constraint]| kept.iter().chain(more).copied().collect::<BTreeSet<_>>();
    let of_second = explain(&with(first), true, second, fits);
    let of_first = explain(&with(&of_second), !of_second.is_empty(), first, fits);
    of_first.into_iter().chain(of_second).collect()
}
