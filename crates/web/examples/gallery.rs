//! Writes the gallery: every part in every shell, with invented people, to static HTML files with
//! the assets beside them. `cargo run -p web --example gallery [folder]`

use askama::Template;
use std::{env, fs, path::Path};
use web::assets;
use web::frame::{Density, Flash, FlashKind, Frame, NavItem, Shell, Theme, Who};
use web::parts::{
    Action, Cell, Change, Choice, Errors, Event, FlowCell, FlowRow, Flowsheet, Gate, GateState, Mark, Pager,
    Pair, Service, Signature, Step, StepState, Table, Task, Vital, Window, WindowState,
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

struct Gallery {
    at_ms: i64,
    old_ms: i64,
    tasks: Vec<Task>,
    vitals: Vec<Vital>,
    sheet: Flowsheet,
    windows: Vec<Window>,
    gates: Vec<Gate>,
    steps: Vec<Step>,
    services: Vec<Service>,
    marks: Vec<Mark>,
    errors: Errors,
    moods: Vec<Choice>,
    talks: Vec<Choice>,
    brings: Vec<Choice>,
    rooms: Vec<Choice>,
    filters: Vec<Action>,
    table: Table,
    pager: Pager,
    pairs: Vec<Pair>,
    events: Vec<Event>,
    changes: Vec<Change>,
    signatures: Vec<Signature>,
    actions: Vec<Action>,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "shell/public.html" %}{% import "parts/page.html" as p %}{% import "parts/care.html" as c %}{% import "parts/tag.html" as t %}{% block back %}{{ p::print_head(frame.house_name, "L. Hart, 1984-03-02", "Infusion record", "3", "21 Nov 2026 10:24") }}{{ p::back("/", "Back") }}{% endblock %}{% block beside %}{{ t::service(Service::Infusion) }}<span class="muted">3 of 6</span>{% endblock %}{% block main %}{% include "gallery.html" %}{% endblock %}"#,
    ext = "html"
)]
struct PublicPage<'a> {
    frame: Frame,
    g: &'a Gallery,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "shell/patient.html" %}{% import "parts/page.html" as p %}{% import "parts/care.html" as c %}{% import "parts/tag.html" as t %}{% block back %}{{ p::print_head(frame.house_name, "L. Hart, 1984-03-02", "Infusion record", "3", "21 Nov 2026 10:24") }}{{ p::back("/", "Back") }}{% endblock %}{% block beside %}{{ t::service(Service::Infusion) }}<span class="muted">3 of 6</span>{% endblock %}{% block main %}{% include "gallery.html" %}{% endblock %}"#,
    ext = "html"
)]
struct PatientPage<'a> {
    frame: Frame,
    g: &'a Gallery,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "shell/staff.html" %}{% import "parts/page.html" as p %}{% import "parts/care.html" as c %}{% import "parts/tag.html" as t %}{% block back %}{{ p::print_head(frame.house_name, "L. Hart, 1984-03-02", "Infusion record", "3", "21 Nov 2026 10:24") }}{{ p::back("/", "Back") }}{% endblock %}{% block beside %}{{ t::service(Service::Infusion) }}<span class="muted">3 of 6</span>{% endblock %}{% block main %}{% include "gallery.html" %}{% endblock %}"#,
    ext = "html"
)]
struct StaffPage<'a> {
    frame: Frame,
    g: &'a Gallery,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "shell/support.html" %}{% import "parts/page.html" as p %}{% import "parts/care.html" as c %}{% import "parts/tag.html" as t %}{% block back %}{{ p::print_head(frame.house_name, "L. Hart, 1984-03-02", "Infusion record", "3", "21 Nov 2026 10:24") }}{{ p::back("/", "Back") }}{% endblock %}{% block beside %}{{ t::service(Service::Infusion) }}<span class="muted">3 of 6</span>{% endblock %}{% block main %}{% include "gallery.html" %}{% endblock %}"#,
    ext = "html"
)]
struct SupportPage<'a> {
    frame: Frame,
    g: &'a Gallery,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "shell/staff.html" %}{% import "parts/page.html" as p %}{% import "parts/care.html" as c %}{% import "parts/tag.html" as t %}{% block back %}{{ p::print_head(frame.house_name, "L. Hart, 1984-03-02", "Infusion record", "3", "21 Nov 2026 10:24") }}{{ p::back("/", "Back") }}{% endblock %}{% block beside %}{{ t::service(Service::Infusion) }}<span class="muted">3 of 6</span>{% endblock %}{% block main %}{% include "gallery.html" %}{% endblock %}{% block after %}{{ c::bar(g.actions) }}{% endblock %}"#,
    ext = "html"
)]
struct ChairPage<'a> {
    frame: Frame,
    g: &'a Gallery,
}

#[derive(Template)]
#[template(
    source = r##"{% extends "shell/signin.html" %}{% import "parts/form.html" as f %}{% block main %}<form method="post" action="/sign-in" class="form">{{ f::hidden(frame.csrf) }}{{ f::field("email", "Email", "", kind = "email", autocomplete = "username webauthn") }}{{ f::field("password", "Password", "", kind = "password", autocomplete = "current-password") }}{{ f::submit("Sign in", "/sign-in/link", "Send me a link instead", busy = "Signing in…") }}</form>{% endblock %}"##,
    ext = "html"
)]
struct SigninPage {
    frame: Frame,
}

fn frame(shell: Shell, title: &str, theme: Option<Theme>) -> Frame {
    let mut frame = Frame::new(shell, "Harbor Clinic", title);
    frame.theme = theme;
    frame.csrf = "csrf-example".into();
    frame.clinic_phone = "+1 555 010 0100".into();
    frame.clinic_hours = "Mon–Fri 9–17".into();
    let who = |name: &str, role: &str| Some(Who { name: name.into(), role_words: role.into() });
    match shell {
        Shell::Public => {
            frame.nav = vec![
                NavItem::new("/choose", "Which approach?", true),
                NavItem::new("/people", "People and roles", false),
                NavItem::new("/sign-in", "Sign in", false),
            ];
        }
        Shell::Patient => {
            frame.nav = vec![
                NavItem::new("/me", "Course", true).icon("course"),
                NavItem::new("/me/journal", "Diary", false).icon("diary"),
                NavItem::new("/me/messages", "Messages", false).icon("messages").count(1),
                NavItem::new("/help", "Help", false).icon("help"),
            ];
            frame.who = who("Rowan", "");
            frame.live_after = Some(41);
        }
        Shell::Staff | Shell::Audit => {
            frame.nav = vec![
                NavItem::new("/board", "Today", true),
                NavItem::new("/patients", "Patients", false),
                NavItem::new("/schedule", "Schedule", false),
                NavItem::new("/inbox", "Inbox", false).count(3),
            ];
            frame.who = who("S. Ortiz RN", "Infusion nurse");
            frame.live_after = Some(41);
            frame.emergency =
                Some("L. Hart, until 11:02, reason: no nurse on site. Every view is recorded.".into());
            frame.flash = Some(Flash {
                kind: FlashKind::Ok,
                words: "Saved 158/96 at 10:24. You can undo this for 10 s.".into(),
            });
        }
        Shell::Support => {
            frame.nav = vec![
                NavItem::new("/integration", "My clients", true),
                NavItem::new("/inbox", "Inbox", false).count(1),
                NavItem::new("/integration/profile", "My profile", false),
            ];
            frame.who = who("T. Reyes", "Integration specialist");
            frame.live_after = Some(41);
        }
    }
    frame
}

fn gallery(now: i64) -> Gallery {
    let vital = |code: &str, label: &str, unit: &str, value: &str, minutes: i64, note: &str| Vital {
        code: code.into(),
        label: label.into(),
        unit: unit.into(),
        value: value.into(),
        note: note.into(),
        at_ms: (!value.is_empty()).then_some(now - minutes * MINUTE),
        age: format!("{minutes} min"),
        old_after_min: 6,
        old: minutes > 6,
        mark: Mark::Quiet,
        wide: false,
    };
    let flow = |label: &str, unit: &str, cells: &[&str]| FlowRow {
        label: label.into(),
        unit: unit.into(),
        cells: cells
            .iter()
            .map(|c| FlowCell {
                words: c.trim_end_matches(['!', 'x']).into(),
                mark: if c.ends_with('!') { Mark::Medium } else { Mark::Quiet },
                wrong: c.ends_with('x'),
            })
            .collect(),
    };
    let window = |n: u32, name: &str, service, elapsed, left: i64, until: &str, state, words: &str| Window {
        id: format!("window-{n}"),
        name: name.into(),
        href: format!("/patients/p{n}"),
        service,
        elapsed,
        left: if left > 0 { format!("{left} h left") } else { "done at 26 h".into() },
        until: until.into(),
        until_ms: (left > 0).then_some(now + left * HOUR + MINUTE),
        state,
        state_words: words.into(),
        kind: Service::None,
        owner: String::new(),
        action_href: String::new(),
        action: String::new(),
    };
    let gate = |name: &str, state, why: &str, who: &str, link: &str| Gate {
        name: name.into(),
        state,
        why: why.into(),
        who: who.into(),
        href: if link.is_empty() { String::new() } else { "#x".into() },
        link_words: link.into(),
    };
    let step = |label: &str, when: &str, note: &str, state, service| Step {
        label: label.into(),
        when: when.into(),
        note: note.into(),
        state,
        service,
        href: String::new(),
    };
    let event = |at: &str, words: &str, sub: &str, mark, wrong| Event {
        at: at.into(),
        iso: format!("2026-11-21T{at}"),
        words: words.into(),
        sub: sub.into(),
        mark,
        wrong,
    };
    let change = |name: &str, before: &str, after: &str, source: &str| Change {
        name: name.into(),
        before: before.into(),
        after: after.into(),
        source: source.into(),
    };
    let mut errors = Errors::default();
    errors.add("weight", "720 kg is more than this scale can show. Is it 72.0?");
    errors.add("talk", "Choose one. \"No, thanks\" is a full answer.");
    let mut table = Table::new(
        "people",
        "Two people match",
        &["Name", "Born", "Service", "#Dose", "#Last PHQ-9", "State"],
    );
    table.rows.push(vec![
        Cell::link("L. Hart", "#x"),
        Cell::new("1984-03-02"),
        Cell::new("Infusion"),
        Cell::new("3 of 6"),
        Cell::new("14"),
        Cell::mark(Mark::Medium, "Recheck 10:24"),
    ]);
    table.rows.push(vec![
        Cell::link("S. Idris", "#x"),
        Cell::new("1991-11-20"),
        Cell::new("KAP session"),
        Cell::new("1 of 3"),
        Cell::new("9"),
        Cell::mark(Mark::Done, "With L. Fischer"),
    ]);
    Gallery {
        at_ms: now - 2 * MINUTE,
        old_ms: now - 12 * MINUTE,
        tasks: vec![
            Task {
                id: "task-1".into(),
                mark: Mark::Medium,
                title: "Chair 2 · L. Hart · BP 162/98 above order limit 160/100".into(),
                sub: "Recheck due 10:24".into(),
                service: Service::Infusion,
                href: "/chairs/2".into(),
                action: "Open chair 2".into(),
                ..Task::default()
            },
            Task {
                id: "task-2".into(),
                mark: Mark::Overdue,
                mark_words: "3 min late".into(),
                title: "M. Okafor · 5 h left of 48, nothing booked".into(),
                sub: "Prefers text · no owner yet".into(),
                service: Service::Kap,
                href: "#x".into(),
                action: "Offer times".into(),
            },
        ],
        vitals: vec![
            Vital {
                wide: true,
                mark: Mark::Medium,
                ..vital("bp", "BP", "mmHg", "162/98", 2, "cuff · next 10:25 · baseline 124/76")
            },
            vital("hr", "Pulse", "/min", "88", 2, "cuff"),
            vital("spo2", "SpO2", "%", "97", 2, "in limits"),
            Vital { mark: Mark::Overdue, ..vital("rr", "Breaths", "/min", "14", 12, "by hand") },
            vital("awake", "Awake", "of 5", "4", 2, "slow reply"),
        ],
        sheet: Flowsheet {
            id: "flow".into(),
            caption: "L. Hart, infusion 3 of 6, every 5 min".into(),
            times: ["09:40", "10:00", "10:05", "10:10", "10:15", "10:20"].map(String::from).into(),
            rows: vec![
                flow("BP", "mmHg", &["124/76", "128/80", "134/84", "148/90x", "151/94", "162/98!"]),
                flow("Pulse", "/min", &["70", "74", "78", "82", "86", "88"]),
                flow("SpO2", "%", &["99", "98", "98", "98", "97", "97"]),
                flow("Breaths", "/min", &["14", "14", "", "14", "", ""]),
                flow("Awake", "of 5", &["5", "5", "5", "4", "4", "4"]),
            ],
        },
        windows: vec![
            Window {
                owner: "Prefers text · no owner yet".into(),
                action_href: "#x".into(),
                action: "Offer times".into(),
                ..window(
                    1,
                    "M. Okafor",
                    Service::Kap,
                    18,
                    5,
                    "until Fri 15:40",
                    WindowState::NotBooked,
                    "nothing booked",
                )
            },
            Window {
                kind: Service::IntegrationSupport,
                owner: "T. Reyes".into(),
                action_href: "#x".into(),
                action: "Open".into(),
                ..window(
                    2,
                    "R. Ellis",
                    Service::Infusion,
                    14,
                    14,
                    "until Sat 00:20",
                    WindowState::Booked,
                    "booked Fri 17:00",
                )
            },
            Window {
                kind: Service::Outside,
                owner: "D. Cho, no answer yet".into(),
                ..window(
                    3,
                    "L. Hart",
                    Service::Infusion,
                    7,
                    31,
                    "until Sat 17:10",
                    WindowState::Asked,
                    "asked",
                )
            },
            window(
                4,
                "S. Idris",
                Service::Kap,
                2,
                44,
                "until Sun 06:05",
                WindowState::Declined,
                "said no, thanks",
            ),
            Window {
                kind: Service::IntegrationTherapy,
                owner: "L. Fischer".into(),
                ..window(5, "A. Novak", Service::Kap, 20, 0, "", WindowState::Done, "held")
            },
        ],
        gates: vec![
            gate(
                "Consent in force",
                GateState::Clear,
                "Infusion consent version 4, signed 12 Nov 2026",
                "",
                "",
            ),
            gate("Weight today", GateState::Open, "Not entered yet", "any nurse on site", "Enter weight"),
            gate("Ride home", GateState::Open, "No name given", "front desk or the patient", "Ask"),
            gate(
                "Nothing to eat for 6 h",
                GateState::Overridden,
                "Ate at 05:10. A. Diallo: \"clear fluids only, go ahead\", 09:52",
                "",
                "",
            ),
        ],
        steps: vec![
            step("First talk with a prescriber", "Tue 3 Nov", "", StepState::Done, Service::None),
            step(
                "Infusion 1 of 6",
                "Thu 12 Nov",
                "0.5 mg/kg over 40 min",
                StepState::Done,
                Service::Infusion,
            ),
            step("Talk", "Fri 13 Nov", "with T. Reyes", StepState::Done, Service::IntegrationSupport),
            step("Infusion 2 of 6", "moved", "", StepState::Skipped, Service::Infusion),
            step("Infusion 3 of 6", "today 10:00", "Chair 2", StepState::Now, Service::Infusion),
            step("Talk", "Sat 22 Nov 09:00", "", StepState::Ahead, Service::IntegrationTherapy),
        ],
        services: vec![
            Service::Kap,
            Service::Infusion,
            Service::IntegrationTherapy,
            Service::IntegrationSupport,
            Service::Outside,
            Service::None,
        ],
        marks: vec![
            Mark::High,
            Mark::Medium,
            Mark::Low,
            Mark::Overdue,
            Mark::Old,
            Mark::NotLive,
            Mark::Draft,
            Mark::Signed,
            Mark::Locked,
            Mark::Done,
            Mark::Todo,
            Mark::Info,
        ],
        errors,
        moods: ["Very low", "Low", "So-so", "Good", "Very good"]
            .iter()
            .map(|w| Choice::new(w, w, "So-so"))
            .collect(),
        talks: vec![
            Choice::new("support", "Integration support, with T. Reyes", "")
                .hint("Not therapy. To reflect, write, and find words."),
            Choice::new("therapy", "Integration therapy, with L. Fischer LCSW", "")
                .hint("Licensed therapy about the experience."),
            Choice::new("no", "No, thanks", "").hint("That is fine. You can change your mind any time."),
        ],
        brings: ["Eye mask", "Layers", "Music"].iter().map(|w| Choice::new(w, w, "Layers")).collect(),
        rooms: ["Room A", "Room B", "Chair 3"].iter().map(|w| Choice::new(w, w, "Room B")).collect(),
        filters: vec![
            Action::new("#all", "All", true),
            Action::new("#mine", "Mine", false),
            Action::new("#infusion", "Infusion", false),
            Action::new("#kap", "KAP", false),
        ],
        table,
        pager: Pager { words: "1 to 2 of 31".into(), prev: String::new(), next: "#x".into() },
        pairs: vec![
            Pair::new("Born", "1984-03-02"),
            Pair::new("Weight today", "72.4 kg"),
            Pair::new("Allergy", "latex"),
            Pair { label: "Order".into(), words: "0.5 mg/kg over 40 min = 36 mg".into(), href: "#x".into() },
            Pair::new("Lead", "S. Ortiz RN"),
        ],
        events: vec![
            event(
                "09:48",
                "ondansetron 4 mg, IV",
                "S. Ortiz RN, checked N. Haddad PMHNP",
                Mark::Quiet,
                false,
            ),
            event(
                "10:00",
                "ketamine started, 54 mg/h",
                "S. Ortiz RN, checked N. Haddad PMHNP",
                Mark::Quiet,
                false,
            ),
            event("10:10", "BP 148/90", "entered for the wrong chair, S. Ortiz RN 10:11", Mark::Quiet, true),
            event("10:20", "BP 162/98, above order limit 160/100", "cuff", Mark::Medium, false),
            event("10:22", "Note by N. Haddad PMHNP", "", Mark::Draft, false),
        ],
        changes: vec![
            change("Stop limit, systolic", "190", "180", "M. Director, 20 Nov 2026"),
            change("Vitals interval", "5 min", "5 min", "version 3"),
            change("Recheck after", "", "2 min", "nurse review, 18 Nov 2026"),
        ],
        signatures: vec![
            Signature {
                name: "Sam Ortiz RN".into(),
                at: "Fri 21 Nov 2026, 11:42 EST".into(),
                meaning: "I gave and watched this infusion as recorded.".into(),
            },
            Signature {
                name: "Dr Amara Diallo".into(),
                at: String::new(),
                meaning: "I reviewed this record.".into(),
            },
        ],
        actions: vec![
            Action::new("#vitals", "Vitals", true),
            Action::new("#dose", "Dose", false),
            Action::new("#note", "Note", false),
            Action::new("#pause", "Pause infusion", false),
            Action::new("#call", "Call prescriber", false),
        ],
    }
}

fn write(folder: &Path, name: &str, html: &str) -> std::io::Result<()> {
    fs::write(folder.join(name), html)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/gallery".into());
    let folder = Path::new(&folder);
    for asset in assets::all() {
        let path = folder.join(asset.path.trim_start_matches('/'));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, asset.bytes)?;
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis();
    let g = gallery(i64::try_from(now)?);
    for theme in [None, Some(Theme::Light), Some(Theme::Dim), Some(Theme::Candle)] {
        let t = theme.map_or("system", Theme::code);
        let f = |shell, title: &str| frame(shell, title, theme);
        write(
            folder,
            &format!("public-{t}.html"),
            &PublicPage { frame: f(Shell::Public, "Which approach suits you?"), g: &g }.render()?,
        )?;
        write(
            folder,
            &format!("patient-{t}.html"),
            &PatientPage { frame: f(Shell::Patient, "My course"), g: &g }.render()?,
        )?;
        write(
            folder,
            &format!("staff-{t}.html"),
            &StaffPage { frame: f(Shell::Staff, "Today, Fri 21 Nov"), g: &g }.render()?,
        )?;
        write(
            folder,
            &format!("support-{t}.html"),
            &SupportPage { frame: f(Shell::Support, "My clients"), g: &g }.render()?,
        )?;
        write(
            folder,
            &format!("audit-{t}.html"),
            &StaffPage { frame: f(Shell::Audit, "Record as it stood"), g: &g }.render()?,
        )?;
        let mut chair = f(Shell::Staff, "Chair 2 – L. Hart");
        chair.density = Density::Glance;
        chair.nav.truncate(1);
        chair.emergency = None;
        chair.flash = None;
        write(folder, &format!("chair-{t}.html"), &ChairPage { frame: chair, g: &g }.render()?)?;
        let mut signin = f(Shell::Public, "Sign in");
        signin.nav.clear();
        write(folder, &format!("signin-{t}.html"), &SigninPage { frame: signin }.render()?)?;
    }
    println!("{}", folder.display());
    Ok(())
}
