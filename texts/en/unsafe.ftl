# "I don't feel safe".

unsafe-now = What happens now
unsafe-late = The answer was due { $due } and has not come. Please do not wait for us.
unsafe-owed = A clinician owes an answer by { $due }.
unsafe-taken = { $name } has taken it. The answer is owed by { $due }.
unsafe-trust = If you can, be with somebody you trust. You can call the clinic too:
unsafe-open = Thank you for opening this page. If you might be in danger, please call first. Talking helps, and you stay in charge of what happens next.
unsafe-tell-more = Tell the clinic more
unsafe-tell = Tell the clinic
unsafe-each = Each message makes a clinician owe you an answer.
unsafe-then = A clinician then owes you an answer by a time that you will see here.
unsafe-what = What is happening?
unsafe-hint = A few words are enough, and none are fine too. Clinicians read it.
unsafe-sending = Sending…
