# Who works here: roles, licences, since when. Public.

people-title = People and what they may do
people-back = People
people-four-things = Four things are often mixed up: a KAP session, an infusion, integration therapy and integration support. Different people give them.
people-not-therapy = Integration support is not therapy. Who gives it says so, and needs no licence for it.
people-now = Who works here
people-nobody = No one is listed here right now.
people-no-support = No one is listed for integration support right now. You can also see a therapist of your own; the clinic helps you find one.
people-before = Who no longer works here
people-ended-label = Affiliation ended
people-ended = Since { $day } { $name } is no longer affiliated with { $house }.
people-ended-more = { $name } may still offer integration support on their own. { $house } does not oversee it.
people-does = What this person does here
people-did = What this person did here
people-own-words = In their own words
people-version = Version { $version } of this text.
people-body-words = Words such as “somatic” here mean body-awareness practice, not a clinical therapy.
people-since = Since when
people-book = Book a first talk
people-sign-in-to-book = Sign in to book a first talk
people-d2 = Integration support is not therapy. { $name } does not diagnose, treat, prescribe, give ketamine, or provide crisis help.

people-licensed = Licensed: { $kind }, { $where }, no. { $number }, checked { $checked }
people-licensed-until = Licensed: { $kind }, { $where }, no. { $number }, until { $until }, checked { $checked }
people-licence-over = No licence in force since { $day }
people-licence-ended = No licence in force as: { $kind }, { $where }, no. { $number }: { $why }, { $day }
people-tie = Affiliated with { $house } since { $from }
people-tie-as = Affiliated with { $house } since { $from }, as { $role }
people-tie-until = Affiliated with { $house } since { $from }, until { $until }
people-tie-until-as = Affiliated with { $house } since { $from }, until { $until }, as { $role }
people-tie-over = No longer affiliated with { $house } since { $until }. Was here from { $from }.
people-tie-over-as = No longer affiliated with { $house } since { $until }, as { $role }. Was here from { $from }.

people-scope-medical-director = Signs the rules of care and answers for safety. May also do what a prescriber does.
people-scope-prescriber = Decides with you whether this care fits, orders the dose, and is called when something is wrong.
people-scope-nurse = Gets you ready, gives and watches the dose, and checks that you are fit to go home. Does not order it.
people-scope-therapist = Works with you in KAP and gives integration therapy. Does not prescribe or give ketamine.
people-scope-integration-specialist = Gives integration support: reflection, journaling prompts, grounding, creative practice. Hands back to the clinic what belongs to a clinician.
people-scope-front-desk = Books visits and talks. Sees no answers about your health.
people-scope-auditor = Reads records to check them. Changes nothing.

# What a disclosure says, point by point: inside a sentence, and as a heading.
people-point-not-a-physician = that you are not a physician
people-point-not-state-licensed = that the state does not license what you do
people-point-alternative = that it stands beside licensed care and replaces none of it
people-point-nature = what happens in a talk
people-point-theory = which ideas it rests on
people-point-experience = your education, training and experience
people-point-not-done = what you do not do
people-point-no-crisis = that you are no crisis service
people-head-not-a-physician = Not a physician
people-head-not-state-licensed = Not licensed by the state
people-head-alternative = Beside licensed care
people-head-nature = What happens in a talk
people-head-theory = The ideas behind it
people-head-experience = Education, training, experience
people-head-not-done = What is not done
people-head-no-crisis = No crisis service
people-kept = That you have read this is kept for { $years } years at least. You can print it, and it is in your own record.
