//! Founding Harbor Clinic: its people, their licences, its four protocols, and one newer draft.

use care::act::Act;
use care::contact::{AskForCall, Concern};
use care::follow_up::Series;
use care::follow_up::set_follow_ups::SetFollowUps;
use care::house::place_rules::{DisclosurePoint, SetPlaceRules};
use care::house::{FoundHouse, House};
use care::ids::{CommandId, ContactId, HouseId, ProtocolId, RosterId};
use care::messages::Tongue;
use care::practice::affiliation::{BeginAffiliation, LONGEST_AUDIT};
use care::practice::credential::RecordCredential;
use care::practice::person::{AddPerson, PublishDisclosure};
use care::practice::{Acting, Credential, Licence, Practice, Role};
use care::protocol::{
    ApproveProtocol, CareModel, Content, DraftProtocol, Key, ProposeProtocol, SignProtocol, SourceStatus,
};
use care::roster::{ClinicHours, Opening, PutOnCall, SetClinicHours};
use care::tasks::wish_call_time::PartOfDay;
use care::time::{Instant, Term};
use care::units::Hours;
use exchange::protocol_file::{self, SHIPPED};

use super::days::{days, later};
use super::script::Script;
use super::staff::{DANA_SAYS, LENA_SAYS, Member, Staff, TOMAS_SAYS};
use super::words::line;
use crate::clock::timed_id;

/// The demonstration's house. Fixed, so that nothing else is ever taken for it.
pub const HOUSE: HouseId = HouseId(0x0000_0000_0000_7000_8000_4A2B_0C11_41C0);

/// Where its licences hold.
pub const JURISDICTION: &str = "US-NY";
/// Its zone.
pub const ZONE: &str = "America/New_York";

/// The four protocols of both doors.
#[derive(Debug, Clone)]
pub struct Protocols {
    /// Each shipped content with its id, in the order shipped.
    pub all: Vec<(ProtocolId, Content)>,
}

impl Protocols {
    /// The one of this name.
    pub fn of(&self, slug: &str) -> Option<(ProtocolId, &Content)> {
        let found = self.all.iter().find(|(_, content)| content.slug.as_str() == slug);
        found.map(|(id, content)| (*id, content))
    }
}

/// Reads the protocols that come with the program.
///
/// # Errors
/// The first fault in words; a test of `exchange` keeps that from happening.
pub fn shipped() -> Result<Vec<Content>, String> {
    let read = |shipped: &protocol_file::Shipped| {
        protocol_file::read(shipped.file, shipped.text)
            .map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))
    };
    SHIPPED.iter().map(read).collect()
}

/// Founds the house at this instant and takes everyone on.
pub fn found(script: &mut Script, staff: &Staff, protocols: &Protocols, at: Instant, now: Instant) {
    let house = House {
        name: line("Harbor Clinic"),
        zone: line(ZONE),
        jurisdiction: line(JURISDICTION),
        phone: line("(555) 0100"),
        hours: line("Monday to Friday, 9 to 17"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    script.say(at, Acting::HOST, Act::FoundHouse(HOUSE, FoundHouse { house }));
    take_on(script, &staff.priya, Acting::HOST, at, now);
    for member in staff.all().iter().skip(1) {
        take_on(script, member, staff.priya.acting(), later(at, 30), now);
    }
    for (member, text) in [(staff.tomas, TOMAS_SAYS), (staff.dana, DANA_SAYS), (staff.lena, LENA_SAYS)] {
        let act = PublishDisclosure { text: text.to_owned(), says: said(member) };
        script.say(later(at, 60), member.acting(), Act::PublishDisclosure(member.id, act));
    }
    for (id, content) in &protocols.all {
        let draft = DraftProtocol { content: content.clone(), revises: None };
        script.say(later(at, 90), staff.priya.acting(), Act::DraftProtocol(*id, draft));
        script.say(later(at, 200), staff.priya.acting(), proposed(staff, *id, content, at, now));
        let approve = ApproveProtocol { number: 1, typed_name: line(staff.noor.name) };
        script.say(later(at, 210), staff.noor.acting(), Act::ApproveProtocol(*id, approve));
    }
    revise(script, staff, protocols, days(now, -3));
    covers(script, staff, at, now);
    asks_after_doses(script, staff, later(at, 250));
    asked_by_the_place(script, staff, later(at, 255), now);
    super::calendar::written_down(script, staff, at, now);
    super::articles::published(script, staff, at);
    super::money::prices(script, staff, at, now);
    super::outside::written_down(script, staff, at, now);
    asks_for_a_call(script, later(now, -170));
}

/// Monday to Friday, 9 to 17; Noor is on call for some days, and after that nobody is yet.
fn covers(script: &mut Script, staff: &Staff, at: Instant, now: Instant) {
    let (roster, director) = (RosterId::of(HOUSE), staff.priya.acting());
    let day = Some(Opening { from_min: 9 * 60, until_min: 17 * 60 });
    let hours = ClinicHours { week: vec![day, day, day, day, day, None, None], closed: vec![] };
    script.say(later(at, 240), director, Act::SetClinicHours(roster, SetClinicHours { hours }));
    let (person, role) = (staff.noor.id, staff.noor.role);
    let put = PutOnCall { person, role, from: days(now, -1), until: days(now, 3) };
    script.say(days(now, -2), director, Act::PutOnCall(roster, put));
}

/// What somebody without a licence says point by point, as the place asks.
fn said(member: Member) -> Vec<(DisclosurePoint, String)> {
    if member.licence != Licence::NotLicensed {
        return vec![];
    }
    let all = [
        (DisclosurePoint::NotAPhysician, "I am not a licensed physician."),
        (DisclosurePoint::NotStateLicensed, "What I do is not licensed by the state."),
        (
            DisclosurePoint::Alternative,
            "What I offer stands beside the care of licensed people and replaces none of it.",
        ),
        (
            DisclosurePoint::Nature,
            "We talk about what came up, look at images and words, and find one small step.",
        ),
        (
            DisclosurePoint::Experience,
            "A year of training in integration support, and nine years of talks like these.",
        ),
        (
            DisclosurePoint::NotDone,
            "I do not diagnose, treat or prescribe, and I give no advice about medicine.",
        ),
        (DisclosurePoint::NoCrisis, "I am no crisis service. The lines that are stand on every page here."),
    ];
    all.map(|(point, words)| (point, words.to_owned())).to_vec()
}

/// What the place asks of them, as the file that ships has it: nobody verified it, and the director signs it all the same.
fn asked_by_the_place(script: &mut Script, staff: &Staff, at: Instant, now: Instant) {
    let Some(Ok(file)) = exchange::place_file::shipped(JURISDICTION) else { return };
    let review_by = days(now, 200).min(days(at, 366));
    let typed_name = line(staff.priya.name);
    let act = SetPlaceRules { rules: file.rules, typed_name, review_by, accepts_unverified: true };
    script.say(at, staff.priya.acting(), Act::SetPlaceRules(HOUSE, act));
}

/// On which days people are asked how they have been since a dose: the days of this invented house, not a recommendation.
fn asks_after_doses(script: &mut Script, staff: &Staff, at: Instant) {
    let series = Series {
        steps: [24, 7 * 24, 14 * 24, 30 * 24, 90 * 24].map(Hours).to_vec(),
        within: Hours(36),
        call_within: Hours(24),
        read_within: Hours(72),
        owed_by: Role::Nurse,
    };
    script.say(at, staff.priya.acting(), Act::SetFollowUps(HOUSE, SetFollowUps { series }));
}

/// Somebody joins the house: name, licence looked up, role.
fn take_on(script: &mut Script, member: &Member, by: Acting, at: Instant, now: Instant) {
    let (id, licensed) = (member.id, member.licence != Licence::NotLicensed);
    script.say(at, by, Act::AddPerson(id, AddPerson { name: line(member.name) }));
    // One licence runs out soon: the people page has something to say.
    let lasts = if member.login == "ines.bauer" { days(now, 24) } else { days(now, 400) };
    let number =
        if licensed { format!("{:06}", script.chance.between(100_000, 999_999)) } else { String::new() };
    let term = Term { from: days(at, -1_000), until: licensed.then_some(lasts) };
    let jurisdiction = JURISDICTION.to_owned();
    let credential = Credential {
        licence: member.licence,
        number,
        jurisdiction,
        term,
        verified: at,
        practice: Practice::Independent,
    };
    script.say(later(at, 5), by, Act::RecordCredential(id, RecordCredential { credential }));
    let audits = member.role == Role::Auditor;
    let from = if audits { days(now, -5) } else { later(at, -1) };
    let until = audits.then(|| from.plus_hours(LONGEST_AUDIT));
    let begin = BeginAffiliation { role: member.role, from, until };
    script.say(later(at, 8), by, Act::BeginAffiliation(id, begin));
}

/// The director has read every value, and signs for each one that nobody verified; a prescriber reads it too.
fn proposed(staff: &Staff, id: ProtocolId, content: &Content, at: Instant, now: Instant) -> Act {
    let soon = content.slug.as_str() == "kap-psychedelic";
    let review_by = if soon { days(now, 20) } else { days(now, 275).max(days(at, 365)) };
    let typed_name = line(staff.priya.name);
    let sign = SignProtocol { typed_name, review_by, accepted: content.unverified() };
    let why = line("The first version here, from the file that comes with the program");
    Act::ProposeProtocol(id, ProposeProtocol { sign, from: None, why })
}

/// A newer version that waits for its signature.
fn revise(script: &mut Script, staff: &Staff, protocols: &Protocols, at: Instant) {
    let Some((revises, older)) = protocols.of("infusion-integration-support") else { return };
    let mut content = older.clone();
    if let Some(value) = content.values.get_mut(&Key::VitalsDuring) {
        value.amount = 5;
        value.status = SourceStatus::Clinic;
        value.source = "Clinic policy 12: every 5 minutes during the infusion".to_owned();
    }
    if let Some(value) = content.values.get_mut(&Key::StopSystolic) {
        (value.amount, value.status) = (175, SourceStatus::Clinic);
        value.source = "Clinic policy 12, medical director's meeting".to_owned();
    }
    let id = ProtocolId(script.id(at));
    let draft = DraftProtocol { content, revises: Some(revises) };
    script.say(at, staff.priya.acting(), Act::DraftProtocol(id, draft));
}

/// Somebody asked for a first call a while ago, and nobody has called yet.
fn asks_for_a_call(script: &mut Script, at: Instant) {
    let id = CommandId(timed_id(at, 0xC0_47AC));
    let parts = vec![PartOfDay::Afternoon];
    let (concern, tongue, call_by) = (Concern::NotSure, Tongue::English, days(at, 2));
    let act = Act::AskForCall(ContactId::from_command(id), AskForCall { concern, parts, tongue, call_by });
    script.leave(id, at, "Linnea\n(555) 0164", act);
}
