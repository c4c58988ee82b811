//! One person outside: who they are, what they know and who says so, whether the public reads of them, and the end of it.

use askama::Template;
use care::act::Act;
use care::articles::Flag;
use care::directory::{Colleague, Entry, KeepColleague, Mode, PublishColleague, RemoveColleague};
use care::messages::Tongue;
use care::practice::Licence;
use care::refusal::Refusal;
use care::text::{Line, prose};
use care::time::Date;
use exchange::reading::Language;
use exchange::reading::banned::{promises, superiority};
use record::wire::licence_code;

use super::{directory, id, number};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::articles::lang as language;
use crate::pages::clinic::LICENCES;
use crate::pages::patients::{beside, command_of, line};
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

/// What the form holds.
#[derive(Default)]
struct Typed {
    called: String,
    practice: String,
    number: String,
    jurisdiction: String,
    until: String,
    knows: String,
    says: String,
    languages: String,
    mail: String,
    phone: String,
    looked_up: bool,
}

#[derive(Template)]
#[template(path = "directory/keep_colleague.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    action: String,
    command: String,
    typed: Typed,
    licences: Vec<Choice>,
    modes: Vec<Choice>,
    tongues: Vec<Choice>,
    /// They are in the directory already.
    known: bool,
    public: bool,
    how: String,
    why: String,
    commands: [String; 2],
}

const LIST: &str = "/desk/directory";

/// `GET /desk/directory/new`, `GET /desk/directory/{number}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// Whom the address names; none for somebody new.
fn known(app: &App, visit: &Visit) -> Result<Option<Entry>, Trouble> {
    if visit.param("number").is_empty() {
        return Ok(None);
    }
    let entry = directory(app)?.find(number(visit)?).cloned();
    entry.map(Some).map_err(|_| Trouble::NotFound)
}

/// `POST /desk/directory/new`, `POST /desk/directory/{number}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let Some(colleague) = read(visit, &mut errors).filter(|_| errors.is_empty()) else {
        return draw(app, visit, errors);
    };
    let found = found(&colleague);
    let (number, looked_up) = (known.map(|entry| entry.number), visit.ticked("looked_up"));
    let keep = KeepColleague { number, colleague, looked_up, found };
    match app.submit(visit, Act::KeepColleague(id(app), keep)) {
        Ok(_) => go(LIST, "colleague-kept"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

/// `POST /desk/directory/{number}/public`
pub fn post_public(app: &App, visit: &Visit) -> Answered {
    let number = number(visit)?;
    let mut errors = Errors::default();
    let agreed = if visit.value("to") == "off" {
        None
    } else {
        match line(visit, &mut errors, "how", "Write how and when they said yes.") {
            Some(how) => Some(how),
            None => return draw(app, visit, errors),
        }
    };
    let flash = if agreed.is_some() { "colleague-public" } else { "colleague-hidden" };
    match app.submit(visit, Act::PublishColleague(id(app), PublishColleague { number, agreed })) {
        Ok(_) => go(LIST, flash),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "how")?),
    }
}

/// `POST /desk/directory/{number}/remove`
pub fn post_remove(app: &App, visit: &Visit) -> Answered {
    let number = number(visit)?;
    let mut errors = Errors::default();
    let Some(why) = line(visit, &mut errors, "why", "Write why.") else { return draw(app, visit, errors) };
    match app.submit(visit, Act::RemoveColleague(id(app), RemoveColleague { number, why })) {
        Ok(_) => go(LIST, "colleague-removed"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "why")?),
    }
}

const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::ColleagueLicenceUnfit => "number",
        Refusal::ColleagueNotLookedUp => "looked_up",
        Refusal::ColleagueModesMissing => "modes",
        Refusal::ReferralUnreachable | Refusal::AddressUnusable => "mail",
        Refusal::ArticleFlagged { .. } => "knows",
        _ => "name",
    }
}

/// What the words promise, or set above others: nobody in the directory is recommended.
fn found(colleague: &Colleague) -> Vec<Flag> {
    let text = format!("{}. {}", colleague.knows, colleague.says);
    let any = [Language::English, Language::Spanish]
        .into_iter()
        .any(|language| !promises(&text, language).is_empty() || !superiority(&text, language).is_empty());
    if any { vec![Flag::PromiseWord] } else { vec![] }
}

/// A line that may be left out.
fn maybe(visit: &Visit, errors: &mut Errors, name: &str) -> Option<Line> {
    let typed = visit.given(name)?;
    Line::new(typed).map_err(|no| errors.add(name, &words::refusal(Lang::En, &no))).ok()
}

fn read(visit: &Visit, errors: &mut Errors) -> Option<Colleague> {
    let name = line(visit, errors, "name", "Write their name.");
    let practice = maybe(visit, errors, "practice");
    let licence = LICENCES.into_iter().find(|known| licence_code(*known) == visit.value("licence"));
    if licence.is_none() {
        errors.add("licence", "Choose their licence. Having none is an answer.");
    }
    let number = maybe(visit, errors, "number");
    let jurisdiction = line(visit, errors, "jurisdiction", "Write where they practise, such as US-NY.");
    let until = match visit.given("until") {
        None => Some(None),
        Some(typed) => match Date::read(typed) {
            Some(day) => Some(Some(day)),
            None => {
                errors.add("until", "Write a day such as 2027-08-31, or nothing.");
                None
            }
        },
    };
    let knows = match prose(visit.value("knows")) {
        Ok(words) => Some(words),
        Err(no) => {
            errors.add("knows", &words::refusal(Lang::En, &no));
            None
        }
    };
    let says = line(visit, errors, "says", "Write who says so. “They say so themselves” is an answer.");
    let modes: Vec<Mode> = visit.values("modes").into_iter().filter_map(Mode::read).collect();
    let languages = line(visit, errors, "languages", "Write the languages they speak with people.");
    let (mail, phone) = (maybe(visit, errors, "mail"), maybe(visit, errors, "phone"));
    Some(Colleague {
        name: name?,
        practice,
        licence: licence?,
        number,
        jurisdiction: jurisdiction?,
        until: until?,
        knows: knows?,
        says: says?,
        modes,
        languages: languages?,
        mail,
        phone,
        tongue: Tongue::read(visit.value("tongue")).unwrap_or(Tongue::English),
    })
}

fn typed(visit: &Visit) -> Typed {
    let value = |name: &str| visit.value(name).to_owned();
    Typed {
        called: value("name"),
        practice: value("practice"),
        number: value("number"),
        jurisdiction: value("jurisdiction"),
        until: value("until"),
        knows: visit.raw("knows").to_owned(),
        says: value("says"),
        languages: value("languages"),
        mail: value("mail"),
        phone: value("phone"),
        looked_up: visit.ticked("looked_up"),
    }
}

fn kept(one: &Colleague) -> Typed {
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    Typed {
        called: one.name.to_string(),
        practice: text(&one.practice),
        number: text(&one.number),
        jurisdiction: one.jurisdiction.to_string(),
        until: one.until.map(|day| day.to_string()).unwrap_or_default(),
        knows: one.knows.clone(),
        says: one.says.to_string(),
        languages: one.languages.to_string(),
        mail: text(&one.mail),
        phone: text(&one.phone),
        looked_up: false,
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let known = known(app, visit)?;
    let one = known.as_ref().map(|entry| &entry.colleague);
    // The others leave what is kept as it is.
    let sent = visit.value("form") == "colleague";
    let came_back = |end: &str| visit.path.ends_with(end) && !visit.form.is_empty();
    let chosen = |kept: Option<&str>, name: &str| {
        if sent { visit.value(name).to_owned() } else { kept.unwrap_or_default().to_owned() }
    };
    let licence = chosen(one.map(|one| licence_code(one.licence)), "licence");
    let tongue = chosen(Some(one.map_or(Tongue::English, |one| one.tongue).code()), "tongue");
    let modes: Vec<Mode> = if sent {
        visit.values("modes").into_iter().filter_map(Mode::read).collect()
    } else {
        one.map(|one| one.modes.clone()).unwrap_or_default()
    };
    let mode = |mode: &Mode| Choice {
        checked: modes.contains(mode),
        ..Choice::new(mode.code(), Lang::En.word_of("people-mode", mode.code()), "")
    };
    let action =
        known.as_ref().map_or_else(|| format!("{LIST}/new"), |entry| format!("{LIST}/{}", entry.number));
    let title = one.map_or_else(|| "Somebody outside".to_owned(), |one| one.name.to_string());
    let licences = LICENCES.into_iter();
    let page = Page {
        frame: draw::frame(app, visit, &title),
        action,
        command: command_of(visit, sent),
        typed: if sent { typed(visit) } else { one.map(kept).unwrap_or_default() },
        licences: licences
            .map(|known: Licence| Choice::new(licence_code(known), words::licence(Lang::En, known), &licence))
            .collect(),
        modes: Mode::ALL.iter().map(mode).collect(),
        tongues: Tongue::ALL
            .iter()
            .map(|one| Choice::new(one.code(), language(*one).name(), &tongue))
            .collect(),
        known: known.is_some(),
        public: known.as_ref().is_some_and(Entry::is_public),
        how: visit.value("how").to_owned(),
        why: visit.value("why").to_owned(),
        commands: [command_of(visit, came_back("/public")), command_of(visit, came_back("/remove"))],
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
