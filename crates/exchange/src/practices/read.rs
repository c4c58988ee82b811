//! A file of practices, read. The faults are all there are, in plain words.

use care::time::Date;
use toml::de::{DeTable, DeValue};

use super::{Kind, Phase, Practice};

/// Reads a file.
///
/// # Errors
/// Every fault, each naming the practice it is in.
pub fn read(text: &str) -> Result<Vec<Practice>, Vec<String>> {
    let root = DeTable::parse(text).map_err(|no| vec![format!("this is not TOML: {}", no.message())])?;
    let root = root.get_ref();
    let mut faults = vec![];
    let empty = DeTable::new();
    let review = match root.get("review").map(toml::Spanned::get_ref) {
        Some(DeValue::Table(table)) => table,
        _ => {
            faults.push("[review] is missing: reviewed_by, written, review_by".to_owned());
            &empty
        }
    };
    let Some(DeValue::Array(listed)) = root.get("practice").map(toml::Spanned::get_ref) else {
        faults.push("there is no [[practice]]".to_owned());
        return Err(faults);
    };
    let mut practices = vec![];
    for (n, one) in listed.iter().enumerate() {
        match one.get_ref() {
            DeValue::Table(table) => practices.extend(practice(table, review, n + 1, &mut faults)),
            _ => faults.push(format!("practice {}: not a table", n + 1)),
        }
    }
    if faults.is_empty() { Ok(practices) } else { Err(faults) }
}

/// What stands beside a name, in the practice itself or, for its review, in the head of the file.
struct Fields<'a> {
    own: &'a DeTable<'a>,
    review: &'a DeTable<'a>,
    place: String,
}

impl<'a> Fields<'a> {
    fn value(&self, name: &str) -> Option<&'a DeValue<'a>> {
        self.own.get(name).or_else(|| self.review.get(name)).map(toml::Spanned::get_ref)
    }

    fn text(&self, name: &str, faults: &mut Vec<String>) -> Option<&'a str> {
        let found = self.value(name).and_then(DeValue::as_str).filter(|text| !text.trim().is_empty());
        if found.is_none() {
            faults.push(format!("{}: `{name}` is missing", self.place));
        }
        found
    }

    fn date(&self, name: &str, faults: &mut Vec<String>) -> Option<Date> {
        let date = Date::read(self.text(name, faults)?);
        if date.is_none() {
            faults.push(format!("{}: `{name}` is not a day such as 2026-11-22", self.place));
        }
        date
    }

    /// One of our words.
    fn word<W: Copy>(
        &self,
        name: &str,
        all: &[W],
        code: fn(W) -> &'static str,
        faults: &mut Vec<String>,
    ) -> Option<W> {
        let written = self.text(name, faults)?;
        let found = all.iter().copied().find(|one| code(*one) == written);
        if found.is_none() {
            faults.push(format!("{}: `{written}` is no {name}", self.place));
        }
        found
    }

    fn lines(&self, faults: &mut Vec<String>) -> Option<Vec<String>> {
        let lines: Option<Vec<String>> = match self.value("text") {
            Some(DeValue::Array(lines)) => {
                lines.iter().map(|line| line.get_ref().as_str().map(str::to_owned)).collect()
            }
            _ => None,
        };
        let lines =
            lines.filter(|lines| !lines.is_empty() && lines.iter().all(|line| !line.trim().is_empty()));
        if lines.is_none() {
            faults.push(format!("{}: `text` is a list of lines", self.place));
        }
        lines
    }

    fn minutes(&self, faults: &mut Vec<String>) -> Option<u32> {
        let written = match self.value("minutes") {
            Some(DeValue::Integer(number)) => number.as_str().parse().ok(),
            _ => None,
        };
        // Longer than this is no short practice. Source: the house.
        let minutes = written.filter(|minutes| (1..=30).contains(minutes));
        if minutes.is_none() {
            faults.push(format!("{}: `minutes` is a number from 1 to 30", self.place));
        }
        minutes
    }
}

fn practice(own: &DeTable<'_>, review: &DeTable<'_>, n: usize, faults: &mut Vec<String>) -> Option<Practice> {
    let id = own.get("id").and_then(|id| id.get_ref().as_str());
    let place = id.map_or_else(|| format!("practice {n}"), str::to_owned);
    let fields = Fields { own, review, place };
    let id = fields.text("id", faults);
    let is_name = |id: &&str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if id.is_some_and(|id| !is_name(&id)) {
        faults.push(format!("{}: an id has small letters, digits and dashes", fields.place));
    }
    let kind = fields.word("kind", &Kind::ALL, Kind::code, faults);
    let phase = fields.word("phase", &Phase::ALL, Phase::code, faults);
    let title = fields.text("title", faults);
    let (text, minutes) = (fields.lines(faults), fields.minutes(faults));
    let reviewed_by = fields.text("reviewed_by", faults);
    let (written, review_by) = (fields.date("written", faults), fields.date("review_by", faults));
    Some(Practice {
        id: id.filter(is_name)?.to_owned(),
        kind: kind?,
        phase: phase?,
        title: title?.to_owned(),
        text: text?,
        minutes: minutes?,
        reviewed_by: reviewed_by?.to_owned(),
        written: written?,
        review_by: review_by?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        [review]
        reviewed_by = "draft"
        written = "2026-11-22"
        review_by = "2027-05-22"
        [[practice]]
        id = "one-word"
        kind = "prompt"
        phase = "first-day"
        title = "One word"
        text = ["Write it down."]
        minutes = 2
    "#;

    #[test]
    fn a_whole_file_is_read_and_a_practice_may_carry_its_own_review() {
        let read_one = read(WHOLE).expect("whole");
        assert_eq!((read_one[0].id.as_str(), read_one[0].minutes), ("one-word", 2));
        let own = WHOLE.replace("minutes = 2", "minutes = 2\nreviewed_by = \"A. Clinician, 2026-12-01\"");
        assert_eq!(read(&own).expect("whole")[0].reviewed_by, "A. Clinician, 2026-12-01");
    }

    #[test]
    fn every_fault_is_named() {
        let cases = [
            ("kind = \"prompt\"", "kind = \"spell\"", "one-word: `spell` is no kind"),
            ("phase = \"first-day\"", "phase = \"later\"", "one-word: `later` is no phase"),
            ("title = \"One word\"", "", "one-word: `title` is missing"),
            ("text = [\"Write it down.\"]", "text = []", "one-word: `text` is a list of lines"),
            ("minutes = 2", "minutes = 600", "one-word: `minutes` is a number from 1 to 30"),
            ("review_by = \"2027-05-22\"", "", "one-word: `review_by` is missing"),
            ("2027-05-22", "2027-02-30", "one-word: `review_by` is not a day such as 2026-11-22"),
            (
                "id = \"one-word\"",
                "id = \"One Word\"",
                "One Word: an id has small letters, digits and dashes",
            ),
        ];
        for (from, to, fault) in cases {
            assert_eq!(read(&WHOLE.replace(from, to)), Err(vec![fault.to_owned()]), "{to}");
        }
        assert!(read("practice = [").is_err());
        assert!(read("").is_err_and(|faults| faults.len() == 2));
    }
}
