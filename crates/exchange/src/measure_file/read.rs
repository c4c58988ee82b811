//! Text → questionnaire, or every fault.

use care::measures::{
    Band, Better, Choice, Count, Flag, Item, Licence, LicenceStatus, Mark, MarkKind, Measure, Sourced,
    Status, Subscale, Vector,
};
use care::units::Days;
use toml::de::DeTable;

use super::table::Table;
use super::tell;
use crate::protocol_file::Fault;
use crate::protocol_file::sheet::Sheet;

/// Reads a questionnaire. The faults are all there are, in the order of the lines; there is at least one.
///
/// # Errors
/// Every fault: of form, of what the rules find wrong, and of words that the licence does not allow.
pub fn read(file: &str, text: &str) -> Result<Measure, Vec<Fault>> {
    let mut sheet = Sheet::new(file, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = sheet.line(error.span().unwrap_or_default().start);
        sheet.fault(line, format!("this is not TOML: {}", error.message()));
    }
    if !sheet.is_clean() {
        return Err(sheet.into_faults());
    }
    let root = Table::new(String::new(), 1, root.get_ref());
    let measure = whole(&root, &mut sheet);
    if let Some(measure) = &measure {
        tell::flaws(measure, &root, &mut sheet);
    }
    match measure {
        Some(measure) if sheet.is_clean() => Ok(measure),
        _ => Err(sheet.into_faults()),
    }
}

fn whole(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Measure> {
    let id = root.one_line("id", sheet);
    let version = root.one_line("version", sheet);
    let title = root.one_line("title", sheet);
    let source = root.text("source", sheet);
    let recall = root.opt_whole("recall_days", sheet).map(Days);
    let better = root.word("better", Better::read, &codes(Better::ALL, Better::code), sheet);
    let licence = licence(root, sheet);
    let loinc = loinc(root, sheet);
    let range = range(root, sheet);
    let lead = languages(root.table("lead", sheet), sheet);
    let items = items(root, sheet);
    let choices = choices(root, sheet);
    let subscales = subscales(root, sheet);
    let bands = bands(root, sheet);
    let marks = marks(root, sheet);
    let flags = flags(root, sheet);
    let vectors = vectors(root, sheet);
    root.close(false, sheet);
    Some(Measure {
        id: id?,
        version: version?,
        title: title?,
        licence: licence?,
        source: source?,
        loinc,
        recall,
        better: better?,
        range,
        lead,
        items: items?,
        choices: choices?,
        subscales: subscales?,
        bands: bands?,
        marks: marks?,
        flags: flags?,
        vectors: vectors?,
    })
}

fn codes<W: Copy>(all: &[W], code: fn(W) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|word| code(*word)).collect()
}

fn status(table: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Status> {
    table.word("status", Status::read, &codes(Status::ALL, Status::code), sheet)
}

fn licence(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Licence> {
    let Some(table) = root.table("licence", sheet) else {
        sheet.fault(1, "`licence` is missing: nothing is used without one".to_owned());
        return None;
    };
    let choice = codes(LicenceStatus::ALL, LicenceStatus::code);
    let status = table.word("status", LicenceStatus::read, &choice, sheet);
    let (text, notice) = (table.text("text", sheet), table.opt_text("notice", sheet));
    table.close(false, sheet);
    Some(Licence { status: status?, text: text?, notice })
}

type Loinc = (Option<care::text::Line>, Option<care::text::Line>);

fn loinc(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Loinc {
    let Some(table) = root.table("loinc", sheet) else { return (None, None) };
    let codes = (table.opt_line("panel", sheet), table.opt_line("total", sheet));
    table.close(false, sheet);
    codes
}

fn range(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Sourced<(u32, u32)>> {
    let table = root.table("range", sheet)?;
    let ends = (table.whole("lowest", sheet), table.whole("highest", sheet));
    let (status, source) = (status(&table, sheet), table.text("source", sheet));
    table.close(false, sheet);
    Some(Sourced { value: (ends.0?, ends.1?), status: status?, source: source? })
}

fn languages(table: Option<Table<'_>>, sheet: &mut Sheet<'_>) -> Vec<(String, String)> {
    let Some(table) = table else { return vec![] };
    let told = table.told(sheet);
    table.close(true, sheet);
    told
}

fn items(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Vec<Item>> {
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let (code, loinc, text) =
            (table.one_line("code", sheet), table.opt_line("loinc", sheet), table.told(sheet));
        table.close(true, sheet);
        Some(Item { code: code?, loinc, text })
    };
    each(root, "item", sheet, one)
}

fn choices(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Vec<Choice>> {
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let (score, loinc, text) =
            (table.whole("score", sheet), table.opt_line("loinc", sheet), table.told(sheet));
        table.close(true, sheet);
        Some(Choice { score: score?, loinc, text })
    };
    each(root, "choice", sheet, one)
}

fn subscales(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Vec<Subscale>> {
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let (code, title) = (table.one_line("code", sheet), table.one_line("title", sheet));
        let items = table.lines("items", sheet);
        table.close(false, sheet);
        Some(Subscale { code: code?, title: title?, items: items? })
    };
    each(root, "subscale", sheet, one)
}

/// The inner `None`: there are no bands. The outer: there is something that could not be read.
#[expect(clippy::option_option, reason = "absent and unreadable are two things")]
fn bands(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Option<Sourced<Vec<Band>>>> {
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let (code, title) = (table.one_line("code", sheet), table.one_line("title", sheet));
        let (lowest, highest) = (table.whole("lowest", sheet), table.whole("highest", sheet));
        table.close(false, sheet);
        Some(Band { code: code?, title: title?, lowest: lowest?, highest: highest? })
    };
    let value = each(root, "band", sheet, one)?;
    let Some(table) = root.table("bands", sheet) else {
        if let (false, line) = (value.is_empty(), root.line_of("band", sheet)) {
            sheet.fault(line, "`bands` is missing: it says where the bands come from".to_owned());
            return None;
        }
        return Some(None);
    };
    let (status, source) = (status(&table, sheet), table.text("source", sheet));
    table.close(false, sheet);
    Some(Some(Sourced { value, status: status?, source: source? }))
}

fn marks(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Vec<Mark>> {
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let kind = table.word("kind", MarkKind::read, &codes(MarkKind::ALL, MarkKind::code), sheet);
        let value = table.whole("value", sheet);
        let (status, source) = (status(&table, sheet), table.text("source", sheet));
        table.close(false, sheet);
        Some(Mark { kind: kind?, value: Sourced { value: value?, status: status?, source: source? } })
    };
    each(root, "mark", sheet, one)
}

fn flags(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Vec<Flag>> {
    let count = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let items = table.lines("items", sheet);
        let (rated, at_least) = (table.whole("rated", sheet), table.whole("at_least", sheet));
        table.close(false, sheet);
        Some(Count { items: items?, rated: rated?, at_least: at_least? })
    };
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let (code, title) = (table.one_line("code", sheet), table.one_line("title", sheet));
        let safety = table.yes("safety", sheet);
        let (counts, total) = (each(&table, "counts", sheet, count), table.opt_whole("total", sheet));
        let (status, source) = (status(&table, sheet), table.text("source", sheet));
        table.close(false, sheet);
        Some(Flag {
            code: code?,
            title: title?,
            safety: safety?,
            counts: counts?,
            total,
            source: source?,
            status: status?,
        })
    };
    each(root, "flag", sheet, one)
}

fn vectors(root: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Vec<Vector>> {
    let one = |table: Table<'_>, sheet: &mut Sheet<'_>| {
        let (answers, total) = (table.wholes("answers", sheet), table.whole("total", sheet));
        let (band, flags) = (table.opt_line("band", sheet), table.lines("flags", sheet));
        table.close(false, sheet);
        Some(Vector { answers: answers?, total: total?, band, flags: flags? })
    };
    each(root, "vector", sheet, one)
}

/// Every table of a list; each is read, so that each tells its faults.
fn each<T>(
    table: &Table<'_>,
    name: &'static str,
    sheet: &mut Sheet<'_>,
    one: impl Fn(Table<'_>, &mut Sheet<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = table.tables(name, sheet).into_iter().map(|table| one(table, sheet)).collect();
    read.into_iter().collect()
}
