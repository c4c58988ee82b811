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

start-refer-link = Do you refer somebody to us? There is a form for that.
start-refer-title = Refer somebody to us
start-refer-what = For therapists and prescribers. Leave how we can reach somebody, with their yes. The front desk calls them.
start-refer-no-health = Please write nothing about their health here. We ask them, or you, when we talk.
start-refer-whom = Whom you refer
start-refer-initials = Their initials
start-refer-reach = Their phone number or e-mail
start-refer-when = When may we call them?
start-refer-door = What do they think of?
start-refer-who = Who you are
start-refer-from = Your name
start-refer-role = What you do
start-refer-role-hint = Such as: therapist, LCSW, New York.
start-refer-from-reach = Your phone number or e-mail
start-refer-yes = Their yes
start-refer-agreed = They know of this form. They said yes to being called by us.
start-refer-tells-back = They also said yes to you hearing whether we reached them
start-refer-tells-hint = Without it we tell you nothing about them.
start-refer-send = Send it
start-refer-kept = Only the people who call can read this. We erase it 30 days after that is done.
start-refer-missing-initials = Write their initials. Two or three letters are enough.
start-refer-missing-from = Write your name.
start-refer-missing-role = Write what you do.
start-referred-title = The person you referred
start-referred-asked = We have had it since { $at }.
start-referred-owed = The front desk is to call them by { $by }.
start-referred-tried = We called on { $day } and did not reach them. The next call is due by { $by }.
start-referred-reached = They were contacted on { $day }.
start-referred-closed = It was closed without a call on { $day }.
start-referred-no-more = The front desk calls them. They did not say yes to us telling you more.
start-referred-keep = Keep the address of this page. It says how it stands until we erase it.
start-referred-over = This link does not lead anywhere, or not any more. Please call us.
