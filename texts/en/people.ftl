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

people-outside = People outside this clinic
people-outside-what = The clinic can refer you to these people. They do not work here, and nobody here rates them.
people-outside-licensed = Licensed: { $kind }, { $where }, no. { $number }
people-outside-licensed-until = Licensed: { $kind }, { $where }, no. { $number }, until { $until }
people-outside-over = That last day is over.
people-outside-looked = Licence looked up { $day }
people-outside-old = Licence not looked up since { $day }
people-outside-never = Licence not looked up yet
people-outside-knows = What they know of ketamine care
people-outside-says = Who says so:
people-outside-reach = How to reach them
people-outside-speaks = Languages:
people-mode-in-person = In person
people-mode-video = By video
