//! Referred into the house: with the person's own yes only, read by whoever calls, and told back no further than they agreed.

use care::act::Act;
use care::contact::EraseContact;
use care::ids::ContactId;
use care::practice::{Acting, Role};
use care::units::Hours;
use record::views::ask_contacts;

use crate::clinic::{Clinic, NOON, location, text};

const REFERS: &str = "name=R.E.&reach=(555)+0177&parts=evening&concern=kap&from=Dana+Cho+PhD&role=therapist%2C+New+York\
    &from_reach=dana%40cho.example&agreed=yes";

async fn refer(clinic: &Clinic, fields: &str) -> (u16, String, String) {
    let response = clinic.post("/refer", None, &format!("command={}&{fields}", clinic.command())).await;
    let (status, to) = (response.status().as_u16(), location(&response).to_owned());
    (status, to, text(response).await)
}

async fn page(clinic: &Clinic, token: Option<&str>, path: &str) -> String {
    let response = clinic.get(path, token).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}

fn open(clinic: &Clinic) -> Vec<ContactId> {
    clinic.record.read(|conn| ask_contacts::open(conn, clinic.record.org())).unwrap()
}

async fn does(clinic: &Clinic, desk: &str, id: ContactId, act: &str) {
    let (path, fields) = match act {
        "try" => ("try", String::new()),
        outcome => ("settle", format!("&outcome={outcome}")),
    };
    let form = format!("command={}{fields}", clinic.command());
    let response = clinic.post(&format!("/desk/first-contacts/{id}/{path}"), Some(desk), &form).await;
    assert_eq!(response.status(), 303);
}

#[tokio::test]
async fn somebody_is_referred_in_with_their_yes_and_the_desk_reads_who_refers() {
    let clinic = Clinic::open();
    assert!(page(&clinic, None, "/start").await.contains("href=\"/refer\""));
    let form = page(&clinic, None, "/refer").await;
    assert!(form.contains("Please write nothing about their health here."), "{form}");
    assert!(form.find("If you are in danger now").unwrap() < form.find("<form").unwrap());
    let not = |part: &str, other: &str| {
        assert!(REFERS.contains(part), "{part}");
        REFERS.replace(part, other)
    };
    for (fields, words) in [
        (not("&agreed=yes", ""), "without their own yes"),
        (not("name=R.E.", "name="), "Write their initials."),
        (not("name=R.E.", "name=Rowan+Ellis+of+the+lighthouse"), "Write their initials."),
        (not("reach=(555)+0177", "reach=call"), "Write a phone number"),
        (not("from=Dana+Cho+PhD", "from="), "Write your name."),
        (not("role=therapist%2C+New+York", "role="), "Write what you do."),
        (not("from_reach=dana%40cho.example", "from_reach=dana"), "Write a phone number"),
        (not("concern=kap", "concern=other"), "Choose one."),
    ] {
        let (status, _, said) = refer(&clinic, &fields).await;
        assert!(status == 422 && said.contains(words), "{fields}: {status} {said}");
        assert!(open(&clinic).is_empty());
    }
    let (status, link, said) = refer(&clinic, REFERS).await;
    assert_eq!(status, 303, "{said}");
    assert!(link.starts_with("/referred/"), "{link}");
    let desk = clinic.token(Role::FrontDesk);
    let list = page(&clinic, Some(&desk), "/desk/first-contacts").await;
    for words in [
        "R.E.",
        "(555) 0177",
        "Referred by Dana Cho PhD, therapist, New York, dana@cho.example.",
        "tell them nothing",
        "Call by Fri 20 Nov, 17:00",
    ] {
        assert!(list.contains(words), "no {words} in {list}");
    }
    for role in [Role::IntegrationSpecialist, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(clinic.get("/desk/first-contacts", Some(&token)).await.status(), 403);
    }
    // Nothing of who and whom stands in the journal or in any list: it is sealed.
    let facts = clinic.record.read(|conn| {
        let stream = care::fact::Stream::Contact(open(&clinic)[0]);
        record::views::ask::history(conn, clinic.record.org(), &[stream])
    });
    let told: String = facts.unwrap().iter().map(|one| one.envelope.body.clone()).collect();
    assert!(told.contains("tells_back") && !told.contains("Cho") && !told.contains("0177"), "{told}");
}

#[tokio::test]
async fn whoever_refers_hears_no_more_than_the_person_agreed_to() {
    let clinic = Clinic::open();
    let (_, silent, _) = refer(&clinic, REFERS).await;
    let (_, told, _) =
        refer(&clinic, &REFERS.replace("R.E.", "M.O.").replace("&agreed", "&tells_back=yes&agreed")).await;
    let [first, second] = open(&clinic)[..] else { panic!("two are owed a call") };
    // Which is which: the link carries the number of its own.
    let of = |id: ContactId, link: &str| link.contains(&format!("{:032x}", id.0));
    let (quiet, loud) = if of(first, &silent) { (first, second) } else { (second, first) };
    assert!(of(quiet, &silent) && of(loud, &told));
    let unsaid = page(&clinic, None, &silent).await;
    assert!(
        unsaid.contains("We have had it since") && unsaid.contains("did not say yes to us telling you more")
    );
    assert!(!unsaid.contains("R.E.") && !unsaid.contains("0177"), "a link shows nobody: {unsaid}");
    let owed = page(&clinic, None, &told).await;
    assert!(owed.contains("The front desk is to call them by Fri 20 Nov, 17:00."), "{owed}");
    clinic.at(NOON.plus_hours(Hours(1)));
    let desk = clinic.token(Role::FrontDesk);
    does(&clinic, &desk, quiet, "try").await;
    does(&clinic, &desk, loud, "try").await;
    let tried = page(&clinic, None, &told).await;
    assert!(tried.contains("We called on Fri 20 Nov and did not reach them."), "{tried}");
    clinic.at(NOON.plus_hours(Hours(26)));
    let desk = clinic.token(Role::FrontDesk);
    does(&clinic, &desk, quiet, "called").await;
    does(&clinic, &desk, loud, "called").await;
    let reached = page(&clinic, None, &told).await;
    assert!(reached.contains("They were contacted on Sat 21 Nov."), "{reached}");
    // Called, tried or not: without their yes the page is the same.
    let part = |page: &str| {
        page.split("data-testid=\"referred\"").nth(1).unwrap().split("</div>").next().unwrap().to_owned()
    };
    assert_eq!(part(&unsaid), part(&page(&clinic, None, &silent).await));
    // A guess, a changed link and one whose words are erased look alike.
    let over = "This link does not lead anywhere, or not any more.";
    let changed = format!("{}0", &told[..told.len() - 1]);
    let changed = if changed == told { format!("{}1", &told[..told.len() - 1]) } else { changed };
    for link in ["/referred/x", &changed, &format!("/referred/{}", "0".repeat(64))] {
        assert!(page(&clinic, None, link).await.contains(over), "{link}");
    }
    clinic.at(NOON.plus_hours(Hours(26 + 30 * 24)));
    clinic.act(Acting::CLOCK, Act::EraseContact(loud, EraseContact));
    assert!(page(&clinic, None, &told).await.contains(over));
}

#[tokio::test]
async fn a_link_of_a_first_call_that_nobody_referred_opens_nothing() {
    let clinic = Clinic::open();
    let form = format!("command={}&name=Quillon&reach=(555)+0177&concern=not-sure", clinic.command());
    assert_eq!(clinic.post("/start", None, &form).await.status(), 303);
    let id = open(&clinic)[0];
    let mark = clinic.record.mark(&format!("referred-in {id}"));
    let link = format!("/referred/{:032x}{}", id.0, &mark[..32]);
    assert!(page(&clinic, None, &link).await.contains("does not lead anywhere"));
}
