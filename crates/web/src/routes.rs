//! Every URL, in the order of a clinic day, each with what it needs. A test walks this table and tries each route as
//! nobody and as every role that may not.

use care::practice::ActKind;

use crate::answer::Answered;
use crate::app::App;
use crate::pages;
use crate::visit::Visit;

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
}

const fn get(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Get, path, needs, page }
}

const fn post(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Post, path, needs, page }
}

/// Every route there is, by place.
pub fn all() -> Vec<Route> {
    [PUBLIC, TODAY, PATIENTS, COURSES, SESSIONS, WINDOWS, INTEGRATION, ME, TASKS, CLINIC, PROTOCOLS, AUDIT]
        .concat()
}

const PUBLIC: &[Route] = &[
    get("/", Needs::Nothing, pages::home::get),
    get("/sign-in", Needs::Nothing, pages::sign_in::get),
    post("/sign-in", Needs::Nothing, pages::sign_in::post),
    post("/sign-in/code", Needs::Nothing, pages::sign_in::post_code),
    post("/sign-out", Needs::SignedIn, pages::sign_in::sign_out),
    post("/role", Needs::SignedIn, pages::sign_in::choose_role),
    post("/theme", Needs::Nothing, pages::sign_in::choose_theme),
    get("/help", Needs::Nothing, pages::home::help),
    get("/help/keys", Needs::Nothing, pages::home::keys),
    get("/accessibility", Needs::Nothing, pages::home::accessibility),
    get("/disclaimers", Needs::Nothing, pages::home::disclaimers),
    get("/privacy", Needs::Nothing, pages::home::privacy),
];

const TODAY: &[Route] = &[get("/board", Needs::May(ActKind::SeeBoard), pages::board::get)];

/// Finding, registering and opening people's charts, and what the desk may see.
const PATIENTS: &[Route] = &[];

/// One person's way through one protocol.
const COURSES: &[Route] = &[];

/// The visit: ready, under, home, signed.
const SESSIONS: &[Route] = &[];

/// The first hours, for the clinic.
const WINDOWS: &[Route] = &[];

/// The integration-support shell: its own words, nothing clinical.
const INTEGRATION: &[Route] = &[];

/// The patient's own pages.
const ME: &[Route] = &[];

/// What people owe by a clock.
const TASKS: &[Route] = &[];

/// People, licences, affiliations.
const CLINIC: &[Route] = &[];

/// What a care model asks for here.
const PROTOCOLS: &[Route] = &[];

/// Reading what happened.
const AUDIT: &[Route] = &[];
