//! A table as comma-separated text (RFC 4180, UTF-8). A cell that a spreadsheet would run as a formula gets an apostrophe
//! before it: what somebody typed into a name is never a program on another's desk (OWASP, CSV injection).

use csv::Writer;

/// The file; none only if the rows are not all as long as the head.
pub fn csv_file<'a>(head: &[&str], rows: impl Iterator<Item = Vec<String>> + 'a) -> Option<Vec<u8>> {
    let mut writer = Writer::from_writer(vec![]);
    writer.write_record(head).ok()?;
    for row in rows {
        writer.write_record(row.into_iter().map(as_text)).ok()?;
    }
    writer.into_inner().ok()
}

fn as_text(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::csv_file;

    #[test]
    fn commas_quotes_and_formulas_arrive_as_text() {
        let rows = vec![
            vec!["Ruiz, Ana".to_owned(), "said \"yes\"".to_owned()],
            vec!["=1+1".to_owned(), "two\nlines".to_owned()],
        ];
        let file = csv_file(&["name", "words"], rows.into_iter()).expect("even rows");
        let wanted = "name,words\n\"Ruiz, Ana\",\"said \"\"yes\"\"\"\n'=1+1,\"two\nlines\"\n";
        assert_eq!(String::from_utf8(file).expect("UTF-8"), wanted);
    }

    #[test]
    fn a_row_that_is_short_makes_no_file() {
        assert!(csv_file(&["a", "b"], vec![vec!["1".to_owned()]].into_iter()).is_none());
    }
}
