//! Two notes that never mix: a therapy note is sealed to its author; a support note has no clinical field.

use super::{SupportNote, TalkKind, Window, WindowFact};
use crate::course::Course;
use crate::ids::CommandId;
use crate::practice::Actor;
use crate::protocol::CareModel;
use crate::refusal::Refusal;
use crate::text::prose;
use crate::time::Moment;

/// A therapy note. Its words travel beside the act and are sealed under the command's id, so no note can name a
/// document that holds other words, or none. They are never in a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteTherapyNote;

/// A support note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteSupportNote {
    /// What came up.
    pub themes: Option<String>,
    /// Images, sounds, body.
    pub images: Option<String>,
    /// Small steps.
    pub steps: Option<String>,
}

/// Keeps that a note was sealed, and by whom.
pub fn therapy(course: &Course, by: &Actor, moment: &Moment) -> Result<Vec<WindowFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if course.model == CareModel::Infusion {
        return Err(Refusal::NoTherapyInInfusion);
    }
    Ok(vec![WindowFact::TherapyNoteWritten { document: moment.command, by: *person, at: moment.now }])
}

/// May this actor read this sealed note? Only its author.
pub fn may_read(window: &Window, document: CommandId, by: &Actor) -> Result<(), Refusal> {
    let author =
        window.therapy_notes.iter().find(|(known, ..)| *known == document).map(|(_, author, _)| *author);
    match (author, by) {
        (Some(author), Actor::Person(person)) if author == *person => Ok(()),
        _ => Err(Refusal::NoteKeptByAuthor),
    }
}

/// Keeps a support note, once the talk was held by its writer's kind.
pub fn support(
    window: &Window,
    act: &WriteSupportNote,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if !matches!(window.held, Some((_, Some(TalkKind::Support)))) {
        return Err(Refusal::TalkNotHeld);
    }
    let kept = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        text.map(prose).transpose()
    };
    let (themes, images, steps) = (kept(&act.themes)?, kept(&act.images)?, kept(&act.steps)?);
    if themes.is_none() && images.is_none() && steps.is_none() {
        return Err(Refusal::TextMissing);
    }
    let note = SupportNote { by: *person, at: moment.now, themes, images, steps };
    Ok(vec![WindowFact::SupportNoteWritten { note }])
}
