//! Public pages and our own files travel squeezed; a page that holds a secret never does.

use std::io::Read;

use axum::body::Body;
use axum::http::{Request, header};
use care::practice::Role;
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::clinic::Clinic;

/// The page as a browser that reads gzip gets it: whether it was squeezed, its tag, and its bytes.
async fn asked(
    clinic: &Clinic,
    path: &str,
    token: Option<&str>,
    known: Option<&str>,
) -> (u16, bool, Option<String>, Vec<u8>) {
    let mut request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip, deflate, br");
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("holdfast={token}"));
    }
    if let Some(known) = known {
        request = request.header(header::IF_NONE_MATCH, known);
    }
    let answer = clinic.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let squeezed = answer.headers().get(header::CONTENT_ENCODING).is_some_and(|how| how == "gzip");
    let tag = answer.headers().get(header::ETAG).map(|tag| tag.to_str().unwrap().to_owned());
    let status = answer.status().as_u16();
    (status, squeezed, tag, answer.into_body().collect().await.unwrap().to_bytes().to_vec())
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut back = vec![];
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut back).unwrap();
    back
}

#[tokio::test]
async fn what_everybody_sees_is_squeezed_and_comes_back_as_it_was() {
    let clinic = Clinic::open();
    for path in ["/", "/choose", "/people", "/assets/holdfast.css", "/assets/js/form.js", "/worker.js"] {
        let plain = clinic.get(path, None).await;
        assert!(plain.headers().get(header::CONTENT_ENCODING).is_none(), "{path}: nobody asked for it");
        let plain = plain.into_body().collect().await.unwrap().to_bytes();
        let (status, squeezed, tag, bytes) = asked(&clinic, path, None, None).await;
        assert!(status == 200 && squeezed && bytes.len() * 2 < plain.len(), "{path}: {} bytes", bytes.len());
        assert_eq!(unpacked(&bytes), plain, "{path}");
        let (status, _, _, bytes) = asked(&clinic, path, None, tag.as_deref()).await;
        assert_eq!((status, bytes.len()), (304, 0), "{path} is not sent again");
    }
}

/// Compressed beside words that somebody else chose, a secret can be told by counting bytes (BREACH).
#[tokio::test]
async fn a_page_of_somebody_who_is_signed_in_is_never_squeezed() {
    let clinic = Clinic::open();
    for (role, paths) in [
        (Role::Patient, ["/me", "/choose", "/me/journal/new"]),
        (Role::Nurse, ["/board", "/people", "/patients?q=gzip"]),
    ] {
        let token = clinic.token(role);
        for path in paths {
            let (status, squeezed, ..) = asked(&clinic, path, Some(&token), None).await;
            assert!(status == 200 && !squeezed, "{path}: {status}");
        }
    }
}
