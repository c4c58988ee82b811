//! The one way in. Inside one transaction: fetch what the decision needs · ask the rules (authority is judged there, at
//! this instant) · was this command answered before? · append the facts · update the views · seal what is sealed.

use std::sync::Arc;

use care::act::Act;
use care::chart::{Chart, State, Want};
use care::decide::{Asked, decide};
use care::fact::{Fact, Stream, What};
use care::ids::{
    CommandId, CourseId, HouseId, PatientId, PersonId, ProtocolId, ScheduleId, SessionId, WindowId,
};
use care::measures::Library;
use care::messages::quiet::Nights;
use care::practice::Acting;
use care::refusal::Refusal;
use care::schedule::Work;
use care::text::prose;
use care::time::{Instant, Moment};

use crate::asking::Asking;
pub use crate::asking::actor_text;
use crate::cache::Cache;
use crate::envelope::Envelope;
use crate::fold::Folded;
use crate::journal::{self, Head};
use crate::scrub::Scrub;
use crate::sealed::{self, Plain, Readers, RootKey};
use crate::store::{Conn, StoreFault};
use crate::views::{self, Shown};
use crate::wire::{self, role_code};
use crate::writer::Handler;
use crate::{busy, nights, outbox, samples, work};

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
    /// What is sealed for the actor (a therapy note, a piece of the diary), under the command's id.
    pub sealed: Option<Plain>,
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
    Act(Box<Asking>),
    /// Housekeeping.
    Chore(Chore),
    /// A message of a monitor, for a visit.
    Sample(SessionId, Box<samples::Message>),
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
    measures: Arc<Library>,
    cache: Cache,
    shown: Shown,
    head: Head,
    news: Vec<News>,
    /// How much of `news` was there before the job at hand.
    news_before: usize,
    scrub: Scrub,
    /// Somebody lost a key in this batch.
    lost_keys: bool,
}

impl Submit {
    pub(crate) fn new(
        house: HouseId,
        root: Arc<RootKey>,
        clock: Clock,
        announce: Announce,
        measures: Arc<Library>,
        scrub: Scrub,
    ) -> Self {
        let (org, head) = (house.to_string(), Head::genesis());
        Self {
            org,
            house,
            root,
            clock,
            announce,
            measures,
            cache: Cache::default(),
            shown: Shown::default(),
            head,
            news: vec![],
            news_before: 0,
            scrub,
            lost_keys: false,
        }
    }

    fn act(&mut self, conn: &mut Conn, asking: &Asking) -> Result<Answer, StoreFault> {
        let command = &asking.command;
        let now = asking.now.unwrap_or_else(|| (self.clock)());
        let occurred = command.occurred.unwrap_or(now);
        let moment = Moment { occurred, now, command: command.id };
        let chart = self.gather(conn, &command.act, &command.by, now)?;
        let asked =
            Asked { act: &command.act, by: &command.by, chart: &chart, house: self.house, moment: &moment };
        let facts = match decide(&asked).and_then(|facts| sealed_fits(command).map(|()| facts)) {
            Ok(facts) => facts,
            // What is done cannot be done again, so the second of a double tap is refused: it hears of the first.
            Err(refusal) => {
                let before = self.answered(conn, asking)?;
                return Ok(before.unwrap_or(Answer::Refused(refusal)));
            }
        };
        if self.is_taken(conn, &facts)? {
            return Ok(self.answered(conn, asking)?.unwrap_or(Answer::IdReused));
        }
        // It shares the states that the facts are about to change: while it lives, each step would copy one.
        drop(chart);
        let position = self.head.position + i64::try_from(facts.len()).map_err(StoreFault::other)?;
        if !self.answer_once(conn, asking, position)? {
            let before = self.answered(conn, asking)?;
            return before.ok_or_else(|| StoreFault::other("an answer that is there and is not"));
        }
        self.keep(conn, asking, &moment, &facts)?;
        Ok(Answer::Done(Receipt { position, repeated: false }))
    }

    /// Keeps a message for a visit, if somebody said at the chair that this monitor's numbers are this person's.
    fn sample(
        &mut self,
        conn: &mut Conn,
        visit: SessionId,
        message: &samples::Message,
    ) -> Result<Answer, StoreFault> {
        let known = self.cache.get(conn, &self.org, Stream::Session(visit))?.state;
        match known {
            Some(State::Session(session)) if session.has_attached(message.device) => {
                samples::append(conn, &self.org, visit, message).map(Answer::Kept)
            }
            _ => Ok(Answer::Refused(Refusal::MonitorNotAttached)),
        }
    }

    /// A task's id follows from its command's, and commands come from outside: is something there already that a fact
    /// would begin, or do two of these facts begin the same?
    fn is_taken(&mut self, conn: &mut Conn, facts: &[Fact]) -> Result<bool, StoreFault> {
        for (n, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.begins()) {
            let twice = facts[..n].iter().any(|other| other.begins() && other.stream == fact.stream);
            if twice || self.cache.get(conn, &self.org, fact.stream)?.version != 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps what a command is answered, before anything else of it; false if it was answered before. One statement
    /// instead of asking first: commands sent twice are rare.
    fn answer_once(&self, conn: &mut Conn, asking: &Asking, position: i64) -> Result<bool, StoreFault> {
        let sql = "INSERT INTO answered (org, command_id, fingerprint, position, answer) \
                   VALUES (?1, ?2, ?3, ?4, 'done') ON CONFLICT DO NOTHING";
        let row = [(&self.org).into(), (&asking.id).into(), (&asking.fingerprint).into(), position.into()];
        Ok(conn.exec(sql, &row)? == 1)
    }

    fn answered(&self, conn: &mut Conn, asking: &Asking) -> Result<Option<Answer>, StoreFault> {
        let sql = "SELECT fingerprint, position FROM answered WHERE org = ?1 AND command_id = ?2";
        let rows = conn.query(sql, &[(&self.org).into(), (&asking.id).into()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        if row.text(0)? != asking.fingerprint {
            return Ok(Some(Answer::IdReused));
        }
        let position = row.opt_int(1)?.unwrap_or(0);
        Ok(Some(Answer::Done(Receipt { position, repeated: true })))
    }

    /// Fetches until the rules want nothing more.
    fn gather(&mut self, conn: &mut Conn, act: &Act, by: &Acting, now: Instant) -> Result<Chart, StoreFault> {
        let mut chart = Chart::with_measures(self.measures.clone());
        loop {
            let wants = chart.wants(act, by, self.house);
            if wants.is_empty() {
                return Ok(chart);
            }
            for want in wants {
                match want {
                    Want::Stream(stream) => chart.put(stream, self.cache.get(conn, &self.org, stream)?.state),
                    Want::TalksWith(person) => chart.put_talks(person, self.talks_with(conn, person)?),
                    Want::InForce(course) => {
                        chart.put_in_force(course, self.in_force(conn, &chart, course, now)?)
                    }
                    Want::Nights(patient) => {
                        let nights = self.nights_of(&chart, patient, act, now);
                        chart.put_nights(patient, nights);
                    }
                    Want::OnItsWay(message) => {
                        let claimed = outbox::is_on_its_way(conn, &self.org, message, now)?;
                        chart.put_on_its_way(message, claimed);
                    }
                    Want::Windows(patient) => {
                        chart.put_windows(patient, views::wanted::windows(conn, &self.org, patient)?);
                    }
                    Want::Beside => {
                        chart.put_beside(views::wanted::beside(conn, &self.org, chart.names(act).as_ref())?)
                    }
                    Want::Work => {
                        let work = self.work_of(conn, &chart, act)?;
                        chart.put_work(work);
                    }
                    Want::SignedBeside(version) => {
                        chart.put_signed_beside(
                            version,
                            views::wanted::signed_beside(conn, &self.org, version)?,
                        );
                    }
                    Want::RoomsBooked => {
                        chart.put_rooms_booked(views::wanted::rooms_booked(conn, &self.org)?);
                    }
                    Want::Vaults => chart.put_vaults(views::ask_vaults::all(conn, &self.org)?),
                    Want::Clinicians => {
                        chart.put_clinicians(views::wanted::clinicians(conn, &self.org)?);
                    }
                    Want::OpenSignals(patient) => {
                        chart.put_open_signals(
                            patient,
                            views::wanted::open_signals(conn, &self.org, patient)?,
                        );
                    }
                    Want::MonitorOn(device) => {
                        chart.put_monitor_on(device, samples::ask::visits_of(conn, &self.org, device)?);
                    }
                    Want::Samples(visit) => {
                        chart.put_samples(visit, views::wanted::samples(conn, &self.org, visit)?);
                    }
                    Want::OpenCourses(patient) => {
                        chart.put_open_courses(
                            patient,
                            views::wanted::open_courses(conn, &self.org, patient)?,
                        );
                    }
                }
            }
        }
    }

    /// Wanted for a patient that has been fetched.
    fn nights_of(&self, chart: &Chart, patient: PatientId, act: &Act, now: Instant) -> Nights {
        let house = chart.house(self.house).map_or("", |house| house.zone.as_str());
        let zone = chart.patient(patient).map_or("", |patient| patient.details.zone.as_str());
        nights::around(zone, house, act, now)
    }

    /// Wanted for a schedule that has been fetched or does not exist.
    fn work_of(&self, conn: &mut Conn, chart: &Chart, act: &Act) -> Result<Work, StoreFault> {
        let zone = chart.house(self.house).map_or("", |house| house.zone.as_str());
        let Ok(schedule) = chart.schedule(ScheduleId::of(self.house)) else { return Ok(Work::default()) };
        let busy = busy::around(conn, &self.org, schedule, chart.names(act))?;
        Ok(Work { busy, ..work::around(zone, schedule, chart.names(act)) })
    }

    /// Wanted for a course that has been fetched or does not exist.
    fn in_force(
        &self,
        conn: &mut Conn,
        chart: &Chart,
        id: CourseId,
        now: Instant,
    ) -> Result<Option<ProtocolId>, StoreFault> {
        match chart.course(id) {
            Ok(course) => views::ask::in_force(conn, &self.org, course.slug.as_str(), now),
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
        asking: &Asking,
        moment: &Moment,
        facts: &[Fact],
    ) -> Result<(), StoreFault> {
        let (document, reader) = (&asking.id, &asking.actor);
        let sealed = match &asking.command.sealed {
            Some(plain) => Some(sealed::seal(document, plain)?),
            None => None,
        };
        let digest = sealed.as_ref().map(sealed::Sealed::digest);
        let mut touched: Vec<(Stream, Folded)> = vec![];
        let mut held: Vec<(Stream, Option<Readers>)> = vec![];
        for fact in facts {
            let folded = match touched.iter().position(|(stream, _)| *stream == fact.stream) {
                Some(index) => touched.swap_remove(index).1,
                // The cache must not share the state, or the step would copy it.
                None => {
                    let folded = self.cache.take(conn, &self.org, fact.stream)?;
                    held.extend(keeps_keys(fact).then(|| (fact.stream, Readers::of(&folded))));
                    folded
                }
            };
            let version = folded.version + 1;
            let envelope = self.envelope(asking, moment, fact, version, digest.as_deref());
            self.head = journal::append(conn, &self.head, envelope)?;
            self.news.push((self.head.position, fact.stream));
            outbox::keep(conn, &self.org, fact)?;
            touched.push((fact.stream, folded.after(&fact.what)));
        }
        if let Some(sealed) = sealed {
            sealed.keep(conn, &self.root, &self.org, document, reader)?;
        }
        for (stream, folded) in touched {
            let before = held.iter().find(|(known, _)| *known == stream).map(|(_, before)| before.as_ref());
            if let (Some(before), Some(after)) = (before, Readers::of(&folded)) {
                self.lost_keys |= sealed::align(conn, &self.root, &self.org, before, &after)?;
            }
            let shown = facts.iter().any(|fact| fact.stream == stream && views::touches(&fact.what));
            if shown {
                self.shown.write(conn, &self.org, stream, &folded)?;
            }
            self.cache.put(stream, folded);
        }
        Ok(())
    }

    fn envelope(
        &self,
        asking: &Asking,
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
            act: asking.act.clone(),
            actor: asking.actor.clone(),
            acted_as: role_code(asking.command.by.role).to_owned(),
            occurred_us: moment.occurred.0,
            recorded_us: moment.now.0,
            command_id: asking.id.clone(),
            fact: tag.to_owned(),
            body,
        }
    }
}

/// Is this a fact after which somebody may hold a key they did not hold, or hold one no more?
fn keeps_keys(fact: &Fact) -> bool {
    matches!(fact.what, What::Diary(_) | What::Contact(_))
}

/// What says that it was sealed must come with what is sealed, and as it says it is. Content travels beside the act, so
/// the rules cannot ask.
fn sealed_fits(command: &Command) -> Result<(), Refusal> {
    let sealed = command.sealed.as_ref();
    let piece = match &command.act {
        Act::WriteTherapyNote(..) | Act::AskForCall(..) | Act::ReferIn(..) => {
            let words = sealed.map_or(Ok(""), |plain| std::str::from_utf8(&plain.bytes));
            return prose(words.map_err(|_| Refusal::TextHasHiddenMarks)?).map(|_| ());
        }
        // What was written comes with it, and nothing that was not.
        Act::AnswerFollowUp(_, act) => {
            return match (act.words, sealed) {
                (true, Some(plain)) => {
                    let words = std::str::from_utf8(&plain.bytes);
                    prose(words.map_err(|_| Refusal::TextHasHiddenMarks)?).map(|_| ())
                }
                (false, None) => Ok(()),
                (true, None) | (false, Some(_)) => Err(Refusal::TextMissing),
            };
        }
        Act::WriteDiaryEntry(_, write) => Some(write.piece),
        Act::ChangeDiaryEntry(_, change) => change.piece,
        _ => return Ok(()),
    };
    match (piece, sealed) {
        (None, None) => Ok(()),
        (Some(piece), Some(plain)) if piece.media.code() == plain.media => piece.holds(&plain.bytes),
        _ => Err(Refusal::DiaryPieceUnfit),
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
            self.shown.clear();
            self.head = head;
        }
        self.news.clear();
        self.lost_keys = false;
        Ok(())
    }

    fn handle(&mut self, conn: &mut Conn, job: &Job) -> Result<Answer, StoreFault> {
        self.news_before = self.news.len();
        if self.head.position < 0 {
            self.head = journal::head(conn, &self.org)?;
        }
        match job {
            Job::Act(asking) => self.act(conn, asking),
            Job::Chore(chore) => chore(conn).map(Answer::Kept),
            Job::Sample(visit, message) => self.sample(conn, *visit, message),
        }
    }

    /// What was cached since may never have happened; the head is read anew at the next job or batch.
    fn undone(&mut self) {
        self.cache.clear();
        self.shown.clear();
        self.head = Head { position: -1, hash: String::new() };
        self.news.truncate(self.news_before);
    }

    fn committed(&mut self) {
        if self.lost_keys {
            self.scrub.ask();
        }
        if !self.news.is_empty() {
            (self.announce)(&self.news);
        }
    }
}
