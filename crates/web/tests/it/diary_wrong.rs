//! Wrong turns and dishonest hands: a sign-in that ended, an entry deleted elsewhere, addresses of others.

use axum::http::header;
use care::diary::DiaryEntry;
use care::fact::Stream;
use care::ids::{CommandId, DiaryEntryId};
use care::practice::Role;

use crate::clinic::{Clinic, location, person, text};
use crate::diary::{ENTRY, Form, clinic, shares, writes};
use crate::diary_gone::another;

const OTHER: DiaryEntryId = DiaryEntryId(0x07E8);
const HOUR: &str = "typed for an hour <b>and</b> הים 🌊";
const ESCAPED: &str = "typed for an hour &#60;b&#62;and&#60;/b&#62; הים 🌊";

fn entry(clinic: &Clinic, id: DiaryEntryId) -> std::sync::Arc<DiaryEntry> {
    record::state_as!(clinic.record.state(Stream::Diary(id)).unwrap(), Diary).unwrap()
}

fn is_begun(clinic: &Clinic, id: DiaryEntryId) -> bool {
    record::state_as!(clinic.record.state(Stream::Diary(id)).unwrap(), Diary).is_some()
}

#[tokio::test]
async fn a_form_whose_sign_in_ended_gives_every_word_back() {
    let (clinic, token) = clinic();
    let stale = format!("{:064x}", 0xDEAD);
    for (lang, title) in
        [("en", "Your words are not kept yet"), ("es", "Sus palabras aún no están guardadas")]
    {
        // Nobody is signed in; and somebody is, under another sign-in than the form was drawn for.
        let (nobody, another) = (format!("{stale}; lang={lang}"), format!("{token}; lang={lang}"));
        let form = Form::words(&clinic, HOUR);
        let out = form.to(&clinic, "/me/journal/new", &nobody).await;
        let other = form.to_with(&clinic, "/me/journal/new", &another, "").await;
        for back in [out, other] {
            assert_eq!(back.headers()[header::CACHE_CONTROL], "no-store");
            let page = text(back).await;
            assert!(
                page.contains(title) && page.contains(ESCAPED) && !page.contains("<b>and"),
                "{lang}: {page}"
            );
        }
    }
    assert!(!is_begun(&clinic, ENTRY), "nothing is kept of either");
    // Without words there is nothing to give back; a script keeps its own copy, and learns it by the status.
    let empty = Form::words(&clinic, " ").to(&clinic, "/me/journal/new", &stale).await;
    let quiet = Form::words(&clinic, HOUR).with("quiet", "yes").to(&clinic, "/me/journal/new", &stale).await;
    for answer in [empty, quiet] {
        assert!(answer.status() == 303 && location(&answer).starts_with("/sign-in"));
    }
    let quiet = Form::words(&clinic, HOUR).with("quiet", "yes");
    assert_eq!(quiet.to_with(&clinic, "/me/journal/new", &token, "").await.status(), 403);
    // From another site nothing comes back, whoever sends it.
    let form = format!("words={}", "x".repeat(40));
    let forged = clinic.send("/me/journal/new", Some(&token), form.into(), "cross-site").await;
    assert_eq!(forged.status(), 403);
    assert!(!text(forged).await.contains("xxxx"));
}

#[tokio::test]
async fn an_entry_deleted_elsewhere_gives_the_words_back_in_a_form_of_a_new_one() {
    for (lang, said) in [("en", "deleted on another device"), ("es", "se borró en otro dispositivo")] {
        let (clinic, token) = clinic();
        let href = writes(&clinic, &token, "first").await;
        let form = format!("command={}", clinic.command());
        assert_eq!(clinic.post(&format!("{href}/delete"), Some(&token), &form).await.status(), 303);
        let reader = format!("{token}; lang={lang}");
        let late = Form::words(&clinic, HOUR);
        let back = late.to_with(&clinic, &format!("{href}/write"), &reader, &token).await;
        assert_eq!(back.status(), 422);
        let page = text(back).await;
        assert!(page.contains(said) && page.contains(ESCAPED), "{page}");
        assert!(
            page.contains(&format!("data-instead=\"{ENTRY}\""))
                && page.contains("action=\"/me/journal/new\"")
        );
        let value = |name: &str| {
            let from = page.split_once(&format!("name=\"{name}\" value=\"")).expect(name).1;
            from.split('"').next().unwrap().to_owned()
        };
        assert_ne!(value("entry"), ENTRY.to_string());
        // That form works, and what was deleted stays so.
        let again = Form(
            vec![("command", value("command")), ("entry", value("entry")), ("words", HOUR.to_owned())],
            None,
        );
        assert_eq!(again.to(&clinic, "/me/journal/new", &token).await.status(), 303);
        assert!(entry(&clinic, ENTRY).deleted.is_some());
        // A script learns that the entry is not there, and keeps what it has.
        let quiet = Form::words(&clinic, HOUR).with("quiet", "yes");
        assert_eq!(quiet.to(&clinic, &format!("{href}/write"), &token).await.status(), 404);
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_said_in_spanish_too() {
    let (clinic, token) = clinic();
    let mut jpeg = vec![0_u8; 10_000_000];
    jpeg[..4].copy_from_slice(&[0xFF, 0xD8, 0xFF, 0xE0]);
    let long = "a".repeat(200_000);
    for (words, file, said) in [
        ("x", Some(jpeg), "Este archivo tiene 9.5 MB."),
        ("x", Some(b"just words".to_vec()), "Este archivo no se puede guardar."),
        ("x", Some(b"<svg onload=alert(1)>".to_vec()), "Este archivo no se puede guardar."),
        (" ", None, "Escriba algo"),
        (long.as_str(), None, "Este texto tiene 200000 letras."),
    ] {
        let mut form = Form::words(&clinic, words);
        if let Some(bytes) = file {
            form = form.file("a.jpg", bytes);
        }
        let back = form.to_with(&clinic, "/me/journal/new", &format!("{token}; lang=es"), &token).await;
        assert_eq!(back.status(), 422, "{said}");
        let page = text(back).await;
        assert!(page.contains(said) && page.contains(words), "{said}: {}", &page[..page.len().min(9_000)]);
    }
    assert!(!is_begun(&clinic, ENTRY));
}

/// Whoever reads one entry reads that one: no other, no piece of another under its address, no earlier version.
#[tokio::test]
async fn who_is_shared_one_entry_reaches_no_other() {
    let (clinic, token) = clinic();
    let photo = include_bytes!("../photo.jpg").to_vec();
    writes(&clinic, &token, "lighthouse").await;
    let mut other = Form::words(&clinic, "a secret").file("a.jpg", photo);
    other.0[1].1 = OTHER.to_string();
    assert_eq!(other.to(&clinic, "/me/journal/new", &token).await.status(), 303);
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    let nurse = clinic.token(Role::Nurse);
    let (own, others) = (entry(&clinic, ENTRY).pieces[0].document, entry(&clinic, OTHER));
    assert_eq!(clinic.get(&format!("/shared/{ENTRY}/{own}"), Some(&nurse)).await.status(), 200);
    let mut paths =
        vec![format!("/shared/{OTHER}"), format!("/me/journal/{ENTRY}"), format!("/me/journal/{OTHER}")];
    for piece in &others.pieces {
        for place in ["/shared", "/me/journal"] {
            paths.push(format!("{place}/{OTHER}/{}", piece.document));
            paths.push(format!("{place}/{ENTRY}/{}", piece.document));
        }
    }
    for path in &paths {
        let answer = clinic.get(path, Some(&nurse)).await;
        assert!([403, 404].contains(&answer.status().as_u16()), "{path}: {}", answer.status());
        assert!(!text(answer).await.contains("a secret"), "{path}");
    }
    // Not even its writer finds a piece under another entry's address, nor an earlier version.
    let crossed = format!("/me/journal/{ENTRY}/{}", others.pieces[1].document);
    assert_eq!(clinic.get(&crossed, Some(&token)).await.status(), 404);
    let later = Form::words(&clinic, "better").with("over", &own.to_string());
    assert_eq!(later.to(&clinic, &format!("/me/journal/{ENTRY}/write"), &token).await.status(), 303);
    for (path, who) in [("/shared", &nurse), ("/me/journal", &token)] {
        assert_eq!(clinic.get(&format!("{path}/{ENTRY}/{own}"), Some(who)).await.status(), 404, "{path}");
    }
    // Whom it is shared with changes nothing of it, and shares it with nobody.
    for verb in ["write", "join", "take-out", "share", "take-back", "delete", "restore"] {
        let form = format!("command={}&words=x&with={}", clinic.command(), person(Role::Prescriber));
        let done = clinic.post(&format!("/me/journal/{ENTRY}/{verb}"), Some(&nurse), &form).await;
        assert!([403, 404, 409].contains(&done.status().as_u16()), "{verb}: {}", done.status());
    }
}

/// A patient reaches neither another's entry nor its pieces, by any address there is; nor ends another's share.
#[tokio::test]
async fn a_patient_reaches_no_entry_of_another_by_any_address() {
    let (clinic, token) = clinic();
    let photo = include_bytes!("../photo.jpg").to_vec();
    let form = Form::words(&clinic, "lighthouse").file("a.jpg", photo);
    assert_eq!(form.to(&clinic, "/me/journal/new", &token).await.status(), 303);
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    let maya = another(&clinic);
    for piece in &entry(&clinic, ENTRY).pieces {
        for place in ["/shared", "/me/journal"] {
            for path in [format!("{place}/{ENTRY}"), format!("{place}/{ENTRY}/{}", piece.document)] {
                let answer = clinic.get(&path, Some(&maya)).await;
                assert!([403, 404].contains(&answer.status().as_u16()), "{path}: {}", answer.status());
                assert_eq!(clinic.get(&path, None).await.status(), 303, "{path}, signed out");
            }
        }
    }
    let with = format!("share={ENTRY}%7C{}&command={}", person(Role::Nurse), clinic.command());
    let done = clinic.post("/me/people/take-back", Some(&maya), &with).await;
    assert!([403, 404, 409].contains(&done.status().as_u16()), "{}", done.status());
    assert_eq!(entry(&clinic, ENTRY).readers().count(), 1, "it is still shared with whom it was");
    // Her own piece, under a number that she makes, does not replace one of this entry.
    let document = entry(&clinic, ENTRY).pieces[0].document;
    let mut own = Form::words(&clinic, "mine").with("over", &document.to_string());
    own.0[1].1 = OTHER.to_string();
    assert_eq!(own.to(&clinic, "/me/journal/new", &maya).await.status(), 303);
    assert_eq!(own.to(&clinic, &format!("/me/journal/{OTHER}/write"), &maya).await.status(), 409);
    let page = text(clinic.get(&format!("/me/journal/{ENTRY}"), Some(&token)).await).await;
    assert!(page.contains("lighthouse") && !page.contains("mine"));
}

/// No page of a diary is kept by a browser or by anything between, and no file of it is taken for another kind.
#[tokio::test]
async fn nothing_of_a_diary_is_kept_on_the_way_or_taken_for_a_page() {
    let (clinic, token) = clinic();
    let page = [b"OggS\0\x02".as_slice(), b"<!doctype html><script>alert(1)</script>"].concat();
    let form = Form::words(&clinic, "lighthouse").file("a.html", page);
    assert_eq!(form.to(&clinic, "/me/journal/new", &token).await.status(), 303);
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    let nurse = clinic.token(Role::Nurse);
    let sound = entry(&clinic, ENTRY).pieces[1].document;
    let mut asked = 0;
    for path in [
        "/me/journal".to_owned(),
        "/me/journal?q=lighthouse".to_owned(),
        "/me/journal/new".to_owned(),
        "/me/journal/deleted".to_owned(),
        format!("/me/journal/{ENTRY}"),
        format!("/me/journal/{ENTRY}/write"),
        format!("/me/journal/{ENTRY}/share"),
        format!("/me/journal/{ENTRY}/{sound}"),
        format!("/shared/{ENTRY}"),
        format!("/shared/{ENTRY}/{sound}"),
        "/me/export/everything.zip".to_owned(),
    ] {
        let who = if path.starts_with("/shared") { &nurse } else { &token };
        let answer = clinic.get(&path, Some(who)).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
        assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        if path.ends_with(&sound.to_string()) {
            assert_eq!(answer.headers()[header::CONTENT_TYPE], "audio/ogg");
            assert_eq!(answer.headers()[header::CONTENT_SECURITY_POLICY], "default-src 'none'; sandbox");
        }
        asked += 1;
    }
    assert_eq!(asked, 11);
    let nothing = format!("/shared/{ENTRY}/{}", CommandId(7));
    assert_eq!(clinic.get(&nothing, Some(&nurse)).await.status(), 404);
    // A form with a file, from a page of somebody else: refused before anything of it is looked at.
    let body = "--B0\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nx\r\n--B0--\r\n";
    let forged = clinic.send("/me/journal/new", Some(&token), body.into(), "cross-site").await;
    assert_eq!(forged.status(), 403);
}
