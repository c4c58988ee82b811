//! Fresh databases for tests: a SQLite file in a folder of its own, or a database in a PostgreSQL cluster.
//!
//! The cluster is the one `HOLDFAST_TEST_PG` names (a superuser's URL), or a throw-away one started by the first
//! test that needs it. A shell waits for this process's end, then stops the cluster and removes its folder.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use record::envelope::Envelope;
use record::journal::{self, Head};
use record::store::{Conn, Store, migrate};

/// The organisation the tests write to.
pub const ORG: &str = "clinic";

static N_FRESH: AtomicU32 = AtomicU32::new(0);

fn fresh_name() -> String {
    format!("record_test_{}_{}", std::process::id(), N_FRESH.fetch_add(1, Ordering::Relaxed))
}

/// A folder that is removed when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        let path = std::env::temp_dir().join(fresh_name());
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An empty database of its own.
pub struct Fresh {
    pub store: Store,
    /// Gone with the test; a PostgreSQL database is gone with its cluster, or dropped from a borrowed one.
    _folder: Option<Folder>,
    borrowed: Option<String>,
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(name) = &self.borrowed
            && let Ok(mut admin) = (Store::Postgres { url: cluster().to_owned() }).writer()
        {
            let _ = admin.batch(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

impl Fresh {
    pub fn sqlite() -> Fresh {
        let folder = Folder::new();
        Fresh {
            store: Store::Sqlite { path: folder.0.join("record.db") },
            _folder: Some(folder),
            borrowed: None,
        }
    }

    pub fn postgres() -> Fresh {
        let name = fresh_name();
        let mut admin = Store::Postgres { url: cluster().to_owned() }.writer().unwrap();
        admin.batch(&format!("DROP DATABASE IF EXISTS {name}")).unwrap();
        admin.batch(&format!("CREATE DATABASE {name} TEMPLATE template0")).unwrap();
        let (server, old_name) = cluster().rsplit_once('/').unwrap();
        let options = old_name.find('?').map_or("", |at| &old_name[at..]);
        let store = Store::Postgres { url: format!("{server}/{name}{options}") };
        let borrowed = std::env::var_os("HOLDFAST_TEST_PG").map(|_| name);
        Fresh { store, _folder: None, borrowed }
    }

    /// A writing connection to the migrated database.
    pub fn migrated(&self) -> Conn {
        let mut conn = self.store.writer().unwrap();
        migrate::migrate(&mut conn).unwrap();
        conn
    }

    /// A migrated database holding `n` facts over three streams.
    pub fn with_facts(&self, n: i64) -> (Conn, Head) {
        let mut conn = self.migrated();
        let mut head = Head::genesis();
        conn.begin().unwrap();
        for i in 0..n {
            head = journal::append(&mut conn, &head, fact(&format!("session/{}", i % 3), i / 3 + 1)).unwrap();
        }
        conn.commit().unwrap();
        (conn, head)
    }
}

/// A fact of a stream.
pub fn fact(stream: &str, version: i64) -> Envelope {
    Envelope {
        org: ORG.into(),
        stream: stream.into(),
        version,
        act: "record_vitals".into(),
        actor: "nurse-1".into(),
        acted_as: "nurse".into(),
        occurred_us: 1_790_000_000_000_000 + version,
        recorded_us: 1_790_000_000_500_000 + version,
        command_id: format!("{stream}-{version}"),
        fact: "VitalsRecorded.1".into(),
        body: r#"{"note":"ruhig, müde — ☕","systolic_mmhg":128}"#.into(),
    }
}

/// Lets a test tamper: drops the triggers that keep rows as they are.
pub fn drop_triggers(conn: &mut Conn) {
    for table in ["journal", "answered", "heads"] {
        match conn {
            Conn::Sqlite(_) => {
                conn.batch(&format!("DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete"))
                    .unwrap();
            }
            Conn::Postgres(_) => {
                conn.batch(&format!("DROP TRIGGER {table}_append_only ON {table}")).unwrap();
            }
        }
    }
}

/// URL of a PostgreSQL database in which new ones may be created.
fn cluster() -> &'static str {
    static CLUSTER: OnceLock<(String, Option<Child>)> = OnceLock::new();
    let (url, _) = CLUSTER.get_or_init(|| match std::env::var("HOLDFAST_TEST_PG") {
        Ok(url) => (url, None),
        Err(_) => start_cluster(),
    });
    url
}

/// Prints the cluster's folder when it is ready; stops and removes it when standard input ends.
const CLUSTER_SH: &str = r#"
set -e
bin=$1
dir=$(mktemp -d /tmp/record-test-pg-XXXXXX)
cd "$dir"
trap 'exit 1' INT TERM HUP
trap 'kill -INT $pid 2>/dev/null && wait $pid; cd /; rm -rf "$dir"' EXIT
"$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
"$bin/postgres" -D data -k "$dir" -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200 \
    -c shared_buffers=32MB </dev/null >server.log 2>&1 &
pid=$!
until "$bin/pg_isready" -q -h "$dir"; do
    kill -0 $pid || { cat server.log >&2; exit 1; }
    sleep 0.05
done
echo "$dir"
exec >/dev/null 2>&1
cat
"#;

fn start_cluster() -> (String, Option<Child>) {
    let bin = newest_postgres().expect(
        "these tests need PostgreSQL: apt-get install postgresql, or set HOLDFAST_TEST_PG to a superuser's URL",
    );
    // PostgreSQL refuses to run as root. Unlike runuser, setpriv leaves no process of its own behind.
    let is_root =
        std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let mut command = Command::new(if is_root { "setpriv" } else { "sh" });
    if is_root {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
    }
    command.args(["-c", CLUSTER_SH, "cluster"]).arg(bin).current_dir("/");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut dir = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut dir).unwrap();
    let dir = dir.trim();
    assert!(!dir.is_empty(), "PostgreSQL did not start; what it said is above");
    // A socket in a folder of its own: no port to collide on, nothing open to the network.
    (format!("postgres://postgres@{}/postgres", dir.replace('/', "%2F")), Some(child))
}

fn newest_postgres() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let newest = versions
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| Path::new(&format!("/usr/lib/postgresql/{version}/bin/initdb")).exists())
        .max()?;
    Some(PathBuf::from(format!("/usr/lib/postgresql/{newest}/bin")))
}
