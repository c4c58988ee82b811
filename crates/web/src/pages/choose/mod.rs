//! "Which approach suits you?": both doors and "not now" side by side. What a person ticks here is never written down by
//! the house: with scripts it does not leave the device, without them it is drawn once and forgotten.

pub mod compare;
mod shown;
pub mod summary;

use std::sync::LazyLock;

use care::protocol::CareModel;
use care::time::Date;
use exchange::decision_aid::{self, Aid, SHIPPED, SOURCES};
use record::views::in_force;

pub use shown::{ClaimShown, SourceShown, claims, source};

use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::when;

static AIDS: LazyLock<Vec<Aid>> = LazyLock::new(|| {
    let read = |shipped: decision_aid::Shipped| {
        decision_aid::read(shipped.language, (shipped.file, shipped.text), SOURCES)
    };
    // The texts are part of the program, and a test of `exchange` reads them with this function.
    SHIPPED.map(|shipped| read(shipped).expect("the decision aid that is shipped can be read")).into()
});

/// The decision aid in a language.
pub fn aid(lang: Lang) -> &'static Aid {
    let at = match lang {
        Lang::En => 0,
        Lang::Es => 1,
    };
    &AIDS[at]
}

/// What this clinic offers now: what the house says and a signed version, in date, stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offers {
    /// Ketamine with talk therapy.
    pub kap: bool,
    /// Ketamine through a vein.
    pub infusion: bool,
}

impl Offers {
    /// As of now.
    ///
    /// # Errors
    /// The store's.
    pub fn now(app: &App) -> Result<Self, Trouble> {
        let at = app.now();
        let models = app.read(|conn, org| in_force::models(conn, org, at))?;
        let offers = |model: CareModel| {
            app.house.offers.contains(&model) && models.iter().any(|signed| signed == model.code())
        };
        Ok(Self { kap: offers(CareModel::Kap), infusion: offers(CareModel::Infusion) })
    }

    /// The code of its words.
    pub const fn code(self) -> &'static str {
        match (self.kap, self.infusion) {
            (true, true) => "both",
            (true, false) => "kap",
            (false, true) => "infusion",
            (false, false) => "none",
        }
    }
}

/// Today, in the house's zone.
pub fn today(app: &App) -> Option<Date> {
    Date::read(&when::date(app.now(), &app.zone))
}

/// The review date, once it has passed.
pub fn overdue_since(app: &App, aid: &Aid) -> Option<String> {
    let late = today(app).is_some_and(|today| decision_aid::overdue(aid, today));
    aid.about.review_by.filter(|_| late).map(|by| by.to_string())
}
