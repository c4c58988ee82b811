//! The link that opens exactly one referral, without an account.
//!
//! The token is the referral's number and a mark that only this house's key can make, over the number and the instant it
//! was sent. Nothing of it is kept: it outlives a restart because the key does, and it is dead when the rules say so.

use care::ids::ReferralId;
use care::referral::Referral;
use record::record::Record;

use crate::answer::Trouble;
use crate::app::App;
use crate::sign_in::same;

/// Letters of the mark in a link: 128 bits.
const MARK: usize = 32;

/// The path of the link; none before it was sent.
pub fn path(record: &Record, id: ReferralId, referral: &Referral) -> Option<String> {
    let (_, sent) = referral.sent?;
    let mark = record.mark(&format!("referral-link {id} {}", sent.0));
    Some(format!("/r/{:032x}{}", id.0, &mark[..MARK]))
}

/// The referral of a token that was made for it, alive or not.
pub fn opened(app: &App, token: &str) -> Result<Option<(ReferralId, Referral)>, Trouble> {
    let letters = token.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if token.len() != 32 + MARK || !letters {
        return Ok(None);
    }
    let Ok(number) = u128::from_str_radix(&token[..32], 16) else { return Ok(None) };
    let id = ReferralId(number);
    let referral = match app.referral(id) {
        Ok(referral) => referral,
        Err(Trouble::NotFound) => return Ok(None),
        Err(trouble) => return Err(trouble),
    };
    let genuine = path(&app.record, id, &referral).is_some_and(|path| same(&path[3..], token));
    Ok(genuine.then(|| (id, (*referral).clone())))
}
