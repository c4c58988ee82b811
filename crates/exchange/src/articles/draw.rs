//! Markdown as HTML that can do nothing.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd, html};

/// Draws it. HTML inside it is shown as the text it is; links lead to pages of this house or to https, nowhere else, and
/// where they may not lead only their words are left; of a picture only its words are left; headings begin below the
/// page's own and leave no step out.
#[must_use]
pub fn draw(text: &str) -> String {
    let (mut drawn, mut drawing) = (String::new(), Drawing { links: vec![], headings: vec![] });
    html::push_html(&mut drawn, super::parse(text).filter_map(|event| drawing.harmless(event)));
    drawn
}

struct Drawing {
    /// The links we are inside of: is each one drawn?
    links: Vec<bool>,
    /// The headings we are below, as the text numbers them.
    headings: Vec<HeadingLevel>,
}

const LEVELS: [HeadingLevel; 6] = [
    HeadingLevel::H1,
    HeadingLevel::H2,
    HeadingLevel::H3,
    HeadingLevel::H4,
    HeadingLevel::H5,
    HeadingLevel::H6,
];

impl Drawing {
    fn harmless<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        Some(match event {
            Event::Html(words) | Event::InlineHtml(words) => Event::Text(words),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                self.links.push(may_lead_to(&dest_url));
                if !may_lead_to(&dest_url) {
                    return None;
                }
                Event::Start(Tag::Link { link_type, dest_url, title: "".into(), id })
            }
            Event::End(TagEnd::Link) if self.links.pop() != Some(true) => return None,
            Event::Start(Tag::Heading { level, .. }) => {
                while self.headings.pop_if(|above| level <= *above).is_some() {}
                self.headings.push(level);
                Event::Start(Tag::Heading { level: self.level(), id: None, classes: vec![], attrs: vec![] })
            }
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(self.level())),
            other => other,
        })
    }

    fn level(&self) -> HeadingLevel {
        LEVELS[self.headings.len().min(LEVELS.len() - 1)]
    }
}

/// A page of this house, or an https address. Browsers read `\` as `/` and drop tabs and line ends, so an address with
/// any of them is none of ours.
fn may_lead_to(address: &str) -> bool {
    let odd = |letter: char| letter == '\\' || letter.is_whitespace() || letter.is_control();
    let ours = address.starts_with('/') && !address.starts_with("//");
    let away = address.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
    (ours || away) && !address.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_article_runs_nothing_fetches_nothing_and_leads_nowhere_strange() {
        let drawn = draw(concat!(
            "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n",
            "In a line <b onclick=\"x()\">bold</b> &lt;i&gt; <!-- a comment -->\n\n",
            "[a](javascript:alert(1)) [b](//evil.example) [c](/people) [d](https://who.int/x?a=1&b=2) ",
            "[e](JaVaScRiPt:alert(1)) [f](data:text/html,x) [g](</\\evil.example>) [h](/&#9;/evil.example) ",
            "[i](http://plain.example) [j](mailto:a@b.example) [k](tel:988) [l](https://\\evil.example) ",
            "<javascript:alert(1)> ![a chair](https://x.example/p.png \"t\") [m](/x \"a title\")\n",
        ));
        let tags: Vec<&str> =
            drawn.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ']).next()).collect();
        let known = ["p", "/p", "a", "/a"];
        assert!(tags.iter().all(|tag| known.contains(tag)), "{tags:?} in {drawn}");
        let links: Vec<&str> =
            drawn.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(links, ["/people", "https://who.int/x?a=1&amp;b=2", "/x"], "{drawn}");
        assert!(
            drawn.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "it is shown as what it is: {drawn}"
        );
        assert!(drawn.contains("a chair") && !drawn.contains("x.example/p.png") && !drawn.contains("title"));
    }

    #[test]
    fn headings_begin_below_the_page_and_leave_no_step_out() {
        let drawn = draw("# One\n\n#### Deep\n\n## Two\n\n###### Six\n");
        let found: Vec<&str> = drawn.match_indices("<h").map(|(at, _)| &drawn[at + 1..at + 3]).collect();
        assert_eq!(found, ["h2", "h3", "h3", "h4"], "{drawn}");
        assert_eq!(drawn.matches("</h3>").count(), 2);
        let drawn = draw("## One\n\n## Two\n\n# Three\n\n### Four\n");
        let found: Vec<&str> = drawn.match_indices("<h").map(|(at, _)| &drawn[at + 1..at + 3]).collect();
        assert_eq!(found, ["h2", "h2", "h2", "h3"], "what is of one rank stays so: {drawn}");
    }

    #[test]
    fn any_writing_system_and_any_length_is_drawn() {
        for text in ["שלום לך", "مرحبا **بك**", "🌊🫂👩🏽‍⚕️", "a\u{301}", ""] {
            let plain = text.replace("**", "");
            let words: String = draw(text).split('<').filter_map(|part| part.split('>').nth(1)).collect();
            assert_eq!(words.trim(), plain, "{text}");
        }
        let long = "word ".repeat(40_000);
        assert!(long.len() < draw(&long).len() + 8);
        let deep = format!("{}x", "> ".repeat(5_000));
        assert!(draw(&deep).contains('x'));
        let links = "[".repeat(20_000) + "a" + &"](/b)".repeat(20_000);
        assert!(!draw(&links).is_empty());
    }
}
