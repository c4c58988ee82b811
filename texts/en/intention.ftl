# One sentence of one's own.

intention-heading = Your intention
intention-none = None yet. One sentence is enough.
intention-write = Write one
intention-change = Change it
intention-about = One sentence of your own for the time of the dose. It need not be big or clear. Your care team can read it. A specialist reads it only if you share it.
intention-begin = Three ways to begin, if that helps
intention-starter-kinder = I would like to be a little kinder to myself when…
intention-starter-curious = I am curious about…
intention-starter-enough = It would be enough if…
intention-words = Your words
intention-hint = Up to 200 characters. You can change it any time; earlier ones are kept.
intention-keep = Keep it
intention-earlier = Earlier ones
intention-earlier-label = Earlier intentions
intention-same = This is your intention already.
