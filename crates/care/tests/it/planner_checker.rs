//! Is a plan as it should be? Written apart from the search, slowly and plainly: every rule asked of every visit, every
//! pair looked at, nothing remembered. And a search that tries everything, for small cases.

use std::collections::{BTreeMap, BTreeSet};

use care::ids::PersonId;
use care::integration::{Talk, TalkKind};
use care::planner::request::TalkAsked;
use care::planner::{Clinic, Constraint, CoursePlan, Held, How, PlannedVisit, Request};
use care::practice::Role;
use care::protocol::CareModel;
use care::session::calendar::Span;
use care::time::Instant;
use care::units::{Hours, Minutes};

pub type Rules = BTreeSet<Constraint>;

fn long(from: Instant, minutes: Minutes) -> Span {
    Span { from, until: from.plus_minutes(minutes) }
}

/// Does one begin while the other lasts, or do both begin at once?
fn meet(one: Span, other: Span) -> bool {
    one.from == other.from
        || (one.from < other.from && other.from < one.until)
        || (other.from < one.from && one.from < other.until)
}

/// Is all of it inside these, taken together?
fn inside(spans: &[Span], span: Span) -> bool {
    let mut reached = span.from;
    while reached < span.until {
        let Some(next) = spans.iter().find(|free| free.from <= reached && reached < free.until) else {
            return false;
        };
        reached = next.until;
    }
    true
}

/// Everything in which a plan does not keep to these rules.
pub fn faults(clinic: &Clinic, request: &Request, rules: &Rules, plan: &CoursePlan) -> Vec<String> {
    let mut faults = vec![];
    if plan.visits.len() != request.doses as usize {
        faults.push(format!("{} visits for {} doses", plan.visits.len(), request.doses));
    }
    let times: Vec<Instant> = plan.visits.iter().map(|visit| visit.starts).collect();
    faults.extend(order_faults(clinic, request, rules, &times).into_iter().map(str::to_owned));
    for (nth, visit) in plan.visits.iter().enumerate() {
        let mut found = visit_faults(clinic, request, rules, visit);
        found.extend(talk_faults(
            clinic,
            request,
            rules,
            visit.starts,
            visit.talk,
            times.get(nth + 1).copied(),
        ));
        faults.extend(found.into_iter().map(|fault| format!("visit {nth}: {fault}")));
    }
    faults
}

pub fn order_faults(
    clinic: &Clinic,
    request: &Request,
    rules: &Rules,
    times: &[Instant],
) -> Vec<&'static str> {
    let (shape, series) = (&request.visit, &request.series);
    let mut faults = vec![];
    let mut say = |wrong: bool, what: &'static str| faults.extend(wrong.then_some(what));
    let given_begins = series.given.iter().map(|dose| dose.from);
    let begins: Vec<Instant> = given_begins.chain(times.iter().map(|at| shape.dose_begins(*at))).collect();
    for (nth, at) in times.iter().enumerate() {
        say(*at < clinic.known.from || clinic.known.until < shape.over(*at), "beyond the calendars");
        say(rules.contains(&Constraint::NotBefore) && *at < request.not_before, "too early");
        say(rules.contains(&Constraint::NotAfter) && request.not_after < *at, "too late");
        for later in &times[nth + 1..] {
            say(*later < shape.over(*at), "two visits at once");
            let apart = shape.dose_ends(*at).plus_hours(series.apart);
            say(rules.contains(&Constraint::Spacing) && shape.dose_begins(*later) < apart, "too close");
        }
        for given in &series.given {
            let apart = if rules.contains(&Constraint::Spacing) { series.apart } else { Hours(0) };
            say(shape.dose_begins(*at) < given.until.plus_hours(apart), "too close to a dose that was given");
        }
        if let Some(within) = series.within.filter(|_| rules.contains(&Constraint::SeriesSpan)) {
            let ended = series.first_ended.unwrap_or_else(|| shape.dose_ends(times[0]));
            say(ended.plus_hours(Hours(24 * within.0)) < shape.dose_begins(*at), "beyond the series");
        }
        if let Some(most) = series.per_week.filter(|_| rules.contains(&Constraint::WeekLimit)) {
            // The week that ends with this dose.
            let dose = shape.dose_begins(*at);
            let week = begins.iter().filter(|other| **other <= dose && dose < other.plus_hours(Hours(168)));
            say((most as usize) < week.count(), "too many in seven days");
        }
    }
    faults
}

/// The room and the people of one visit.
pub fn visit_faults(
    clinic: &Clinic,
    request: &Request,
    rules: &Rules,
    visit: &PlannedVisit,
) -> Vec<&'static str> {
    let shape = &request.visit;
    let mut faults = vec![];
    let mut say = |wrong: bool, what: &'static str| faults.extend(wrong.then_some(what));
    if rules.contains(&Constraint::PatientTimes) {
        say(!inside(&request.patient_free, long(visit.starts, shape.stay_min)), "the patient cannot come");
    }
    if rules.contains(&Constraint::Room) {
        let taken = long(visit.starts, shape.room_min);
        let room = clinic.rooms.iter().find(|room| Some(&room.room) == visit.room.as_ref());
        let free = room.is_some_and(|room| {
            inside(&room.open, taken) && !room.held.iter().any(|held| meet(*held, taken))
        });
        say(!free, "the room is not free");
    }
    let watch: Vec<_> = visit.people.iter().filter(|(_, role)| *role != Role::Therapist).collect();
    if rules.contains(&Constraint::Nurse) {
        let (one, role) = match watch[..] {
            [(one, role @ (Role::Nurse | Role::Prescriber))] => (*one, *role),
            _ => return vec!["nobody watches, or two do, or somebody who may not"],
        };
        let span = long(visit.starts, shape.watch_min);
        say(!person_free(clinic, rules, one, role, span, How::Watching), "whoever watches cannot");
    }
    let therapists: Vec<_> = visit.people.iter().filter(|(_, role)| *role == Role::Therapist).collect();
    if let Some(minutes) = shape.therapist_min.filter(|_| rules.contains(&Constraint::Therapist)) {
        let [(one, role)] = therapists[..] else { return vec!["no therapist, or two"] };
        say(!shape.therapist.takes(*one), "another therapist");
        say(watch.iter().any(|(watch, _)| watch == one), "one person twice");
        let span = long(visit.starts, minutes);
        say(!person_free(clinic, rules, *one, *role, span, How::Alone), "the therapist cannot");
    }
    say(!therapists.is_empty() && request.model == CareModel::Infusion, "therapy in an infusion");
    if let Some(minutes) = shape.cover_min.filter(|_| rules.contains(&Constraint::PrescriberCover)) {
        say(!covered(clinic, rules, long(visit.starts, minutes)), "no prescriber in the building");
    }
    faults
}

/// The talk after a visit, before the next one.
pub fn talk_faults(
    clinic: &Clinic,
    request: &Request,
    rules: &Rules,
    starts: Instant,
    talk: Option<Talk>,
    next: Option<Instant>,
) -> Vec<&'static str> {
    let Some(asked) = request.talk.in_house().filter(|_| rules.contains(&Constraint::TalkInWindow)) else {
        return vec![];
    };
    let Some(talk) = talk else { return vec!["no talk"] };
    let span = long(talk.at, asked.minutes);
    let role = if talk.kind == TalkKind::Therapy { Role::Therapist } else { Role::IntegrationSpecialist };
    let mut faults = talk_time_faults(request, starts, talk);
    let mut say = |wrong: bool, what: &'static str| faults.extend(wrong.then_some(what));
    say(!asked.with.takes(talk.with), "a talk with somebody else");
    say(next.is_some_and(|next| next < span.until), "a talk after the next dose began");
    say(clinic.known.until < span.until, "a talk beyond the calendars");
    say(!person_free(clinic, rules, talk.with, role, span, How::Alone), "whoever talks cannot");
    if rules.contains(&Constraint::PatientTimes) {
        say(!inside(&request.patient_free, span), "the patient cannot talk then");
    }
    faults
}

fn talk_time_faults(request: &Request, starts: Instant, talk: Talk) -> Vec<&'static str> {
    let Some(asked) = request.talk.in_house() else { return vec!["a talk that nobody asked for"] };
    let ended = request.visit.dose_ends(starts);
    let mut faults = vec![];
    let mut say = |wrong: bool, what: &'static str| faults.extend(wrong.then_some(what));
    say(!asked.kinds.contains(&talk.kind), "another kind of talk");
    say(request.model == CareModel::Infusion && talk.kind == TalkKind::Therapy, "therapy after an infusion");
    say(talk.at < ended.plus_minutes(asked.quiet_min), "a talk under ketamine");
    say(talk.at < request.visit.over(starts), "a talk while somebody is still held by the visit");
    say(ended.plus_hours(asked.goal) <= talk.at, "a talk after the window");
    faults
}

fn person_free(clinic: &Clinic, rules: &Rules, who: PersonId, role: Role, span: Span, how: How) -> bool {
    let Some(one) = clinic.staff.iter().find(|one| one.person == who) else { return false };
    let held_once = one.may.iter().any(|(held, _)| *held == role);
    let terms: Vec<Span> =
        one.may.iter().filter(|(held, _)| *held == role).flat_map(|(_, spans)| spans.clone()).collect();
    let stands = held_once && (!rules.contains(&Constraint::Standing(who)) || inside(&terms, span));
    let beside: Vec<&Held> = one.held.iter().filter(|held| meet(held.span, span)).collect();
    let room_for_one = match how {
        How::Alone => beside.is_empty(),
        How::Watching => {
            let alone = beside.iter().any(|held| held.how == How::Alone);
            // The most there are at once are there when one of them begins, or at the beginning.
            let moments = beside.iter().map(|held| held.span.from.max(span.from));
            let at_once = |at: Instant| {
                beside
                    .iter()
                    .filter(|held| held.span.from == at || (held.span.from <= at && at < held.span.until))
                    .count()
            };
            let most = moments.map(at_once).max().unwrap_or(0);
            !alone && most < one.at_once as usize
        }
    };
    stands && room_for_one && inside(&one.works, span)
}

/// At every moment there is a prescriber at work and in good standing.
fn covered(clinic: &Clinic, rules: &Rules, span: Span) -> bool {
    let there = |at: Instant| {
        clinic.staff.iter().any(|one| {
            let is_in = |spans: &[Span]| spans.iter().any(|span| span.from <= at && at < span.until);
            one.may.iter().any(|(role, terms)| {
                *role == Role::Prescriber
                    && is_in(&one.works)
                    && (is_in(terms) || !rules.contains(&Constraint::Standing(one.person)))
            })
        })
    };
    // Somebody can only stop being there where a span ends.
    let ends = clinic
        .staff
        .iter()
        .flat_map(|one| one.works.iter().chain(one.may.iter().flat_map(|(_, terms)| terms)));
    let moments = ends.map(|span| span.until).filter(|at| span.from <= *at && *at < span.until);
    std::iter::once(span.from).chain(moments).all(there)
}

/// The clinic with another plan booked: by hand, and not as the planner does it.
pub fn with_booked(clinic: &mut Clinic, request: &Request, plan: &CoursePlan) {
    for visit in &plan.visits {
        for room in &mut clinic.rooms {
            if Some(&room.room) == visit.room.as_ref() {
                room.held.push(long(visit.starts, request.visit.room_min));
            }
        }
        for one in &mut clinic.staff {
            for (_, role) in visit.people.iter().filter(|(who, _)| *who == one.person) {
                let minutes = request.visit.therapist_min.filter(|_| *role == Role::Therapist);
                let how = if *role == Role::Therapist { How::Alone } else { How::Watching };
                one.held
                    .push(Held { span: long(visit.starts, minutes.unwrap_or(request.visit.watch_min)), how });
            }
            let talk = visit.talk.filter(|talk| talk.with == one.person);
            if let (Some(talk), Some(TalkAsked { minutes, .. })) = (talk, request.talk.in_house()) {
                one.held.push(Held { span: long(talk.at, *minutes), how: How::Alone });
            }
        }
    }
}

/// Every time at which something may begin.
fn beginnings(clinic: &Clinic) -> Vec<Instant> {
    let step = i64::from(clinic.every_min.get()) * 60_000_000;
    let first = clinic.known.from.0.div_euclid(step) * step;
    (0..)
        .map(|nth| Instant(first + nth * step))
        .take_while(|at| *at < clinic.known.until)
        .filter(|at| clinic.known.from <= *at)
        .collect()
}

/// A question to be tried in every way.
struct Trial<'a> {
    clinic: Clinic,
    request: &'a Request,
    rules: &'a Rules,
    asked: Option<Instant>,
    /// What reaches beyond it counts as free.
    free_beyond: Option<Instant>,
}

/// Everything, tried: is there any series at all that keeps to these rules? One visit begins at `asked` if that is a rule.
pub fn some_plan_keeps(clinic: &Clinic, request: &Request, rules: &Rules, asked: Option<Instant>) -> bool {
    let asked = asked.filter(|_| rules.contains(&Constraint::AskedTime));
    Trial { clinic: clinic.clone(), request, rules, asked, free_beyond: None }.finds_one()
}

/// The same where everything that reaches beyond the end of the calendars counts as free, for as long as the series takes.
pub fn some_plan_keeps_beyond(
    clinic: &Clinic,
    request: &Request,
    rules: &Rules,
    asked: Option<Instant>,
) -> bool {
    let one = request.series.apart.0 + 24 + request.series.per_week.map_or(0, |_| 168);
    let until = clinic.known.until.plus_hours(Hours(72 + one * request.doses));
    let longer = Clinic { known: Span { until, ..clinic.known }, ..clinic.clone() };
    let asked = asked.filter(|_| rules.contains(&Constraint::AskedTime));
    Trial { clinic: longer, request, rules, asked, free_beyond: Some(clinic.known.until) }.finds_one()
}

impl Trial<'_> {
    fn finds_one(&self) -> bool {
        let beginnings = beginnings(&self.clinic);
        let mut times = beginnings.clone();
        times.extend(self.asked);
        times.sort_unstable();
        times.dedup();
        times.retain(|at| {
            order_faults(&self.clinic, self.request, self.rules, &[*at]).is_empty() && self.visit(*at)
        });
        let talks: BTreeMap<Instant, Vec<Instant>> =
            times.iter().map(|at| (*at, self.talks(*at, &beginnings))).collect();
        self.any_series(&times, &talks, &mut vec![])
    }

    fn is_beyond(&self, until: Instant) -> bool {
        self.free_beyond.is_some_and(|end| end < until)
    }

    fn visit(&self, starts: Instant) -> bool {
        let keeps =
            |visit: &PlannedVisit| visit_faults(&self.clinic, self.request, self.rules, visit).is_empty();
        self.is_beyond(self.request.visit.over(starts)) || fillings(&self.clinic, starts).iter().any(keeps)
    }

    fn asked_talk(&self) -> Option<&TalkAsked> {
        self.request.talk.in_house().filter(|_| self.rules.contains(&Constraint::TalkInWindow))
    }

    /// When a talk about this visit's dose could end.
    fn talks(&self, starts: Instant, beginnings: &[Instant]) -> Vec<Instant> {
        let Some(asked) = self.asked_talk() else { return vec![] };
        let keeps = |at: Instant| {
            let until = at.plus_minutes(asked.minutes);
            let beyond = self.is_beyond(until) && until <= self.clinic.known.until;
            asked.kinds.iter().any(|kind| {
                if beyond {
                    let talk = Talk { kind: *kind, with: PersonId(0), at };
                    return talk_time_faults(self.request, starts, talk).is_empty();
                }
                self.clinic.staff.iter().any(|one| {
                    let talk = Talk { kind: *kind, with: one.person, at };
                    talk_faults(&self.clinic, self.request, self.rules, starts, Some(talk), None).is_empty()
                })
            })
        };
        let near =
            beginnings.iter().copied().filter(|at| starts <= *at && *at < starts.plus_hours(Hours(24 * 9)));
        near.filter(|at| keeps(*at)).map(|at| at.plus_minutes(asked.minutes)).collect()
    }

    /// From the last visit to the first: where everything is free, one is soon found.
    fn any_series(
        &self,
        times: &[Instant],
        talks: &BTreeMap<Instant, Vec<Instant>>,
        series: &mut Vec<Instant>,
    ) -> bool {
        if !order_faults(&self.clinic, self.request, self.rules, series).is_empty() {
            return false;
        }
        let talked = |nth: usize| {
            let ends = |end: &Instant| series.get(nth + 1).is_none_or(|next| end <= next);
            talks[&series[nth]].iter().any(ends)
        };
        if self.asked_talk().is_some() && !series.is_empty() && !talked(0) {
            return false;
        }
        if series.len() == self.request.doses as usize {
            return self.asked.is_none_or(|asked| series.contains(&asked));
        }
        (0..times.len()).rev().any(|nth| {
            series.insert(0, times[nth]);
            let found = self.any_series(&times[..nth], talks, series);
            series.remove(0);
            found
        })
    }
}

/// Every way to fill one visit.
pub fn fillings(clinic: &Clinic, starts: Instant) -> Vec<PlannedVisit> {
    let rooms: Vec<_> = clinic.rooms.iter().map(|room| Some(room.room.clone())).chain([None]).collect();
    let mut people: Vec<Vec<(PersonId, Role)>> = vec![vec![]];
    let in_role = |wanted: &[Role]| {
        let each = clinic.staff.iter().flat_map(|one| one.may.iter().map(|(role, _)| (one.person, *role)));
        each.filter(|(_, role)| wanted.contains(role)).collect::<Vec<_>>()
    };
    let (watch, therapists) = (in_role(&[Role::Nurse, Role::Prescriber]), in_role(&[Role::Therapist]));
    people.extend(watch.iter().chain(&therapists).map(|one| vec![*one]));
    people.extend(watch.iter().flat_map(|watch| therapists.iter().map(|one| vec![*watch, *one])));
    let visit = |room: &Option<care::text::Line>, people: &Vec<(PersonId, Role)>| PlannedVisit {
        starts,
        room: room.clone(),
        people: people.clone(),
        talk: None,
    };
    rooms.iter().flat_map(|room| people.iter().map(move |people| visit(room, people))).collect()
}
