//! Sealed words: a key for each document, wrapped for its reader; the journal hashes the ciphertext, so that erasing
//! a key erases the words and the chain still verifies.

use std::path::Path;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::key_file;
use crate::store::{Conn, StoreFault};

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

    /// A mark of words that only the holder of this key can make: whoever guesses the words cannot check the guess.
    pub(crate) fn mark(&self, words: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let text = format!("holdfast-mark-1\0{words}");
        crate::journal::hex(hmac::sign(&key, text.as_bytes()).as_ref())
    }

    /// A key for tests and for the rebuild in memory.
    #[doc(hidden)]
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// Words sealed, not yet stored.
pub(crate) struct Sealed {
    nonce: Vec<u8>,
    ciphertext: Vec<u8>,
    key_nonce: Vec<u8>,
    wrapped: Vec<u8>,
}

fn fault(what: &'static str) -> StoreFault {
    StoreFault::other(what)
}

fn aead(key: &[u8]) -> Result<LessSafeKey, StoreFault> {
    let unbound = UnboundKey::new(&CHACHA20_POLY1305, key).map_err(|_| fault("a sealing key is broken"))?;
    Ok(LessSafeKey::new(unbound))
}

fn random<const N: usize>() -> Result<[u8; N], StoreFault> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| fault("no randomness to seal with"))?;
    Ok(bytes)
}

/// Bound to document and reader, so that ciphertexts cannot be swapped between them.
fn bound(document: &str, reader: &str) -> Vec<u8> {
    format!("holdfast-sealed-1\0{document}\0{reader}").into_bytes()
}

/// Seals words for one reader.
pub(crate) fn seal(root: &RootKey, document: &str, reader: &str, words: &str) -> Result<Sealed, StoreFault> {
    let (key, nonce, key_nonce) = (random::<32>()?, random::<NONCE_LEN>()?, random::<NONCE_LEN>()?);
    let shut = |key: &[u8], nonce: [u8; NONCE_LEN], plain: &[u8]| {
        let mut text = plain.to_vec();
        let aad = Aad::from(bound(document, reader));
        let nonce = Nonce::assume_unique_for_key(nonce);
        aead(key)?.seal_in_place_append_tag(nonce, aad, &mut text).map_err(|_| fault("sealing failed"))?;
        Ok::<_, StoreFault>(text)
    };
    Ok(Sealed {
        ciphertext: shut(&key, nonce, words.as_bytes())?,
        nonce: nonce.to_vec(),
        wrapped: shut(&root.0, key_nonce, &key)?,
        key_nonce: key_nonce.to_vec(),
    })
}

impl Sealed {
    /// What the journal holds of it.
    pub(crate) fn digest(&self) -> String {
        digest_of(&self.nonce, &self.ciphertext)
    }

    /// Stores it, inside the transaction of its fact.
    pub(crate) fn keep(
        self,
        conn: &mut Conn,
        org: &str,
        document: &str,
        reader: &str,
    ) -> Result<(), StoreFault> {
        let row = [org.into(), document.into(), self.nonce.into(), self.ciphertext.into()];
        conn.exec("INSERT INTO sealed (org, document, nonce, ciphertext) VALUES (?1, ?2, ?3, ?4)", &row)?;
        let row = [org.into(), document.into(), reader.into(), self.key_nonce.into(), self.wrapped.into()];
        let sql =
            "INSERT INTO sealed_keys (org, document, reader, nonce, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)";
        conn.exec(sql, &row).map(|_| ())
    }
}

/// SHA-256 of a sealed text, hex: of its nonce too, without which it does not open.
fn digest_of(nonce: &[u8], ciphertext: &[u8]) -> String {
    let length = (nonce.len() as u64).to_be_bytes();
    digest(&[&length, nonce, ciphertext].concat())
}

/// The digest of a document as the store has it now; none when it is gone. An erased key changes nothing here.
pub(crate) fn kept_digest(conn: &mut Conn, org: &str, document: &str) -> Result<Option<String>, StoreFault> {
    let sql = "SELECT nonce, ciphertext FROM sealed WHERE org = ?1 AND document = ?2";
    let rows = conn.query(sql, &[org.into(), document.into()])?;
    rows.first().map(|row| Ok(digest_of(row.blob(0)?, row.blob(1)?))).transpose()
}

/// SHA-256, hex.
pub(crate) fn digest(bytes: &[u8]) -> String {
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
) -> Result<Option<String>, StoreFault> {
    let sql = "SELECT s.nonce, s.ciphertext, k.nonce, k.wrapped FROM sealed s JOIN sealed_keys k \
               ON k.org = s.org AND k.document = s.document WHERE s.org = ?1 AND s.document = ?2 AND k.reader = ?3";
    let rows = conn.query(sql, &[org.into(), document.into(), reader.into()])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let open = |key: &[u8], nonce: &[u8], text: &[u8]| {
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| fault("a sealed nonce is broken"))?;
        let mut text = text.to_vec();
        let aad = Aad::from(bound(document, reader));
        let plain = aead(key)?
            .open_in_place(nonce, aad, &mut text)
            .map_err(|_| fault("a sealed text does not open"))?;
        Ok::<_, StoreFault>(plain.to_vec())
    };
    let key = open(&root.0, row.blob(2)?, row.blob(3)?)?;
    let words = open(&key, row.blob(0)?, row.blob(1)?)?;
    String::from_utf8(words).map(Some).map_err(|_| fault("a sealed text is not text"))
}
