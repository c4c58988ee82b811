//! An HL7 v2 message as segments and fields, borrowed from its text. Total: any text is a message or is not one.
//!
//! Not a library: `hl7-parser` 0.3 answers that all is well for a message of which it read only the first segments, and
//! what is acknowledged here must have been read whole (docs/decisions/0024).

use std::borrow::Cow;

/// The characters that part it (MSH-1, MSH-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Between fields.
    pub field: char,
    /// Between components.
    pub component: char,
    /// Between repetitions.
    pub repetition: char,
    /// Around what stands for one of them.
    pub escape: char,
    /// Between subcomponents.
    pub subcomponent: char,
}

/// One segment: its name and its fields.
#[derive(Debug, Clone)]
pub struct Segment<'a> {
    parts: Vec<&'a str>,
    marks: Marks,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    segments: Vec<Segment<'a>>,
}

impl<'a> Message<'a> {
    /// Reads it; none when it does not begin with a header that says what parts it, or a line of it is no segment.
    pub fn read(text: &'a str) -> Option<Self> {
        let header = text.strip_prefix("MSH")?;
        let mut marks = header.chars();
        let field = marks.next()?;
        let encoding: Vec<char> = marks.take_while(|mark| *mark != field).collect();
        // Version 2.7 adds a fifth, which nothing here needs.
        let (&component, &repetition, &escape, &subcomponent) =
            (encoding.first()?, encoding.get(1)?, encoding.get(2)?, encoding.get(3)?);
        let all = [field, component, repetition, escape, subcomponent];
        let usable = |mark: &char| mark.is_ascii_punctuation();
        let differ = (0..all.len()).all(|n| !all[n + 1..].contains(&all[n]));
        if !all.iter().all(usable) || !differ || 5 < encoding.len() {
            return None;
        }
        let marks = Marks { field, component, repetition, escape, subcomponent };
        let lines = text.split(['\r', '\n']).filter(|line| !line.is_empty());
        let segments: Option<Vec<_>> = lines.map(|line| Segment::read(line, marks)).collect();
        Some(Self { segments: segments? })
    }

    /// Its segments, in their order.
    pub fn segments(&self) -> impl Iterator<Item = &Segment<'a>> {
        self.segments.iter()
    }

    /// The header.
    pub fn header(&self) -> Option<&Segment<'a>> {
        self.segments.first()
    }
}

impl<'a> Segment<'a> {
    fn read(line: &'a str, marks: Marks) -> Option<Self> {
        let parts: Vec<&str> = line.split(marks.field).collect();
        let name = parts.first()?;
        let named =
            name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        named.then_some(Self { parts, marks })
    }

    /// `MSH`, `OBX`, …
    pub fn name(&self) -> &'a str {
        self.parts.first().copied().unwrap_or_default()
    }

    /// A field as it stands, counted as HL7 counts; empty when it is not there. Only its first repetition.
    pub fn field(&self, number: usize) -> &'a str {
        // MSH-1 is the mark between fields itself.
        let at = if self.name() == "MSH" { number.wrapping_sub(1) } else { number };
        let whole = self.parts.get(at).copied().unwrap_or_default();
        let is_marks = self.name() == "MSH" && number == 2;
        if is_marks { whole } else { whole.split(self.marks.repetition).next().unwrap_or_default() }
    }

    /// A component of a field, what stands for a mark put back; empty when it is not there.
    pub fn component(&self, field: usize, number: usize) -> Cow<'a, str> {
        let mut components = self.field(field).split(self.marks.component);
        self.plain(components.nth(number.wrapping_sub(1)).unwrap_or_default())
    }

    /// A whole field as a person would read it.
    pub fn whole(&self, field: usize) -> Cow<'a, str> {
        self.plain(self.field(field))
    }

    /// Puts back what stands for a mark. What stands for anything else stays as it is.
    fn plain(&self, text: &'a str) -> Cow<'a, str> {
        let Marks { field, component, repetition, escape, subcomponent } = self.marks;
        if !text.contains(escape) {
            return Cow::Borrowed(text);
        }
        let put_back = |text: String, letter: char, mark: char| {
            text.replace(&format!("{escape}{letter}{escape}"), &mark.to_string())
        };
        let marks = [('F', field), ('S', component), ('R', repetition), ('T', subcomponent)];
        let text =
            marks.into_iter().fold(text.to_owned(), |text, (letter, mark)| put_back(text, letter, mark));
        Cow::Owned(put_back(text, 'E', escape))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_counted_as_hl7_counts_them() {
        let text = "MSH|^~\\&|MON^1|ICU\rPV1||I|^^BED\\T\\1~other\r\nOBX|1|NM|8867-4^Heart rate^LN||62.8\r";
        let message = Message::read(text).expect("a message");
        let header = message.header().expect("a header");
        assert_eq!((header.field(2), header.field(3), header.field(4)), ("^~\\&", "MON^1", "ICU"));
        assert_eq!(header.component(3, 1), "MON");
        let visit = message.segments().find(|segment| segment.name() == "PV1").expect("a visit");
        assert_eq!(visit.component(3, 3), "BED&1");
        let value = message.segments().find(|segment| segment.name() == "OBX").expect("a value");
        assert_eq!((value.component(3, 3).as_ref(), value.field(5), value.field(14)), ("LN", "62.8", ""));
    }

    #[test]
    fn what_is_not_whole_is_no_message() {
        let wrong = [
            "",
            "MSH",
            "MSH|",
            "MSH|^~\\",
            "MSH||||",
            "MSH|^^^^|",
            "MSHabcde",
            "PID|1\rMSH|^~\\&|",
            "MSH|^~\\&|A\robx|1|NM",
            "MSH|^~\\&|A\rthe rest was cut",
            "MSH|^~\\&\u{0}|A\rO\u{0}X|1",
        ];
        for text in wrong {
            assert!(Message::read(text).is_none(), "{text:?}");
        }
        // Other marks are allowed: the header says them.
        let other = Message::read("MSH#*:!%#MON\rPV1##I#**B").expect("other marks");
        assert_eq!(other.segments().nth(1).expect("a visit").component(3, 3), "B");
    }
}
