//! The one way in. Inside one transaction: was this command answered? · fetch what the decision needs · ask the rules
//! (authority is judged there, at this instant) · append the facts · update the views · seal what is sealed.

use std::sync::Arc;

use care::act::Act;
use care::chart::{Chart, Want};
use care::course::Phase;
use care::decide::{Asked, decide};
use care::fact::{Fact, Stream};
use care::ids::{CommandId, CourseId, HouseId, PersonId, ProtocolId, WindowId};
use care::practice::{Acting, Actor};
use care::refusal::Refusal;
use care::text::prose;
use care::time::{Instant, Moment};

use crate::cache::Cache;
use crate::envelope::Envelope;
use crate::fold::Folded;
use crate::journal::{self, Head};
use crate::sealed::{self, RootKey};
use crate::store::{Conn, StoreFault, Val};
use crate::views;
use crate::wire::{self, role_code};
use crate::writer::Handler;

/// One act as it was asked for.
#[derive(Debug, Clone)]
pub struct Command {
    /// Made when the form was drawn, so that a double tap is one act.
    pub id: CommandId,
    /// What.
    pub act: Act,
    /// Who, in which role.
    pub by: Acting,
    /// When it is said to have happened; none means now.
    pub occurred: Option<Instant>,
    /// Words to seal for the actor alone (a therapy note), under the command's id.
    pub sealed: Option<String>,
}

/// Where an act landed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Journal position of its last fact.
    pub position: i64,
    /// It had been done before, by the same command.
    pub repeated: bool,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is on disk.
    Done(Receipt),
    /// The rules said no. Nothing was written.
    Refused(Refusal),
    /// This id was used for another act. Nothing was written.
    IdReused,
    /// A housekeeping job is on disk; its number.
    Kept(i64),
}

/// Housekeeping that is no act: accounts, sign-ins, throttling, signed heads.
pub type Chore = Arc<dyn Fn(&mut Conn) -> Result<i64, StoreFault> + Send + Sync>;

/// What the writer is asked to do.
pub enum Job {
    /// An act.
    Act(Box<Command>),
    /// An act at a given instant: for the simulator, which brings its own clock.
    ActAt(Box<Command>, Instant),
    /// Housekeeping.
    Chore(Chore),
}

/// A fact that was just committed: its position and the stream it is on.
pub type News = (i64, Stream);

/// Told after each commit what is new. Must not block.
pub type Announce = Box<dyn Fn(&[News]) + Send>;

/// The server's clock, given by the program.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Lives on the writer's thread.
pub struct Submit {
    org: String,
    house: HouseId,
    root: Arc<RootKey>,
    clock: Clock,
    announce: Announce,
    cache: Cache,
    head: Head,
    news: Vec<News>,
    /// How much of `news` was there before the job at hand.
    news_before: usize,
}

impl Submit {
    pub(crate) fn new(house: HouseId, root: Arc<RootKey>, clock: Clock, announce: Announce) -> Self {
        let (org, head) = (house.to_string(), Head::genesis());
        Self {
            org,
            house,
            root,
            clock,
            announce,
            cache: Cache::default(),
            head,
            news: vec![],
            news_before: 0,
        }
    }

    fn act(&mut self, conn: &mut Conn, command: &Command, now: Instant) -> Result<Answer, StoreFault> {
        let fingerprint = self.fingerprint(command);
        if let Some(answer) = self.answered(conn, command.id, &fingerprint)? {
            return Ok(answer);
        }
        let occurred = command.occurred.unwrap_or(now);
        let moment = Moment { occurred, now, command: command.id };
        let chart = self.gather(conn, &command.act, &command.by)?;
        let asked =
            Asked { act: &command.act, by: &command.by, chart: &chart, house: self.house, moment: &moment };
        let facts = match decide(&asked) {
            Ok(facts) => facts,
            Err(refusal) => return Ok(Answer::Refused(refusal)),
        };
        if let Err(refusal) = note_has_words(command) {
            return Ok(Answer::Refused(refusal));
        }
        // It shares the states that the facts are about to change: while it lives, each step would copy one.
        drop(chart);
        self.keep(conn, command, &moment, &facts)?;
        let row: [Val; 5] = [
            (&self.org).into(),
            command.id.to_string().into(),
            fingerprint.into(),
            self.head.position.into(),
            "done".into(),
        ];
        conn.exec("INSERT INTO answered (org, command_id, fingerprint, position, answer) VALUES (?1, ?2, ?3, ?4, ?5)", &row)?;
        Ok(Answer::Done(Receipt { position: self.head.position, repeated: false }))
    }

    /// The same command id may carry only the same act. Sealed words count by a keyed mark, for the fingerprint stays
    /// when their key is erased.
    fn fingerprint(&self, command: &Command) -> String {
        let sealed = command.sealed.as_deref().map(|words| self.root.mark(words));
        let said = format!("{:?}|{:?}|{:?}|{sealed:?}", command.act, command.by, command.occurred);
        sealed::digest(said.as_bytes())
    }

    fn answered(&self, conn: &mut Conn, id: CommandId, print: &str) -> Result<Option<Answer>, StoreFault> {
        let sql = "SELECT fingerprint, position FROM answered WHERE org = ?1 AND command_id = ?2";
        let rows = conn.query(sql, &[(&self.org).into(), id.to_string().into()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        if row.text(0)? != print {
            return Ok(Some(Answer::IdReused));
        }
        let position = row.opt_int(1)?.unwrap_or(0);
        Ok(Some(Answer::Done(Receipt { position, repeated: true })))
    }

    /// Fetches until the rules want nothing more.
    fn gather(&mut self, conn: &mut Conn, act: &Act, by: &Acting) -> Result<Chart, StoreFault> {
        let mut chart = Chart::default();
        loop {
            let wants = chart.wants(act, by, self.house);
            if wants.is_empty() {
                return Ok(chart);
            }
            for want in wants {
                match want {
                    Want::Stream(stream) => chart.put(stream, self.cache.get(conn, &self.org, stream)?.state),
                    Want::TalksWith(person) => chart.put_talks(person, self.talks_with(conn, person)?),
                    Want::OpenCourses(patient) => {
                        let rows = views::ask::courses_of(conn, &self.org, patient)?;
                        let open = rows.into_iter().filter(|row| row.phase != Phase::Closed.code());
                        chart.put_open_courses(patient, open.map(|row| row.course).collect());
                    }
                    Want::InForce(course) => chart.put_in_force(course, self.in_force(conn, &chart, course)?),
                }
            }
        }
    }

    /// Wanted for a course that has been fetched or does not exist.
    fn in_force(
        &self,
        conn: &mut Conn,
        chart: &Chart,
        id: CourseId,
    ) -> Result<Option<ProtocolId>, StoreFault> {
        match chart.course(id) {
            Ok(course) => views::ask::in_force(conn, &self.org, course.slug.as_str()),
            Err(_) => Ok(None),
        }
    }

    fn talks_with(&self, conn: &mut Conn, person: PersonId) -> Result<Vec<WindowId>, StoreFault> {
        let sql =
            "SELECT win FROM windows WHERE org = ?1 AND talk_with = ?2 AND is_open = 1 ORDER BY talk_us, win";
        let rows = conn.query(sql, &[(&self.org).into(), person.to_string().into()])?;
        let read = |row: &crate::store::Row| Ok(WindowId::read(row.text(0)?));
        rows.iter().filter_map(|row| read(row).transpose()).collect()
    }

    /// Appends the facts, updates the views, seals what is sealed.
    fn keep(
        &mut self,
        conn: &mut Conn,
        command: &Command,
        moment: &Moment,
        facts: &[Fact],
    ) -> Result<(), StoreFault> {
        let (document, reader) = (command.id.to_string(), actor_text(&command.by));
        let sealed = match &command.sealed {
            Some(words) => Some(sealed::seal(&self.root, &document, &reader, words)?),
            None => None,
        };
        let digest = sealed.as_ref().map(sealed::Sealed::digest);
        let mut touched: Vec<(Stream, Folded)> = vec![];
        for fact in facts {
            let folded = match touched.iter().position(|(stream, _)| *stream == fact.stream) {
                Some(index) => touched.swap_remove(index).1,
                None => self.cache.get(conn, &self.org, fact.stream)?,
            };
            let version = folded.version + 1;
            let envelope = self.envelope(command, moment, fact, version, digest.as_deref());
            self.head = journal::append(conn, &self.head, &envelope)?;
            self.news.push((self.head.position, fact.stream));
            // The cache must not share the state, or the step would copy it.
            self.cache.forget(fact.stream);
            touched.push((fact.stream, folded.after(&fact.what)));
        }
        for (stream, folded) in touched {
            let shown = facts.iter().any(|fact| fact.stream == stream && views::touches(&fact.what));
            if shown {
                views::write(conn, &self.org, stream, &folded)?;
            }
            self.cache.put(stream, folded);
        }
        match sealed {
            Some(sealed) => sealed.keep(conn, &self.org, &document, &reader),
            None => Ok(()),
        }
    }

    fn envelope(
        &self,
        command: &Command,
        moment: &Moment,
        fact: &Fact,
        version: i64,
        digest: Option<&str>,
    ) -> Envelope {
        let (tag, body) = wire::encode(&fact.what);
        let body = match digest {
            Some(digest) => wire::with_seal(body, digest),
            None => body,
        };
        Envelope {
            org: self.org.clone(),
            stream: fact.stream.to_string(),
            version,
            act: act_name(&command.act),
            actor: actor_text(&command.by),
            acted_as: role_code(command.by.role).to_owned(),
            occurred_us: moment.occurred.0,
            recorded_us: moment.now.0,
            command_id: command.id.to_string(),
            fact: tag.to_owned(),
            body,
        }
    }
}

/// A note that says it was sealed must have words to seal. They travel beside the act, so the rules cannot ask.
fn note_has_words(command: &Command) -> Result<(), Refusal> {
    match command.act {
        Act::WriteTherapyNote(..) => prose(command.sealed.as_deref().unwrap_or_default()).map(|_| ()),
        _ => Ok(()),
    }
}

/// `GiveDose` as the journal writes it.
fn act_name(act: &Act) -> String {
    format!("{:?}", act.kind())
}

/// Who acted, as the journal writes it.
pub fn actor_text(by: &Acting) -> String {
    match by.actor {
        Actor::Person(id) => id.to_string(),
        Actor::Patient(id) => id.to_string(),
        Actor::Clock => "clock".to_owned(),
        Actor::Host => "host".to_owned(),
    }
}

impl Handler for Submit {
    type Job = Job;
    type Answer = Answer;

    /// Another process may have written to the same PostgreSQL: take the journal's lock, and forget what is stale.
    fn begin(&mut self, conn: &mut Conn) -> Result<(), StoreFault> {
        if let Conn::Postgres(_) = conn {
            conn.query("SELECT pg_advisory_xact_lock(hashtext(?1))", &[(&self.org).into()])?;
        }
        let head = journal::head(conn, &self.org)?;
        if head != self.head {
            self.cache.clear();
            self.head = head;
        }
        self.news.clear();
        Ok(())
    }

    fn handle(&mut self, conn: &mut Conn, job: &Job) -> Result<Answer, StoreFault> {
        self.news_before = self.news.len();
        if self.head.position < 0 {
            self.head = journal::head(conn, &self.org)?;
        }
        match job {
            Job::Act(command) => {
                let now = (self.clock)();
                self.act(conn, command, now)
            }
            Job::ActAt(command, now) => self.act(conn, command, *now),
            Job::Chore(chore) => chore(conn).map(Answer::Kept),
        }
    }

    /// What was cached since may never have happened; the head is read anew at the next job or batch.
    fn undone(&mut self) {
        self.cache.clear();
        self.head = Head { position: -1, hash: String::new() };
        self.news.truncate(self.news_before);
    }

    fn committed(&mut self) {
        if !self.news.is_empty() {
            (self.announce)(&self.news);
        }
    }
}
