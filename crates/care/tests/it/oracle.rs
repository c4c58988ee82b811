//! A second opinion on who may do what, typed by hand from the laws and in another form than the policy:
//! one line for each set of roles. Everything that is not here is refused. `!` needs a tie to the patient, but for the
//! front desk, which books for everybody, and the auditor, who reads what the grant covers.

use std::sync::Arc;

use care::ids::PersonId;
use care::practice::permit::{Ask, permit};
use care::practice::policy::may;
use care::practice::{
    ActKind, Acting, Actor, Affiliation, Colleagues, Here, Licence, Person, Practice, Role, Supervision, Tie,
};
use care::time::{Instant, Term};

use crate::clinic::{here, id_of, licence, line};

/// D director, P prescriber, N nurse, T therapist, I integration specialist, F front desk, A auditor,
/// p patient, c clock, h host, v visitor.
const ORACLE: &str = "
    h       FoundHouse
    Dh      AddPerson RecordCredential EndCredential BeginAffiliation DraftProtocol
    D       EndAffiliation SignProtocol RetireProtocol ProposeProtocol SetSignatures SetFollowUps SetPlaceRules SetCustodyRules
    DP      ApproveProtocol SendBackProtocol
    Dh      GiveStaffSignIn
    DA      SeeRecord LookInRecord TakeRecord
    D       SeeClinic
    v       AskForCall ReferIn AcceptReferral DeclineReferral SendReferralNote
    DPNTFv  NoteReferralMet!
    DPNTF   WriteReferral! SendReferral! CloseReferral! SeeReferrals!
    DPNTFp  NoteReferralNotMet!
    p       ConsentToReferral! TakeBackReferral!
    DPNTF   NoteContactTry SettleContact SeeContacts
    DPNTIF  ReportIncident!
    D       ChooseCurrency SetPrice EndPrice
    DF      KeepColleague LookUpColleague PublishColleague RemoveColleague
    DPNTF   SeeDirectory
    DPN     ReceiveVials OpenVial WasteVial ReturnVials TransferVials DestroyVials CountVault ReportLoss CorrectEntry
    DPNA    SeeVault
    D       OpenVault CloseVault SettleDiscrepancy NoteLossReported
    DF      WriteReceipt TakeBackReceipt SeeReceipts
    DP      TakeIncident NoteIncident CloseIncident SeeIncidents
    DPNTIFA SeePeople
    DPNTA   SeeProtocols
    DPNTI   PublishDisclosure HoldSession!
    DPNTF   RegisterPatient CorrectPatient OpenCourse ScheduleSession!
    DPNTF   GiveSignIn!
    DPNTF   FindPatients OpenDesk SeeBoard SeeTasks TakeTask AnswerTask
    DPNTFA  SeeOnCall
    DPNT    AnswerSignal
    D       SetClinicHours PutOnCall TakeOffCall
    DPNT    JoinCareTeam! OpenEmergencyAccess OpenChart!
    DPNT    NotePresence! RecordVitals! MissVitals! ObserveDepth! NoteUncertain! RecordAdverseEvent! AmendRecord! WriteChairNote! AbortSession!
    DPN     ConfirmPrecheck! AcceptOrder! QuestionOrder! ChangeRate! AcceptSupplement! GiveSupplement! DrawDrug! WasteSyringe! ReturnSyringe! NoteSyringeShort! GiveDose! PauseDose! ResumeDose! EndDose!
    DPNT    AnswerCall! DeclareEmergency! EndEmergency!
    DPN     TakeLead! HandOverLead! AcceptLead!
    DPN     AnswerAlarm! Discharge! MarkWrong! SignRecord! AttachMonitor! DetachMonitor!
    DP      ClearScreening! StopScreening! LiftScreeningStop! WriteOrder! StopOrder! OrderSupplement! WithdrawSupplement! OverrideGate! ReviewCourse! LeaveCareTeam!
    DPTp    CloseCourse!
    DPNTp   AnswerScreening! SetIntention!
    DPNTAp  SeeAccessHistory!
    DPNTFp  NameRide! CheckIn! PlanWindow! CancelSession!
    DPNTF   MoveSession! NoteNotCome! OfferEarlier!
    DPNTFp  WishEarlier! TakeBackEarlier! AnswerEarlier!
    DPNTc   AskForMeasure!
    DPNT    EnterMeasure! MarkMeasureWrong! SeeMeasures!
    p       KeepMeasureAnswer! AnswerMeasure!
    DPNTIF  OfferTimes
    DPNTIFp BookTalk ChooseTalkWay CancelTalk DeclineTalk
    DPNTFp  ReferOutside NoteMetOutside
    T       TakeNotes ReadSupervisedNote CosignNote
    D       ProposeSupervision
    DPNT    TakeOnSupervision EndSupervision
    T       HoldTherapy! WriteTherapyNote! ReadTherapyNote!
    I       HoldSupport! WriteSupportNote! ReadSupportNote! HandBack! OpenSupportPerson!
    p       CallNurse! Share! TakeBack! SayUnsafe! SayHowSafe! SignConsent! WithdrawConsent! AcknowledgeDisclosure! SeeOwnCourse!
    p       SayMood! ChooseSmallStep! ChangeSmallStep! TickSmallStep! UntickSmallStep! PauseSmallStep! ResumeSmallStep!
    p       LetGoSmallStep! TakeProposedStep! LeaveProposedStep!
    TI      ProposeStep!
    c       EscalateWindow EscalateTask SettleMessage EraseDiaryEntry EraseContact RemindReferral EscalateReferral AskFollowUp LapseEarlier
    c       NoteMonitor NoteSilence ClimbAlarm
    DPNTFp  PreferChannel
    DPNTIF  UndoMessage
    DPNT    SendMessage!
    p       ChooseEntries! Unsubscribe! Resubscribe!
    DPNTFA  SeeMessages
    p       WriteDiaryEntry! ChangeDiaryEntry! ShareDiaryEntry! TakeBackDiaryEntry! DeleteDiaryEntry! RestoreDiaryEntry!
    DPNTI   ReadDiaryEntry!
    DPNTp   AnswerDayQuestions! TakeBackTouch! StopFollowUps!
    p       AnswerFollowUp! ResumeFollowUps!
    p       AgreeToTouch!
    DPN     ClearDayFinding!
    p       KeepScreeningAnswer! ConfirmFinding! WishCallTime
    D       PublishArticle WithdrawArticle
    DPNTFA  SeeArticles
    D       OpenSite CloseSite OpenRoom CloseRoom KeepHours SetWatchLimit SetTalkLength SetVideoBase
    D       EnrolDevice RetireDevice
    DF      BlockRoom FreeRoom TakeLeave EndLeave OpenRoomFeed CloseRoomFeed
    DPNTIF  OpenOwnFeed CloseOwnFeed LinkBusy UnlinkBusy
    DPNTF   SeeSchedule
";

/// May this role do it at all, and does it need a tie?
pub fn says(role: Role, act: ActKind) -> (bool, bool) {
    let letter =
        "DPNTIFApchv".chars().nth(Role::ALL.iter().position(|known| *known == role).expect("a role"));
    let (name, mut found) = (format!("{act:?}"), None);
    for entry in ORACLE.lines().map(str::trim).filter(|entry| !entry.is_empty()) {
        let (roles, acts) = entry.split_once(' ').expect("roles, then acts");
        for word in acts.split_whitespace().filter(|word| word.trim_end_matches('!') == name) {
            assert!(found.is_none(), "{name} is written twice");
            found = Some((letter.is_some_and(|letter| roles.contains(letter)), word.ends_with('!')));
        }
    }
    found.unwrap_or_else(|| panic!("the oracle has no {name}"))
}

#[test]
fn the_table_and_the_second_opinion_agree_on_every_role_and_act() {
    for (_, act, words) in ActKind::ALL {
        for role in Role::ALL {
            assert_eq!((may(role, *act), act.needs_tie()), says(role, *act), "{role:?}: {words}");
        }
    }
    let listed = ORACLE.split_whitespace().filter(|word| 3 < word.len() && word.contains(char::is_lowercase));
    let acts = listed.filter(|word| !word.chars().all(|letter| "DPNTIFApchv".contains(letter))).count();
    assert_eq!(acts, ActKind::ALL.len());
}

const AT: Instant = Instant(1_000_000);
const DAY: i64 = 1_000;

fn term(from: i64, until: Option<i64>) -> Term {
    Term { from: Instant(AT.0 + from), until: until.map(|until| Instant(AT.0 + until)) }
}

/// Each: the terms of affiliation, and what a person with them is told.
type Terms = &'static [(i64, Option<i64>)];
const AFFILIATIONS: [(&str, Terms, Result<(), &str>); 7] = [
    ("none", &[], Err("not-affiliated")),
    ("active", &[(-DAY, None)], Ok(())),
    ("since now", &[(0, None)], Ok(())),
    ("future", &[(1, None)], Err("not-affiliated")),
    ("ended now", &[(-DAY, Some(0))], Err("affiliation-ended")),
    ("ends next", &[(-DAY, Some(1))], Ok(())),
    ("ended and begun again", &[(-DAY, Some(-10)), (-5, None)], Ok(())),
];

/// Each: licences as (of the right kind, here, from, until), and what a licensed role is told.
type Held = (bool, bool, i64, i64);
/// Under supervision: how the agreement stands, (taken on at, from, until) each, and how whoever answers does.
type Agreed = (Option<i64>, i64, i64);
type Told = Result<(), &'static str>;
const SUPERVISED: [(&str, &[Agreed], Answers, Told); 9] = [
    ("nobody", &[], Answers::Can, Err("supervision-missing")),
    ("answered for", &[(Some(-DAY), -DAY, DAY)], Answers::Can, Ok(())),
    ("not taken on", &[(None, -DAY, DAY)], Answers::Can, Err("supervision-missing")),
    ("taken on next", &[(Some(1), -DAY, DAY)], Answers::Can, Err("supervision-missing")),
    ("over now", &[(Some(-DAY), -DAY, 0)], Answers::Can, Err("supervision-missing")),
    ("over and begun again", &[(Some(-DAY), -DAY, 0), (Some(0), 0, DAY)], Answers::Can, Ok(())),
    ("by somebody who left", &[(Some(-DAY), -DAY, DAY)], Answers::Left, Err("supervisor-not-in-force")),
    ("by somebody lapsed", &[(Some(-DAY), -DAY, DAY)], Answers::Lapsed, Err("supervisor-not-in-force")),
    ("by an associate", &[(Some(-DAY), -DAY, DAY)], Answers::Supervised, Err("supervisor-not-in-force")),
];

/// How whoever answers for somebody stands.
#[derive(Clone, Copy)]
enum Answers {
    Can,
    Left,
    Lapsed,
    Supervised,
}

/// The house of one supervisor.
struct With(Person);

impl Colleagues for With {
    fn has_place_in(&self, jurisdiction: &str, _at: Instant) -> bool {
        jurisdiction == "US-NY"
    }

    fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        (id == id_of("second")).then(|| Arc::new(self.0.clone()))
    }
}

fn supervisor(role: Role, answers: Answers) -> With {
    let ended = matches!(answers, Answers::Left).then_some(0);
    let until = if matches!(answers, Answers::Lapsed) { 0 } else { DAY };
    let mut known = person(role, &[(-DAY, ended)], &[(true, true, -DAY, until)]);
    if matches!(answers, Answers::Supervised) {
        known.credentials[0].practice = Practice::Supervised;
    }
    With(known)
}

fn supervised(role: Role, agreed: &[Agreed]) -> Person {
    let mut known = person(role, &[(-DAY, None)], &[(true, true, -DAY, DAY)]);
    known.credentials[0].practice = Practice::Supervised;
    let supervision = |(number, (taken, from, until)): (u32, &Agreed)| Supervision {
        number,
        supervisor: id_of("second"),
        role,
        term: term(*from, Some(*until)),
        taken: taken.map(|at| Instant(AT.0 + at)),
    };
    known.supervisions = (1..).zip(agreed).map(supervision).collect();
    known
}

const LICENCES: [(&str, &[Held], Result<(), &str>); 8] = [
    ("none", &[], Err("licence-missing")),
    ("in force", &[(true, true, -DAY, DAY)], Ok(())),
    ("last instant", &[(true, true, -DAY, 1)], Ok(())),
    ("expired now", &[(true, true, -DAY, 0)], Err("licence-not-in-force")),
    ("future", &[(true, true, 1, DAY)], Err("licence-not-in-force")),
    ("elsewhere", &[(true, false, -DAY, DAY)], Err("licence-not-in-force")),
    ("another kind", &[(false, true, -DAY, DAY)], Err("licence-missing")),
    ("expired and renewed", &[(true, true, -DAY, 0), (true, true, 0, DAY)], Ok(())),
];

fn person(role: Role, terms: &[(i64, Option<i64>)], licences: &[Held]) -> Person {
    let right = role.licences().first().copied().unwrap_or(Licence::NotLicensed);
    let credentials = licences.iter().map(|(kind, here, from, until)| {
        let term = term(*from, Some(*until));
        let kind = if *kind { right } else { Licence::NotLicensed };
        let mut credential = licence(kind, term.from, AT);
        credential.term = term;
        credential.jurisdiction = if *here { "US-NY" } else { "US-CA" }.to_owned();
        credential
    });
    Person {
        name: line("Somebody"),
        credentials: credentials.collect(),
        ended_credentials: vec![],
        affiliations: terms
            .iter()
            .map(|(from, until)| Affiliation { role, term: term(*from, *until) })
            .collect(),
        supervisions: vec![],
        disclosure: None,
    }
}

const TIES: [Tie; 8] = [
    Tie::NoPatient,
    Tie::Oneself,
    Tie::CareTeam,
    Tie::Talk,
    Tie::Shared,
    Tie::Emergency,
    Tie::NoTeamYet,
    Tie::Stranger,
];

/// What a person is told, worked out from the tables above in the documented order of checks.
fn expected(
    role: Role,
    act: ActKind,
    tie: Tie,
    affiliated: Result<(), &'static str>,
    licensed: Result<(), &'static str>,
) -> Result<(), &'static str> {
    let staff = !matches!(role, Role::Patient | Role::Clock | Role::Host | Role::Visitor);
    if !staff {
        return Err("role-is-not-staff");
    }
    affiliated?;
    if matches!(role, Role::MedicalDirector | Role::Prescriber | Role::Nurse | Role::Therapist) {
        licensed?;
    }
    match (says(role, act), tie) {
        ((false, _), _) => Err("out-of-scope"),
        ((true, true), Tie::Stranger) if !matches!(role, Role::FrontDesk | Role::Auditor) => Err("no-tie"),
        _ => Ok(()),
    }
}

#[test]
fn every_role_act_tie_affiliation_and_licence_is_judged_as_the_second_opinion_says() {
    let mut judged = 0_u32;
    for role in Role::ALL {
        let verdicts: Vec<_> = ActKind::ALL
            .iter()
            .flat_map(|(_, act, _)| {
                TIES.map(|tie| (*act, tie, [(Ok(()), Ok(()))].map(|(a, l)| expected(role, *act, tie, a, l))))
            })
            .collect();
        for (affiliation, terms, affiliated) in AFFILIATIONS {
            for (held, licences, licensed) in LICENCES {
                let somebody = person(role, terms, licences);
                let by = Acting::person(id_of("nurse"), role);
                // The order of checks is known, so a failed standing answers for every act at once.
                let standing = expected(role, ActKind::SeePeople, Tie::NoPatient, affiliated, licensed);
                let standing =
                    standing.or_else(|code| if code == "out-of-scope" { Ok(()) } else { Err(code) });
                for (act, tie, [verdict]) in &verdicts {
                    let (act, tie) = (*act, *tie);
                    let ask =
                        Ask { by: &by, person: Some(&somebody), act, tie, here: here(), place: None, at: AT };
                    let told = permit(&ask).map_err(|no| no.code());
                    // The one act that outlasts a role, by thirty days, and asks for no licence.
                    let outlasts = (role, act) == (Role::Therapist, ActKind::TakeNotes);
                    let standing = match affiliated {
                        Ok(()) | Err("affiliation-ended") if outlasts => Ok(()),
                        _ if outlasts => affiliated,
                        _ => standing,
                    };
                    assert_eq!(told, standing.and(*verdict), "{role:?} {act:?} {tie:?} {affiliation} {held}");
                    judged += 1;
                }
            }
        }
    }
    assert_eq!(
        judged as usize,
        Role::ALL.len() * ActKind::ALL.len() * TIES.len() * AFFILIATIONS.len() * LICENCES.len()
    );
}

#[test]
fn every_role_act_tie_and_supervision_is_judged_as_the_second_opinion_says() {
    for role in Role::ALL {
        for (held, agreed, answers, licensed) in SUPERVISED {
            let (somebody, others) = (supervised(role, agreed), supervisor(role, answers));
            // Nobody answers for a medical director, whatever was agreed.
            let licensed = match (role, licensed) {
                (Role::MedicalDirector, Ok(())) => Err("supervisor-not-in-force"),
                (_, licensed) => licensed,
            };
            for (_, act, _) in ActKind::ALL {
                for tie in TIES {
                    let here = Here::at("US-NY", &others);
                    let (by, person) = (Acting::person(id_of("nurse"), role), Some(&somebody));
                    let told = permit(&Ask { by: &by, person, act: *act, tie, here, place: None, at: AT });
                    // The one act that asks for no licence.
                    let outlasts = (role, *act) == (Role::Therapist, ActKind::TakeNotes);
                    let licensed = if outlasts { Ok(()) } else { licensed };
                    let expected = expected(role, *act, tie, Ok(()), licensed);
                    assert_eq!(told.map_err(|no| no.code()), expected, "{role:?} {act:?} {tie:?} {held}");
                }
            }
        }
    }
}

#[test]
fn a_patient_the_clock_and_the_host_act_as_themselves_only() {
    let patient = care::ids::PatientId(1);
    let actors = [
        (Actor::Patient(patient), Role::Patient),
        (Actor::Clock, Role::Clock),
        (Actor::Host, Role::Host),
        (Actor::Visitor, Role::Visitor),
    ];
    for (actor, own) in actors {
        for role in Role::ALL {
            for (_, act, _) in ActKind::ALL {
                for tie in TIES {
                    let by = Acting { actor, role };
                    let ask =
                        Ask { by: &by, person: None, act: *act, tie, here: here(), place: None, at: AT };
                    let (allowed, tied) = says(role, *act);
                    let stranger = tie == Tie::Stranger && (tied || role == Role::Patient);
                    let expected = role == own && allowed && !stranger;
                    assert_eq!(permit(&ask).is_ok(), expected, "{by:?} {act:?} {tie:?}");
                }
            }
        }
    }
}
