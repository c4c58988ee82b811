use super::*;

/// Every code of every closed set that a patient can meet, by its family in the message files.
fn families() -> Vec<(&'static str, Vec<&'static str>)> {
    let licences = [
        Licence::Physician,
        Licence::NursePractitioner,
        Licence::RegisteredNurse,
        Licence::Psychologist,
        Licence::ClinicalSocialWorker,
        Licence::MarriageFamilyTherapist,
        Licence::ProfessionalCounselor,
        Licence::NotLicensed,
    ];
    let fixers = [
        Fixer::You,
        Fixer::Patient,
        Fixer::Prescriber,
        Fixer::Nurse,
        Fixer::Director,
        Fixer::Desk,
        Fixer::Time,
        Fixer::Nobody,
    ];
    let phases = care::session::Phase::ALL;
    vec![
        ("words-role", Role::ALL.iter().map(|role| role_code(*role)).collect()),
        ("words-licence", licences.iter().map(|licence| licence_code(*licence)).collect()),
        ("words-said-by", SaidBy::ALL.iter().map(|who| who.code()).collect()),
        ("words-licence-end", CredentialEnd::ALL.iter().map(|why| why.code()).collect()),
        ("words-model", CareModel::ALL.iter().map(|model| model.code()).collect()),
        ("words-talk", TalkKind::ALL.iter().map(|kind| kind.code()).collect()),
        ("words-route", Route::ALL.iter().map(|route| route.code()).collect()),
        ("words-setting", Setting::ALL.iter().map(|setting| setting.code()).collect()),
        ("words-sign", Sign::ALL.iter().map(|sign| sign.code()).chain(["weight"]).collect()),
        ("words-phase", phases.iter().map(|phase| phase.code()).collect()),
        ("words-fixer", fixers.iter().map(|fixer| fixer_code(*fixer)).collect()),
    ]
}

#[test]
fn every_variant_of_every_closed_set_has_a_word_in_every_language() {
    for (family, codes) in families() {
        for lang in Lang::ALL {
            for code in &codes {
                assert_ne!(lang.word_of(family, code), "", "{family}-{code} in {}", lang.name());
            }
        }
        // English is what a language without a word of its own falls back to: at least one must differ.
        let own = codes.iter().any(|code| Lang::Es.word_of(family, code) != Lang::En.word_of(family, code));
        assert!(own, "{family} is said in English only");
    }
}

#[test]
fn a_flash_that_is_not_known_says_nothing() {
    for lang in Lang::ALL {
        assert_eq!(flash(*lang, "buy-now"), None);
        assert!(flash(*lang, "saved").is_some());
    }
}

/// The codes that pages give to `go(…, "code")`: each has words, else the person is told nothing.
#[test]
fn every_flash_that_a_page_sends_is_known() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages")];
    let mut sent = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the sources are here") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("text");
            for (at, _) in text.match_indices(" go(") {
                let call = text[at..].split(['\n', ';']).next().unwrap_or("");
                let Some(code) = call.rsplit(", \"").next().and_then(|rest| rest.split('"').next()) else {
                    continue;
                };
                let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                if is_code && call.contains(", \"") {
                    assert!(
                        flash(Lang::En, code).is_some(),
                        "{}: no words for the flash `{code}`",
                        path.display()
                    );
                    sent += 1;
                }
            }
        }
    }
    assert!(30 <= sent, "only {sent} flashes were found: does this test still read the pages?");
}
