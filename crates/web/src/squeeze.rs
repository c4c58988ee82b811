//! gzip, for what is the same for everybody: our own files, and public pages.
//!
//! A page that is drawn for somebody who is signed in is never compressed. It holds secrets beside words that others may
//! have chosen, and how well both compress together tells the secret to whoever counts bytes (BREACH, CVE-2013-3587).

use std::io::Write;

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Shorter than this it is not worth a header.
const WORTH_BYTES: usize = 512;

/// Does this browser read gzip?
pub fn is_accepted(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse().ok());
        name.trim().eq_ignore_ascii_case("gzip") && 0.0 < weight.unwrap_or(0.0_f32)
    })
}

/// As small as it gets: for what is compressed once.
pub fn once(bytes: &[u8]) -> Option<Vec<u8>> {
    gzip(bytes, Compression::best())
}

/// Smaller, and quick: for what is compressed each time.
pub fn each_time(bytes: &[u8]) -> Option<Vec<u8>> {
    gzip(bytes, Compression::fast())
}

/// None where there is nothing to gain.
fn gzip(bytes: &[u8], how: Compression) -> Option<Vec<u8>> {
    if bytes.len() < WORTH_BYTES {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), how);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().filter(|squeezed| squeezed.len() < bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn gzip_is_for_whoever_says_that_they_read_it() {
        for (said, reads) in [
            ("gzip", true),
            ("br, GZIP", true),
            ("deflate, gzip;q=0.5", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0, br", false),
            ("gzip;level=9", false),
            ("xgzip, identity", false),
            ("", false),
        ] {
            let headers = [(header::ACCEPT_ENCODING, HeaderValue::from_static(said))].into_iter().collect();
            assert_eq!(is_accepted(&headers), reads, "{said}");
        }
        assert!(!is_accepted(&HeaderMap::new()));
    }

    #[test]
    fn what_is_squeezed_comes_back_as_it_was() {
        let text = "the same words, again and again; ".repeat(200);
        for squeezed in [once(text.as_bytes()), each_time(text.as_bytes())] {
            let squeezed = squeezed.expect("there is something to gain");
            assert!(squeezed.len() < text.len() / 10);
            let mut back = String::new();
            std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&squeezed[..]), &mut back)
                .unwrap();
            assert_eq!(back, text);
        }
        assert_eq!(once(b"short"), None);
    }
}
