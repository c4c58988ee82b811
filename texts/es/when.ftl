# Días y horas, como la gente los lee.

when-weekday-1 = lun
when-weekday-2 = mar
when-weekday-3 = mié
when-weekday-4 = jue
when-weekday-5 = vie
when-weekday-6 = sáb
when-weekday-7 = dom
when-month-1 = ene
when-month-2 = feb
when-month-3 = mar
when-month-4 = abr
when-month-5 = may
when-month-6 = jun
when-month-7 = jul
when-month-8 = ago
when-month-9 = sep
when-month-10 = oct
when-month-11 = nov
when-month-12 = dic
when-day = { $weekday } { $day } { $month }
when-day-clock = { $day }, { $clock }
when-morning = { $clock } a. m.
when-afternoon = { $clock } p. m.

# Lo que se dice junto a un campo con un día o una hora.
when-read-shape = Escriba el día y la hora, así: 2026-11-20 10:40.
when-read-day-shape = Escriba el día así: 2026-11-20.
when-read-far = Ese año está demasiado lejos.
when-read-unreadable = Esa hora no se puede leer.
when-read-skipped = Esa noche los relojes se saltan esta hora. Elija otra.
when-read-twice = Esa noche los relojes muestran esta hora dos veces. Elija otra.
