# What a person agrees to, by door and route. Nothing here promises anything.

consent-title = Your consent
consent-withdraw-any-time = You can withdraw at any time, and need not say why. That is completely fine.
consent-withdraw = Withdraw my consent
consent-how = How it would be given
consent-how-words = Your prescriber tells you which one is meant for you.
consent-ask = Ask anything before you sign: { $phone }, { $hours }.
consent-signed-already = You have signed this. There is nothing more to do.
consent-read-now = You can read it now. { $lock }
consent-sign-heading = Sign, if you agree
consent-read = I have read this and could ask my questions.
consent-name = Your whole name
consent-name-hint = Type { $name } as your signature. It means: I agree to this, today. The time is kept with it.
consent-sign = Sign
consent-signing = Signing…
consent-changed = The text has changed since you opened it. Please read it again.
consent-tick = Tick this when you have read it.
consent-as-on-record = { $why } Type it as it is on record: { $name }.
consent-closed = This course is closed. There is nothing to sign.
consent-wait = You can read it now. You can sign once a prescriber has read your answers and cleared them.
consent-withdrawn = Withdrawn
consent-in-force = In force
consent-older = An older text; please read the new one
consent-signed-as = Signed { $at } as “{ $name }”
consent-withdrawn-at = Withdrawn { $at }

consent-part-what = What it is
consent-part-good = What may feel good
consent-part-hard = What may be hard
consent-part-who = Who is there
consent-part-unknown = What is not known
consent-part-law = What you should know before you sign
consent-part-stop = You can always stop

consent-door-kap = This is a KAP session: psychotherapy with ketamine, with a licensed therapist.
consent-door-infusion = This is an infusion: a medical procedure. No psychotherapy belongs to it.
consent-route-intravenous = Ketamine goes slowly into a vein in your arm.
consent-route-intramuscular = Ketamine is given with a needle into a muscle, in the arm or leg.
consent-route-intranasal = Ketamine is sprayed into your nose.
consent-route-sublingual = A lozenge with ketamine is held in your mouth.
consent-route-oral = Ketamine is swallowed.
consent-minutes = The dose takes about { $minutes } minutes.
consent-planned = { $n ->
    [one] It is planned once. Each time you rest with us for at least { $after } minutes afterwards.
   *[other] It is planned { $n } times. Each time you rest with us for at least { $after } minutes afterwards.
}
consent-good-psycholytic = Some people feel calmer and find it easier to talk about hard things.
consent-good-psychedelic = Some people feel calm, light, or far away from their worries for a while.
consent-good-mood = Some people notice that their mood is better for hours or days. Some people notice nothing.
consent-hard-strange = Things can look, sound or feel strange. You may feel cut off from your body. For some people this is frightening.
consent-hard-pressure = Blood pressure and pulse often rise for a while. You may feel sick, dizzy or very tired.
consent-hard-breath = It can make you very sleepy. Rarely, it slows your breathing.
consent-hard-needle = The needle can hurt or leave a bruise.
consent-hard-spray = The spray can sting or taste bitter.
consent-hard-mouth = It can taste bitter. How strongly it works differs more from day to day.
consent-hard-days = Strong or strange feelings can last a few days.
consent-hard-worse = Some people feel worse afterwards, and some think more about suicide. Tell us at once.
consent-hard-often = Used often, ketamine can harm the bladder, and some people find it hard to stop.
consent-who-infusion = All infusions are given and watched by licensed medical staff.
consent-who-checks = They check your blood pressure, pulse and oxygen again and again.
consent-who-present = A licensed therapist is in the room with you the whole time.
consent-who-gives = A nurse or prescriber gives the dose and checks your blood pressure, pulse and oxygen.
consent-who-after = You talk with a licensed therapist afterwards.
consent-unknown-help = Nobody can say beforehand whether it will help you, or for how long.
consent-unknown-years = Little is known about many doses over many years.
consent-unknown-other = There is other care, and you can wait. Ask about both.
consent-law-everyone = Ketamine is not right for everyone. A prescriber decides with you.
consent-law-fda = The FDA has not approved ketamine for psychiatric conditions. Compounded forms are not FDA-reviewed. (United States; checked 2026-11.)
consent-law-hours = For { $hours } hours after a dose you can’t sign, pay or share anything new here. Don’t drive for 24 hours, and not before you have slept a night.
consent-stop-now = You can say no now. You can stop before or after a dose, and say stop during it. You need not say why.
consent-stop-body = Once it is in your body it cannot be taken out. We stay with you until it wears off.
consent-stop-here = You can withdraw this consent under “Your consents” at any time, also right after a dose.
