//! How somebody wants to hear from the clinic, and where.

use super::{Channel, Reach};
use crate::patient::{Patient, PatientFact};
use crate::practice::Role;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Keep how to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreferChannel {
    /// As it shall be.
    pub reach: Reach,
}

/// Keeps it. The way that is preferred needs somewhere to go, and what is typed must be able to be one. A patient gives a new
/// address with a clear head: somebody else may be holding the telephone. Hearing less, or in another language, always works.
pub fn decide(
    patient: &Patient,
    act: &PreferChannel,
    by: Role,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    let (reach, kept) = (&act.reach, patient.reach.as_ref());
    let is_new = |typed: &Option<Line>, kept: Option<&Line>| typed.is_some() && typed.as_ref() != kept;
    let mail_is_new = is_new(&reach.mail, kept.and_then(|kept| kept.mail.as_ref()));
    let number_is_new = is_new(&reach.number, kept.and_then(|kept| kept.number.as_ref()));
    if by == Role::Patient && (mail_is_new || number_is_new) {
        patient.clear_headed(moment.now)?;
    }
    let mail = reach.mail.as_ref().is_none_or(|mail| is_mail(mail.as_str()));
    let number = reach.number.as_ref().is_none_or(|number| is_number(number.as_str()));
    let somewhere = match reach.channel {
        Channel::Mail => reach.mail.is_some(),
        Channel::Text => reach.number.is_some(),
        Channel::CallOnly | Channel::Nothing => true,
    };
    if !(mail && number && somewhere) {
        return Err(Refusal::AddressUnusable);
    }
    if kept == Some(reach) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::ReachSet { reach: reach.clone() }])
}

/// Something before one `@` and a name with a dot after it, in letters that every mail server takes. Whether anybody
/// reads it, only a message can tell.
pub(crate) fn is_mail(text: &str) -> bool {
    let Some((before, after)) = text.split_once('@') else { return false };
    let plain = |letter: char| letter.is_ascii_graphic() && !"@<>(),;:\"[]\\".contains(letter);
    let labels = || after.split('.');
    !before.is_empty()
        && before.chars().all(plain)
        && before.split('.').all(|part| !part.is_empty())
        && 2 <= labels().count()
        && labels().all(|label| {
            let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            !label.is_empty()
                && label.chars().all(letters)
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// `+` and 7 to 15 digits (E.164), with the spaces and lines people write.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |letter: char| letter.is_ascii_digit() || " -().".contains(letter);
    text.strip_prefix('+').is_some_and(|rest| rest.chars().all(plain)) && (7..=15).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_can_be_written_to() {
        for mail in ["rae@example.org", "r.quill+clinic@mail.example.co.uk", "o'hara@a-b.example"] {
            assert!(is_mail(mail), "{mail}");
        }
        for mail in [
            "",
            "rae",
            "rae@",
            "@example.org",
            "rae@example",
            "rae@@example.org",
            "rae@exa mple.org",
            "a b@c.de",
        ] {
            assert!(!is_mail(mail), "{mail}");
        }
        for mail in
            ["rae@-a.example", "rae@a-.example", "rae@a..b", "<rae@a.example>", "a,b@c.example", ".a@c.de"]
        {
            assert!(!is_mail(mail), "{mail}");
        }
        for number in ["+1 212 555 0100", "+52 (55) 5555-0100", "+12125550100"] {
            assert!(is_number(number), "{number}");
        }
        for number in ["2125550100", "+1 212", "+1234567890123456", "+1 212 555 O100", "+"] {
            assert!(!is_number(number), "{number}");
        }
    }
}
