//! Every URL, in the order of a clinic day, each with what it needs. A test walks this table and tries each route as
//! nobody and as every role that may not.

use care::practice::ActKind;

use crate::answer::Answered;
use crate::app::App;
use crate::visit::Visit;

mod around;
mod clinic_day;
mod diary;
mod directory;
mod incidents;
mod money;
mod referrals;
mod schedule;
mod supervision;
mod vault;

/// GET draws; POST does one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Draws. Changes nothing.
    Get,
    /// One act.
    Post,
}

/// What a route needs before its page function is called. The tie to a patient is judged inside: by `submit` for acts,
/// by `App::may` or `App::open_chart` for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the public face, and the crisis line.
    Nothing,
    /// Somebody signed in.
    SignedIn,
    /// A role that may do this, now.
    May(ActKind),
}

/// One URL.
#[derive(Clone, Copy)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// As axum reads it: `/patients/{patient}`.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// The page.
    pub page: fn(&App, &Visit) -> Answered,
    /// Its form is at most this long.
    pub body_max: usize,
}

/// A form is at most this long.
pub const FORM_MAX: usize = 64 * 1024;
/// A form with a file: large enough that a file that is too big to keep is still read, and told so in words.
const FILE_FORM_MAX: usize = 16 * 1024 * 1024;

const fn get(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Get, path, needs, page, body_max: FORM_MAX }
}

const fn post(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Post, path, needs, page, body_max: FORM_MAX }
}

/// A form that may carry a file.
const fn post_file(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Post, path, needs, page, body_max: FILE_FORM_MAX }
}

/// Every route there is, by place.
pub fn all() -> Vec<Route> {
    [
        clinic_day::PUBLIC,
        clinic_day::TODAY,
        schedule::SCHEDULE,
        incidents::INCIDENTS,
        supervision::SUPERVISION,
        money::MONEY,
        directory::DIRECTORY,
        vault::VAULT,
        clinic_day::PATIENTS,
        clinic_day::COURSES,
        clinic_day::SESSIONS,
        around::WINDOWS,
        around::INTEGRATION,
        around::ME,
        diary::DIARY,
        referrals::REFERRALS,
        around::TASKS,
        around::CLINIC,
        around::PROTOCOLS,
        around::OWN_NOTES,
        around::AUDIT,
        around::SIGN_INS,
    ]
    .concat()
}
