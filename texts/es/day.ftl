# El día de la visita: el regreso a casa, la pantalla tranquila, lo que funciona sin conexión.

day-my-nurse = mi enfermera
day-call = Llamar a { $name }
day-or-say = O diga una palabra. Aquí no está a solas.
day-called = Usted llamó.
day-called-since = Desde las { $clock } se ve en la pantalla de enfermería. Si nadie viene, dígalo en voz alta.
day-coming = { $name } ya viene.
day-breathe = Respirar con un círculo lento
day-breathe-how = Tome aire cuando crece. Suelte el aire cuando se achica. Su propio ritmo está bien.
day-ride-title = Su regreso a casa
day-ride-why = No puede manejar después de una dosis. Alguien que usted conoce le acompaña a casa.
day-ride-home-why = Alguien que usted conoce se queda con usted todo el tiempo.
day-ride-with = ¿Quién le acompaña a casa?
day-ride-chaperone = ¿Quién se queda con usted?
day-ride-with-hint = Basta un nombre, por ejemplo “Alex, mi hermano”.
day-ride-tonight = ¿Quién está en casa con usted esta noche?
day-ride-tonight-hint = Puede dejarlo vacío.
day-ride-seen = Su equipo y la recepción pueden leer esto. Ese día le preguntan otra vez.
day-keep = Guardar
day-not-now = Ahora no
day-ride-named = { $name } le acompaña a casa.
day-ride-stays = { $name } se queda con usted.
day-ride-change = Cambiarlo
day-ride-tell = Díganos quién es
day-offline = Sin conexión. Esta página es de las { $clock }. Algo puede haber cambiado. Llame a la clínica: { $phone }.

# Lo que se pregunta el día de una dosis.
day-q-title = Preguntas para hoy
day-q-answer = Responder las preguntas de hoy
day-q-see = Preguntas de hoy: respondidas
day-q-lead = Se preguntan antes de cada dosis, el mismo día.
day-q-nurse = La enfermera también pregunta qué cambió desde que usted nos contó sobre su salud.
day-q-send = Enviar mis respuestas
day-q-done = Gracias. Ya respondió.
day-q-at = Respondió a las { $when }.
day-q-open = Usted dijo que sí a una pregunta. Alguien la mira primero con usted.
day-q-open-kind = Hizo bien en decirlo. Todavía no se decide nada.
day-q-open-prescriber = Quien receta habla con usted antes de una dosis.
day-q-open-nurse = La enfermera habla con usted antes de una dosis.
day-q-call = ¿Todavía está en casa? Llámenos antes de salir, por favor:
day-q-body-now = ¿Le duele el pecho o le cuesta respirar ahora? Primero pida ayuda:
day-q-to-visit = Volver a la visita
