//! Every word the public and patients read, by key, from the message files in `texts/<language>/<area>.ftl` (Project
//! Fluent: its plural rules and its format outlive this program). A test holds that each key that is used is there in
//! every language with the same variables, and that each key that is there is used.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::PatternElement;

/// A language people read here. The words of staff pages are English for now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish, neutral Latin American, "usted".
    Es,
}

/// Which way a language is written: the value of `<html dir>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// The message files, embedded: `(area, English, Spanish)`. One line for each area of the house, in the order of its name.
macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        &[$((
            $area,
            include_str!(concat!("../../../texts/en/", $area, ".ftl")),
            include_str!(concat!("../../../texts/es/", $area, ".ftl")),
        )),+]
    };
}

/// Every area with its text in each language.
pub const AREAS: &[(&str, &str, &str)] = areas![
    "after",
    "articles",
    "choose",
    "consent",
    "consents",
    "day",
    "diary",
    "earlier",
    "flash",
    "followup",
    "home",
    "intention",
    "mail",
    "me",
    "measures",
    "money",
    "parts",
    "people",
    "referral",
    "refusal",
    "safety",
    "screening",
    "sees",
    "shell",
    "signin",
    "start",
    "talk",
    "todo",
    "touch",
    "trouble",
    "unsafe",
    "visit",
    "when",
    "words"
];

type Bundle = FluentBundle<FluentResource>;

static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));
static ES: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Es));

fn bundle(lang: Lang) -> Bundle {
    let id = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks of bidirectional isolation would stand between a name and its full stop in every copied text; a
    // language that is written right to left turns them on.
    bundle.set_use_isolating(lang.direction() == Direction::Rtl);
    for (_, english, spanish) in AREAS {
        let text = match lang {
            Lang::En => *english,
            Lang::Es => *spanish,
        };
        // A fault in a file leaves out that message only; the test of the message files names it.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(usable, _)| usable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::En, Self::Es];

    /// BCP 47, as in `<html lang>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// Its own name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// Which way it is written.
    pub const fn direction(self) -> Direction {
        match self {
            Self::En | Self::Es => Direction::Ltr,
        }
    }

    /// Reads a code: `es`, `es-MX`. Anything else is none of ours.
    pub fn read(code: &str) -> Option<Self> {
        let first = code.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Self::ALL.iter().copied().find(|lang| lang.code() == first)
    }

    /// The first of ours that a browser asks for, by its order of preference (RFC 9110, 12.5.4).
    pub fn accepted(header: &str) -> Option<Self> {
        let mut wanted: Vec<(f32, Self)> = vec![];
        for part in header.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let Some(lang) = pieces.next().and_then(Self::read) else { continue };
            let quality =
                pieces.find_map(|piece| piece.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
            if let Some(quality) = quality.filter(|quality| *quality > 0.0) {
                wanted.push((quality, lang));
            }
        }
        // The sort is stable: of two that are wanted alike, the one named first stays first.
        wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        wanted.first().map(|(_, lang)| *lang)
    }

    /// The words of a key.
    pub fn say(self, key: &str) -> String {
        self.format(key, None)
    }

    /// The words of a key of a family: `say_of("route", "oral")` says `route-oral`.
    pub fn say_of(self, family: &str, code: &str) -> String {
        self.format(&format!("{family}-{code}"), None)
    }

    /// The words of a key of a family with its variables filled in.
    pub fn say_of_with(self, family: &str, code: &str, values: &[(&str, &str)]) -> String {
        self.format(&format!("{family}-{code}"), Some(&arguments(values)))
    }

    /// A plain word of a closed family, as it stands in the file: `word_of("words-route", "oral")`. A test walks every
    /// code of every such family; a code that is nowhere is an empty word.
    pub fn word_of(self, family: &str, code: &str) -> &'static str {
        self.find_word(family, code).unwrap_or("")
    }

    /// As `word_of`, for codes that come from outside: none for one that is not known.
    pub fn find_word(self, family: &str, code: &str) -> Option<&'static str> {
        let key = format!("{family}-{code}");
        [self.bundle(), &*EN].into_iter().find_map(|bundle| {
            match bundle.get_message(&key)?.value()?.elements.as_slice() {
                [PatternElement::TextElement { value }] => Some(*value),
                _ => None,
            }
        })
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::En => &EN,
            Self::Es => &ES,
        }
    }

    /// The words of a key with its variables filled in.
    pub fn say_with(self, key: &str, values: &[(&str, &str)]) -> String {
        self.format(key, Some(&arguments(values)))
    }

    /// The words of a key that counts: `$n` chooses the plural form, the others are filled in.
    pub fn say_counted(self, key: &str, n: i64, values: &[(&str, &str)]) -> String {
        let mut arguments = arguments(values);
        arguments.set("n", FluentValue::from(n));
        self.format(key, Some(&arguments))
    }

    /// The words in this language; in English where a language has none; the key itself where there are none at all
    /// (the test of the message files lets neither happen).
    fn format(self, key: &str, arguments: Option<&FluentArgs>) -> String {
        let found = [self.bundle(), &*EN].into_iter().find_map(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            let mut faults = vec![];
            Some(bundle.format_pattern(pattern, arguments, &mut faults).into_owned())
        });
        found.unwrap_or_else(|| key.to_owned())
    }
}

fn arguments<'a>(values: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_answered_in_the_language_it_likes_more() {
        for (header, lang) in [
            ("es-MX,es;q=0.9,en;q=0.8", Some(Lang::Es)),
            ("en-US,en;q=0.9,es;q=0.8", Some(Lang::En)),
            ("de, es;q=0.5, en;q=0.6", Some(Lang::En)),
            ("fr-CA", None),
            ("es;q=0", None),
            ("es;q=much", None),
            ("", None),
        ] {
            assert_eq!(Lang::accepted(header), lang, "{header}");
        }
    }

    #[test]
    fn a_key_is_said_in_its_language_with_its_variables() {
        assert_eq!(Lang::En.say("shell-help"), "Help");
        assert_eq!(Lang::Es.say("shell-help"), "Ayuda");
        assert_eq!(
            Lang::En.say_with("shell-answered", &[("hours", "Mon–Fri 9–17")]),
            "Calls are answered Mon–Fri 9–17."
        );
        assert_eq!(Lang::En.say("no-such-key"), "no-such-key");
    }
}
