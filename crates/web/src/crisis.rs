//! Whom to call in a crisis: one set of lines for each country, as data with a source and the day it was read
//! (`texts/crisis.toml`). The house's jurisdiction chooses. No number of a crisis line stands anywhere else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml::de::{DeTable, DeValue};

use crate::texts::Lang;

/// A piece of a line: plain words, or a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub words: String,
    /// `tel:`, `sms:` or `https:`; "" for plain words.
    pub href: String,
    /// Accessible name when the words alone do not say enough ("Call 988"); "" = the words. It contains the words.
    pub name: String,
}

/// The lines of the crisis block. Never empty on public, patient and support shells.
#[derive(Clone, Debug, Default)]
pub struct Crisis {
    /// Each line is a sequence of words and links. The first line is set large.
    pub lines: Vec<Vec<Run>>,
    /// Whom to call before anything else, in one sentence.
    pub first: String,
    /// The same, on a page that somebody reads later.
    pub danger: String,
}

/// What the file says of one country.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// Where its numbers were read.
    pub source: String,
    /// The day they were read.
    pub checked: String,
    /// Numbers that were its crisis line and are not any more.
    pub replaced: Vec<Replaced>,
    /// By the code of the language.
    words: BTreeMap<String, Crisis>,
}

/// A number that was a crisis line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// In each way it is written, the usual one first.
    pub numbers: Vec<String>,
    /// Since this day another takes its place.
    pub on: String,
    /// Where that was read.
    pub source: String,
}

static DATA: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let read = DeTable::parse(include_str!("../../../texts/crisis.toml"));
    // The file is embedded, and a test reads every country of it: a fault cannot pass the build.
    read.map_or_else(
        |_| BTreeMap::new(),
        |root| {
            root.get_ref().iter().filter_map(|(code, value)| named(code.get_ref(), value.get_ref())).collect()
        },
    )
});

fn named(code: &str, value: &DeValue<'_>) -> Option<(String, Country)> {
    let DeValue::Table(table) = value else { return None };
    let mut country =
        Country { source: text(table, "source"), checked: text(table, "checked"), ..Country::default() };
    for (lang, value) in table {
        if let ("replaced", DeValue::Array(given)) = (lang.get_ref().as_ref(), value.get_ref()) {
            country.replaced = given.iter().filter_map(|one| replaced_by(one.get_ref())).collect();
        }
        if let DeValue::Table(words) = value.get_ref() {
            let lines =
                words.iter().find(|(name, _)| name.get_ref() == "lines").map(|(_, value)| value.get_ref());
            let lines = match lines {
                Some(DeValue::Array(lines)) => {
                    lines.iter().filter_map(|line| line.get_ref().as_str()).map(runs).collect()
                }
                _ => vec![],
            };
            let crisis = Crisis { lines, first: text(words, "first"), danger: text(words, "danger") };
            country.words.insert(lang.get_ref().to_string(), crisis);
        }
    }
    Some((code.to_owned(), country))
}

fn replaced_by(value: &DeValue<'_>) -> Option<Replaced> {
    let DeValue::Table(table) = value else { return None };
    let numbers = table.iter().find(|(name, _)| name.get_ref() == "numbers").map(|(_, list)| list.get_ref());
    let numbers = match numbers {
        Some(DeValue::Array(list)) => {
            list.iter().filter_map(|one| one.get_ref().as_str()).map(str::to_owned).collect()
        }
        _ => vec![],
    };
    Some(Replaced { numbers, on: text(table, "on"), source: text(table, "source") })
}

fn text(table: &DeTable<'_>, name: &str) -> String {
    let found = table.iter().find(|(known, _)| known.get_ref() == name);
    found.and_then(|(_, value)| value.get_ref().as_str()).unwrap_or("").to_owned()
}

/// Every country with lines: a house may be founded there.
pub fn countries() -> Vec<&'static str> {
    DATA.keys().map(String::as_str).collect()
}

/// Every number that was a crisis line somewhere and is not any more, each in the ways it is written.
pub fn replaced() -> Vec<Vec<String>> {
    DATA.values().flat_map(|country| &country.replaced).map(|one| one.numbers.clone()).collect()
}

/// What the file says of this jurisdiction's country: where its numbers were read, and when.
pub fn facts(jurisdiction: &str) -> Option<&'static Country> {
    DATA.get(country(jurisdiction))
}

/// The country of a jurisdiction: `US` of `US-NY`.
pub fn country(jurisdiction: &str) -> &str {
    jurisdiction.split('-').next().unwrap_or(jurisdiction).trim()
}

impl Crisis {
    /// The lines of this jurisdiction's country in this language; none where the file has none.
    pub fn find(jurisdiction: &str, lang: Lang) -> Option<Self> {
        DATA.get(country(jurisdiction))?.words.get(lang.code()).cloned()
    }

    /// The emergency number: the last call of the last line.
    pub fn emergency(&self) -> Option<&Run> {
        self.lines.last()?.iter().rev().find(|run| run.href.starts_with("tel:"))
    }

    /// Every call of the lines, each as words that stand alone on a button.
    pub fn calls(&self) -> Vec<Run> {
        let calls = self.lines.iter().flatten().filter(|run| run.href.starts_with("tel:"));
        let alone = |run: &Run| {
            let words = if run.name.is_empty() { &run.words } else { &run.name };
            let mut letters = words.chars();
            let words = letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
            Run { words, href: run.href.clone(), name: String::new() }
        };
        calls.map(alone).collect()
    }

    /// As `find`. A house that was founded before its country had lines names no number that may be wrong there.
    pub fn of(jurisdiction: &str, lang: Lang) -> Self {
        Self::find(jurisdiction, lang).unwrap_or_else(|| {
            let plain = lang.say("shell-crisis-elsewhere");
            Self { lines: vec![runs(&plain)], first: plain.clone(), danger: plain }
        })
    }
}

/// `Call [988](tel:988|Call 988).` as words and links.
fn runs(line: &str) -> Vec<Run> {
    let mut runs = vec![];
    let mut rest = line;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((words, target)) = link.split_once("](") else { break };
        let Some((target, after)) = target.split_once(')') else { break };
        let (href, name) = target.split_once('|').unwrap_or((target, ""));
        if !before.is_empty() {
            runs.push(Run { words: before.to_owned(), ..Run::default() });
        }
        runs.push(Run { words: words.to_owned(), href: href.to_owned(), name: name.to_owned() });
        rest = after;
    }
    if !rest.is_empty() {
        runs.push(Run { words: rest.to_owned(), ..Run::default() });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_a_house_may_be_founded_in_says_its_lines_in_every_language() {
        assert!(countries().len() >= 5, "does the file still parse? {:?}", countries());
        for country in countries() {
            let facts = &DATA[country];
            assert!(facts.source.contains('.') && facts.source.len() > 10, "{country} names no source");
            let checked: jiff::civil::Date = facts.checked.parse().expect("a day");
            assert!(jiff::civil::date(2026, 1, 1) <= checked, "{country} was read too long ago: {checked}");
            let mut numbers: Vec<Vec<String>> = vec![];
            for lang in Lang::ALL {
                let found = Crisis::find(country, *lang)
                    .unwrap_or_else(|| panic!("{country} is missing in {}", lang.name()));
                assert!(found.lines.len() >= 2, "{country} in {}", lang.name());
                let links: Vec<&Run> =
                    found.lines.iter().flatten().filter(|run| !run.href.is_empty()).collect();
                let lines: Vec<String> = links.iter().map(|run| run.href.clone()).collect();
                assert!(
                    lines.iter().filter(|href| href.starts_with("tel:")).count() >= 2,
                    "{country}: {lines:?}"
                );
                for run in &links {
                    assert!(run.name.is_empty() || run.name.contains(&run.words), "{run:?}");
                    let digits: String = run.href.chars().filter(char::is_ascii_digit).collect();
                    let called = run.href.starts_with("https://") || !digits.is_empty();
                    assert!(called, "{country}: {run:?} leads nowhere");
                }
                for sentence in [&found.first, &found.danger] {
                    assert!(
                        sentence.ends_with('.') && sentence.contains(|c: char| c.is_ascii_digit()),
                        "{sentence}"
                    );
                }
                assert!(!found.lines.iter().flatten().any(|run| run.words.contains(['[', ']', '|'])));
                numbers.push(lines);
            }
            assert!(numbers.windows(2).all(|pair| pair[0] == pair[1]), "{country}: {numbers:?}");
        }
    }

    #[test]
    fn numbers_that_were_replaced_have_a_day_and_a_source_and_are_no_line_of_today() {
        let all: Vec<&Replaced> = DATA.values().flat_map(|country| &country.replaced).collect();
        assert!(2 <= all.len(), "does the file still parse? {all:?}");
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        for one in all {
            let since: jiff::civil::Date = one.on.parse().expect("a day");
            assert!(since < jiff::civil::date(2026, 11, 22) && one.source.contains('.'), "{one:?}");
            assert!(!one.numbers.is_empty());
            for (country, lang) in countries().into_iter().zip(Lang::ALL.iter().cycle()) {
                let lines = Crisis::find(country, *lang).expect("lines").lines;
                let now: Vec<String> = lines.iter().flatten().map(|run| digits(&run.href)).collect();
                assert!(
                    one.numbers.iter().all(|number| !now.contains(&digits(number))),
                    "{one:?} in {country}"
                );
            }
        }
        assert!(replaced().iter().flatten().any(|number| number == "1-800-273-8255"));
    }

    #[test]
    fn a_house_elsewhere_names_no_number() {
        for lang in Lang::ALL {
            let found = Crisis::of("XX-01", *lang);
            assert!(
                !found.first.contains(|c: char| c.is_ascii_digit()) && !found.first.starts_with("shell-")
            );
            assert_eq!(found.lines.len(), 1);
        }
        assert!(Crisis::find("XX-01", Lang::En).is_none());
        assert!(Crisis::find("", Lang::En).is_none());
    }

    #[test]
    fn a_line_is_words_and_links() {
        let line = "Call [988](tel:988|Call 988) or [text](sms:988).";
        let (words, hrefs): (Vec<String>, Vec<String>) =
            runs(line).into_iter().map(|run| (run.words, run.href)).unzip();
        assert_eq!(words, ["Call ", "988", " or ", "text", "."]);
        assert_eq!(hrefs, ["", "tel:988", "", "sms:988", ""]);
    }
}
