# Articles that the clinic wrote, and what is wrong with one.

articles-flag-ended-affiliation = it names somebody who no longer works here
articles-flag-named-as-former = it names somebody as no longer here
articles-flag-promise-word = it promises
articles-flag-old-crisis-number = it gives a crisis number that was replaced
articles-flag-hard-to-read = it is hard to read

articles-title = Articles
articles-what = Short texts that people of this clinic wrote. Each one says who wrote it, on which day, and when it is read again.
articles-none = Nothing is here yet.
articles-written = { $name }, { $day }
articles-by = By
articles-review = It will be read again by { $day }.
articles-only-in-en = This text is in English.
articles-only-in-es = This text is in Spanish.
articles-note-label = What has changed
articles-note-ended = Since { $day } { $name } is no longer affiliated with { $house }. The text below names them as it did before that day.
articles-note-number = The number { $number } below was replaced. Please use the ones at the foot of this page.
articles-note-overdue = Somebody here was to read this text again by { $day }. Some of it may be out of date.
articles-home = From people who work here
articles-all = All articles
