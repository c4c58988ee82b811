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
