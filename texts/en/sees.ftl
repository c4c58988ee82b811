# Who can see what: the team, what was shared, who opened the record and why.

sees-title = Who can see what
sees-yours = Your record belongs to you. Here is who can see it, and who has.
sees-shared = What you have shared
sees-shared-nothing = You have not shared anything. That is fine.
sees-shared-with = { $what }, with { $name }
sees-back-words = Taking it back ends access. It cannot un-read.
sees-back = Take back
sees-back-from = from { $name }
sees-share = Share your intention
sees-share-none = There is no intention yet.
sees-share-nobody = There is nobody else here to share it with.
sees-share-who = Who may read it?
sees-share-hint = They see this sentence, and later changes to it. You can take it back any time.
sees-share-do = Share it
sees-share-choose = Choose the person who may read it.
sees-support-hint = Integration support, not therapy
sees-team = Your care team
sees-team-nobody = Nobody is on your care team yet.
sees-what = Sees: { $what }
sees-since = On your team since { $day }
sees-desk = The front desk sees your name and your times, and no answers about your health.
sees-opened = Who opened your record
sees-opened-nobody = Nobody has opened your record yet.
sees-opened-words = The newest first. The same person is shown once a day. If something here looks wrong, call the clinic.
sees-everyone = Everyone who works here, and what they may do
sees-clinical = Your health record. Not the therapist’s own notes.
sees-therapist = Your health record, and the notes they write themselves.
sees-specialist = Your name, your times, and what you share. Nothing else.
sees-other = Your name and your times.
sees-tie-emergency = In an emergency; the reason is in this list.
sees-tie-care-team = On your care team.
sees-tie-shared = You shared with them.
sees-tie-talk = Your talk is with them.
sees-emergency = { $name } opened your record in an emergency
sees-emergency-reason = Reason given: { $reason }
sees-grid = Who sees what today
sees-grid-caption = Each person, and what they can see of yours today
sees-grid-who = Person
sees-grid-nobody = Nobody sees anything of yours yet.
sees-col-times = Your times
sees-col-health = Health record
sees-col-answers = Questionnaires
sees-col-intention = Intention
sees-col-journal = Journal
sees-cell-yes = Sees it
sees-cell-no = Does not
sees-cell-nothing-shared = Nothing shared
sees-cell-pages = { $n ->
    [one] 1 page you shared
   *[other] { $n } pages you shared
 }
sees-others = Others who give care here can open your record only in an emergency. They must give a reason. You see it in the list below.
sees-sign-in = { $name } gave you your sign-in
sees-sign-in-words = They saw its first password, and not the one you chose. If you think somebody else uses it, ask the clinic for a new one.
