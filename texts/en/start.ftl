# Asking for a first call, without an account. Nothing about health.

start-title = Ask for a first call
start-not-watched = Nobody reads this page at night or on days off. Please do not wait for us in an emergency.
start-what = Leave a name and a way to reach you. The front desk will call you. You decide nothing by it.
start-no-health = Please write nothing about your health here. There is time for that when we talk.
start-name = What should we call you?
start-name-hint = A first name is enough.
start-reach = Your phone number or e-mail
start-reach-hint = One way to reach you is enough.
start-when = When may we call?
start-when-hint = Tick what suits you. Tick nothing, and any time is fine.
start-part-morning = In the morning
start-part-afternoon = In the afternoon
start-part-evening = Late in the day
start-about = What is it about?
start-concern-kap = Ketamine with talk therapy (KAP)
start-concern-infusion = Ketamine infusion
start-concern-not-sure = I am not sure yet
start-concern-other = Something else, such as a bill or the way here
start-send = Ask for a call
start-kept = Only the people who call you can read your name and number. We erase both 30 days after that is done.
start-missing-name = Write a name that we may use.
start-missing-reach = Write a phone number or an e-mail address, so that we can reach you.
start-missing-concern = Choose one. “I am not sure yet” is fine.
start-too-often = { $n ->
    [one] Many people asked from here just now. Please wait { $n } minute, or call us.
   *[other] Many people asked from here just now. Please wait { $n } minutes, or call us.
}
start-sent-before = We have this form already. If you changed it, send it once more.
start-sent-title = Thank you, we have it
start-sent-what = The front desk is to call you by { $by }.
start-sent-else = If nobody has called by then, please call us. The number is at the foot of this page.
start-compare = Compare the approaches
