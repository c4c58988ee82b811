//! A receipt as it is printed: every word of it in one language, and nothing clinical on it.

use care::ids::ReceiptId;
use care::money::{Currency, Paid, Paper, Receipt, Sold, receipt};
use care::units::Cents;

use super::{kind_words, money, name};
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::me::mine::not_therapy;
use crate::pages::patients::person_name;
use crate::parts::{Cell, Pair, Table};
use crate::texts::Lang;
use crate::when;

/// What is drawn of one receipt.
pub struct Printed {
    /// The language its words are in.
    pub lang: Lang,
    /// `Receipt 17`.
    pub title: String,
    /// For whom, by whom, when, from which house.
    pub facts: Vec<Pair>,
    /// What was paid for; none where another receipt is taken back.
    pub lines: Option<Table>,
    /// The sum, how it was paid, what is open.
    pub sums: Vec<Pair>,
    /// What it says beside the numbers.
    pub notes: Vec<String>,
    /// That it was taken back, or that it takes one back.
    pub back: String,
    /// Where that other receipt is.
    pub other: ReceiptId,
}

/// Draws it in this language.
///
/// # Errors
/// The store's.
pub fn printed(app: &App, lang: Lang, id: ReceiptId, receipt: &Receipt) -> Result<Printed, Trouble> {
    let number = receipt.number.to_string();
    let patient = app.patient(receipt.patient)?;
    let pair = |code: &str, words: &str| Pair::new(label(lang, code), words);
    let facts = vec![
        pair("from-house", &format!("{}, {}", app.house.name, app.house.phone)),
        pair("for", patient.details.name.as_str()),
        pair("written", &when::full(receipt.at, &app.zone)),
        pair("by", &person_name(app, receipt.by)),
    ];
    let title = lang.say_with("money-receipt-number", &[("number", &number)]);
    let (back, other) = back_words(lang, receipt, id);
    let mut printed = Printed { lang, title, facts, lines: None, sums: vec![], notes: vec![], back, other };
    match &receipt.paper {
        Paper::Paid { lines, paid } => paid_for(app, &mut printed, receipt.currency, lines, paid),
        Paper::Back { why, back, .. } => {
            printed.facts.push(pair("why", why.as_str()));
            printed.sums = ways(lang, back, receipt.currency);
            printed.sums.push(pair("back-sum", &all(back.total(), receipt.currency)));
        }
    }
    Ok(printed)
}

/// What a part of the paper is called.
fn label(lang: Lang, code: &str) -> &'static str {
    lang.word_of("money-label", code)
}

fn all(sum: Option<Cents>, currency: Currency) -> String {
    sum.map(|sum| money(sum, currency)).unwrap_or_default()
}

/// Each way that was used.
fn ways(lang: Lang, paid: &Paid, currency: Currency) -> Vec<Pair> {
    let ways = [("cash", paid.cash), ("card", paid.card), ("transfer", paid.transfer)];
    let used = ways.into_iter().filter(|(_, amount)| 0 < amount.0);
    used.map(|(way, amount)| Pair::new(lang.word_of("money-way", way), &money(amount, currency))).collect()
}

fn back_words(lang: Lang, receipt: &Receipt, own: ReceiptId) -> (String, ReceiptId) {
    match (&receipt.paper, receipt.taken_back) {
        (Paper::Back { of, of_number, kind, .. }, _) => {
            let number = of_number.to_string();
            (lang.say_of_with("money-takes-back", kind.code(), &[("number", &number)]), *of)
        }
        (Paper::Paid { .. }, Some((with, number))) => {
            (lang.say_with("money-taken-back", &[("number", &number.to_string())]), with)
        }
        (Paper::Paid { .. }, None) => (String::new(), own),
    }
}

fn paid_for(app: &App, printed: &mut Printed, currency: Currency, lines: &[Sold], paid: &Paid) {
    let lang = printed.lang;
    let say = |code: &str| label(lang, code);
    // Columns of numbers are marked, as `Table` asks.
    let heads = [("", "what"), ("", "on"), ("", "agreed"), ("#", "each"), ("#", "count"), ("#", "line-sum")];
    let heads = heads.map(|(mark, code)| format!("{mark}{}", say(code)));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new("lines", say("lines"), &heads);
    for line in lines {
        let called = name(lang, line.name.as_str(), line.spanish.as_ref().map(care::text::Line::as_str));
        let kind = kind_words(lang, line.kind);
        let what = if called == kind { called } else { format!("{called} ({kind})") };
        let sum = line.sum().map(Cents::written).unwrap_or_default();
        let cells = [
            what,
            line.on.to_string(),
            line.agreed.to_string(),
            line.each.written(),
            line.count.to_string(),
            sum,
        ];
        table.rows.push(cells.iter().map(|words| Cell::new(words)).collect());
        // Whoever gives support is named, with what they do not do.
        let note = line.with.map(|with| not_therapy(lang, &person_name(app, with)));
        printed.notes.extend(note.filter(|note| !printed.notes.contains(note)));
    }
    let (sum, taken) = (receipt::total(lines), paid.total());
    let open = sum.zip(taken).and_then(|(sum, taken)| sum.0.checked_sub(taken.0)).filter(|open| 0 < *open);
    printed.lines = Some(table);
    printed.sums = vec![Pair::new(say("sum"), &all(sum, currency))];
    printed.sums.extend(ways(lang, paid, currency));
    printed.sums.push(Pair::new(say("paid"), &all(taken, currency)));
    printed.sums.extend(open.map(|open| Pair::new(say("open"), &money(Cents(open), currency))));
    printed.notes.push(lang.say("money-not-a-claim"));
}
