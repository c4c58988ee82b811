//! When questionnaires are asked by themselves: a list in a text of its own, each line with its source.

use care::measures::{Occasion, Schedule, Slot};
use care::protocol::CareModel;
use toml::de::DeTable;

use super::table::Table;
use crate::protocol_file::sheet::Sheet;
use crate::protocol_file::{Fault, Shipped};

/// The schedule that comes with the program.
pub const SHIPPED_SCHEDULE: Shipped =
    Shipped { file: "schedule.toml", text: include_str!("../../../../measures/schedule.toml") };

/// Reads a schedule.
///
/// # Errors
/// Every fault, in the order of the lines.
pub fn read_schedule(file: &str, text: &str) -> Result<Schedule, Vec<Fault>> {
    let mut sheet = Sheet::new(file, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = sheet.line(error.span().unwrap_or_default().start);
        sheet.fault(line, format!("this is not TOML: {}", error.message()));
    }
    let root = Table::new(String::new(), 1, root.get_ref());
    let read: Vec<Option<Slot>> =
        root.tables("slot", &mut sheet).iter().map(|table| slot(table, &mut sheet)).collect();
    root.close(false, &mut sheet);
    match read.into_iter().collect() {
        Some(slots) if sheet.is_clean() => Ok(Schedule { slots }),
        _ => Err(sheet.into_faults()),
    }
}

fn slot(table: &Table<'_>, sheet: &mut Sheet<'_>) -> Option<Slot> {
    let measure = table.one_line("measure", sheet);
    let choice: Vec<&str> = Occasion::ALL.iter().map(|word| word.code()).collect();
    let occasion = table.word("occasion", Occasion::read, &choice, sheet);
    let doors = table.lines("doors", sheet)?;
    let models: Option<Vec<CareModel>> = doors.iter().map(|door| CareModel::read(door.as_str())).collect();
    if models.is_none() {
        sheet.fault(table.line_of("doors", sheet), "a door is kap or infusion".to_owned());
    }
    let protocols = if table.has("protocols") { table.lines("protocols", sheet)? } else { vec![] };
    let (from_days, until_days) = (table.whole("from_days", sheet), table.whole("until_days", sheet));
    let source = table.text("source", sheet);
    if source.as_deref().is_some_and(|source| source.trim().is_empty()) {
        sheet.fault(table.line_of("source", sheet), "it does not say where it comes from".to_owned());
    }
    table.close(false, sheet);
    let slot = Slot {
        measure: measure?,
        occasion: occasion?,
        doors: models?,
        protocols,
        from_days: from_days?,
        until_days: until_days?,
        source: source?,
    };
    let before = slot.occasion != Occasion::AfterSeries;
    if (before && slot.from_days <= slot.until_days) || (!before && slot.until_days <= slot.from_days) {
        sheet.fault(table.line_of("from_days", sheet), "the stretch of days is empty".to_owned());
        return None;
    }
    Some(slot)
}
