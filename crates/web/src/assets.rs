//! Every asset is compiled in. The style layers are joined into one `/assets/holdfast.css`.
//!
//! Pages link [`url`] (`?v=` and the content's hash, so [`CACHE_FOREVER`] is right); a request
//! without a matching `v` gets [`CACHE_CHECK`] and a strong `ETag`.

use std::sync::LazyLock;

use crate::squeeze;

/// For requests whose `v` parameter equals [`Asset::version`], and for fonts.
pub const CACHE_FOREVER: &str = "public, max-age=31536000, immutable";
/// For all other asset requests: keep, but ask every time.
pub const CACHE_CHECK: &str = "public, no-cache";

/// One embedded file.
#[derive(Debug)]
pub struct Asset {
    /// Absolute URL path without query.
    pub path: &'static str,
    /// `Content-Type` header.
    pub content_type: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// The same, with gzip; none where there is nothing to gain.
    pub squeezed: Option<Vec<u8>>,
    /// Strong entity tag, quotes included.
    pub etag: String,
    /// Content hash, 16 hex digits.
    pub version: String,
    /// `path?v=version`.
    pub url: String,
}

impl Asset {
    /// The `Cache-Control` header for a request with this `v` parameter (`None`: no parameter).
    pub fn cache_control(&self, v: Option<&str>) -> &'static str {
        if v == Some(self.version.as_str()) || self.content_type == WOFF2 {
            CACHE_FOREVER
        } else {
            CACHE_CHECK
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const WOFF2: &str = "font/woff2";

/// All layers, in order.
pub const STYLE: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/components.css"),
    include_str!("../assets/css/choose.css"),
    include_str!("../assets/css/keeping.css"),
    include_str!("../assets/css/utilities.css"),
    include_str!("../assets/css/print.css"),
);

static FILES: &[(&str, &str, &[u8])] = &[
    ("/assets/holdfast.css", CSS, STYLE.as_bytes()),
    ("/assets/js/live.js", JS, include_bytes!("../assets/js/live.js")),
    ("/assets/js/chair.js", JS, include_bytes!("../assets/js/chair.js")),
    ("/assets/js/clock.js", JS, include_bytes!("../assets/js/clock.js")),
    ("/assets/js/diary.js", JS, include_bytes!("../assets/js/diary.js")),
    ("/assets/js/form.js", JS, include_bytes!("../assets/js/form.js")),
    ("/assets/js/choose.js", JS, include_bytes!("../assets/js/choose.js")),
    // Its address is at the root: a worker reaches no further than the folder it lies in.
    ("/worker.js", JS, include_bytes!("../assets/js/worker.js")),
    ("/chair-worker.js", JS, include_bytes!("../assets/js/chair_worker.js")),
    ("/assets/chair-away.html", HTML, include_bytes!("../assets/chair_away.html")),
    ("/assets/js/away.js", JS, include_bytes!("../assets/js/away.js")),
    ("/assets/js/box.js", JS, include_bytes!("../assets/js/box.js")),
    ("/assets/js/bedside.js", JS, include_bytes!("../assets/js/bedside.js")),
    ("/assets/js/late.js", JS, include_bytes!("../assets/js/late.js")),
    ("/assets/js/lock.js", JS, include_bytes!("../assets/js/lock.js")),
    ("/assets/js/glance.js", JS, include_bytes!("../assets/js/glance.js")),
    ("/assets/js/outbox.js", JS, include_bytes!("../assets/js/outbox.js")),
    ("/assets/js/chart.js", JS, include_bytes!("../assets/js/chart.js")),
    ("/assets/js/keep.js", JS, include_bytes!("../assets/js/keep.js")),
    ("/assets/icon.svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
    (
        "/assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        WOFF2,
        include_bytes!("../assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"),
    ),
    (
        "/assets/fonts/b612-latin-700-normal.woff2",
        WOFF2,
        include_bytes!("../assets/fonts/b612-latin-700-normal.woff2"),
    ),
    (
        "/assets/fonts/atkinson-hyperlegible-next-OFL.txt",
        TEXT,
        include_bytes!("../assets/fonts/atkinson-hyperlegible-next-OFL.txt"),
    ),
    ("/assets/fonts/b612-OFL.txt", TEXT, include_bytes!("../assets/fonts/b612-OFL.txt")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|&(path, content_type, bytes)| {
            let version = format!("{:016x}", fnv1a(bytes));
            Asset {
                path,
                content_type,
                bytes,
                squeezed: if content_type == WOFF2 { None } else { squeeze::once(bytes) },
                etag: format!("\"{version}\""),
                url: format!("{path}?v={version}"),
                version,
            }
        })
        .collect()
});

/// Every asset, for a pre-render or a test.
pub fn all() -> &'static [Asset] {
    &ASSETS
}

/// The asset at an absolute URL path (no query).
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The versioned URL of an asset; "" if there is none.
pub fn url(path: &str) -> &'static str {
    find(path).map_or("", |asset| asset.url.as_str())
}

/// FNV-1a, 64 bit: tells versions of our own files apart, guards nothing.
pub(crate) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
