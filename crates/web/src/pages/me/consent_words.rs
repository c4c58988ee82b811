//! What a person agrees to, in plain words, by door and route. Nothing here promises anything.

use care::protocol::{CareModel, Content, Depth, Key, Route, TherapistPart};

/// One part of the summary.
pub struct Part {
    /// A sentence as heading.
    pub heading: &'static str,
    /// What to know.
    pub lines: Vec<String>,
}

/// The summary of one route under one protocol.
pub fn summary(content: &Content, route: Route) -> Vec<Part> {
    vec![
        Part { heading: "What it is", lines: what(content, route) },
        Part { heading: "What may feel good", lines: good(content) },
        Part { heading: "What may be hard", lines: hard(route) },
        Part { heading: "Who is there", lines: who(content) },
        Part { heading: "What is not known", lines: unknown() },
        Part { heading: "What you should know before you sign", lines: law(content) },
        Part { heading: "You can always stop", lines: stop() },
    ]
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn what(content: &Content, route: Route) -> Vec<String> {
    let how = match route {
        Route::Intravenous => "Ketamine goes slowly into a vein in your arm.",
        Route::Intramuscular => "Ketamine is given with a needle into a muscle, in the arm or leg.",
        Route::Intranasal => "Ketamine is sprayed into your nose.",
        Route::Sublingual => "A lozenge with ketamine is held in your mouth.",
        Route::Oral => "Ketamine is swallowed.",
    };
    let door = match content.model {
        CareModel::Kap => "This is a KAP session: psychotherapy with ketamine, with a licensed therapist.",
        CareModel::Infusion => "This is an infusion: a medical procedure. No psychotherapy belongs to it.",
    };
    let mut lines = owned(&[door, how]);
    if let Ok(minutes) = content.small(Key::DoseOver(route)) {
        lines.push(format!("The dose takes about {minutes} minutes."));
    }
    if let (Ok(doses), Ok(after)) = (content.small(Key::SeriesDoses), content.small(Key::ObserveAfter)) {
        let times = if doses == 1 { "once".to_owned() } else { format!("{doses} times") };
        lines.push(format!(
            "It is planned {times}. Each time you rest with us for at least {after} minutes afterwards."
        ));
    }
    lines
}

fn good(content: &Content) -> Vec<String> {
    let depth = match content.depth {
        Depth::Psycholytic => "Some people feel calmer and find it easier to talk about hard things.",
        Depth::Psychedelic => "Some people feel calm, light, or far away from their worries for a while.",
    };
    owned(&[
        depth,
        "Some people notice that their mood is better for hours or days. Some people notice nothing.",
    ])
}

fn hard(route: Route) -> Vec<String> {
    let body = match route {
        Route::Intravenous | Route::Intramuscular => "The needle can hurt or leave a bruise.",
        Route::Intranasal => "The spray can sting or taste bitter.",
        Route::Sublingual | Route::Oral => {
            "It can taste bitter. How strongly it works differs more from day to day."
        }
    };
    owned(&[
        "Things can look, sound or feel strange. You may feel cut off from your body. For some people this is frightening.",
        "Blood pressure and pulse often rise for a while. You may feel sick, dizzy or very tired.",
        body,
        "Strong or strange feelings can last a few days.",
        "Used often, ketamine can harm the bladder, and some people find it hard to stop.",
    ])
}

fn who(content: &Content) -> Vec<String> {
    match (content.model, content.therapist) {
        (CareModel::Infusion, _) => owned(&[
            "All infusions are given and watched by licensed medical staff.",
            "They check your blood pressure, pulse and oxygen again and again.",
        ]),
        (CareModel::Kap, TherapistPart::Present) => owned(&[
            "A licensed therapist is in the room with you the whole time.",
            "A nurse or prescriber gives the dose and checks your blood pressure, pulse and oxygen.",
        ]),
        (CareModel::Kap, _) => owned(&[
            "A nurse or prescriber gives the dose and checks your blood pressure, pulse and oxygen.",
            "You talk with a licensed therapist afterwards.",
        ]),
    }
}

fn unknown() -> Vec<String> {
    owned(&[
        "Nobody can say beforehand whether it will help you, or for how long.",
        "Little is known about many doses over many years.",
    ])
}

fn law(content: &Content) -> Vec<String> {
    let mut lines = owned(&[
        "Ketamine is not right for everyone. A prescriber decides with you.",
        "The FDA has not approved ketamine for psychiatric conditions. Compounded forms are not FDA-reviewed. (United \
         States; checked 2026-11.)",
    ]);
    if let Ok(hours) = content.small(Key::ClearHeaded) {
        lines.push(format!(
            "For {hours} hours after a dose you can’t sign, pay or share anything new here. Don’t drive until you have slept a night."
        ));
    }
    lines
}

fn stop() -> Vec<String> {
    owned(&[
        "You can say no now. You can stop before, during or after a dose, and you need not say why.",
        "You can withdraw this consent on this page at any time, also right after a dose.",
    ])
}
