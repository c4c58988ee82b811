# Days and times, as people read them.

when-weekday-1 = Mon
when-weekday-2 = Tue
when-weekday-3 = Wed
when-weekday-4 = Thu
when-weekday-5 = Fri
when-weekday-6 = Sat
when-weekday-7 = Sun
when-month-1 = Jan
when-month-2 = Feb
when-month-3 = Mar
when-month-4 = Apr
when-month-5 = May
when-month-6 = Jun
when-month-7 = Jul
when-month-8 = Aug
when-month-9 = Sep
when-month-10 = Oct
when-month-11 = Nov
when-month-12 = Dec
when-day = { $weekday } { $day } { $month }
when-day-clock = { $day }, { $clock }
when-morning = { $clock } am
when-afternoon = { $clock } pm

# What a field with a day or a time is told.
when-read-shape = Write the day and the time, such as 2026-11-20 10:40.
when-read-day-shape = Write the day as 2026-11-20.
when-read-far = That year is too far away.
when-read-unreadable = That time cannot be read.
when-read-skipped = The clocks skip this time that night. Choose another.
when-read-twice = The clocks show this time twice that night. Choose another.
