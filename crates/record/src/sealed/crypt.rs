//! ChaCha20-Poly1305 around content and around keys, each bound to what it belongs to, so that nothing sealed can be
//! put in the place of anything else.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

use super::{Plain, RootKey, digest};
use crate::store::{Conn, StoreFault};

/// Content sealed, not yet stored.
pub(crate) struct Sealed {
    media: &'static str,
    nonce: Vec<u8>,
    ciphertext: Vec<u8>,
    key: Key,
}

/// The key of one document, unwrapped.
pub(crate) struct Key([u8; 32]);

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

/// Content is bound to its document and its form; content from before it had a form, to its document and one reader.
fn bound_content(document: &str, reader: &str, media: Option<&str>) -> Vec<u8> {
    match media {
        Some(media) => format!("holdfast-sealed-2\0{document}\0{media}").into_bytes(),
        None => bound_key(document, reader),
    }
}

/// A wrapped key is bound to its document and its reader.
fn bound_key(document: &str, reader: &str) -> Vec<u8> {
    format!("holdfast-sealed-1\0{document}\0{reader}").into_bytes()
}

/// Shuts `text` in place; answers the nonce it was shut with.
pub(super) fn shut(key: &[u8], aad: Vec<u8>, text: &mut Vec<u8>) -> Result<Vec<u8>, StoreFault> {
    let nonce = random::<NONCE_LEN>()?;
    let unique = Nonce::assume_unique_for_key(nonce);
    aead(key)?.seal_in_place_append_tag(unique, Aad::from(aad), text).map_err(|_| fault("sealing failed"))?;
    Ok(nonce.to_vec())
}

pub(super) fn opened(key: &[u8], aad: Vec<u8>, nonce: &[u8], text: &[u8]) -> Result<Vec<u8>, StoreFault> {
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| fault("a sealed nonce is broken"))?;
    let mut text = text.to_vec();
    let plain = aead(key)?
        .open_in_place(nonce, Aad::from(aad), &mut text)
        .map_err(|_| fault("a sealed text does not open"))?;
    let length = plain.len();
    text.truncate(length);
    Ok(text)
}

/// Seals content under a key of its own.
pub(crate) fn seal(document: &str, plain: &Plain) -> Result<Sealed, StoreFault> {
    let key = Key(random::<32>()?);
    let mut ciphertext = plain.bytes.clone();
    let nonce = shut(&key.0, bound_content(document, "", Some(plain.media)), &mut ciphertext)?;
    Ok(Sealed { media: plain.media, nonce, ciphertext, key })
}

impl Sealed {
    /// What the journal holds of it.
    pub(crate) fn digest(&self) -> String {
        digest_of(&self.nonce, &self.ciphertext, Some(self.media))
    }

    /// Stores it with its first reader's key, inside the transaction of its fact.
    pub(crate) fn keep(
        self,
        conn: &mut Conn,
        root: &RootKey,
        org: &str,
        document: &str,
        reader: &str,
    ) -> Result<(), StoreFault> {
        let sql = "INSERT INTO sealed (org, document, nonce, ciphertext, media) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = [org.into(), document.into(), self.nonce.into(), self.ciphertext.into(), self.media.into()];
        conn.exec(sql, &row)?;
        self.key.wrap(conn, root, org, document, reader)
    }
}

/// SHA-256 of a sealed content, hex: of its nonce too, without which it does not open, and of its form if it has one.
pub(super) fn digest_of(nonce: &[u8], ciphertext: &[u8], media: Option<&str>) -> String {
    let length = |bytes: &[u8]| (bytes.len() as u64).to_be_bytes();
    let mut text = Vec::with_capacity(ciphertext.len() + 64);
    text.extend_from_slice(&length(nonce));
    text.extend_from_slice(nonce);
    if let Some(media) = media {
        text.extend_from_slice(&length(media.as_bytes()));
        text.extend_from_slice(media.as_bytes());
    }
    text.extend_from_slice(ciphertext);
    digest(&text)
}

impl Key {
    /// The key of a document, as it was wrapped for a reader; none when there is none for them.
    pub(super) fn of(
        conn: &mut Conn,
        root: &RootKey,
        org: &str,
        document: &str,
        reader: &str,
    ) -> Result<Option<Self>, StoreFault> {
        let sql = "SELECT nonce, wrapped FROM sealed_keys WHERE org = ?1 AND document = ?2 AND reader = ?3";
        let rows = conn.query(sql, &[org.into(), document.into(), reader.into()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let key = opened(&root.0, bound_key(document, reader), row.blob(0)?, row.blob(1)?)?;
        key.try_into().map(|key| Some(Self(key))).map_err(|_| fault("a sealed key is no key"))
    }

    /// Wraps it for one more reader.
    pub(super) fn wrap(
        &self,
        conn: &mut Conn,
        root: &RootKey,
        org: &str,
        document: &str,
        reader: &str,
    ) -> Result<(), StoreFault> {
        let mut wrapped = self.0.to_vec();
        let nonce = shut(&root.0, bound_key(document, reader), &mut wrapped)?;
        let sql =
            "INSERT INTO sealed_keys (org, document, reader, nonce, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = [org.into(), document.into(), reader.into(), nonce.into(), wrapped.into()];
        conn.exec(sql, &row).map(drop)
    }

    /// Opens content.
    pub(super) fn open(
        &self,
        document: &str,
        reader: &str,
        media: Option<&str>,
        nonce: &[u8],
        ciphertext: &[u8],
    ) -> Result<Vec<u8>, StoreFault> {
        opened(&self.0, bound_content(document, reader, media), nonce, ciphertext)
    }
}

impl Drop for Key {
    /// It is not left in memory that somebody else is given.
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&self.0);
    }
}
