//! A screen at a chair that nobody touched is locked (docs/decisions/0030): its sign-in stands, shows that one visit without
//! names, and does nothing until the person who is signed in opens it again.

use care::ids::SessionId;

use crate::answer::{Answered, Reply, Trouble};
use crate::pages::session::lock;
use crate::routes::{Method, Needs, Route};
use crate::visit::Visit;

/// Where a locked screen is sent for what it may not ask; none for what it may. What everybody may read is read as by
/// somebody who is not signed in.
pub fn elsewhere(route: &Route, visit: &mut Visit) -> Option<Answered> {
    let on = visit.signed.as_ref()?.locked?;
    if matches!(route.needs, Needs::Nothing) {
        visit.signed = None;
        return None;
    }
    let open = match route.path {
        "/sign-out" => true,
        lock::SHOWN | lock::NUMBERS => route.method == Method::Get && is_of(visit, on),
        lock::UNLOCK => is_of(visit, on),
        _ => false,
    };
    if open {
        return None;
    }
    Some(match route.method {
        Method::Get => Ok(Reply::Go(format!("/sessions/{on}"), None)),
        Method::Post => {
            // The page that says so is nobody's.
            visit.signed = None;
            Err(Trouble::ScreenLocked)
        }
    })
}

fn is_of(visit: &Visit, on: SessionId) -> bool {
    visit.id("session", SessionId::read).is_ok_and(|asked| asked == on)
}
