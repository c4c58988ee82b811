//! Sealed content: a key for each document, wrapped for each of its readers. The journal hashes the ciphertext, so that
//! erasing a key erases the content and the chain still verifies. Who has a wrapped key is a pure function of the
//! state of a stream, as a view is: `Readers::of`.

mod crypt;
mod readers;

use std::path::Path;

use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::key_file;
use crate::store::{Conn, StoreFault};

pub(crate) use crypt::{Key, Sealed, seal};
pub(crate) use readers::{Readers, align};

const KEY_FILE: &str = "sealed.key";

/// The key that wraps all others. Lives in a file beside the store, never in it and never in its backup.
pub struct RootKey([u8; 32]);

impl RootKey {
    /// Reads the key file, or makes one (mode 0600).
    ///
    /// # Errors
    /// The file's.
    pub fn open_or_create(data_dir: &Path) -> std::io::Result<Self> {
        let path = data_dir.join(KEY_FILE);
        if !path.exists() {
            let mut bytes = [0; 32];
            SystemRandom::new().fill(&mut bytes).map_err(|_| std::io::Error::other("no randomness"))?;
            key_file::put_once(data_dir, KEY_FILE, &bytes)?;
        }
        let wrong = |_| std::io::Error::other("sealed.key does not hold a key of 32 bytes");
        std::fs::read(&path)?.try_into().map(Self).map_err(wrong)
    }

    /// A mark of content that only the holder of this key can make: whoever guesses the words cannot check the guess.
    pub(crate) fn mark(&self, content: &[u8]) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let mut context = hmac::Context::with_key(&key);
        context.update(b"holdfast-mark-1\0");
        context.update(content);
        crate::journal::hex(context.sign().as_ref())
    }

    /// The key under which a tablet keeps what this person wrote while the line was down: 32 bytes, in hex. It is told to
    /// whoever is signed in as them, so a tablet that lies somewhere without them says nothing.
    pub(crate) fn outbox_key(&self, owner: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let mut context = hmac::Context::with_key(&key);
        context.update(b"holdfast-outbox-1\0");
        context.update(owner.as_bytes());
        crate::journal::hex(context.sign().as_ref())
    }

    /// Seals something small under this key itself, bound to what it belongs to: the nonce, and the sealed bytes.
    pub(crate) fn shut(&self, bound: &[u8], mut text: Vec<u8>) -> Result<(Vec<u8>, Vec<u8>), StoreFault> {
        let nonce = crypt::shut(&self.0, bound.to_vec(), &mut text)?;
        Ok((nonce, text))
    }

    /// Opens it.
    pub(crate) fn open(&self, bound: &[u8], nonce: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreFault> {
        crypt::opened(&self.0, bound.to_vec(), nonce, sealed)
    }

    /// A key for tests and for the rebuild in memory.
    #[doc(hidden)]
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// Content on its way to be sealed, or opened for its reader. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Plain {
    /// Its form: `text/plain`, `image/png`.
    pub media: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The form of words.
pub const TEXT: &str = "text/plain";

impl From<String> for Plain {
    fn from(words: String) -> Self {
        Self { media: TEXT, bytes: words.into_bytes() }
    }
}

impl std::fmt::Debug for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} bytes", self.media, self.bytes.len())
    }
}

/// A document opened for its reader.
pub struct Opened {
    /// Its form, as it was sealed.
    pub media: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Opened {
    /// The words, of a document that is text.
    ///
    /// # Errors
    /// When it is not.
    pub fn words(self) -> Result<String, StoreFault> {
        String::from_utf8(self.bytes).map_err(|_| StoreFault::other("a sealed text is not text"))
    }
}

/// The digest of a document as the store has it now; none when it is gone. An erased key changes nothing here.
pub(crate) fn kept_digest(conn: &mut Conn, org: &str, document: &str) -> Result<Option<String>, StoreFault> {
    let sql = "SELECT nonce, ciphertext, media FROM sealed WHERE org = ?1 AND document = ?2";
    let rows = conn.query(sql, &[org.into(), document.into()])?;
    rows.first().map(|row| Ok(crypt::digest_of(row.blob(0)?, row.blob(1)?, row.opt_text(2)?))).transpose()
}

/// SHA-256 as 64 lower-case hex digits.
pub fn digest(bytes: &[u8]) -> String {
    crate::journal::hex(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref())
}

/// Opens a document for its reader; `None` when it does not exist, is not theirs, or its key was erased.
///
/// # Errors
/// The store's, or a document that does not open with its key.
pub fn open(
    conn: &mut Conn,
    root: &RootKey,
    org: &str,
    document: &str,
    reader: &str,
) -> Result<Option<Opened>, StoreFault> {
    let Some(key) = Key::of(conn, root, org, document, reader)? else { return Ok(None) };
    let sql = "SELECT nonce, ciphertext, media FROM sealed WHERE org = ?1 AND document = ?2";
    let rows = conn.query(sql, &[org.into(), document.into()])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let media = row.opt_text(2)?;
    let bytes = key.open(document, reader, media, row.blob(0)?, row.blob(1)?)?;
    Ok(Some(Opened { media: media.unwrap_or(TEXT).to_owned(), bytes }))
}
