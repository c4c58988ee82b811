# The steps before a dose, and what can be done at any time.

todo-before = Before a dose
todo-nothing = Nothing is asked of you today.
todo-see-course = See my course
todo-any-time = Any time
todo-done-next = All done. See you { $at }.
todo-done = All done. Your clinic finds the next day with you.
todo-screening = Questions about your health
todo-consent = Consent: read and sign
todo-plan = What comes after the dose
todo-reads = A prescriber reads your answers.
todo-cannot = Cannot start yet
todo-after-screening = Opens when a prescriber has read your answers and cleared them.
todo-closed-now = Closed while the dose works.
todo-opens = Signing opens again { $at }.
todo-after-scheduling = Opens when the day of a dose is on the calendar.
todo-talk = After a dose: a time, your own therapist, or no, thanks.
todo-people = Your team, what you shared, who opened your record.
todo-close = You can stop the whole course at any time.
