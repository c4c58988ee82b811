//! A message in words: as little as can be read on a locked screen, and a link. No clinical word, no name of a treatment,
//! no name of a person. What it is about stands behind the link.

use care::house::House;
use care::ids::PatientId;
use care::messages::{Occasion, Tongue};
use exchange::icalendar::invite::Asks;

use crate::crisis::{Crisis, Run};
use crate::texts::Lang;

/// A message, ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject of a mail: what a locked screen shows.
    pub subject: String,
    /// The text of a mail.
    pub body: String,
    /// A text message: all of it.
    pub short: String,
    /// Where one tap stops messages (RFC 8058).
    pub unsubscribe: String,
    /// What a mail asks the person's own calendar to do.
    pub entry: Option<Entry>,
}

/// What a mail asks a calendar to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// To put it in, or to take it out.
    pub asks: Asks,
    /// The calendar.
    pub text: String,
}

impl Letter {
    /// The same letter with an entry, and the words that say so.
    pub fn with_entry(mut self, entry: Entry, tongue: Tongue) -> Self {
        let words = match entry.asks {
            Asks::Request => lang(tongue).say("mail-entry-comes"),
            Asks::Cancel => lang(tongue).say("mail-entry-goes"),
        };
        self.body = format!("{}\n\n{words}", self.body);
        self.entry = Some(entry);
        self
    }
}

/// The one word of an entry in a calendar.
pub fn entry_word(tongue: Tongue) -> String {
    lang(tongue).say("mail-entry")
}

/// The language a message is written in.
pub const fn lang(tongue: Tongue) -> Lang {
    match tongue {
        Tongue::English => Lang::En,
        Tongue::Spanish => Lang::Es,
    }
}

/// The page behind a message. Its path is read on a locked screen, too: it names no measure and no treatment.
const fn path(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::TalkBooked
        | Occasion::TalkMoved
        | Occasion::TalkCancelled
        | Occasion::TimesOffered
        | Occasion::TalkInvited => "/me/talk",
        Occasion::VisitTomorrow
        | Occasion::VisitMoved
        | Occasion::EarlierOffered
        | Occasion::VisitCancelled
        | Occasion::VisitNotCome
        | Occasion::MeasureAsked => "/me",
        Occasion::ReferralAsked | Occasion::ReferralAnswered => "/me/referrals",
        // The link of such a mail is made for its one receiver: see `to_outsider`.
        Occasion::ReferralSent | Occasion::ReferralReminder => "/",
        Occasion::FollowUpAsked => "/me/follow-up",
        Occasion::SafetyFollowUp => "/me/help",
    }
}

/// Where one tap stops the messages to a patient: `mark` is what only this house can make for that patient.
pub fn unsubscribe_path(patient: PatientId, mark: &str) -> String {
    // Half of the mark is 128 bits, which nobody guesses.
    format!("/u/{:032x}{}", patient.0, mark.get(..32).unwrap_or_default())
}

/// What the mark of an unsubscribe link is made of.
pub fn unsubscribe_words(patient: PatientId) -> String {
    format!("unsubscribe {patient}")
}

/// Writes a message. `base` is where patients reach this house: `https://care.example.org`.
pub fn compose(house: &House, occasion: Occasion, tongue: Tongue, base: &str, stop: &str) -> Letter {
    let lang = lang(tongue);
    let clinic = house.name.as_str();
    let link = format!("{base}{}", path(occasion));
    let unsubscribe = format!("{base}{stop}");
    let mut paragraphs = vec![
        lang.say_with("mail-opening", &[("clinic", clinic)]),
        link.clone(),
        lang.say_with("mail-call", &[("phone", house.phone.as_str()), ("hours", house.hours.as_str())]),
    ];
    let mut short = lang.say_with("mail-short", &[("clinic", clinic), ("link", &link)]);
    if occasion.asks_how_you_are() {
        let crisis = Crisis::of(house.jurisdiction.as_str(), lang);
        let words = |line: &Vec<Run>| line.iter().map(|run| run.words.as_str()).collect::<String>();
        paragraphs.push(crisis.lines.iter().map(words).collect::<Vec<_>>().join(" "));
        short = format!("{short} {}", lang.say_with("mail-crisis-short", &[("first", &crisis.first)]));
    }
    if occasion.is_safety() {
        paragraphs.push(lang.say("mail-why-safety"));
    } else {
        paragraphs.push(lang.say_with("mail-stop", &[("link", &unsubscribe)]));
        short = format!("{short} {}", lang.say_with("mail-stop-short", &[("link", &unsubscribe)]));
    }
    let subject = lang.say_with("mail-subject", &[("clinic", clinic)]);
    Letter { subject, body: paragraphs.join("\n\n"), short, unsubscribe, entry: None }
}

/// Writes the mail to the receiver of a referral: who asks, by when, and the link. No name of a patient, no reason. What
/// stops it is behind the link: "I cannot".
pub fn to_outsider(house: &House, is_reminder: bool, tongue: Tongue, link: &str, by_when: &str) -> Letter {
    let lang = lang(tongue);
    let clinic = house.name.as_str();
    let opening = if is_reminder { "reminder" } else { "opening" };
    let paragraphs = [
        lang.say_of_with("mail-outside", opening, &[("clinic", clinic), ("by", by_when)]),
        link.to_owned(),
        lang.say("mail-outside-no-account"),
        lang.say_with("mail-call", &[("phone", house.phone.as_str()), ("hours", house.hours.as_str())]),
    ];
    let subject = lang.say_with("mail-outside-subject", &[("clinic", clinic)]);
    let short = format!("{} {link}", paragraphs[0]);
    Letter { subject, body: paragraphs.join("\n\n"), short, unsubscribe: String::new(), entry: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::text::Line;

    /// What nobody who glances at a locked screen may learn. Whole words or their beginnings, lower case.
    const TELLING: [&str; 44] = [
        "ketamin",
        "esketamin",
        "infusion",
        "infusión",
        "kap",
        "kit",
        "dose",
        "dosis",
        "dosing",
        "psych",
        "psiq",
        "psico",
        "therap",
        "terap",
        "treat",
        "tratamiento",
        "integration",
        "integración",
        "session",
        "sesión",
        "depress",
        "depres",
        "anxi",
        "ansi",
        "suicid",
        "phq",
        "gad",
        "pcl",
        "score",
        "puntaje",
        "questionnaire",
        "cuestionario",
        "measure",
        "medici",
        "drug",
        "droga",
        "nurse",
        "enfermer",
        "prescri",
        "diagnos",
        "trauma",
        "mood",
        "ánimo",
        "visit",
    ];

    fn house() -> House {
        let line = |text| Line::new(text).unwrap();
        House {
            name: line("Harbor Clinic"),
            zone: line("America/New_York"),
            jurisdiction: line("US-NY"),
            phone: line("+1 212 555 0100"),
            hours: line("Mon–Fri 9–17"),
            offers: vec![care::protocol::CareModel::Infusion],
        }
    }

    fn every() -> Vec<(Occasion, Tongue, Letter)> {
        let house = house();
        let stop = unsubscribe_path(PatientId(7), &"ab".repeat(32));
        let one = |occasion: Occasion, tongue: Tongue| {
            (occasion, tongue, compose(&house, occasion, tongue, "https://care.example.org", &stop))
        };
        let each = |occasion: &Occasion| {
            Tongue::ALL.iter().map(|tongue| one(*occasion, *tongue)).collect::<Vec<_>>()
        };
        Occasion::ALL.iter().filter(|occasion| !occasion.is_outside()).flat_map(each).collect()
    }

    #[test]
    fn no_message_tells_a_locked_screen_what_it_is_about() {
        let words = |text: &str| {
            let lower = text.to_lowercase();
            lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        };
        for (occasion, tongue, letter) in every() {
            for part in [&letter.subject, &letter.body, &letter.short] {
                for word in words(part) {
                    let telling = TELLING.iter().find(|telling| word.starts_with(**telling));
                    assert_eq!(telling, None, "{occasion:?} {tongue:?}: {part}");
                }
            }
            assert!(!letter.subject.contains("http") && letter.subject.chars().count() < 60);
        }
        // The list is not blind.
        assert!(
            words("Su infusión es mañana").iter().any(|word| TELLING.iter().any(|t| word.starts_with(t)))
        );
    }

    #[test]
    fn an_entry_for_a_calendar_tells_no_more_than_the_mail_around_it() {
        for (occasion, tongue, letter) in every() {
            for asks in [Asks::Request, Asks::Cancel] {
                let plain = letter.clone();
                let entry = Entry { asks, text: "BEGIN:VCALENDAR".to_owned() };
                let carries = letter.clone().with_entry(entry, tongue);
                assert!(carries.body.len() > plain.body.len() && carries.short == plain.short);
                for part in [carries.body, entry_word(tongue)] {
                    let lower = part.to_lowercase();
                    for word in lower.split(|c: char| !c.is_alphanumeric()) {
                        let telling = TELLING.iter().find(|telling| word.starts_with(**telling));
                        assert_eq!(telling, None, "{occasion:?} {tongue:?}: {part}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_mail_to_somebody_outside_names_nobody_and_tells_nothing() {
        for tongue in Tongue::ALL {
            for is_reminder in [false, true] {
                let link = "https://care.example.org/r/0123";
                let letter = to_outsider(&house(), is_reminder, *tongue, link, "2026-11-24");
                for part in [&letter.subject, &letter.body, &letter.short] {
                    let lower = part.replace(link, "").to_lowercase();
                    let words = lower.split(|c: char| !c.is_alphanumeric());
                    for word in words {
                        let telling = TELLING.iter().find(|telling| word.starts_with(**telling));
                        assert_eq!(telling, None, "{tongue:?}: {part}");
                    }
                }
                assert!(letter.body.contains(link) && letter.body.contains("2026-11-24"));
                assert!(!letter.subject.contains("http") && letter.unsubscribe.is_empty());
            }
        }
    }

    #[test]
    fn the_crisis_line_stands_wherever_a_message_asks_how_somebody_is() {
        for (occasion, _, letter) in every() {
            for part in [&letter.body, &letter.short] {
                assert_eq!(part.contains("988"), occasion.asks_how_you_are(), "{occasion:?}: {part}");
            }
        }
    }

    #[test]
    fn one_tap_stops_everything_but_safety() {
        for (occasion, _, letter) in every() {
            for part in [&letter.body, &letter.short] {
                assert_eq!(part.contains(&letter.unsubscribe), !occasion.is_safety(), "{occasion:?}: {part}");
            }
        }
        let path = unsubscribe_path(PatientId(7), &"ab".repeat(32));
        assert_eq!(path, format!("/u/{:032x}{}", 7, "ab".repeat(16)));
    }

    #[test]
    fn a_text_message_fits_into_what_a_telephone_shows() {
        for (occasion, tongue, letter) in every() {
            assert!(letter.short.chars().count() <= 320, "{occasion:?} {tongue:?}: {}", letter.short);
        }
    }
}
