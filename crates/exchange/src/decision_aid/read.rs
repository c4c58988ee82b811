//! Texts → an aid, or every fault of their form.

use toml::de::DeTable;

use super::fault::Fault;
use super::form::{Part, Sheet};
use super::{About, Aid, Choice, Claim, Item, Matter, OPTIONS, Page, Row, Source, Way};
use crate::reading::Language;

/// Reads an aid and its sources. A text that is not TOML, or has names that no aid knows, is told; what an aid lacks is
/// the checker's to say ([`faults`](super::faults())).
///
/// # Errors
/// The faults of form, in the order of the lines.
pub fn read(
    language: Language,
    (file, text): (&str, &str),
    (sources_file, sources): (&str, &str),
) -> Result<Aid, Vec<Fault>> {
    let mut sheet = Sheet::new(file, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut sources_sheet = Sheet::new(sources_file, sources);
    let (sources_root, sources_errors) = DeTable::parse_recoverable(sources);
    for (sheet, errors) in [(&mut sheet, &errors), (&mut sources_sheet, &sources_errors)] {
        for error in errors {
            let line = sheet.line(error.span().unwrap_or_default().start);
            sheet.fault(line, format!("this is not TOML: {}", error.message()));
        }
    }
    let aid = aid(language, file, root.get_ref(), &mut sheet);
    let sources = kept_sources(sources_root.get_ref(), &mut sources_sheet);
    let mut faults = sheet.faults;
    faults.append(&mut sources_sheet.faults);
    faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    if faults.is_empty() { Ok(Aid { sources, ..aid }) } else { Err(faults) }
}

fn aid(language: Language, file: &str, root: &DeTable<'_>, sheet: &mut Sheet<'_>) -> Aid {
    let mut root = Part::new("", 1, root, sheet);
    let said = root.text("language", sheet);
    let wanted = match language {
        Language::English => "en",
        Language::Spanish => "es",
    };
    if said.words != wanted {
        sheet.fault(said.line, format!("`language` must be \"{wanted}\""));
    }
    let about = root.part("about", sheet).map(|part| about(part, sheet)).unwrap_or_default();
    let aid = Aid {
        file: file.to_owned(),
        language,
        about,
        options: each(&mut root, "options", sheet, choice),
        rows: each(&mut root, "rows", sheet, row),
        values: each(&mut root, "values", sheet, matter),
        routes: each(&mut root, "routes", sheet, way),
        claims: each(&mut root, "claims", sheet, claim),
        unknown: each(&mut root, "unknown", sheet, item),
        ask: each(&mut root, "ask", sheet, item),
        pages: each(&mut root, "pages", sheet, page),
        sources: vec![],
    };
    root.end(sheet);
    aid
}

fn each<T>(
    root: &mut Part<'_>,
    key: &str,
    sheet: &mut Sheet<'_>,
    one: fn(&mut Part<'_>, &mut Sheet<'_>) -> T,
) -> Vec<T> {
    let mut found = vec![];
    for mut part in root.parts(key, sheet) {
        found.push(one(&mut part, sheet));
        part.end(sheet);
    }
    found
}

fn about(mut part: Part<'_>, sheet: &mut Sheet<'_>) -> About {
    let line = part.line;
    let about = About {
        title: part.text("title", sheet),
        condition: part.text("condition", sheet),
        decision: part.text("decision", sheet),
        purpose: part.text("purpose", sheet),
        authors: part.text("authors", sheet),
        funding: part.text("funding", sheet),
        conflicts: part.text("conflicts", sheet),
        written: part.date("written", sheet),
        evidence_until: part.date("evidence_until", sheet),
        review_by: part.date("review_by", sheet),
        update_policy: part.text("update_policy", sheet),
        line,
    };
    part.end(sheet);
    about
}

fn choice(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Choice {
    Choice { id: part.text("id", sheet), name: part.text("name", sheet), long: part.text("long", sheet) }
}

fn row(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Row {
    Row {
        id: part.text("id", sheet),
        question: part.text("question", sheet),
        answers: OPTIONS.map(|option| part.text(option, sheet)),
        not_offered: ["kap-not-offered", "infusion-not-offered"].map(|name| part.text(name, sheet)),
        claims: part.texts("claims", sheet),
    }
}

fn matter(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Matter {
    Matter { id: part.text("id", sheet), words: part.text("words", sheet), rows: part.texts("rows", sheet) }
}

fn way(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Way {
    Way {
        id: part.text("id", sheet),
        name: part.text("name", sheet),
        low: part.number("low", sheet),
        high: part.number("high", sheet),
        amount: part.text("amount", sheet),
        felt_min: ["start", "strongest", "fades"].map(|name| part.minutes(name, sheet)),
        felt: part.text("felt", sheet),
        sources: part.texts("sources", sheet),
    }
}

fn claim(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Claim {
    Claim {
        id: part.text("id", sheet),
        topic: part.text("topic", sheet),
        words: part.text("words", sheet),
        studied: part.text("studied", sheet),
        people: part.text("people", sheet),
        sure: part.text("sure", sheet),
        unsure: part.text("unsure", sheet),
        of_100: part.numbers("of_100", sheet),
        sources: part.texts("sources", sheet),
    }
}

fn item(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Item {
    Item { id: part.text("id", sheet), words: part.text("words", sheet) }
}

fn page(part: &mut Part<'_>, sheet: &mut Sheet<'_>) -> Page {
    Page {
        id: part.text("id", sheet),
        title: part.text("title", sheet),
        idea: part.text("idea", sheet),
        paragraphs: part.texts("paragraphs", sheet),
        claims: part.texts("claims", sheet),
    }
}

fn kept_sources(root: &DeTable<'_>, sheet: &mut Sheet<'_>) -> Vec<Source> {
    let mut root = Part::new("", 1, root, sheet);
    let sources = each(&mut root, "sources", sheet, |part, sheet| Source {
        id: part.text("id", sheet),
        name: part.text("name", sheet),
        url: part.text("url", sheet),
        place: part.text("place", sheet),
        kind: part.text("kind", sheet),
        read: part.date("read", sheet),
    });
    root.end(sheet);
    sources
}
