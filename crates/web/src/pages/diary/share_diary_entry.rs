//! Sharing one entry with one person: who, then what they may see, then yes. And taking back, in one tap.

use askama::Template;
use care::act::Act;
use care::diary::DiaryEntry;
use care::diary::share::{ShareDiaryEntry, TakeBackDiaryEntry, can_read, is_theirs};
use care::ids::PersonId;
use care::practice::policy::may;
use care::practice::{ActKind, Person, Role};
use care::refusal::Refusal;
use care::time::Instant;
use record::views::ask;
use record::wire::role_code;

use super::{own_entry, refusal_words};
use crate::answer::{Answered, Reply, Trouble, go};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::me::mine;
use crate::parts::{Choice, Errors};
use crate::visit::{Visit, fresh_command};

/// Somebody who can read an entry.
pub struct Reader {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What they are here.
    pub role: String,
    /// Since when.
    pub since: String,
    /// They no longer work here, and cannot open it while that is so.
    pub has_left: bool,
    /// For the button that takes it back.
    pub command: String,
}

/// Who can read an entry now, besides its writer.
///
/// # Errors
/// The store's.
pub fn readers(app: &App, visit: &Visit, entry: &DiaryEntry) -> Result<Vec<Reader>, Trouble> {
    let (now, reads) = (app.now(), crate::reader::Reader::of(app, visit));
    let shares = entry.shares.iter().filter(|share| share.term.until.is_none());
    shares
        .map(|share| {
            let person = app.person(share.with)?;
            let role = role_of(app, &person, now);
            Ok(Reader {
                id: share.with.to_string(),
                name: person.name.as_str().to_owned(),
                role: role.map_or_else(String::new, |role| role_words(visit, role)),
                since: reads.day_clock(share.term.from),
                has_left: role.is_none(),
                command: fresh_command().to_string(),
            })
        })
        .collect()
}

fn role_words(visit: &Visit, role: Role) -> String {
    visit.lang.say_of("diary-role", role_code(role))
}

/// The role in which somebody would read it now.
fn role_of(app: &App, person: &Person, at: Instant) -> Option<Role> {
    let mut roles = person.affiliations.iter().map(|held| held.role);
    let here = app.here();
    roles.find(|role| may(*role, ActKind::ReadDiaryEntry) && person.stand(*role, here, at).is_ok())
}

/// My own people who may read, and do not yet.
fn people(app: &App, entry: &DiaryEntry) -> Result<Vec<(PersonId, Role, String)>, Trouble> {
    let (now, patient) = (app.now(), app.patient(entry.patient)?);
    let rows = app.read(|conn, org| ask::windows_of(conn, org, entry.patient))?;
    let windows: Result<Vec<_>, Trouble> = rows.iter().map(|row| app.window(row.window)).collect();
    let windows = windows?;
    let windows: Vec<&care::integration::Window> = windows.iter().map(|window| &**window).collect();
    let mut found = vec![];
    for (id, name) in app.read(ask::people)? {
        let person = app.person(id)?;
        let theirs = is_theirs(&patient, &windows, id, now) && !entry.is_shared_with(id);
        if theirs && can_read(&person, app.here(), now).is_ok() {
            found.extend(role_of(app, &person, now).map(|role| (id, role, name)));
        }
    }
    Ok(found)
}

/// The person an entry would be shared with.
pub struct Chosen {
    id: String,
    name: String,
    role: String,
    sees: String,
}

#[derive(Template)]
#[template(path = "diary/share_diary_entry.html")]
struct Page {
    frame: Frame,
    id: String,
    command: String,
    lock: String,
    choices: Vec<Choice>,
    chosen: Option<Chosen>,
    errors: Errors,
}

/// `GET /me/journal/{entry}/share`, and with `?with=` the page that says what that means.
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, visit.asked("with"), Errors::default())
}

fn draw(app: &App, visit: &Visit, with: &str, errors: Errors) -> Answered {
    let (id, entry) = own_entry(app, visit)?;
    entry.require_kept()?;
    let (patient, now) = (app.patient(entry.patient)?, app.now());
    let people = people(app, &entry)?;
    let chosen = people.iter().find(|(id, ..)| id.to_string() == with);
    let choice = |(id, role, name): &(PersonId, Role, String)| {
        Choice::new(&id.to_string(), name, with).hint(&role_words(visit, *role))
    };
    let reads = crate::reader::Reader::of(app, visit);
    let locked = patient.clear_headed(now).is_err();
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("diary-share-title")),
        id: id.to_string(),
        command: visit.form_command(),
        lock: mine::lock_words(&reads, &patient, now),
        choices: people.iter().map(choice).collect(),
        chosen: chosen.map(|(id, role, name)| Chosen {
            id: id.to_string(),
            name: name.clone(),
            role: role_words(visit, *role),
            sees: visit.lang.say_of("diary-sees", role_code(*role)),
        }),
        errors,
    };
    let drawn = askama::Template::render(&page)?;
    Ok(match (locked && visit.form.iter().any(|(name, _)| name == "with"), page.errors.is_empty()) {
        (true, _) => Reply::Locked(drawn),
        (false, true) => Reply::Html(drawn),
        (false, false) => Reply::Again(drawn),
    })
}

/// `POST /me/journal/{entry}/share`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own_entry(app, visit)?;
    let mut errors = Errors::default();
    let Some(with) = PersonId::read(visit.value("with")) else {
        errors.add("with", &visit.lang.say("diary-no-person-chosen"));
        return draw(app, visit, "", errors);
    };
    match app.submit(visit, Act::ShareDiaryEntry(id, ShareDiaryEntry { with })) {
        Ok(_) => go(format!("/me/journal/{id}"), "diary-shared"),
        Err(Trouble::Refused(Refusal::ClearHeadedLock { .. })) => {
            draw(app, visit, visit.value("with"), errors)
        }
        Err(Trouble::Refused(no)) if no.fixer() == care::refusal::Fixer::You => {
            errors.add("with", &refusal_words(visit.lang, &no));
            draw(app, visit, "", errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/journal/{entry}/take-back`
pub fn post_take_back(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own_entry(app, visit)?;
    let with = PersonId::read(visit.value("with")).ok_or(Trouble::NotFound)?;
    match app.submit(visit, Act::TakeBackDiaryEntry(id, TakeBackDiaryEntry { with })) {
        // Taken back already, from another device: that is what was asked for.
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            let back = if visit.value("back") == "people" {
                "/me/people".to_owned()
            } else {
                format!("/me/journal/{id}")
            };
            go(back, "diary-taken-back")
        }
        Err(trouble) => Err(trouble),
    }
}
