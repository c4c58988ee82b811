# Referrals: what somebody outside reads behind their link, and what the patient reads and decides.

referral-title = A question from the clinic
referral-please = Please see { $name }
referral-by-when = Please see them by { $at }
referral-from = Sent by { $from }.
referral-agreed = They agreed to each line above. Nothing more is sent.
referral-until = This link opens until { $day }.
referral-zone = Times are { $zone } time.

referral-purpose-first-talk = A first talk after a visit
referral-purpose-ongoing-therapy = Therapy that goes on
referral-purpose-medicine-review = A look at medicines
referral-purpose-assessment = A talk about care for mental health
referral-purpose-know-of-each-other = To know of each other

referral-kind-outside-therapist = A therapist outside this clinic
referral-kind-own-therapist = The therapist you have
referral-kind-prescriber = Someone who prescribes
referral-kind-psychiatric-care = Care for mental health

referral-part-why = Why
referral-part-contact = How to reach them
referral-part-service = What they had here
referral-part-intention = What they wished for
referral-part-summary = A note from the clinic
referral-service-day = { $service }, last on { $day }

referral-can = I can see them
referral-can-again = Change the times
referral-can-words = Write one time or more. The clinic and the person will see them.
referral-time-at = A time
referral-time-at2 = Or
referral-time-at3 = Or
referral-can-send = I can see them
referral-accepted-at = You can see them: { $times }

referral-cannot = I cannot see them
referral-cannot-words = Then this link ends. No one writes to you about it again.
referral-cannot-why = Why
referral-cannot-full = I have no time free
referral-cannot-not-my-field = This is not what I do
referral-cannot-other = Something else
referral-cannot-missing = Choose one.
referral-cannot-send = I cannot

referral-met-title = We met
referral-met-when = When you met
referral-met-send = Keep this
referral-met-at = You met on { $at }.

referral-note-title = A note back, if you like
referral-note-read = The person reads it, and so does their team here.
referral-note-watched = No one may read this at once.
referral-note-call = If it is urgent, call { $clinic }, { $phone }.
referral-note = Your note
referral-note-again = Your first note is here. These other words were not sent yet. Send them now if you wish.
referral-note-send = Send the note

referral-over-title = This link has ended
referral-over = Nothing is shown here any more. If you have a question, call { $clinic }, { $phone }.
referral-over-typed = Your note was not sent. Copy it if you need it.
referral-over-expired = This link ended on { $day }. Nothing is shown here any more. Call { $clinic }, { $phone }.
referral-over-declined = Thank you for telling us. No one writes to you about this again. If that was a slip, call { $clinic }, { $phone }.

referral-state-awaiting-consent = waits for the patient’s yes
referral-state-consented = ready to send
referral-state-sent = sent, no answer yet
referral-state-accepted = they can see them
referral-state-declined = they cannot see them
referral-state-met = they met
referral-state-taken-back = taken back by the patient
referral-state-expired = the link ended without a meeting
referral-state-closed = ended

referral-closed-seen-elsewhere = Cared for elsewhere
referral-closed-not-needed = Not needed any more
referral-closed-written-anew = Written anew
referral-closed-nobody-answered = Nobody answered
referral-closed-done = They met, nothing is open

referral-mine-title = Who is told what
referral-mine-lead = Your team asks someone outside to see you. You choose what they are told.
referral-mine-none = There is nothing here now.
referral-mine-wait = Your team wants to ask someone to see you. It waits for your yes.
referral-mine-read = Read and choose
referral-mine-see = See who is told what

referral-mine-awaiting-consent = It waits for your yes. Nothing was sent.
referral-mine-consented = You said yes. The clinic sends it soon.
referral-mine-sent = It was sent. They have not answered yet.
referral-mine-accepted = They can see you.
referral-mine-declined = They cannot see you now. The clinic looks for another way.
referral-mine-met = You met.
referral-mine-taken-back = You took it back. No one can read it.
referral-mine-expired = The link has ended. The clinic looks for another way.
referral-mine-closed = This has ended. No one can read it.

referral-mine-ask = May we send this?
referral-mine-change = What they can read
referral-mine-always = They always read your first name, { $name }. They read what is asked and by when.
referral-mine-parts = What else may they read?
referral-mine-parts-hint = Tick only what you like. Each line is sent just as it stands.
referral-mine-yes = Yes, this may be sent
referral-mine-locked = You can say yes when your head is clear again. You can say no now.
referral-mine-times = They can see you at these times
referral-mine-times-call = Call them to choose one:
referral-mine-times-wait = Your clinic helps you choose one.
referral-mine-way = It goes to { $to }: { $way }
referral-mine-not-met = If you did not meet, tell us. We then look for another time.
referral-mine-not-met-send = We did not meet
referral-mine-notes = What they wrote
referral-mine-no = Or say no
referral-mine-no-words = Then nothing is sent. You do not have to say why.
referral-mine-no-send = Do not send it
referral-mine-back = Take it back
referral-mine-back-words = Their link ends at once. What they have read, they have read.
referral-mine-back-send = Take it back
referral-mine-by-when = They are asked to see you by { $at }
referral-yours-why = Why
referral-yours-contact = How to reach you
referral-yours-service = What you had here
referral-yours-intention = What you wished for
referral-yours-summary = A note from your team
