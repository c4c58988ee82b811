//! The screening questions in plain words, by their code. "Yes" always means: a prescriber needs to know this.

/// The question as people read it. An unknown code is shown as it is, so that nothing asked is ever hidden.
pub fn question(code: &str) -> &str {
    WORDS.iter().find(|(known, _)| *known == code).map_or(code, |(_, words)| words)
}

/// What a finding is called in a list for clinicians.
pub fn finding(code: &str) -> String {
    code.replace('-', " ")
}

const WORDS: &[(&str, &str)] = &[
    ("uncontrolled-hypertension", "Do you have high blood pressure that is not under control?"),
    (
        "aneurysm-or-bleed",
        "Have you ever had a weak or bulging blood vessel (an aneurysm), or a bleed in the brain?",
    ),
    (
        "recent-heart-event",
        "Have you lately had a heart attack, a stroke, chest pain or other serious heart trouble?",
    ),
    ("raised-pressure-in-head", "Has a doctor told you that the pressure inside your head is too high?"),
    ("glaucoma", "Do you have glaucoma, or high pressure in an eye?"),
    ("seizures-or-head-injury", "Have you had seizures, or a serious head injury?"),
    ("dementia-or-delirium", "Do you have dementia, or have you lately been very confused by an illness?"),
    ("psychosis", "Have you ever seen or heard things others did not, or been told that you had psychosis?"),
    ("family-psychosis", "Has a parent, brother, sister or child of yours had psychosis or schizophrenia?"),
    ("mania-now", "Are you in a manic phase now: racing, very high, hardly sleeping and not tired?"),
    (
        "dissociative-disorder",
        "Do you often feel cut off from yourself or lose time, or do you have a dissociative disorder?",
    ),
    ("needs-hospital-now", "Do you feel so unwell now that you may need a hospital to stay safe?"),
    ("substance-use-now", "Do you drink a lot of alcohol, or use other drugs, at the moment?"),
    ("pregnant-or-breastfeeding", "Are you pregnant, could you be, or are you breastfeeding?"),
    ("liver-thyroid-or-bladder", "Do you have trouble with your liver, thyroid or bladder?"),
    ("ketamine-allergy", "Have you ever had a bad reaction or an allergy to ketamine?"),
    ("sleep-apnoea", "Do you have sleep apnea, or stop breathing when you sleep?"),
    (
        "interacting-medicines",
        "Do you take medicines for sleep, fear, pain, mood or attention, or anything that makes you drowsy?",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use care::course::screening::QUESTIONS;

    #[test]
    fn every_question_has_words_and_no_words_are_for_nothing() {
        for (code, _) in QUESTIONS {
            assert_ne!(question(code), *code, "no words for `{code}`");
            assert!(question(code).ends_with('?'), "{code}");
        }
        assert_eq!(WORDS.len(), QUESTIONS.len());
    }
}
