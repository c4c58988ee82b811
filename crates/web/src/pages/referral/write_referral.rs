//! "Please see them": to whom, for what, by when, and exactly what would be sent, with a preview as it is read outside.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::course::Course;
use care::directory::{Directory, Entry};
use care::ids::{CourseId, PatientId, ReferralId, WindowId};
use care::messages::Tongue;
use care::patient::Patient;
use care::practice::{ActKind, Role};
use care::referral::{self, Purpose, Receiver, ReceiverKind, ReferralFact, WriteReferral};
use care::refusal::Refusal;
use care::text::{Line, prose};
use care::time::{Instant, Moment};
use record::views::ask;

use super::{Shown, Whose, kind_words, purpose_words};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::articles::lang as language;
use crate::pages::directory::{directory, look_words};
use crate::pages::patients::{beside, chart_frame, href, line};
use crate::parts::{Choice, Errors, Pair};
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "patients/write_referral.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    patient: String,
    clinical: bool,
    kinds: Vec<Choice>,
    tongues: Vec<Choice>,
    purposes: Vec<Choice>,
    typed: Typed,
    now: String,
    service: String,
    intention: String,
    preview: Vec<Pair>,
    preview_words: String,
    preview_from: String,
    directory: Vec<Choice>,
}

/// What the form held.
struct Typed {
    name: String,
    practice: String,
    mail: String,
    phone: String,
    by_when: String,
    why: String,
    contact: String,
    summary: String,
    service: bool,
    intention: bool,
}

/// As it is read outside.
struct Preview {
    words: String,
    from: String,
    parts: Vec<Pair>,
}

/// Whom it is about, and out of which course.
struct About {
    id: PatientId,
    patient: Arc<Patient>,
    course: Option<(CourseId, Arc<Course>)>,
    clinical: bool,
}

impl About {
    fn open(app: &App, visit: &Visit) -> Result<Self, Trouble> {
        let id = visit.id("patient", PatientId::read)?;
        app.may(visit, ActKind::WriteReferral, Some(id))?;
        let rows = app.read(|conn, org| ask::courses_of(conn, org, id))?;
        let row = rows.iter().find(|row| row.phase != "closed").or(rows.first());
        Ok(Self {
            id,
            patient: app.patient(id)?,
            course: row.map(|row| app.course(row.course).map(|course| (row.course, course))).transpose()?,
            clinical: visit.signed()?.by.role != Role::FrontDesk,
        })
    }

    /// The goal of the newest first hours, while it lies ahead and nothing is planned in them.
    fn goal(&self, app: &App) -> Option<Instant> {
        let (_, session) = self.course.as_ref()?.1.doses.last()?;
        let window = app.window(WindowId::of(*session)).ok()?;
        (!window.is_settled() && app.now() < window.goal).then_some(window.goal)
    }
}

/// `GET /patients/{patient}/refer`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), None)
}

/// `POST /patients/{patient}/refer`: the preview, or writing it.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let about = About::open(app, visit)?;
    let mut errors = Errors::default();
    let Some(act) = read(app, visit, &about, &mut errors) else { return draw(app, visit, errors, None) };
    let preview = match preview(app, visit, &about, &act) {
        Ok(preview) => preview,
        Err(no) => {
            let errors = beside(Trouble::Refused(no), field)?;
            return draw(app, visit, errors, None);
        }
    };
    if visit.value("do") == "preview" {
        return draw(app, visit, errors, Some(preview));
    }
    let id = ReferralId::from_command(visit.command()?);
    match app.submit(visit, Act::WriteReferral(id, act)) {
        Ok(_) => go(format!("/referrals/{id}"), "referral-written"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?, Some(preview)),
    }
}

const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::TimeInThePast | Refusal::ReferralTimeTooFar => "by_when",
        Refusal::ReferralUnreachable | Refusal::AddressUnusable => "mail",
        Refusal::ReferralNoIntention => "intention",
        _ => "name",
    }
}

/// A line that may be left out.
fn maybe(visit: &Visit, errors: &mut Errors, name: &str) -> Option<Line> {
    let typed = visit.given(name)?;
    Line::new(typed).map_err(|no| errors.add(name, &words::refusal(Lang::En, &no))).ok()
}

fn read(app: &App, visit: &Visit, about: &About, errors: &mut Errors) -> Option<WriteReferral> {
    let name = line(visit, errors, "name", "Write who is asked to see them.");
    let kind = ReceiverKind::read(visit.value("kind"));
    if kind.is_none() {
        errors.add("kind", "Choose what they are to this person.");
    }
    let purpose = Purpose::read(visit.value("purpose"));
    if purpose.is_none() {
        errors.add("purpose", "Choose what is asked.");
    }
    let (practice, mail) = (maybe(visit, errors, "practice"), maybe(visit, errors, "mail"));
    let (phone, contact) = (maybe(visit, errors, "phone"), maybe(visit, errors, "contact"));
    let why = maybe(visit, errors, "why");
    let by_when = when::read(Lang::En, visit.value("by_when"), &app.zone);
    let by_when = by_when.map_err(|wrong| errors.add("by_when", wrong)).ok();
    let summary = match visit.given("summary").map(prose) {
        Some(Err(no)) => {
            errors.add("summary", &words::refusal(Lang::En, &no));
            None
        }
        Some(Ok(words)) => Some(words),
        None => None,
    };
    if !errors.is_empty() {
        return None;
    }
    let tongue = Tongue::read(visit.value("tongue")).unwrap_or(Tongue::English);
    Some(WriteReferral {
        patient: about.id,
        course: about.course.as_ref().map(|(id, _)| *id),
        receiver: Receiver { name: name?, practice, kind: kind?, mail, phone, tongue },
        purpose: purpose?,
        by_when: by_when?,
        why,
        contact,
        tells_service: visit.ticked("service"),
        tells_intention: visit.ticked("intention"),
        summary,
    })
}

/// What would be sent, as the rule would keep it: every part, for the patient says which of them go.
fn preview(app: &App, visit: &Visit, about: &About, act: &WriteReferral) -> Result<Preview, Refusal> {
    let by = visit.signed().map_err(|_| Refusal::PersonUnknown)?.by;
    let now = app.now();
    let moment = Moment { occurred: now, now, command: care::ids::CommandId(0) };
    let course = about.course.as_ref().map(|(_, course)| &**course);
    let facts = referral::write(None, act, &about.patient, course, &by, &moment)?;
    let Some(ReferralFact::Written { written }) = facts.first() else { return Err(Refusal::ReferralUnknown) };
    let lang = language(act.receiver.tongue);
    let reader = Reader { lang, ..Reader::of(app, visit) };
    let shown = Shown::new(app, &reader, written, &written.content, Whose::Theirs);
    let head = [("name", shown.name.as_str())];
    let by_when = lang.say_with("referral-by-when", &[("at", &shown.by_when)]);
    let words = format!("{}. {}. {by_when}", lang.say_with("referral-please", &head), shown.purpose);
    Ok(Preview { words, parts: shown.pairs(), from: shown.from })
}

/// Everybody in the directory, each with how old the last look at the licence is; nobody is put before others but by name.
fn listed(app: &App, all: &Directory, chosen: Option<&Entry>) -> Vec<Choice> {
    let mut entries: Vec<&Entry> = all.current().collect();
    entries.sort_by_key(|entry| entry.colleague.name.clone());
    let chosen = chosen.map(|entry| entry.number.to_string()).unwrap_or_default();
    let choice = |entry: &&Entry| {
        let one = &entry.colleague;
        let practice = one.practice.as_ref().map(|words| format!(", {words}")).unwrap_or_default();
        let look = look_words(app, Lang::En, entry, app.now());
        let look = if look.is_empty() { look } else { format!(" ({})", look.to_lowercase()) };
        Choice::new(&entry.number.to_string(), &format!("{}{practice}{look}", one.name), &chosen)
    };
    entries.iter().map(choice).collect()
}

fn draw(app: &App, visit: &Visit, errors: Errors, preview: Option<Preview>) -> Answered {
    let about = About::open(app, visit)?;
    let fresh = visit.form.is_empty();
    let typed = |name: &str| visit.value(name).to_owned();
    let all = directory(app)?;
    let chosen = visit.asked("colleague").parse::<u16>().ok().and_then(|number| all.find(number).ok());
    let from = chosen.map(|entry| &entry.colleague).filter(|_| fresh);
    let or = |name: &str, kept: Option<&Line>| {
        if fresh { kept.map(ToString::to_string).unwrap_or_default() } else { typed(name) }
    };
    let goal = about.goal(app);
    let by_when = match goal {
        Some(goal) if fresh => when::field(goal, &app.zone),
        _ => typed("by_when"),
    };
    let purpose = match goal {
        Some(_) if fresh => Purpose::FirstTalk.code().to_owned(),
        _ => typed("purpose"),
    };
    let known = from.map_or(Tongue::English, |one| one.tongue);
    let tongue = if fresh { known.code() } else { visit.value("tongue") };
    let course = about.course.as_ref().map(|(_, course)| course);
    let kinds = ReceiverKind::ALL.iter();
    let name = about.patient.details.name.as_str();
    let page = Page {
        frame: chart_frame(app, visit, &about.patient, &format!("Refer {name}"))?,
        command: visit.form_command(),
        action: format!("/patients/{}/refer", about.id),
        back: href(visit, about.id),
        patient: name.to_owned(),
        clinical: about.clinical,
        kinds: kinds.map(|kind| Choice::new(kind.code(), kind_words(*kind), visit.value("kind"))).collect(),
        tongues: Tongue::ALL
            .iter()
            .map(|one| Choice::new(one.code(), language(*one).name(), tongue))
            .collect(),
        purposes: Purpose::ALL
            .iter()
            .map(|one| {
                let read = Lang::En.word_of("referral-purpose", one.code());
                Choice::new(one.code(), purpose_words(*one), &purpose).hint(&format!("They read: {read}"))
            })
            .collect(),
        typed: Typed {
            name: or("name", from.map(|one| &one.name)),
            practice: or("practice", from.and_then(|one| one.practice.as_ref())),
            mail: or("mail", from.and_then(|one| one.mail.as_ref())),
            phone: or("phone", from.and_then(|one| one.phone.as_ref())),
            by_when,
            why: typed("why"),
            contact: typed("contact"),
            summary: typed("summary"),
            service: visit.ticked("service"),
            intention: visit.ticked("intention"),
        },
        now: when::field(app.now(), &app.zone),
        service: course.map_or_else(String::new, |course| words::model(Lang::En, course.model).to_owned()),
        intention: course
            .filter(|_| about.clinical)
            .and_then(|course| course.intentions.last())
            .map_or_else(String::new, |(_, words)| words.to_string()),
        preview_words: preview.as_ref().map_or_else(String::new, |seen| seen.words.clone()),
        preview_from: preview.as_ref().map_or_else(String::new, |seen| seen.from.clone()),
        preview: preview.map(|seen| seen.parts).unwrap_or_default(),
        directory: listed(app, &all, chosen),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
