//! A small step that is proposed from a talk: what the form of it says, and what became of those proposed before. Shared
//! by integration support and integration therapy; nothing but the proposer's own proposals is read.

use care::keeping::propose_step::ProposeStep;
use care::keeping::{Keeping, ProposalSaid, StepWords};
use care::text::Line;

use super::me::keeping::step_words;
use crate::app::App;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::{SignedIn, Visit};
use crate::{when, words};

/// The form as it was typed.
pub struct Typed {
    /// What it follows from.
    pub insight: String,
    /// What.
    pub what: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
}

impl Typed {
    /// As it stands on the form.
    pub fn of(visit: &Visit) -> Self {
        let part = |name: &str| visit.value(name).to_owned();
        Self { insight: part("insight"), what: part("what"), when: part("when"), place: part("place") }
    }
}

/// The act that the form asks for; what needs another look beside its field.
pub fn read(visit: &Visit, errors: &mut Errors) -> Option<ProposeStep> {
    let mut part = |name: &str| {
        visit
            .given(name)
            .map(Line::new)
            .transpose()
            .map_err(|no| errors.add(name, &words::refusal(Lang::En, &no)))
            .ok()
    };
    let (insight, when, place) = (part("insight"), part("when"), part("place"));
    let what = Line::new(visit.value("what"));
    let what =
        what.map_err(|_| errors.add("what", "Write what they would do, beginning with a doing word.")).ok();
    Some(ProposeStep { insight: insight?, words: StepWords { what: what?, when: when?, place: place? } })
}

/// One proposal of theirs, and what the person said: nothing of what became of it.
pub struct Shown {
    /// “Put the phone away, at 22:00, in the hall”.
    pub words: String,
    /// When it was proposed, and “taken”, “left” or “no word yet”.
    pub state: String,
}

/// The proposals of whoever is signed in, the newest first.
pub fn mine(app: &App, signed: &SignedIn, keeping: &Keeping) -> Vec<Shown> {
    let me = signed.person_id();
    let own = keeping.proposals.iter().rev().filter(|(proposed, _)| Some(proposed.by) == me);
    let shown = own.map(|(proposed, said)| {
        let said = match said {
            Some((ProposalSaid::Taken, _)) => "taken",
            Some((ProposalSaid::Left, _)) => "left",
            None => "no word yet",
        };
        let day = when::day(proposed.at, &app.zone);
        Shown { words: step_words(&proposed.words), state: format!("{day}: {said}") }
    });
    shown.collect()
}
