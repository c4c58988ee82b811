//! Home safely: the criteria or a prescriber's reason, an escort, written advice, and a window plan.

use super::{Criteria, Phase, Session, SessionFact};
use crate::integration::Window;
use crate::practice::Role;
use crate::protocol::{Content, Key, Setting};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Send somebody home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discharge {
    /// As assessed now.
    pub criteria: Criteria,
    /// Who goes with them.
    pub escort: Option<Line>,
    /// The advice they were given in writing, in its words; none when none was given.
    pub advice: Option<Line>,
    /// A prescriber's reason where a criterion is not met.
    pub reason: Option<Line>,
}

impl Criteria {
    /// The modified Aldrete total, 0–10; `None` when a part is not 0, 1 or 2.
    pub fn aldrete(&self) -> Option<u8> {
        let parts = [self.activity, self.respiration, self.circulation, self.consciousness, self.saturation];
        parts.iter().all(|part| *part <= 2).then(|| parts.iter().sum())
    }
}

/// Discharges. Alarms must have answers; criteria met, or a prescriber's own reason.
pub fn decide(
    session: &Session,
    act: &Discharge,
    content: &Content,
    window: &Window,
    role: Role,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Recovery])?;
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    let (_, ended) = dose.ended.ok_or(Refusal::NoDose)?;
    let at = moment.plausible()?;
    if at < ended {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    if session.open_emergency().is_some() {
        return Err(Refusal::EmergencyStands);
    }
    if session.alarms.iter().any(|alarm| alarm.answer.is_none()) {
        return Err(Refusal::AlarmUnanswered);
    }
    // Whoever called is asked what they wanted before they go.
    if session.open_call().is_some() {
        return Err(Refusal::CallUnanswered);
    }
    let advice = act.advice.clone().ok_or(Refusal::AdviceNotGiven)?;
    // The window itself, not the plan from before the dose: a booking may have been lost or made since.
    if !window.is_settled() {
        return Err(Refusal::WindowPlanMissing);
    }
    let total = act.criteria.aldrete().ok_or(Refusal::CriteriaNotScored)?;
    let prescriber = matches!(role, Role::Prescriber | Role::MedicalDirector);
    let met = criteria_met(session, act, total, content, at.minutes_since(ended));
    match (met, &act.reason) {
        (Ok(()), _) => {}
        (Err(_), Some(_)) if prescriber => {}
        (Err(unmet), _) => return Err(unmet),
    }
    let (criteria, escort, reason) = (act.criteria, act.escort.clone(), act.reason.clone());
    Ok(vec![
        SessionFact::AdviceGiven { advice, at },
        SessionFact::Discharged { criteria, escort, reason, at },
    ])
}

fn criteria_met(
    session: &Session,
    act: &Discharge,
    total: u8,
    content: &Content,
    observed_min: i64,
) -> Result<(), Refusal> {
    let observe = content.small(Key::ObserveAfter)?;
    if observed_min < i64::from(observe) {
        return Err(Refusal::ObservedTooShort { needs_min: observe, observed_min });
    }
    if u32::from(total) < content.small(Key::DischargeAldrete)? {
        return Err(Refusal::CriteriaNotMet);
    }
    let seen = &act.criteria;
    if !(seen.oriented && seen.walks && seen.settled_stomach && seen.settled_mind) {
        return Err(Refusal::CriteriaNotMet);
    }
    if act.escort.is_none() && session.setting == Setting::ClinicRoom {
        return Err(Refusal::EscortMissing);
    }
    Ok(())
}
