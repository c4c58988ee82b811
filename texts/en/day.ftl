# The day of a visit: the way home, the quiet screen, what still works without a connection.

day-my-nurse = my nurse
day-call = Call { $name }
day-or-say = Or just say a word. You are not alone here.
day-called = You called.
day-called-since = Since { $clock } it is on the nurse’s screen. If nobody comes, say it out loud.
day-coming = { $name } is coming.
day-breathe = Breathe with a slow circle
day-breathe-how = In while it grows. Out while it shrinks. Your own pace is fine.
day-ride-title = Your way home
day-ride-why = You can’t drive after a dose. Somebody you know goes home with you.
day-ride-home-why = Somebody you know stays with you the whole time.
day-ride-with = Who goes home with you?
day-ride-chaperone = Who stays with you?
day-ride-with-hint = A name is enough, such as “Alex, my brother”.
day-ride-tonight = Who is at home with you tonight?
day-ride-tonight-hint = You may leave this empty.
day-ride-seen = Your care team and the front desk can read this. They ask again on the day.
day-keep = Keep
day-not-now = Not now
day-ride-named = { $name } goes home with you.
day-ride-stays = { $name } stays with you.
day-ride-change = Change it
day-ride-tell = Tell us who it is
day-offline = No connection. This page is from { $clock }. Something may have changed since. Call the clinic: { $phone }.

# What is asked on the day of a dose.
day-q-title = Questions for today
day-q-answer = Answer today’s questions
day-q-see = Today’s questions: answered
day-q-lead = These are asked before each dose, on the day.
day-q-nurse = A nurse also asks what has changed since you last told us about your health.
day-q-send = Send my answers
day-q-done = Thank you. You have answered.
day-q-at = Answered at { $when }.
day-q-open = You said yes to a question. Somebody looks at it with you first.
day-q-open-kind = It was right to say so. Nothing is decided yet.
day-q-open-prescriber = A prescriber talks with you before there is a dose.
day-q-open-nurse = A nurse talks with you before there is a dose.
day-q-call = Still at home? Please call us before you leave:
day-q-body-now = Chest pain or trouble breathing now? Get help first:
day-q-to-visit = Back to the visit
