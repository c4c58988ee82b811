//! A first contact: its words open while they are needed, are in no column, and are in no file once they are forgotten.

use care::act::Act;
use care::contact::{AskForCall, Concern, EraseContact, KEPT, Outcome, SettleContact};
use care::ids::{CommandId, ContactId};
use care::messages::Tongue;
use care::practice::Acting;
use care::units::Hours;
use record::asking::VISITOR;
use record::store::Store;
use record::submit::{Answer, Command};
use record::views::ask_contacts;

use crate::clinic::{Clinic, who};
use crate::stores::Fresh;

crate::on_both_stores!(who_asked_for_a_call_is_sealed_listed_once_and_forgotten);

const WORDS: &str = "Quillon-2718281828 🌊\nquillon@lighthouse.example";
const COMMAND: CommandId = CommandId(0x2718);

fn asked(clinic: &Clinic, words: &str) -> Result<Answer, record::writer::WriteFault> {
    let act = AskForCall {
        concern: Concern::NotSure,
        parts: vec![],
        tongue: Tongue::Spanish,
        call_by: clinic.now().plus_hours(Hours(20)),
    };
    let act = Act::AskForCall(ContactId::from_command(COMMAND), act);
    let sealed = (!words.is_empty()).then(|| words.to_owned().into());
    clinic.ask(Command { id: COMMAND, act, by: Acting::VISITOR, occurred: None, sealed })
}

pub fn files(fresh: &Fresh) -> Vec<u8> {
    let Store::Sqlite { path } = &fresh.store else { return vec![] };
    let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
    folder.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
}

pub fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn who_asked_for_a_call_is_sealed_listed_once_and_forgotten(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let id = ContactId::from_command(COMMAND);
    assert!(matches!(asked(&clinic, "").unwrap(), Answer::Refused(_)), "without words nothing is written");
    assert!(matches!(asked(&clinic, WORDS).unwrap(), Answer::Done(receipt) if !receipt.repeated));
    assert!(
        matches!(asked(&clinic, WORDS).unwrap(), Answer::Done(receipt) if receipt.repeated),
        "a double tap"
    );
    assert!(matches!(asked(&clinic, "Somebody else\n5550100").unwrap(), Answer::IdReused));
    let open = || clinic.record.open_sealed(&COMMAND.to_string(), VISITOR).unwrap();
    let list = || clinic.record.read(|conn| ask_contacts::open(conn, clinic.org())).unwrap();
    let owed = |now| clinic.record.read(|conn| ask_contacts::owed(conn, clinic.org(), now)).unwrap();
    assert_eq!((open().as_deref(), list()), (Some(WORDS), vec![id]));
    assert_eq!(owed(clinic.now()), (1, 0));
    assert_eq!(owed(clinic.now().plus_hours(Hours(20))), (1, 1), "late from its instant on");
    clinic.verify().unwrap();
    assert!(!holds(&files(fresh), b"Quillon"), "the plain words are in a file");
    let wrapped = |clinic: &Clinic| -> Vec<Vec<u8>> {
        let sql = "SELECT wrapped FROM sealed_keys WHERE document = ?1";
        let rows = clinic.store.reader().unwrap().query(sql, &[COMMAND.to_string().into()]).unwrap();
        rows.iter().map(|row| row.blob(0).unwrap().to_vec()).collect()
    };
    let key = wrapped(&clinic).remove(0);
    let on_sqlite = !files(fresh).is_empty();
    assert_eq!(holds(&files(fresh), &key), on_sqlite, "or the search would prove nothing");

    clinic.does(&who("desk"), Act::SettleContact(id, SettleContact { outcome: Outcome::Called }));
    let settled = || clinic.record.read(|conn| ask_contacts::settled(conn, clinic.org())).unwrap();
    assert_eq!((list(), settled()), (vec![], vec![id]));
    clinic.set_clock(clinic.now().plus_hours(KEPT));
    let due = clinic.record.read(|conn| ask_contacts::erase_due(conn, clinic.org(), clinic.now())).unwrap();
    assert_eq!(due, vec![id]);
    clinic.does(&Acting::CLOCK, Act::EraseContact(id, EraseContact));
    clinic.record.scrubbed();
    assert_eq!((open(), settled()), (None, vec![]));
    assert!(wrapped(&clinic).is_empty() && !holds(&files(fresh), &key), "its key is in a file");
    clinic.verify().unwrap();
}
