# Everything a person has signed, and how to take it back.

consents-title = Your consents
consents-more = What you signed, and how to take it back
consents-see = What you have signed, and how to take it back
consents-lead = This is what you have agreed to. You can take it back at any time.
consents-none = You have signed nothing yet.
consents-version = Text: { $title }, signed by the clinic on { $date }
consents-means = Your name here means: I have read this, and I agreed on that day.
consents-what = What you agreed to
consents-read = Read and sign: { $route }
consents-back-title = Take it back
consents-withdraw-title = Withdraw your consent?
consents-then = What this changes
consents-then-dose = No dose begins from now on. You would have to agree again first.
consents-then-running = Does a dose run right now? Tell your team. A drip is stopped at once. Another dose wears off while they stay with you.
consents-then-visits = Your visits stay on the calendar. You can take them off too.
consents-then-team = Your care team can see it at once. They do not ask you why.
consents-then-record = What was done before stays in your record.
consents-then-again = You can change your mind later, with a clear head.
consents-withdraw-yes = Yes, withdraw it
consents-keep = Keep my consent
