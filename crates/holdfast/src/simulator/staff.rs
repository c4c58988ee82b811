//! The people of Harbor Clinic: who they are, what they may do, since when.

use care::ids::PersonId;
use care::practice::{Acting, Licence, Role};

/// Somebody who works here, in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Their id.
    pub id: PersonId,
    /// Their role.
    pub role: Role,
    /// As printed.
    pub name: &'static str,
    /// Their licence.
    pub licence: Licence,
    /// What they sign in with.
    pub login: &'static str,
}

impl Member {
    /// As who they act.
    pub const fn acting(&self) -> Acting {
        Acting::person(self.id, self.role)
    }
}

/// Everyone.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is a person, told in `of`")]
pub struct Staff {
    pub priya: Member,
    pub noor: Member,
    pub amara: Member,
    pub sam: Member,
    pub ines: Member,
    pub lena: Member,
    pub marcus: Member,
    pub tomas: Member,
    pub dana: Member,
    pub jo: Member,
    pub stone: Member,
}

impl Staff {
    /// The people of the clinic, with ids from here.
    pub fn of(mut id: impl FnMut() -> u128) -> Self {
        use Licence as L;
        use Role as R;
        let mut member =
            |name, role, licence, login| Member { id: PersonId(id()), role, name, licence, login };
        Self {
            priya: member("Priya Raman MD", R::MedicalDirector, L::Physician, "priya.raman"),
            noor: member("Noor Haddad PMHNP", R::Prescriber, L::NursePractitioner, "noor.haddad"),
            amara: member("Dr Amara Diallo", R::Prescriber, L::Physician, "amara.diallo"),
            sam: member("Sam Ortiz RN", R::Nurse, L::RegisteredNurse, "sam.ortiz"),
            ines: member("Ines Bauer RN", R::Nurse, L::RegisteredNurse, "ines.bauer"),
            lena: member("Lena Fischer LCSW", R::Therapist, L::ClinicalSocialWorker, "lena.fischer"),
            marcus: member("Marcus Webb PhD", R::Therapist, L::Psychologist, "marcus.webb"),
            tomas: member("Tomas Reyes", R::IntegrationSpecialist, L::NotLicensed, "tomas.reyes"),
            dana: member("Dana Rivers", R::IntegrationSpecialist, L::NotLicensed, "dana.rivers"),
            jo: member("Jo Blake", R::FrontDesk, L::NotLicensed, "jo.blake"),
            stone: member("M. Stone", R::Auditor, L::NotLicensed, "m.stone"),
        }
    }

    /// All of them, the director first.
    pub const fn all(&self) -> [Member; 11] {
        [
            self.priya,
            self.noor,
            self.amara,
            self.sam,
            self.ines,
            self.lena,
            self.marcus,
            self.tomas,
            self.dana,
            self.jo,
            self.stone,
        ]
    }

    /// One sign-in for each role, as the demonstration prints them.
    pub const fn sign_ins(&self) -> [(&'static str, Member); 7] {
        [
            ("medical-director", self.priya),
            ("prescriber", self.noor),
            ("nurse", self.sam),
            ("therapist", self.lena),
            ("integration-specialist", self.tomas),
            ("front-desk", self.jo),
            ("auditor", self.stone),
        ]
    }
}

/// What Tomas Reyes tells everybody before the first talk.
pub const TOMAS_SAYS: &str = "I am an integration specialist. I am not a therapist and hold no health licence.\n\
    What we do together is integration support: reflection, journaling prompts, grounding, creative practice and small \
    steps that you choose. It is not psychotherapy, diagnosis, treatment or crisis care.\n\
    I see your name, our times, and what you choose to share. I do not see your diagnosis, doses, readings or scores. \
    If something comes up that belongs to a clinician I hand it back to the clinic, and tell you that I do.";

/// What Dana Rivers told.
pub const DANA_SAYS: &str = "I give integration support at Harbor Clinic. I am not licensed and it is not therapy: \
    reflection, writing and grounding after an infusion. Anything clinical I hand back to the clinic.";

/// What Lena Fischer tells.
pub const LENA_SAYS: &str = "I am a licensed clinical social worker in New York. In ketamine-assisted psychotherapy I \
    prepare with you, I am in the room while the dose works, and we talk about it afterwards. My psychotherapy notes are \
    kept apart from your record and open only to me.";
