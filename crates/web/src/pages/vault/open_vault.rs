//! A vault is taken into use, or given up.

use askama::Template;
use care::act::Act;
use care::ids::VaultId;
use care::text::Line;
use care::vault::{CloseVault, OpenVault};

use super::{drawn, field, known};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "vault/open_vault.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    called: String,
    registration: String,
    address: String,
    sites: Vec<Choice>,
}

/// `GET /vault/new`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /vault/new`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let name = line(visit, &mut errors, "name", "Write what it is called.");
    let registration = line(visit, &mut errors, "registration", "Write the registration of this address.");
    let address = line(visit, &mut errors, "address", "Write the registered address.");
    let site = app.places().named(visit.value("site"))?.number;
    let (Some(name), Some(registration), Some(address)) = (name, registration, address) else {
        return draw(app, visit, errors);
    };
    // One form is one vault.
    let id = VaultId(visit.command()?.0);
    match app.submit(visit, Act::OpenVault(id, OpenVault { name, site, registration, address })) {
        Ok(_) => go(format!("/vault/{id}"), "vault-opened"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

/// `POST /vault/{vault}/close`
pub fn post_close(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let reason = Line::new(visit.value("reason")).map_err(Trouble::Refused)?;
    app.submit(visit, Act::CloseVault(known.id, CloseVault { reason }))?;
    go(known.href(), "vault-closed")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let chosen = visit.value("site");
    let sites = app.places().open(app.now());
    let page = Page {
        frame: draw::frame(app, visit, "A new vault"),
        command: visit.form_command(),
        called: visit.value("name").to_owned(),
        registration: visit.value("registration").to_owned(),
        address: visit.value("address").to_owned(),
        sites: sites.iter().map(|place| Choice::new(&place.value(), &place.name, chosen)).collect(),
        errors,
    };
    drawn(&page, &page.errors)
}
