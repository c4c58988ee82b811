# Questions about health, and what follows a "yes".

screening-title = Questions about your health
screening-not-right = Ketamine is not right for everyone. A prescriber decides with you.
screening-no-wrong = There are no wrong answers, and nobody judges them.
screening-not-sure = Not sure? Say yes. A prescriber will ask you about it.
screening-no-stopping = Do not stop or change a medicine on your own for this, or stop heavy drinking all at once. It can be dangerous. Ask your prescriber first.
screening-count = Question { $n } of { $all }
screening-answer-no = No
screening-answer-yes = Yes, or not sure
screening-continue = Continue
screening-back = Back
screening-saved = Each answer is kept as you go. You can stop here and go on later.
screening-choose = Please choose one. If you are not sure, say yes.

screening-check-title = Check your answers
screening-check-lead = You have answered everything. Nothing is sent yet.
screening-check-change = Change
screening-check-change-this = Change your answer: { $question }
screening-send = Send my answers
screening-send-means = When you send this, your care team can read it. You can answer again later.
screening-sending = Sending…

screening-right-title = Is that right?
screening-right-you-said = You said “Yes, or not sure” to this:
screening-right-then = We then wait until a prescriber has talked with you. Not being sure is fine: leave it as it is.
screening-right-yes = Yes, or I am still not sure
screening-right-change = Change my answer

screening-stop-title = We can’t go ahead right now.
screening-stop-visit = We can’t go ahead on { $day }.
screening-stop-why = One of your answers means this treatment may not be right for you now.
screening-stop-kind = This is about safety, not about you. You did nothing wrong by saying yes.
screening-stop-call-named = { $who } will call you by { $when }, to talk about what else can help.
screening-stop-call = A prescriber will call you by { $when }, to talk about what else can help.
screening-stop-called = Your prescriber has the answers. Call us if you have questions.
screening-stop-late = The call was due { $when } and has not come. Please call us.
screening-wish = When is a good time for the call?
screening-wish-in-morning = In the morning
screening-wish-in-afternoon = In the afternoon
screening-wish-in-evening = In the evening
screening-wish-send = Ask for this time
screening-wish-kept = You asked for a call { $part }.
screening-wish-part-morning = in the morning
screening-wish-part-afternoon = in the afternoon
screening-wish-part-evening = in the evening
screening-next-title = Read what happens next
screening-next-1 = A prescriber reads your answer and calls you.
screening-next-2 = You talk about your health, and about what else can help.
screening-next-3 = If it turns out that you can go on, they open the questions for you again.
screening-next-4 = Your journal and help stay open to you.

screening-sent-title = Your answers
screening-sent-read = Thank you. A prescriber reads your answers.
screening-sent-then = They decide with you. The clinic tells you when you can go on.
screening-cleared = A prescriber has read your answers, and you can go on.
screening-cleared-then = If something changes, please answer again. That may be a new medicine, an illness or a pregnancy.
screening-sent-at = Answered { $when }.
screening-again = Answer again
screening-questions = Questions? Call { $house }:

screening-question-uncontrolled-hypertension = Do you have high blood pressure that is not under control?
screening-question-recent-heart-event = Have you lately had a heart attack or a stroke? Or do you have chest pain, a weak heart, an uneven heartbeat or other serious heart trouble?
screening-question-aneurysm-or-bleed = Have you ever had a weak, bulging or tangled blood vessel (an aneurysm or AVM), or a bleed in the brain?
screening-question-sleep-apnoea = Do you have sleep apnea, or stop breathing when you sleep? Or has it been hard to put in a breathing tube?
screening-question-raised-pressure-in-head = Has a doctor told you that the pressure inside your head is too high?
screening-question-glaucoma = Do you have glaucoma, or high pressure in an eye?
screening-question-seizures-or-head-injury = Have you had seizures, or a serious head injury?
screening-question-dementia-or-delirium = Do you have dementia, or have you lately been very confused by an illness?
screening-question-psychosis = Do you have psychosis or schizophrenia, or have you been told so? Or do you now see or hear things that others do not, or hold beliefs that others say are not real?
screening-question-family-psychosis = Has a parent, brother, sister or child of yours had psychosis or schizophrenia?
screening-question-mania-now = Are you in a manic or mixed phase now: racing, very high or very restless, hardly sleeping and not tired?
screening-question-dissociative-disorder = Do you often feel cut off from yourself or lose time, or do you have a dissociative disorder?
screening-question-personality-disorder = Has somebody told you that you have a severe personality disorder?
screening-question-needs-hospital-now = Are you so unwell or so unsafe now, or do you think so much of ending your life, that you may need a hospital?
screening-question-substance-use-now = Do you drink a lot of alcohol, or use other drugs, at the moment?
screening-question-ketamine-misuse = Have you used ketamine or PCP on your own, outside of care?
screening-question-cannot-go-without-alcohol = Is it too hard for you to go 24 hours without alcohol?
screening-question-pregnant-or-breastfeeding = Are you pregnant, could you be, are you trying to be, or are you breastfeeding?
screening-question-liver-thyroid-or-bladder = Do you have trouble with your liver, thyroid or bladder?
screening-question-ketamine-allergy = Are you allergic to ketamine, or did it ever put you in danger?
screening-question-opioids = Do you take opioids, for pain or as a treatment?
screening-question-interacting-medicines = Do you take medicines for sleep, anxiety, pain, seizures, mood or attention, or anything that makes you drowsy?

# On the day of a dose.
screening-question-hospital-today = Do you feel so unwell or unsafe today that you may need a hospital?
screening-question-chest-pain-today = Do you have chest pain today, or trouble breathing?
screening-question-alcohol-today = Have you had alcohol in the last 24 hours?
screening-question-drugs-today = Have you used cannabis or other drugs in the last 24 hours?
screening-question-sedative-today = Have you taken anything today that makes you drowsy?
