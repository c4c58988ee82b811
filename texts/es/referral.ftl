# Derivaciones: lo que lee alguien de fuera detrás de su enlace, y lo que la persona lee y decide.

referral-title = Una pregunta de la clínica
referral-please = Por favor, vea a { $name }
referral-by-when = Véale antes del { $at }, por favor
referral-from = Lo envía { $from }.
referral-agreed = La persona aceptó cada línea de arriba. No se envía nada más.
referral-until = Este enlace abre hasta el { $day }.
referral-zone = Las horas son de { $zone }.

referral-purpose-first-talk = Una primera charla después de una visita
referral-purpose-ongoing-therapy = Terapia que continúa
referral-purpose-medicine-review = Una mirada a las medicinas
referral-purpose-assessment = Una charla sobre salud mental
referral-purpose-know-of-each-other = Saber una del otro

referral-kind-outside-therapist = Terapeuta de fuera de esta clínica
referral-kind-own-therapist = El o la terapeuta que usted ya tiene
referral-kind-prescriber = Alguien que receta
referral-kind-psychiatric-care = Atención de salud mental

referral-part-why = Por qué
referral-part-contact = Cómo contactarle
referral-part-service = Lo que tuvo aquí
referral-part-intention = Lo que deseaba
referral-part-summary = Una nota de la clínica
referral-service-day = { $service }, la última vez el { $day }

referral-can = Puedo verle
referral-can-again = Cambiar las horas
referral-can-words = Escriba una hora o más. La clínica y la persona las verán.
referral-time-at = Una hora
referral-time-at2 = O
referral-time-at3 = O
referral-can-send = Puedo verle
referral-accepted-at = Usted puede verle: { $times }

referral-cannot = No puedo verle
referral-cannot-words = Entonces este enlace termina. Nadie le escribe más sobre esto.
referral-cannot-why = Por qué
referral-cannot-full = No tengo horas libres
referral-cannot-not-my-field = No es lo que hago
referral-cannot-other = Otra cosa
referral-cannot-missing = Elija una.
referral-cannot-send = No puedo

referral-met-title = Nos vimos
referral-met-when = Cuándo se vieron
referral-met-send = Guardar
referral-met-at = Se vieron el { $at }.

referral-note-title = Una nota de vuelta, si quiere
referral-note-read = La lee la persona, y también su equipo aquí.
referral-note-watched = Puede que nadie lea esto enseguida.
referral-note-call = Si es urgente, llame a { $clinic }, { $phone }.
referral-note = Su nota
referral-note-again = Su primera nota está aquí. Estas otras palabras aún no se enviaron. Envíelas ahora si quiere.
referral-note-send = Enviar la nota

referral-over-title = Este enlace ha terminado
referral-over = Aquí ya no se muestra nada. Si tiene una pregunta, llame a { $clinic }, { $phone }.
referral-over-typed = Su nota no se envió. Cópiela si la necesita.
referral-over-expired = Este enlace terminó el { $day }. Aquí ya no se muestra nada. Llame a { $clinic }, { $phone }.
referral-over-declined = Gracias por decirlo. Nadie le escribe más sobre esto. Si fue un error, llame a { $clinic }, { $phone }.

referral-state-awaiting-consent = espera el sí de la persona
referral-state-consented = lista para enviar
referral-state-sent = enviada, aún sin respuesta
referral-state-accepted = pueden verle
referral-state-declined = no pueden verle
referral-state-met = se vieron
referral-state-taken-back = retirada por la persona
referral-state-expired = el enlace terminó sin que se vieran
referral-state-closed = terminada

referral-closed-seen-elsewhere = Le atienden en otro lugar
referral-closed-not-needed = Ya no hace falta
referral-closed-written-anew = Escrita de nuevo
referral-closed-nobody-answered = Nadie respondió
referral-closed-done = Se vieron, no queda nada abierto

referral-mine-title = Quién sabe qué
referral-mine-lead = Su equipo pide a alguien de fuera que le vea. Usted elige lo que se le dice.
referral-mine-none = No hay nada aquí ahora.
referral-mine-wait = Su equipo quiere pedir a alguien que le vea. Espera su sí.
referral-mine-read = Leer y elegir
referral-mine-see = Ver quién sabe qué

referral-mine-awaiting-consent = Espera su sí. No se ha enviado nada.
referral-mine-consented = Usted dijo que sí. La clínica lo envía pronto.
referral-mine-sent = Se envió. Aún no han respondido.
referral-mine-accepted = Pueden verle.
referral-mine-declined = Ahora no pueden verle. La clínica busca otra manera.
referral-mine-met = Se vieron.
referral-mine-taken-back = Usted lo retiró. Nadie puede leerlo.
referral-mine-expired = El enlace terminó. La clínica busca otra manera.
referral-mine-closed = Esto terminó. Nadie puede leerlo.

referral-mine-ask = ¿Podemos enviar esto?
referral-mine-change = Lo que pueden leer
referral-mine-always = Siempre leen su nombre, { $name }. Leen también qué se pide y para cuándo.
referral-mine-parts = ¿Qué más pueden leer?
referral-mine-parts-hint = Marque solo lo que quiera. Cada línea se envía tal como está.
referral-mine-yes = Sí, se puede enviar
referral-mine-locked = Podrá decir que sí cuando tenga la cabeza clara. Ahora puede decir que no.
referral-mine-times = Pueden verle a estas horas
referral-mine-times-call = Llame para elegir una:
referral-mine-times-wait = Su clínica le ayuda a elegir una.
referral-mine-way = Va a { $to }: { $way }
referral-mine-not-met = Si no se vieron, díganoslo. Entonces buscamos otro momento.
referral-mine-not-met-send = No nos vimos
referral-mine-notes = Lo que escribieron
referral-mine-no = O diga que no
referral-mine-no-words = Entonces no se envía nada. No tiene que decir por qué.
referral-mine-no-send = No enviarlo
referral-mine-back = Retirarlo
referral-mine-back-words = Su enlace termina al momento. Lo que ya leyeron, lo leyeron.
referral-mine-back-send = Retirarlo
referral-mine-by-when = Se les pide verle antes del { $at }
referral-yours-why = Por qué
referral-yours-contact = Cómo contactarle a usted
referral-yours-service = Lo que usted tuvo aquí
referral-yours-intention = Lo que usted deseaba
referral-yours-summary = Una nota de su equipo
