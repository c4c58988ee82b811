//! What people see: pages that are whole GETs and forms that are one act each. Strings become acts, views become
//! pages; no rule and no SQL lives here.
//!
//! Reading order: `routes` (every URL with what it needs), `visit` (a request, read), `app` (what a page may use),
//! `answer` (every way it can go), then `pages`. Around them: `serve` (HTTP, limits, headers), `live` (pokes).

pub mod answer;
pub mod app;
pub mod assets;
pub mod attachment;
pub mod crisis;
pub mod draw;
pub mod export;
pub mod frame;
pub mod heard;
pub mod letters;
pub mod live;
pub mod locked;
pub mod multipart;
pub mod pages;
pub mod parts;
pub mod password;
pub mod place;
pub mod reader;
pub mod reading;
pub mod reply;
pub mod routes;
pub mod second_signer;
pub mod serve;
pub mod sign_in;
pub mod squeeze;
pub mod texts;
pub mod totp;
pub mod visit;
pub mod when;
pub mod words;

pub use app::Sending;
pub use serve::{Serving, serve};
