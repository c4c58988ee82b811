//! Where a record is kept, and how it opens: a folder with `record.db` and its keys, or a PostgreSQL database and a
//! folder for its keys.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use care::ids::HouseId;
use clap::Args;
use record::record::{Opening, Record, first_house};
use record::store::{Conn, Store, StoreFault, Synchronous};
use record::submit::{Announce, Clock};

use crate::failure::Failure;
use crate::shelf;

/// The database inside a data folder.
const DATABASE: &str = "record.db";

/// Where, as it is said on the command line.
#[derive(Debug, Clone, Args)]
pub struct Where {
    /// The data folder: the record and its keys
    #[arg(long, value_name = "DIR", required_unless_present = "database_url")]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead; --data then holds only the keys
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

/// A place for a record.
#[derive(Debug, Clone)]
pub struct Place {
    /// The store.
    pub store: Store,
    /// The folder of its keys, and of the store itself on SQLite.
    pub folder: PathBuf,
}

impl Where {
    /// The place, for a command that opens the record with its keys.
    ///
    /// # Errors
    /// Wrong use, when no folder for the keys is named.
    pub fn place(&self) -> Result<Place, Failure> {
        let Some(folder) = self.data.clone() else {
            return Err(Failure::WrongUse(
                "--database-url also needs --data DIR: the keys are kept in a folder, never in the database"
                    .to_owned(),
            ));
        };
        Ok(match &self.database_url {
            Some(url) => Place { store: Store::Postgres { url: url.clone() }, folder },
            None => Place::folder(&folder),
        })
    }

    /// A connection that only reads, for a command that needs no key.
    ///
    /// # Errors
    /// `NotSo` when there is no record, else the machine's.
    pub fn reader(&self) -> Result<Conn, Failure> {
        let store = match (&self.database_url, &self.data) {
            (Some(url), _) => Store::Postgres { url: url.clone() },
            (None, Some(folder)) => {
                let place = Place::folder(folder);
                if !place.has_database() {
                    return Err(Failure::NotSo("there is no record in this folder".to_owned()));
                }
                place.store
            }
            (None, None) => return Err(Failure::WrongUse("say where: --data or --database-url".to_owned())),
        };
        store.reader().map_err(|fault| Failure::machine(&fault))
    }
}

/// How a record is opened.
pub struct How {
    /// The clock.
    pub clock: Clock,
    /// Told after each commit.
    pub announce: Announce,
    /// Called once when a commit's outcome is unknown.
    pub on_fatal: Box<dyn FnOnce(&StoreFault) + Send>,
    /// Full, but for the negative control of the power-cut test.
    pub synchronous: Synchronous,
    /// Read-only connections.
    pub n_readers: usize,
}

impl How {
    /// Nobody listens, and the caller sees every answer itself.
    pub fn quietly(clock: Clock) -> Self {
        Self {
            clock,
            announce: Box::new(|_| ()),
            on_fatal: Box::new(|_| ()),
            synchronous: Synchronous::Full,
            n_readers: 1,
        }
    }
}

impl Place {
    /// A data folder.
    pub fn folder(folder: &Path) -> Self {
        Self { store: Store::Sqlite { path: folder.join(DATABASE) }, folder: folder.to_owned() }
    }

    /// Is a database file there? PostgreSQL is asked when it is opened.
    pub fn has_database(&self) -> bool {
        match &self.store {
            Store::Sqlite { path } => path.exists(),
            Store::Postgres { .. } => true,
        }
    }

    /// Makes the folder if it is not there, so that it survives a power cut.
    ///
    /// # Errors
    /// The disk's.
    pub fn make_folder(&self) -> Result<(), Failure> {
        let told = |fault: std::io::Error| {
            Failure::Machine(format!("the folder {} cannot be made: {fault}", self.folder.display()))
        };
        let missing: Vec<&Path> = self.folder.ancestors().take_while(|part| !part.exists()).collect();
        for part in missing.into_iter().rev().filter(|part| !part.as_os_str().is_empty()) {
            match DirBuilder::new().mode(0o700).create(part) {
                Err(fault) if fault.kind() != std::io::ErrorKind::AlreadyExists => return Err(told(fault)),
                _ => {}
            }
            let above = part.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
            File::open(above).and_then(|above| above.sync_all()).map_err(told)?;
        }
        Ok(())
    }

    /// The house whose record this is, if one was founded.
    ///
    /// # Errors
    /// The store's.
    pub fn house(&self) -> Result<Option<HouseId>, Failure> {
        if !self.has_database() {
            return Ok(None);
        }
        first_house(&self.store).map_err(|fault| Failure::machine(&fault))
    }

    /// Opens the record of a house.
    ///
    /// # Errors
    /// What did not open.
    pub fn open(&self, house: HouseId, how: How) -> Result<Record, Failure> {
        let opening = Opening {
            store: self.store.clone(),
            keys: self.folder.clone(),
            house,
            n_readers: how.n_readers,
            clock: how.clock,
            measures: Arc::new(shelf::library(&self.folder)?),
            announce: how.announce,
            on_fatal: how.on_fatal,
            synchronous: how.synchronous,
        };
        Record::open(opening).map_err(|fault| Failure::machine(&fault))
    }
}

/// A folder of our own in the system's place for such, removed when dropped.
#[derive(Debug)]
pub struct Temporary(PathBuf);

impl Temporary {
    /// A fresh one.
    ///
    /// # Errors
    /// The disk's.
    pub fn new(what: &str) -> Result<Self, Failure> {
        let tail = u64::from_be_bytes(crate::secrets::random()?);
        let path = std::env::temp_dir().join(format!("holdfast-{what}-{tail:016x}"));
        let made = DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|fault| Failure::Machine(format!("no temporary folder: {fault}")))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What is left behind is in the system's temporary folder, which the system empties.
        let _ = fs::remove_dir_all(&self.0);
    }
}
