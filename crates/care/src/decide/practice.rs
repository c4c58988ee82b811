//! People of the house: licences, roles, who answers for whom; and what the house says of itself.

use std::sync::Arc;

use super::Asked;
use crate::act::Act;
use crate::chart::Chart;
use crate::fact::Fact;
use crate::house::{self, custody_rules, place_rules};
use crate::ids::{PersonId, WindowId};
use crate::integration::{Talk, lose_talks};
use crate::practice::take_notes::take_notes;
use crate::practice::take_record::take_record;
use crate::practice::{
    Actor, Colleagues, Person, PersonFact, affiliation, credential, end_credential, person, supervision,
};
use crate::refusal::Refusal;
use crate::session::plan_window::role_for;
use crate::time::{Instant, When};

/// The house as it is once what was just decided of one person holds.
struct Once<'a> {
    chart: &'a Chart,
    of: PersonId,
    after: Arc<Person>,
}

impl Colleagues for Once<'_> {
    fn has_place_in(&self, jurisdiction: &str, at: Instant) -> bool {
        self.chart.has_place_in(jurisdiction, at)
    }

    fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        if id == self.of { Some(Arc::clone(&self.after)) } else { self.chart.colleague(id) }
    }
}

impl Asked<'_> {
    pub(super) fn practice(&self) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment) = (self.chart, self.moment);
        match self.act {
            Act::FoundHouse(id, act) => {
                self.on(house::found(chart.house(*id).ok().map(|known| &known.founded), act))
            }
            Act::AddPerson(id, act) => self.on(person::add(chart.person(*id).ok(), act)),
            Act::RecordCredential(id, act) => self.on(credential::decide(chart.person(*id)?, act, moment)),
            Act::EndCredential(id, act) => self.end_credential(*id, act),
            Act::BeginAffiliation(id, act) => self.on(affiliation::begin(chart.person(*id)?, *act)),
            Act::EndAffiliation(id, act) => self.end_affiliation(*id, *act),
            Act::GiveStaffSignIn(id, act) => {
                self.on(person::give_sign_in(chart.person(*id)?, act, &self.by.actor))
            }
            Act::TakeNotes(id, act) => self.on(take_notes(*id, *act, &self.by.actor, moment)),
            Act::TakeRecord(id, act) => self.on(take_record(*id, act, &self.by.actor, moment)),
            Act::LookInRecord(id, act) => self.on(person::look_in_record(*id, *act, &self.by.actor, moment)),
            Act::PublishDisclosure(id, act) => {
                if self.by.actor != Actor::Person(*id) {
                    return Err(Refusal::NotYourRecord);
                }
                self.on(person::publish_disclosure(chart.person(*id)?, act))
            }
            Act::ProposeSupervision(..) | Act::TakeOnSupervision(..) | Act::EndSupervision(..) => {
                self.supervision()
            }
            Act::SetFollowUps(_, act) => self.set_follow_ups(act),
            Act::SetPlaceRules(_, act) => {
                let (house, name) = (chart.house(self.house)?, self.actor_name()?);
                self.on(place_rules::set(house, act, name, &self.by.actor, moment))
            }
            Act::SetCustodyRules(_, act) => {
                let is_here = chart.has_place_in(act.rules.jurisdiction.as_str(), moment.now);
                self.on(custody_rules::set(is_here, act, self.actor_name()?, &self.by.actor, moment))
            }
            Act::SetSignatures(..)
            | Act::DraftProtocol(..)
            | Act::SignProtocol(..)
            | Act::ProposeProtocol(..)
            | Act::ApproveProtocol(..)
            | Act::SendBackProtocol(..)
            | Act::RetireProtocol(..) => self.protocols(),
            _ => Err(Refusal::HouseUnknown),
        }
    }

    /// Who answers for whom.
    fn supervision(&self) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, here) = (self.chart, self.moment, self.here()?);
        match self.act {
            Act::ProposeSupervision(id, act) => {
                let supervisor = chart.person(act.supervisor)?;
                self.on(supervision::propose(*id, chart.person(*id)?, *act, supervisor, here, moment))
            }
            Act::TakeOnSupervision(id, act) => {
                let Actor::Person(by) = self.by.actor else { return Err(Refusal::PersonUnknown) };
                let (person, supervisor) = (chart.person(*id)?, chart.person(by)?);
                self.on(supervision::take_on(person, *act, &self.by.actor, supervisor, here, moment))
            }
            Act::EndSupervision(id, act) => {
                let facts = supervision::end(*id, chart.person(*id)?, *act, self.by, moment)?;
                self.with_lost_talks(*id, facts, act.at, "supervision ended")
            }
            _ => Err(Refusal::HouseUnknown),
        }
    }

    /// The person loses access at that instant; talks booked with them after it lose their person, in the same
    /// decision, and the desk owes each patient the choices.
    fn end_affiliation(&self, id: PersonId, act: affiliation::EndAffiliation) -> Result<Vec<Fact>, Refusal> {
        let facts = affiliation::end(self.chart.person(id)?, act, self.moment)?;
        self.with_lost_talks(id, facts, act.at, "affiliation ended")
    }

    /// As the end of an affiliation, for what asks for that licence: a talk that another licence still carries stays.
    fn end_credential(
        &self,
        id: PersonId,
        act: &end_credential::EndCredential,
    ) -> Result<Vec<Fact>, Refusal> {
        let facts = end_credential::decide(self.chart.person(id)?, act, self.moment)?;
        self.with_lost_talks(id, facts, act.at, "licence ended")
    }

    /// Talks that nobody could give any more once this holds lose their person in the same decision: those of the person
    /// themself, and of everybody they answer for.
    fn with_lost_talks(
        &self,
        id: PersonId,
        ended: Vec<PersonFact>,
        at: When,
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let (before, at) = (self.chart.person(id)?, at.instant(self.moment));
        let after = ended.iter().try_fold(before.clone(), |person, fact| Person::after(Some(person), fact));
        let after = Arc::new(after.ok_or(Refusal::PersonUnknown)?);
        let once = Once { chart: self.chart, of: id, after };
        let mut facts = self.on(Ok(ended))?;
        let mut nth = 0;
        for who in std::iter::once(id).chain(self.chart.supervised_by(id)) {
            let person = once.colleague(who).ok_or(Refusal::PersonUnknown)?;
            let stands = |window: WindowId, talk: Talk| {
                let here = self.here_of_visit(window.session(), &once);
                here.is_ok_and(|here| person.stand(role_for(talk.kind), here, talk.at).is_ok())
            };
            let lost = |window: WindowId, talk: Talk| at <= talk.at && !stands(window, talk);
            facts.extend(lose_talks::lose(self.chart, who, why, lost, self.moment, &mut nth)?);
        }
        Ok(facts)
    }
}
