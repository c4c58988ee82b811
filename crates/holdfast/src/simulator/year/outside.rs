//! Referrals to somebody outside, by their link: accepted in time, late, declined, or never answered.

use care::act::Act;
use care::ids::ReferralId;
use care::integration::SaidBy;
use care::messages::Tongue;
use care::practice::Acting;
use care::referral::{
    AcceptReferral, CannotBecause, ConsentToReferral, DeclineReferral, NoteReferralMet, Part, Purpose,
    Receiver, ReceiverKind, SendReferral, WriteReferral,
};

use super::event::Event;
use super::life::Life;
use crate::simulator::days::{days, hours, later};
use crate::simulator::journey::Door;
use crate::simulator::words::line;

/// To whom.
const THERAPISTS: [&str; 4] = ["Dana Cho PhD", "Ruben Sato LCSW", "Mira Vance LMFT", "Ola Nyberg PsyD"];

impl Life {
    /// Through this door somebody outside gives the talks: half are asked by the house, the others have somebody.
    pub fn refers(&mut self, nth: usize) {
        let now = self.world.now;
        if self.ways[nth].journey.door != Door::InfusionWithReferral || self.world.chance.once_in(2) {
            return;
        }
        let id = ReferralId(self.world.id());
        let name = self.world.chance.one_of(&THERAPISTS).unwrap_or(THERAPISTS[0]);
        let journey = &self.ways[nth].journey;
        let (patient, course, me, typed) =
            (journey.patient, journey.course, journey.themselves(), line(journey.name));
        let receiver = Receiver {
            name: line(name),
            practice: None,
            kind: ReceiverKind::OutsideTherapist,
            mail: Some(line("outside@example.org")),
            phone: None,
            tongue: Tongue::English,
        };
        let write = WriteReferral {
            patient,
            course: Some(course),
            receiver,
            purpose: Purpose::FirstTalk,
            by_when: days(now, 9),
            why: None,
            contact: Some(line("(555) 0142")),
            tells_service: false,
            tells_intention: false,
            summary: None,
        };
        let desk = self.desk();
        if self.world.ask(desk, Act::WriteReferral(id, write)).is_err() {
            return;
        }
        self.ways[nth].referral = Some((id, name));
        // One in ten never says yes: the house is told.
        if self.world.chance.once_in(10) {
            return;
        }
        let consent = ConsentToReferral { parts: vec![Part::FirstName, Part::Contact], typed_name: typed };
        let script = &mut self.ways[nth].journey.script;
        script.say(hours(now, 2), me, Act::ConsentToReferral(id, consent));
        script.say(hours(now, 4), desk, Act::SendReferral(id, SendReferral));
        self.plays(nth);
        let answers = hours(now, self.world.chance.between(10, 14 * 24));
        self.world.on(answers, Event::Answer(nth, id));
    }

    /// Whoever holds the link answers, or does not.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn answers_referral(&mut self, nth: usize, id: ReferralId) -> Result<(), String> {
        let now = self.world.now;
        match self.world.chance.between(0, 9) {
            0 => {}
            1 => {
                let because = CannotBecause::Full;
                let _ =
                    self.world.ask(Acting::VISITOR, Act::DeclineReferral(id, DeclineReferral { because }));
                self.ways[nth].referral = None;
            }
            _ => {
                let times = vec![hours(now, 30), hours(now, 54)];
                if self.world.ask(Acting::VISITOR, Act::AcceptReferral(id, AcceptReferral { times })).is_ok()
                {
                    self.world.tally.one("referrals accepted");
                    self.world.on(hours(now, 57), Event::Met(nth, id));
                }
            }
        }
        Ok(())
    }

    /// They met, and say so; or they did not, and the clock asks.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn meets_outside(&mut self, _nth: usize, id: ReferralId) -> Result<(), String> {
        if !self.world.chance.once_in(4) {
            let met = NoteReferralMet { at: later(self.world.now, -60), said_by: SaidBy::OutsideTherapist };
            let _ = self.world.ask(Acting::VISITOR, Act::NoteReferralMet(id, met));
        }
        Ok(())
    }
}
