# What touch a person agrees to before a dose, and how it becomes less.

touch-title = Touch
touch-step = Say what touch is all right
touch-more = Say what is all right, or take it back
touch-choose = Choose
touch-lead = Some people like a hand to hold. Some do not want touch. You choose.
touch-care = A nurse still touches you to look after you, as with the cuff on your arm.
touch-nothing-else = Nobody touches you in any other way, except to keep you from harm.
touch-stands = As it is now
touch-not-said = You have not said yet. Until you do, it means no touch.
touch-none = No touch
touch-since = You said so { $when }.
touch-kind-hand = Holding my hand
touch-kind-shoulder = A hand on my shoulder
touch-kind-feet = A hand on my feet
touch-kind-hug = A hug
touch-which = What is all right with you?
touch-which-hint = Tick nothing for no touch.
touch-boundary = What else should we keep to?
touch-boundary-hint = For example: “Ask me first.”
touch-keep = Keep this
touch-less = One tap takes it back, at any time. You need not say why.
touch-less-one = No longer: { $touch }
touch-less-all = No touch from now on
touch-more-later = You can say yes to more when your head is clear again. Less is possible now.
touch-quiet = Touch that is all right: { $touch }.
touch-quiet-none = No touch, as you said.
