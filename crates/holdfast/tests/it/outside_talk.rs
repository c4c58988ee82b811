//! A talk outside the house, through the pages of the people who note it.

use std::sync::Arc;

use care::fact::Stream;
use care::integration::{SaidBy, WindowFact, WindowState};
use care::practice::{Acting, Role};
use record::state_as;
use record::views::ask::{self, WindowRow};
use web::answer::{Reply, Trouble};
use web::app::App;
use web::routes::{self, Method};
use web::visit::{SignedIn, Visit, fresh_command};

use crate::given::{NOW, clinic};

/// The demonstration clinic at `NOW`, served.
fn app() -> (holdfast::keeping::Temporary, Arc<App>) {
    let (folder, record, _) = clinic(5);
    let (news, _) = tokio::sync::broadcast::channel(8);
    let serving = web::Serving {
        record: Arc::new(record),
        news,
        secure_cookies: false,
        demo: true,
        sending: Default::default(),
        heard: None,
    };
    (folder, serving.app().unwrap())
}

fn signed(app: &App, by: Acting) -> SignedIn {
    let person = match by.actor {
        care::practice::Actor::Person(id) => Some(app.person(id).unwrap()),
        _ => None,
    };
    let (token_hash, csrf) = (String::new(), String::new());
    SignedIn {
        by,
        person,
        patient: None,
        roles: vec![by.role],
        token_hash,
        csrf,
        expires_at_ms: i64::MAX,
        locked: None,
    }
}

fn asks(
    app: &App,
    by: Acting,
    method: Method,
    path: &str,
    row: &WindowRow,
    form: &[(&str, &str)],
) -> Result<Reply, Trouble> {
    let route = routes::all().into_iter().find(|route| route.path == path && route.method == method).unwrap();
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut form: Vec<(String, String)> = form.iter().map(own).collect();
    if method == Method::Post {
        form.push(("command".to_owned(), fresh_command().to_string()));
    }
    let params = vec![("window".to_owned(), row.window.to_string())];
    let visit =
        Visit { path: path.to_owned(), params, form, signed: Some(signed(app, by)), ..Visit::default() };
    (route.page)(app, &visit)
}

fn page(reply: Result<Reply, Trouble>) -> String {
    match reply {
        Ok(Reply::Html(page) | Reply::Again(page)) => page,
        Ok(Reply::Go(to, code)) => format!("to {to} {}", code.unwrap_or("")),
        Ok(_) => panic!("no page"),
        Err(trouble) => panic!("{trouble:?}"),
    }
}

fn window_of(app: &App, name: &str) -> WindowRow {
    let rows = app.read(|conn, org| ask::open_windows(conn, org, NOW)).unwrap();
    rows.into_iter().find(|row| row.patient_name == name).unwrap()
}

#[test]
fn the_desk_notes_what_the_outside_therapist_said() {
    let (_folder, app) = app();
    let row = window_of(&app, "Jin Park");
    let people = app.read(ask::people).unwrap();
    let jo = people.iter().find(|(_, name)| name == "Jo Blake").unwrap().0;
    let (desk, at) = (Acting::person(jo, Role::FrontDesk), "/windows/{window}/met");
    let seen = page(asks(&app, desk, Method::Get, "/windows/{window}", &row, &[]));
    assert!(seen.contains("They met outside") && seen.contains("outside: Dana Cho PhD"), "{seen}");
    assert!(
        page(asks(&app, desk, Method::Get, at, &row, &[])).contains("What they spoke about is not asked")
    );
    let wrong = [("at", "2026-11-21T23:00"), ("said_by", "outside-therapist")];
    assert!(page(asks(&app, desk, Method::Post, at, &row, &wrong)).contains("in the future"));
    let before = [("at", "2026-11-19T09:00"), ("said_by", "outside-therapist")];
    assert!(page(asks(&app, desk, Method::Post, at, &row, &before)).contains("after the dose"));
    let right = [("at", "2026-11-21T09:30"), ("said_by", "outside-therapist")];
    let went = page(asks(&app, desk, Method::Post, at, &row, &right));
    assert_eq!(went, format!("to /windows/{} met-outside", row.window));
    let seen = page(asks(&app, desk, Method::Get, "/windows/{window}", &row, &[]));
    assert!(seen.contains("met outside") && seen.contains("The outside therapist said so"), "{seen}");
    let window = state_as!(app.record.state(Stream::Window(row.window)).unwrap(), Window).unwrap();
    assert_eq!(window.state(NOW), WindowState::Held);
    let again = asks(&app, desk, Method::Post, at, &row, &right);
    assert!(matches!(again, Err(Trouble::Refused(no)) if no.code() == "talk-already-held"));
}

#[test]
fn the_patient_says_that_they_have_had_their_talk() {
    let (_folder, app) = app();
    let row = window_of(&app, "Jin Park");
    let jin = Acting::patient(row.patient);
    let seen = page(asks(&app, jin, Method::Get, "/me/talk", &row, &[]));
    assert!(seen.contains("I have had my talk") && seen.contains("Dana Cho PhD"), "{seen}");
    let unread = page(asks(&app, jin, Method::Post, "/me/talk/met", &row, &[("met", "yesterday")]));
    assert!(unread.contains("yesterday"), "what was typed is kept");
    let went = page(asks(&app, jin, Method::Post, "/me/talk/refer", &row, &[("to", "Dr Own")]));
    assert_eq!(went, "to /me planned-outside");
    let went = page(asks(&app, jin, Method::Post, "/me/talk/met", &row, &[("met", "2026-11-21T09:30")]));
    assert_eq!(went, "to /me met-outside");
    let facts = app.read(|conn, org| ask::history(conn, org, &[Stream::Window(row.window)])).unwrap();
    let last = facts
        .last()
        .map(|stored| record::wire::decode(&stored.envelope.fact, &stored.envelope.body).unwrap());
    let Some(care::fact::What::Window(WindowFact::TalkHeldOutside { said_by, .. })) = last else {
        panic!("{last:?}")
    };
    assert_eq!(said_by, SaidBy::Patient);
}
