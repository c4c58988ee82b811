//! Which version of a protocol is which, in the order they were signed; and which of them running sessions keep.

use std::collections::BTreeMap;

use care::ids::ProtocolId;
use care::protocol::Protocol;
use care::protocol::draft::Standing;
use record::views::{ask, ask_safety};

use crate::answer::Trouble;
use crate::app::App;
use crate::when;

/// The number of each signed version, 1 for the first of its name.
///
/// # Errors
/// The store's.
pub fn numbers(app: &App) -> Result<BTreeMap<ProtocolId, usize>, Trouble> {
    let mut by_name: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in app.read(ask::protocols)? {
        let signed = row.signed.map(|at| (at, row.protocol));
        by_name.entry(row.slug).or_default().extend(signed);
    }
    let mut numbers = BTreeMap::new();
    for versions in by_name.values_mut() {
        versions.sort_unstable();
        numbers.extend(versions.iter().enumerate().map(|(nth, (_, id))| (*id, nth + 1)));
    }
    Ok(numbers)
}

/// How many sessions run under each version now.
///
/// # Errors
/// The store's.
pub fn running(app: &App) -> Result<BTreeMap<ProtocolId, usize>, Trouble> {
    let mut running = BTreeMap::new();
    for row in app.read(ask_safety::under_way)? {
        if let Some(id) = row.protocol {
            *running.entry(id).or_default() += 1;
        }
    }
    Ok(running)
}

/// Sessions that run under another version of this name than the one in force: `2 running sessions keep version 3.`
///
/// # Errors
/// The store's.
pub fn keeping(app: &App, slug: &str) -> Result<Vec<String>, Trouble> {
    let (numbers, now) = (numbers(app)?, app.now());
    let mut kept = vec![];
    for (id, n) in running(app)? {
        let version = app.protocol(id)?;
        if version.content.slug.as_str() != slug || version.is_in_force(now) {
            continue;
        }
        let name = numbers.get(&id).map_or("a draft".to_owned(), |nth| format!("version {nth}"));
        kept.push(match n {
            1 => format!("1 running session keeps {name}, with which it began."),
            n => format!("{n} running sessions keep {name}, with which they began."),
        });
    }
    Ok(kept)
}

/// What would keep the version that a change takes the place of, were it in force now.
///
/// # Errors
/// The store's.
pub fn would_keep(app: &App, older: Option<ProtocolId>) -> Result<Vec<String>, Trouble> {
    let Some(older) = older else { return Ok(vec![]) };
    let n = running(app)?.get(&older).copied().unwrap_or_default();
    let nth = numbers(app)?.get(&older).copied().unwrap_or(1);
    Ok(match n {
        0 => vec!["No session runs under the version in force now.".to_owned()],
        1 => vec![format!("1 session runs now and keeps version {nth} to its end.")],
        n => vec![format!("{n} sessions run now and keep version {nth} to their end.")],
    })
}

/// What the chair says when another version than the session's own is in force by now; empty when its own is.
///
/// # Errors
/// The store's.
pub fn kept_at_the_chair(app: &App, id: ProtocolId, own: &Protocol) -> Result<String, Trouble> {
    let now = app.now();
    if own.is_in_force(now) {
        return Ok(String::new());
    }
    let (numbers, slug) = (numbers(app)?, own.content.slug.as_str());
    let name = |id: &ProtocolId| numbers.get(id).map_or("a draft".to_owned(), |nth| format!("version {nth}"));
    let kept = format!("This session keeps {} of its protocol, with which it began.", name(&id));
    let Some(newer) = app.read(|conn, org| ask::in_force(conn, org, slug, now))? else {
        return Ok(format!("{kept} No version is in force now."));
    };
    let protocol = app.protocol(newer)?;
    let since = match &protocol.standing {
        Standing::Signed(by) => protocol.force.from.unwrap_or(by.at),
        Standing::Draft | Standing::Superseded(_) => now,
    };
    let words = name(&newer);
    let since = when::day_clock(since, &app.zone);
    Ok(format!("{kept} In force for others since {since}: {words}."))
}
