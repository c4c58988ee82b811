//! Real monitor recordings (one row a minute) as the messages a monitor would have sent.
//!
//! Columns as in `shared/data/vitals`: minute, heart_rate_bpm, pulse_bpm, resp_per_min, spo2_percent, nibp_systolic_mmhg,
//! nibp_diastolic_mmhg, nibp_mean_mmhg. An empty cell was not measured in that minute; nought is what the monitor sent when
//! a sensor was off, and is sent again as it was.

use care::session::Channel;
use care::time::Instant;
use exchange::hl7::{codes, time};

/// Columns in their order, as they are named in the file.
const COLUMNS: &[(&str, Channel)] = &[
    ("heart_rate_bpm", Channel::HeartRate),
    ("pulse_bpm", Channel::Pulse),
    ("resp_per_min", Channel::Breaths),
    ("spo2_percent", Channel::Spo2),
    ("nibp_systolic_mmhg", Channel::CuffSystolic),
    ("nibp_diastolic_mmhg", Channel::CuffDiastolic),
    ("nibp_mean_mmhg", Channel::CuffMean),
];

/// One minute of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Minutes since the first row.
    pub minute: u32,
    /// What each channel said, as it stands in the file; channels with an empty cell are left out.
    pub cells: Vec<(Channel, String)>,
}

/// Reads a file.
///
/// # Errors
/// The line and what is wrong with it.
pub fn read(text: &str) -> Result<Vec<Row>, String> {
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let (head, _) = lines.next().ok_or("the file is empty")?;
    let mut columns = vec![];
    for name in head.split(',').skip(1) {
        let known = COLUMNS.iter().find(|(known, _)| *known == name.trim());
        columns.push(known.ok_or_else(|| format!("line 1: no column is called {name:?}"))?.1);
    }
    if !head.starts_with("minute,") || columns.is_empty() {
        return Err("line 1: the first column is called minute, and one more is needed".to_owned());
    }
    lines
        .map(|(line, n)| row(line, &columns).ok_or_else(|| format!("line {n}: {line:?} is no row")))
        .collect()
}

fn row(line: &str, columns: &[Channel]) -> Option<Row> {
    let mut cells = line.split(',').map(str::trim);
    let minute = cells.next()?.parse().ok()?;
    let cells: Vec<&str> = cells.collect();
    let number = |cell: &&str| cell.is_empty() || care::session::Thousandths::read(cell).is_some();
    if cells.len() != columns.len() || !cells.iter().all(number) {
        return None;
    }
    let said = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    Some(Row { minute, cells: said.map(|(channel, cell)| (*channel, cell.to_owned())).collect() })
}

/// The row as a monitor sends it at this instant of its own clock.
pub fn message(row: &Row, sender: &str, bed: &str, control: &str, at: Instant) -> String {
    let stamp = time::written(at);
    let mut text = format!(
        "MSH|^~\\&|{sender}||HOLDFAST||{stamp}||ORU^R01^ORU_R01|{control}|P|2.6\rPV1||I|^^{bed}\r\
         OBR|1|||182777000^monitoring of patient^SCT|||{stamp}\r"
    );
    for (nth, (channel, value)) in row.cells.iter().enumerate() {
        let (code, unit) = codes::sent_as(*channel);
        let n = nth + 1;
        text.push_str(&format!("OBX|{n}|NM|{code}||{value}|{unit}|||||R|||{stamp}\r"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_read_as_it_stands_and_a_wrong_line_is_named() {
        let text = "minute,heart_rate_bpm,spo2_percent,nibp_systolic_mmhg\n0,0,0,\n1,62.8,97,167\n";
        let rows = read(text).expect("rows");
        assert_eq!(rows[0].cells, [(Channel::HeartRate, "0".to_owned()), (Channel::Spo2, "0".to_owned())]);
        assert_eq!(rows[1].cells.len(), 3);
        for (text, said) in [
            ("", "the file is empty"),
            ("minute\n", "line 1: the first column is called minute, and one more is needed"),
            ("minute,weight\n", "line 1: no column is called \"weight\""),
            ("minute,spo2_percent\n0,x\n", "line 2: \"0,x\" is no row"),
            ("minute,spo2_percent\n0,97,3\n", "line 2: \"0,97,3\" is no row"),
        ] {
            assert_eq!(read(text), Err(said.to_owned()));
        }
    }
}
