//! The drugs of the house for whoever audits it: what came, what went by which way, what is on hand, and whether that adds up; who
//! wasted what before whom. A patient is not named.

use askama::Template;
use care::units::Micrograms;
use care::vault::Book;
use exchange::table_file::csv_file;

use super::grant;
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::vault::entry_words::Line;
use crate::pages::vault::register::{days, of_days};
use crate::pages::vault::{Known, all};
use crate::parts::{Cell, Pair, Table};
use crate::visit::Visit;
use crate::when;

struct One {
    name: String,
    href: String,
    facts: Vec<Pair>,
    says: String,
    is_whole: bool,
    wasted: Option<Table>,
}

#[derive(Template)]
#[template(path = "audit/substances.html")]
struct Page {
    frame: Frame,
    grant: String,
    from: String,
    until: String,
    vaults: Vec<One>,
    file: String,
    sha256: String,
}

const HEAD: [&str; 14] = [
    "vault",
    "registration",
    "entry",
    "date",
    "time",
    "what",
    "lot",
    "vials",
    "quantity",
    "amount_mg",
    "done_by",
    "second_signer",
    "lot_on_hand_after_mg",
    "corrected_by_entry",
];

/// `GET /audit/substances`
pub fn get(app: &App, visit: &Visit) -> Answered {
    super::as_of(app, visit)?;
    let known = all(app)?;
    let (file, sha256) = file(app, visit, &known)?;
    drop(file);
    let first = known.first().map(|first| days(visit, first));
    let text = |day: fn(&crate::pages::vault::register::Days) -> care::time::Date| {
        first.as_ref().map(|days| day(days).to_string()).unwrap_or_default()
    };
    let (from, until) = (text(|days| days.from), text(|days| days.until));
    let vaults = known.iter().map(|known| one(app, visit, known)).collect::<Result<_, _>>()?;
    html(&Page {
        frame: draw::frame(app, visit, "Drugs under lock"),
        grant: grant(app, visit)?,
        vaults,
        file: format!("/audit/substances.csv?from={from}&until={until}"),
        sha256,
        from,
        until,
    })
}

/// `GET /audit/substances.csv`
pub fn get_file(app: &App, visit: &Visit) -> Answered {
    super::as_of(app, visit)?;
    let (body, sha256) = file(app, visit, &all(app)?)?;
    let name = format!("substances-{}.csv", sha256.get(..12).unwrap_or_default());
    Ok(Reply::File { name, content_type: "text/csv; charset=utf-8", body })
}

/// Every line of these days, of every vault, and the hash of the file.
fn file(app: &App, visit: &Visit, vaults: &[Known]) -> Result<(String, String), Trouble> {
    let mut rows = vec![];
    for known in vaults {
        let lines = of_days(app, visit, known, &days(visit, known))?;
        rows.extend(lines.into_iter().map(|line| row(known, line)));
    }
    let file = csv_file(&HEAD, rows.into_iter()).ok_or(Trouble::Broken)?;
    let sha256 = record::sealed::digest(&file);
    Ok((String::from_utf8(file).map_err(|_| Trouble::Broken)?, sha256))
}

fn row(known: &Known, line: Line) -> Vec<String> {
    let (zone, at) = (&known.place.zone, line.at.unwrap_or(known.now));
    let mg = |amount: Option<Micrograms>| {
        amount.map(|amount| amount.in_mg().trim_end_matches(" mg").to_owned()).unwrap_or_default()
    };
    vec![
        known.vault.name.to_string(),
        known.vault.registration.to_string(),
        line.entry.to_string(),
        when::date(at, zone),
        when::clock(at, zone),
        line.kind.to_owned(),
        line.label,
        line.vials,
        line.quantity,
        mg(line.amount),
        line.by,
        line.witness,
        mg(line.balance),
        line.corrected.map(|entry| entry.to_string()).unwrap_or_default(),
    ]
}

fn one(app: &App, visit: &Visit, known: &Known) -> Result<One, Trouble> {
    let book = &known.vault.book;
    let is_whole = known.vault.balances();
    Ok(One {
        name: known.vault.name.to_string(),
        href: format!("{}/register", known.href()),
        facts: facts(book),
        says: says(known, is_whole),
        is_whole,
        wasted: wasted(app, visit, known)?,
    })
}

fn facts(book: &Book) -> Vec<Pair> {
    let all = [
        ("Received", book.received),
        ("Came from another vault", book.transferred_in),
        ("More than labels say", book.over),
        ("Given", book.given),
        ("Wasted", book.wasted),
        ("Sent back", book.returned),
        ("Handed to another vault", book.transferred_out),
        ("Destroyed", book.destroyed),
        ("Lost", book.lost),
        ("In syringes", book.in_syringes),
        ("On hand", book.on_hand),
    ];
    all.iter().map(|(label, amount)| Pair::new(label, &Micrograms(*amount).in_mg())).collect()
}

/// Whether it adds up, and what counts found, in words.
fn says(known: &Known, is_whole: bool) -> String {
    if !is_whole {
        return "The entries do not add up. Run holdfast verify on the record.".to_owned();
    }
    let open = known.vault.discrepancies.iter().filter(|one| one.settled.is_none()).count();
    match (known.vault.counts.is_empty(), open) {
        (true, 0) => "The entries add up. It was never counted.".to_owned(),
        (false, 0) => "The entries add up, and no count differs from them.".to_owned(),
        (_, 1) => "The entries add up. 1 difference is to be explained.".to_owned(),
        (_, open) => format!("The entries add up. {open} differences are to be explained."),
    }
}

fn wasted(app: &App, visit: &Visit, known: &Known) -> Result<Option<Table>, Trouble> {
    let head = ["Entry", "When", "What", "#Drug", "By", "Second signer"];
    let mut table =
        Table::new(&format!("wasted-{}", known.id), &format!("Wasted from {}", known.vault.name), &head);
    for line in of_days(app, visit, known, &days(visit, known))? {
        if line.kind != "Wasted" {
            continue;
        }
        let at = line.at.map(|at| when::full(at, &known.place.zone)).unwrap_or_default();
        let struck = if line.corrected.is_some() { " (corrected since)" } else { "" };
        table.rows.push(vec![
            Cell::new(&line.entry.to_string()),
            Cell::new(&at),
            Cell::new(&format!("{}{struck}", line.detail)),
            Cell::new(&line.amount.map(Micrograms::in_mg).unwrap_or_default()),
            Cell::new(&line.by),
            Cell::new(&line.witness),
        ]);
    }
    Ok((!table.rows.is_empty()).then_some(table))
}
