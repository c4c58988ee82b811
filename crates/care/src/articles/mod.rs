//! **Articles**: what the house writes for the public. One collection for each house; each version stays in it, the
//! public reads the newest one that was not withdrawn.

pub mod publish;
pub mod withdraw;

use crate::ids::PersonId;
use crate::messages::Tongue;
use crate::protocol::model::words;
use crate::text::Line;
use crate::time::{Date, Instant};

pub use publish::PublishArticle;
pub use withdraw::WithdrawArticle;

words! {
    /// What the reading of a text before it is published may find in it.
    Flag {
        /// It names somebody as if they worked here, whose affiliation has ended.
        EndedAffiliation = "ended-affiliation",
        /// It names somebody whose affiliation has ended, and says so itself.
        NamedAsFormer = "named-as-former",
        /// It promises.
        PromiseWord = "promise-word",
        /// It gives a crisis number that is not in use any more.
        OldCrisisNumber = "old-crisis-number",
        /// It asks for more years of school than public pages do.
        HardToRead = "hard-to-read",
    }
}

impl Flag {
    /// Is a text with this in it not published? What is wrong or could hurt stops; what is a matter of style warns, and
    /// is kept with the version, so that it stands there what somebody published all the same.
    pub const fn stops(self) -> bool {
        match self {
            Self::EndedAffiliation | Self::PromiseWord | Self::OldCrisisNumber => true,
            Self::NamedAsFormer | Self::HardToRead => false,
        }
    }
}

/// One version of an article, as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its name in the address: `a-quiet-room`. The same name in another language is its translation.
    pub slug: Line,
    /// The language it is written in.
    pub language: Tongue,
    /// The heading.
    pub title: Line,
    /// Markdown.
    pub text: String,
    /// Who wrote it. Their standing is told with it, as it is when somebody reads.
    pub author: PersonId,
    /// The day it was written.
    pub written: Date,
    /// The day by which somebody reads it again.
    pub review_by: Date,
}

/// A version that was published, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// As it reads.
    pub article: Article,
    /// What was found in it and did not stop it.
    pub warned: Vec<Flag>,
    /// Who published it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Why and when an article left the public pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why.
    pub reason: Line,
    /// Who took it away.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Every version of one article in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the address.
    pub slug: Line,
    /// Its language.
    pub language: Tongue,
    /// Oldest first; never empty.
    pub versions: Vec<Version>,
    /// Withdrawn, and not published again since.
    pub withdrawn: Option<Withdrawal>,
}

impl Kept {
    /// The newest version, whether or not the public may read it.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }
    /// What the public reads.
    pub fn public(&self) -> Option<&Version> {
        if self.withdrawn.is_some() { None } else { self.newest() }
    }
}

/// What the facts say of everything the house wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Articles {
    /// In the order of their first version.
    pub list: Vec<Kept>,
}

/// What can have happened to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum ArticlesFact {
    /// The public may read it from then on.
    Published { article: Box<Article>, warned: Vec<Flag>, by: PersonId, at: Instant },
    /// The public may read it no more.
    Withdrawn { slug: Line, language: Tongue, reason: Line, by: PersonId, at: Instant },
}

impl Articles {
    /// Every version under this name in this language.
    pub fn find(&self, slug: &str, language: Tongue) -> Option<&Kept> {
        self.list.iter().find(|kept| kept.slug.as_str() == slug && kept.language == language)
    }

    fn find_mut(&mut self, slug: &Line, language: Tongue) -> Option<&mut Kept> {
        self.list.iter_mut().find(|kept| kept.slug == *slug && kept.language == language)
    }

    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &ArticlesFact) -> Option<Self> {
        let mut all = before.unwrap_or_default();
        match fact {
            ArticlesFact::Published { article, warned, by, at } => {
                let article = (**article).clone();
                let (slug, language) = (article.slug.clone(), article.language);
                let version = Version { article, warned: warned.clone(), by: *by, at: *at };
                match all.find_mut(&slug, language) {
                    Some(kept) => {
                        kept.versions.push(version);
                        kept.withdrawn = None;
                    }
                    None => {
                        all.list.push(Kept { slug, language, versions: vec![version], withdrawn: None });
                    }
                }
            }
            ArticlesFact::Withdrawn { slug, language, reason, by, at } => {
                if let Some(kept) = all.find_mut(slug, *language) {
                    kept.withdrawn = Some(Withdrawal { reason: reason.clone(), by: *by, at: *at });
                }
            }
        }
        Some(all)
    }
}
