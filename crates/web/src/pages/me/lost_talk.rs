//! A booked talk whose person works here no more, or not with that licence: what the patient can choose instead.
//!
//! The three choices of `screens.md` 4.5: somebody else at the same time, the same person on their own, or no talk.

use care::integration::{Talk, TalkKind};
use care::practice::Role;
use care::session::plan_window::role_for;

use super::mine::{self, Mine};
use super::talk_times::{self, Giver};
use crate::app::App;
use crate::pages::people::standing::licence_line;
use crate::visit::fresh_command;

/// Somebody who is free at the same time.
pub struct Same {
    /// What the form sends.
    pub value: String,
    /// “See Tomas at the same time”.
    pub label: String,
    /// Their licence, as it is printed.
    pub licence: String,
    /// That it is not therapy; empty for therapy.
    pub not_therapy: String,
    /// Of the form.
    pub command: String,
}

/// What is said of the talk that lost its person, and the choices.
#[derive(Default)]
pub struct Lost {
    /// What happened; empty when nothing did.
    pub words: String,
    /// Others at the same time.
    pub same: Vec<Same>,
    /// The person's name, when they may go on by themselves.
    pub own: String,
    /// “Keep seeing Dana on her own”.
    pub own_label: String,
    /// Who answers for that then.
    pub own_hint: String,
    /// What was shared stays until it is taken back.
    pub shared: String,
}

/// Most people offered at the same time.
const MOST: usize = 2;

/// What to say, when a talk was lost.
pub fn lost(app: &App, mine: &Mine, talk: Option<Talk>, givers: &[Giver]) -> Lost {
    let Some(talk) = talk else { return Lost::default() };
    let lang = mine.reader.lang;
    let name = mine::name_of(app, talk.with);
    let (first, at) = (mine::first_name(&name), mine.reader.day_clock(talk.at));
    let said =
        [("name", name.as_str()), ("first", first), ("at", at.as_str()), ("house", app.house.name.as_str())];
    let (gone, alone) = (!is_here(app, &talk), may_go_on_alone(app, &talk));
    let same = givers.iter().filter(|giver| giver.person != talk.with && giver.times.contains(&talk.at));
    let same = same.take(MOST).map(|giver| Same {
        value: talk_times::value(&Talk { kind: giver.kind, with: giver.person, at: talk.at }),
        label: lang.say_with("talk-lost-same", &[("name", giver.known.name.as_str()), ("at", &at)]),
        licence: licence_line(app, &mine.reader, &giver.known, mine.now),
        not_therapy: match giver.kind {
            TalkKind::Support => mine::not_therapy(lang, giver.known.name.as_str()),
            TalkKind::Therapy => String::new(),
        },
        command: fresh_command().to_string(),
    });
    Lost {
        words: match gone {
            true => lang.say_with("talk-lost-gone", &said),
            false => lang.say_with("talk-lost-licence", &said),
        },
        same: same.collect(),
        own: if gone && alone { name.clone() } else { String::new() },
        own_label: lang.say_with("talk-lost-own", &said),
        own_hint: lang.say_with("talk-lost-own-hint", &said),
        shared: match talk.kind {
            TalkKind::Support => lang.say_with("talk-lost-shared", &said),
            TalkKind::Therapy => String::new(),
        },
    }
}

/// May the house name this person as somebody to go on with outside? For therapy only with a licence in force then; nobody
/// whose licence was ended before its term, for whatever reason.
fn may_go_on_alone(app: &App, talk: &Talk) -> bool {
    app.person(talk.with).is_ok_and(|person| {
        let licensed = person.licensed_for(role_for(talk.kind), app.here(), talk.at);
        person.ended_credentials.is_empty() && (talk.kind == TalkKind::Support || licensed.is_some())
    })
}

/// Does whoever would have given it work here at that time, in the role it asks for?
fn is_here(app: &App, talk: &Talk) -> bool {
    let role: Role = role_for(talk.kind);
    app.person(talk.with).is_ok_and(|person| person.affiliated(role, talk.at))
}
