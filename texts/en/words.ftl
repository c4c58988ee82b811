# Words for what the rules call by a code: one family for each closed set, said with its code.

words-role-medical-director = Medical director
words-role-prescriber = Prescriber
words-role-nurse = Infusion nurse
words-role-therapist = Licensed therapist
words-role-integration-specialist = Integration specialist (not licensed)
words-role-front-desk = Front desk
words-role-auditor = Auditor
words-role-patient = Patient
words-role-clock = The house's timer
words-role-visitor = Anybody without an account
words-role-host = Host

words-licence-physician = Physician
words-licence-nurse-practitioner = Nurse practitioner
words-licence-registered-nurse = Registered nurse
words-licence-psychologist = Psychologist
words-licence-clinical-social-worker = Clinical social worker
words-licence-marriage-family-therapist = Marriage and family therapist
words-licence-professional-counselor = Professional counselor
words-licence-not-licensed = Not a licensed health professional

words-said-by-patient = The patient
words-said-by-outside-therapist = The outside therapist

words-licence-end-suspended = Suspended
words-licence-end-revoked = Revoked
words-licence-end-surrendered = Surrendered
words-licence-end-entered-in-error = Entered in error

words-model-kap = KAP session
words-model-infusion = Infusion

# The bare word "integration" never stands alone.
words-talk-therapy = Integration therapy
words-talk-support = Integration support

words-route-intravenous = into a vein (IV)
words-route-intramuscular = into a muscle (IM)
words-route-intranasal = nasal spray
words-route-sublingual = lozenge in the mouth
words-route-oral = swallowed

words-setting-clinic-room = clinic room
words-setting-home = at home, with a named chaperone
words-setting-ward = ward

words-sign-systolic = upper blood pressure
words-sign-diastolic = lower blood pressure
words-sign-pulse = pulse
words-sign-spo2 = oxygen saturation
words-sign-breaths = breaths
words-sign-awake = awake score
words-sign-weight = weight

words-phase-scheduled = scheduled
words-phase-checked-in = checked in
words-phase-dosing = dosing
words-phase-paused = paused
words-phase-recovery = recovery
words-phase-discharged = discharged
words-phase-aborted = aborted
words-phase-cancelled = cancelled
words-phase-held = held
words-phase-not-come = did not come

# Who can put it right, as a sentence.
words-fixer-you = You can change it here.
words-fixer-patient = The patient can put this right.
words-fixer-prescriber = A prescriber can put this right.
words-fixer-nurse = The nurse at the chair can put this right.
words-fixer-director = The medical director can put this right.
words-fixer-desk = The front desk can put this right.
words-fixer-time = Time alone puts this right.
words-fixer-nobody = The house is built this way; nobody can change it from here.
