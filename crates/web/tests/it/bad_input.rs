//! Forms that are forged, too long, too slow, or from another page.

use axum::body::Body;
use care::practice::Role;
use web::routes::{self, Method, Needs};

use crate::clinic::{Clinic, text};

#[tokio::test]
async fn a_form_from_another_site_or_without_its_token_changes_nothing() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::MedicalDirector);
    for route in routes::all().iter().filter(|route| route.method == Method::Post) {
        let path = route.path.replace(['{', '}'], "");
        let cross = clinic.send(&path, Some(&token), Body::from("csrf=x"), "cross-site").await;
        assert_eq!(cross.status(), 403, "{} from another site", route.path);
        let bare = clinic.send(&path, Some(&token), Body::from("a=b"), "same-origin").await;
        assert_eq!(bare.status(), 403, "{} without its token", route.path);
    }
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_refused_in_words() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    let body = Body::from(vec![b'a'; 10_000_000]);
    let response = clinic.send("/theme", Some(&token), body, "same-origin").await;
    assert_eq!(response.status(), 413);
    assert!(text(response).await.contains("too much for one form"));
}

#[tokio::test]
async fn an_address_that_is_nothing_says_so_kindly() {
    let clinic = Clinic::open();
    for path in
        ["/nothing", "/patients/../../etc/passwd", "/sessions/ses_zz", "/assets/../Cargo.toml", "/%00"]
    {
        let response = clinic.get(path, None).await;
        let status = response.status().as_u16();
        assert!([303, 404].contains(&status), "{path}: {status}");
    }
}

#[tokio::test]
async fn every_page_carries_the_strict_headers() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    for route in routes::all().iter().filter(|route| route.method == Method::Get) {
        let path = route.path.replace(['{', '}'], "");
        let response = clinic.get(&path, Some(&token)).await;
        let named = |name: &str| response.headers().get(name).map_or("", |value| value.to_str().unwrap());
        assert!(named("content-security-policy").starts_with("default-src 'none'"), "{}", route.path);
        assert_eq!(named("x-content-type-options"), "nosniff", "{}", route.path);
        assert_eq!(named("referrer-policy"), "same-origin", "{}", route.path);
        if route.needs != Needs::Nothing {
            assert_eq!(named("cache-control"), "no-store", "{}", route.path);
        }
    }
}

#[tokio::test]
async fn the_crisis_line_is_never_behind_a_login() {
    let clinic = Clinic::open();
    for path in ["/", "/sign-in", "/help", "/people", "/nothing", "/disclaimers", "/privacy"] {
        let page = text(clinic.get(path, None).await).await;
        assert!(page.contains("tel:988"), "{path} has no crisis line");
    }
}
