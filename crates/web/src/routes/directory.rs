//! People outside, whom the house may refer somebody to.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages::directory::{keep_colleague, list};

/// Read by whoever writes referrals, kept by the desk and the director.
pub(super) const DIRECTORY: &[Route] = &[
    get("/desk/directory", Needs::May(ActKind::SeeDirectory), list::get),
    get("/desk/directory/new", Needs::May(ActKind::KeepColleague), keep_colleague::get),
    post("/desk/directory/new", Needs::May(ActKind::KeepColleague), keep_colleague::post),
    get("/desk/directory/{number}", Needs::May(ActKind::KeepColleague), keep_colleague::get),
    post("/desk/directory/{number}", Needs::May(ActKind::KeepColleague), keep_colleague::post),
    post("/desk/directory/{number}/looked-up", Needs::May(ActKind::LookUpColleague), list::post_look_up),
    post(
        "/desk/directory/{number}/public",
        Needs::May(ActKind::PublishColleague),
        keep_colleague::post_public,
    ),
    post(
        "/desk/directory/{number}/remove",
        Needs::May(ActKind::RemoveColleague),
        keep_colleague::post_remove,
    ),
];
