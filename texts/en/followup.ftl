# How somebody has been since a dose: one question on a few days, and what an answer can count on.

followup-title = How you have been
followup-waits = The clinic asks how you have been.
followup-answer = Answer
followup-more = One question on a few days after a dose
followup-question = How have you been since { $day }?
followup-word = In one word
followup-words = In your own words
followup-words-hint = A few words are enough. You can leave it empty.
followup-call = I would like a call
followup-choose = Choose a word, write a few, or ask for a call. Or press “Nothing now, thank you”.
followup-read-within = { $n ->
    [one] If you write, a clinician is asked to read it within { $n } hour.
   *[other] If you write, a clinician is asked to read it within { $n } hours.
}
followup-call-within = { $n ->
    [one] If you want a call, the clinic is asked to call within { $n } hour.
   *[other] If you want a call, the clinic is asked to call within { $n } hours.
}
followup-word-only = One word alone is kept with your course. Nobody is asked to act on it.
followup-not-at-once = Nobody reads this at once. If you need help now, use the numbers on this page.
followup-send = Send
followup-nothing = Nothing now, thank you
followup-none = Nothing is asked of you right now.
followup-stopped = You are not asked any more.
followup-call-by = You asked for a call. The clinic should call by { $at }.
followup-read-by = You wrote to us. A clinician should read it by { $at }.
followup-call-late = You asked for a call, and it has not come yet. It is now with the medical director. You can also call { $phone }.
followup-read-late = You wrote to us, and it has not been read yet. It is now with the medical director. You can also call { $phone }.
followup-end-heading = No more questions
followup-end-words = You can end them at any time. You need not say why.
followup-end = Do not ask me any more
followup-resume-words = They can come again if you like.
followup-resume = You may ask me again
