# Articles that the clinic wrote, and what is wrong with one.

articles-flag-ended-affiliation = it names somebody who no longer works here
articles-flag-named-as-former = it names somebody as no longer here
articles-flag-promise-word = it promises
articles-flag-old-crisis-number = it gives a crisis number that was replaced
articles-flag-hard-to-read = it is hard to read
