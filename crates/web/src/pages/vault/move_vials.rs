//! Whole packages leave: back to a supplier, to another vault of the house, or destroyed.

use askama::Template;
use care::act::Act;
use care::ids::VaultId;
use care::refusal::Refusal;
use care::vault::{DestroyVials, ReturnVials, Supplier, TransferVials};

use super::{Common, Known, all, chosen, drawn, known, label_words};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors, Field};
use crate::second_signer;
use crate::visit::Visit;

/// Where they go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Onward,
    Away,
}

#[derive(Template)]
#[template(path = "vault/move_vials.html")]
struct Page {
    frame: Frame,
    common: Common,
    action: &'static str,
    button: &'static str,
    lots: Vec<Field>,
    opened: Vec<Choice>,
    vaults: Vec<Choice>,
    /// Lines of text this way asks for.
    lines: Vec<Field>,
}

impl Way {
    /// The end of the address, the heading, the button.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Back => ("return", "Send back", "They go back"),
            Self::Onward => ("transfer", "Hand to another vault", "They go there"),
            Self::Away => ("destroy", "Destroy", "They are destroyed"),
        }
    }

    /// What it asks in lines: name, label, hint.
    const fn lines(self) -> &'static [(&'static str, &'static str, &'static str)] {
        match self {
            Self::Back => &[
                ("to", "To whom", ""),
                ("to_address", "Their address", ""),
                ("to_registration", "Their registration", "A DEA number or the like."),
                ("paper", "The number of the paper that goes with them", ""),
            ],
            Self::Onward => &[],
            Self::Away => &[("method", "How", "So that nothing can be got back."), ("where", "Where", "")],
        }
    }
}

/// `GET /vault/{vault}/return`
pub fn get_return(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Way::Back, Errors::default())
}

/// `GET /vault/{vault}/transfer`
pub fn get_transfer(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Way::Onward, Errors::default())
}

/// `GET /vault/{vault}/destroy`
pub fn get_destroy(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Way::Away, Errors::default())
}

/// The field at the head of the list of what goes.
fn first_field(known: &Known) -> &'static str {
    if known.sealed().is_empty() { "opened" } else { "lots" }
}

/// `POST /vault/{vault}/return`
pub fn post_return(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let vials = chosen(&known, visit, &mut errors);
    let name = line(visit, &mut errors, "to", "Write to whom they go.");
    let address = line(visit, &mut errors, "to_address", "Write the address.");
    let registration = line(visit, &mut errors, "to_registration", "Write the registration.");
    let paper = line(visit, &mut errors, "paper", "Write the number of the paper.");
    let (Some(name), Some(address), Some(registration), Some(paper), true) =
        (name, address, registration, paper, errors.is_empty())
    else {
        return draw(app, visit, &known, Way::Back, errors);
    };
    let to = Supplier { name, address, registration };
    match app.submit(visit, Act::ReturnVials(known.id, ReturnVials { vials, to, paper })) {
        Ok(_) => go(known.href(), "vials-returned"),
        Err(trouble) => {
            let field = first_field(&known);
            draw(app, visit, &known, Way::Back, beside(trouble, |_| field)?)
        }
    }
}

/// `POST /vault/{vault}/transfer`
pub fn post_transfer(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let vials = chosen(&known, visit, &mut errors);
    let to = VaultId::read(visit.value("vault"));
    if to.is_none() {
        errors.add("vault", "Choose where they go.");
    }
    let (Some(to), true) = (to, errors.is_empty()) else {
        return draw(app, visit, &known, Way::Onward, errors);
    };
    let act = |witness| Act::TransferVials(known.id, TransferVials { vials: vials.clone(), to, witness });
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(known.href(), "vials-transferred"),
        Err(no) => {
            let lots = first_field(&known);
            let field = |no: &Refusal| if matches!(no, Refusal::VaultUnknown) { "vault" } else { lots };
            draw(app, visit, &known, Way::Onward, no.beside(field)?)
        }
    }
}

/// `POST /vault/{vault}/destroy`
pub fn post_destroy(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let vials = chosen(&known, visit, &mut errors);
    let method = line(visit, &mut errors, "method", "Write how.");
    let place = line(visit, &mut errors, "where", "Write where.");
    let (Some(method), Some(place), true) = (method, place, errors.is_empty()) else {
        return draw(app, visit, &known, Way::Away, errors);
    };
    let act = |witness| {
        let (vials, method, place) = (vials.clone(), method.clone(), place.clone());
        Act::DestroyVials(known.id, DestroyVials { vials, method, place, witness })
    };
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(known.href(), "vials-destroyed"),
        Err(no) => {
            let field = first_field(&known);
            draw(app, visit, &known, Way::Away, no.beside(|_| field)?)
        }
    }
}

fn draw(app: &App, visit: &Visit, known: &Known, way: Way, errors: Errors) -> Answered {
    let (action, title, button) = way.words();
    let lots = known.sealed().into_iter().map(|(lot, _, count)| {
        let name = format!("lot-{}", lot.number);
        let value = visit.value(&name).to_owned();
        Field { label: label_words(&lot.label), hint: format!("How many of {count} sealed"), value, name }
    });
    let ticked = visit.values("opened");
    let opened = known.open().into_iter().filter(|_| way == Way::Away).filter_map(|vial| {
        let label = known.vault.label(vial).ok()?;
        let (value, left) = (vial.number.to_string(), vial.left.written(label.package.form));
        let words = format!("Vial {value}, opened. {}", label_words(label));
        let checked = ticked.contains(&value.as_str());
        Some(Choice { checked, ..Choice::new(&value, &words, "") }.hint(&format!("{left} left")))
    });
    let others = if way == Way::Onward { all(app)? } else { vec![] };
    let others = others.iter().filter(|other| other.id != known.id && other.vault.closed.is_none());
    let chosen = visit.value("vault");
    let (frame, common) = known.common(app, visit, title, errors, way != Way::Back)?;
    let page = Page {
        frame,
        common,
        action,
        button,
        lots: lots.collect(),
        opened: opened.collect(),
        vaults: others
            .map(|other| Choice::new(&other.id.to_string(), other.vault.name.as_str(), chosen))
            .collect(),
        lines: way
            .lines()
            .iter()
            .map(|(name, label, hint)| Field {
                name: (*name).to_owned(),
                label: (*label).to_owned(),
                hint: (*hint).to_owned(),
                value: visit.value(name).to_owned(),
            })
            .collect(),
    };
    drawn(&page, &page.common.errors)
}
