# What leaves the house: mail and text messages. It is read on locked screens, so it says nothing.

mail-subject = { $clinic }: you have a message
mail-opening = Hello. { $clinic } has a message for you. Open it here:
mail-call = If the link does not open, please call { $phone }. We answer { $hours }.
mail-why-safety = You get this because a clinician asks after you. It comes even if you stopped other messages.
mail-stop = You do not want these messages? One tap stops them: { $link }
mail-short = { $clinic }: you have a message. { $link }
mail-crisis-short = In crisis? { $first }
mail-stop-short = Stop: { $link }

# An entry for the person's own calendar, which others may see.
mail-entry = Appointment
mail-entry-comes = This message has an entry for your calendar. If you answer it or delete it there, we do not see that: use the link or call.
mail-entry-goes = This message takes an entry out of your calendar.

# The page behind "stop".
mail-page-title = Messages from the clinic
mail-page-ask = Do you want no more messages?
mail-page-stop = Stop messages
mail-page-stopped = Messages are stopped. You get no more of them.
mail-page-again = Let them come again
mail-page-safety = If a clinician asks after you, that message still comes. So does what you ask for yourself.

# How to hear from the clinic.
mail-how-title = How we write to you
mail-how-back = Reach your team
mail-how-why = The words of a message say only that there is one, with a link. What it is about stands here, behind your sign-in.
mail-how-way = How would you like to hear from us?
mail-how-mail = Your email address
mail-how-number = Your number for text messages
mail-how-number-hint = With + and the country, such as +1 212 555 0100.
mail-how-tongue = In which language?
mail-how-keep = Keep it
mail-how-not-now = Not now
mail-how-night = We do not write between 9 at night and 8 in the morning, where you are.
mail-how-wrong = We cannot write there. Please look at it again.
mail-way-mail = By email
mail-way-text = By text message
mail-way-call-only = Please call me
mail-way-none = Please do not write
mail-entries-title = Your own calendar
mail-entries-on = When an email is about a time with us, it has an entry for your calendar. It says “Appointment”, when, and the address our emails come from. Whoever sees your calendar sees that.
mail-entries-off = Our emails have no entry for your calendar. What is there already is still corrected when a time changes.
mail-entries-stop = No calendar entries
mail-entries-start = Send calendar entries

# A mail to somebody outside who is asked to see a patient.
mail-outside-subject = { $clinic } asks for an answer
mail-outside-opening = Hello. { $clinic } asks whether you can see somebody. Please answer by { $by }:
mail-outside-reminder = Hello. { $clinic } still waits for your answer. Please answer by { $by }:
mail-outside-no-account = You need no account. If you cannot, say so there: then nobody writes to you again about it.
