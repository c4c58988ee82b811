//! Signed heads: who holds a printed head can later see that the chain up to it was cut or written anew, which the
//! chain alone cannot show. The signing key lives in the data folder, never in the database.

use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use ring::rand::SystemRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::journal::{self, hex, unhex};
use crate::key_file;
use crate::store::{Conn, StoreFault};

/// File name of the signing key inside the data folder.
const KEY_FILE: &str = "journal-signing-key";
/// First word of a printed head.
const OPENING: &str = "holdfast-head";

/// The Ed25519 key this installation signs heads with.
pub struct SigningKey {
    pair: Ed25519KeyPair,
}

impl SigningKey {
    /// Reads the key in `data_dir`, or makes one (file mode 0600) if there is none. Several processes may call it
    /// at once; all get the same key.
    ///
    /// # Errors
    /// `Open` if others than the owner may read the file, `Damaged` if it holds no key, else the disk's error.
    pub fn open_or_create(data_dir: &Path) -> Result<SigningKey, KeyFault> {
        let path = data_dir.join(KEY_FILE);
        match SigningKey::open(&path) {
            Err(KeyFault::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                create_key_file(data_dir)?;
                SigningKey::open(&path)
            }
            other => other,
        }
    }

    fn open(path: &Path) -> Result<SigningKey, KeyFault> {
        let mut file = File::open(path)?;
        if file.metadata()?.mode() & 0o077 != 0 {
            return Err(KeyFault::Open(path.to_owned()));
        }
        let mut pkcs8 = Vec::new();
        file.read_to_end(&mut pkcs8)?;
        let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| KeyFault::Damaged(path.to_owned()))?;
        Ok(SigningKey { pair })
    }

    /// The public half, 64 hex digits.
    pub fn public_key(&self) -> String {
        hex(self.pair.public_key().as_ref())
    }
}

impl fmt::Debug for SigningKey {
    /// Prints the public half only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public_key())
    }
}

/// Makes a key and puts it into its file, unless somebody else was faster.
fn create_key_file(data_dir: &Path) -> Result<(), KeyFault> {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| KeyFault::NoRandomness)?;
    Ok(key_file::put_once(data_dir, KEY_FILE, pkcs8.as_ref())?)
}

/// Why there is no signing key.
#[derive(Debug)]
pub enum KeyFault {
    /// Others than the owner may read the key file.
    Open(PathBuf),
    /// The file holds no Ed25519 key.
    Damaged(PathBuf),
    /// The system gave no random numbers.
    NoRandomness,
    /// The disk's error.
    Io(io::Error),
}

impl From<io::Error> for KeyFault {
    fn from(error: io::Error) -> KeyFault {
        KeyFault::Io(error)
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyFault::Open(path) => {
                write!(f, "{} can be read by others: set its mode to 0600", path.display())
            }
            KeyFault::Damaged(path) => write!(f, "{} holds no signing key", path.display()),
            KeyFault::NoRandomness => write!(f, "the system gave no random numbers for a signing key"),
            KeyFault::Io(_) => write!(f, "the signing key cannot be read or written"),
        }
    }
}

impl Error for KeyFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            KeyFault::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// A signed head as it is printed: `holdfast-head org position hash public_key signature`, one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The organisation.
    pub org: String,
    /// Position of the signed fact.
    pub position: i64,
    /// Hash of the signed fact, 64 hex digits.
    pub hash: String,
    /// Ed25519 public key, 64 hex digits.
    pub public_key: String,
    /// Ed25519 signature over the line before it, 128 hex digits.
    pub signature: String,
}

impl Witness {
    /// Whether the signature belongs to this head and this public key.
    pub fn is_signed(&self) -> bool {
        let (Some(key), Some(signature)) = (unhex(&self.public_key), unhex(&self.signature)) else {
            return false;
        };
        UnparsedPublicKey::new(&ED25519, key).verify(self.signed_text().as_bytes(), &signature).is_ok()
    }

    fn signed_text(&self) -> String {
        format!("{OPENING} {} {} {} {}", self.org, self.position, self.hash, self.public_key)
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.signed_text(), self.signature)
    }
}

/// The text is not a line `holdfast-head org position hash public_key signature`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAWitness;

impl fmt::Display for NotAWitness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is not a line `{OPENING} org position hash public_key signature`")
    }
}

impl Error for NotAWitness {}

impl FromStr for Witness {
    type Err = NotAWitness;

    /// Reads the line from its end, so that an organisation's id may hold spaces.
    fn from_str(line: &str) -> Result<Witness, NotAWitness> {
        let rest = line.trim().strip_prefix(OPENING).and_then(|rest| rest.strip_prefix(' '));
        let mut words = rest.ok_or(NotAWitness)?.rsplitn(5, ' ');
        let mut word = || words.next().filter(|word| !word.is_empty()).ok_or(NotAWitness);
        let (signature, public_key, hash) = (word()?.to_owned(), word()?.to_owned(), word()?.to_owned());
        let position = word()?.parse().map_err(|_| NotAWitness)?;
        Ok(Witness { org: word()?.to_owned(), position, hash, public_key, signature })
    }
}

/// Signs the present head of the organisation and keeps it in `heads`; `None` if there is no fact yet. Signing
/// the same head twice keeps the first time. `now_us`: microseconds since 1970-01-01 UTC. The connection must be
/// able to write.
///
/// # Errors
/// Whatever the store says.
pub fn sign_head(
    conn: &mut Conn,
    org: &str,
    key: &SigningKey,
    now_us: i64,
) -> Result<Option<Witness>, StoreFault> {
    let head = journal::head(conn, org)?;
    if head.position == 0 {
        return Ok(None);
    }
    let mut witness = Witness {
        org: org.to_owned(),
        position: head.position,
        hash: head.hash,
        public_key: key.public_key(),
        signature: String::new(),
    };
    witness.signature = hex(key.pair.sign(witness.signed_text().as_bytes()).as_ref());
    let sql = "INSERT INTO heads (org, position, hash, signed_us, public_key, signature) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (org, position, public_key) DO NOTHING";
    let vals = [
        org.into(),
        witness.position.into(),
        (&witness.hash).into(),
        now_us.into(),
        (&witness.public_key).into(),
        (&witness.signature).into(),
    ];
    conn.exec(sql, &vals)?;
    Ok(Some(witness))
}
