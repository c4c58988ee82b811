//! The diary: its writer's own pages, and the page of whoever an entry is shared with.

use care::practice::ActKind;

use super::{Needs, Route, get, post, post_file};
use crate::pages::diary;

/// All of it. `{entry}` is judged inside: an entry that is not one's own, or not shared with one, is not there.
pub(super) const DIARY: &[Route] = &[
    get("/me/journal", Needs::May(ActKind::WriteDiaryEntry), diary::see_diary::get),
    get("/me/journal/deleted", Needs::May(ActKind::WriteDiaryEntry), diary::see_diary::get_deleted),
    get("/me/journal/new", Needs::May(ActKind::WriteDiaryEntry), diary::write_diary_entry::get_new),
    post_file("/me/journal/new", Needs::May(ActKind::WriteDiaryEntry), diary::write_diary_entry::post_new),
    get("/me/journal/{entry}", Needs::May(ActKind::WriteDiaryEntry), diary::see_entry::get),
    get("/me/journal/{entry}/write", Needs::May(ActKind::ChangeDiaryEntry), diary::write_diary_entry::get),
    post_file(
        "/me/journal/{entry}/write",
        Needs::May(ActKind::ChangeDiaryEntry),
        diary::write_diary_entry::post,
    ),
    post("/me/journal/{entry}/join", Needs::May(ActKind::ChangeDiaryEntry), diary::see_entry::post_join),
    post(
        "/me/journal/{entry}/take-out",
        Needs::May(ActKind::ChangeDiaryEntry),
        diary::see_entry::post_take_out,
    ),
    get("/me/journal/{entry}/share", Needs::May(ActKind::ShareDiaryEntry), diary::share_diary_entry::get),
    post("/me/journal/{entry}/share", Needs::May(ActKind::ShareDiaryEntry), diary::share_diary_entry::post),
    post(
        "/me/journal/{entry}/take-back",
        Needs::May(ActKind::TakeBackDiaryEntry),
        diary::share_diary_entry::post_take_back,
    ),
    post(
        "/me/journal/{entry}/delete",
        Needs::May(ActKind::DeleteDiaryEntry),
        diary::delete_diary_entry::post,
    ),
    post(
        "/me/journal/{entry}/restore",
        Needs::May(ActKind::RestoreDiaryEntry),
        diary::delete_diary_entry::post_restore,
    ),
    get("/me/journal/{entry}/{document}", Needs::May(ActKind::WriteDiaryEntry), diary::see_entry::get_piece),
    get("/me/export", Needs::May(ActKind::SeeOwnCourse), crate::pages::me::export::get),
    get("/me/export/everything.zip", Needs::May(ActKind::SeeOwnCourse), crate::pages::me::export::get_file),
    get("/shared/{entry}", Needs::May(ActKind::ReadDiaryEntry), diary::read_diary_entry::get),
    get(
        "/shared/{entry}/{document}",
        Needs::May(ActKind::ReadDiaryEntry),
        diary::read_diary_entry::get_piece,
    ),
];
