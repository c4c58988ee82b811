# Lo que sale de la casa: correos y mensajes de texto. Se leen en pantallas bloqueadas; por eso no dicen nada.

mail-subject = { $clinic }: usted tiene un mensaje
mail-opening = Hola. { $clinic } tiene un mensaje para usted. Ábralo aquí:
mail-call = Si el enlace no abre, llame al { $phone }. Atendemos { $hours }.
mail-why-safety = Recibe esto porque alguien de la clínica pregunta por usted. Llega aunque haya detenido otros mensajes.
mail-stop = ¿No quiere estos mensajes? Un toque los detiene: { $link }
mail-short = { $clinic }: usted tiene un mensaje. { $link }
mail-crisis-short = ¿Está en crisis? { $first }
mail-stop-short = Detener: { $link }

# Una entrada para el calendario de la persona, que otros pueden ver.
mail-entry = Cita
mail-entry-comes = Este mensaje trae una entrada para su calendario. Si la responde o la borra allí, no lo vemos: use el enlace o llame.
mail-entry-goes = Este mensaje quita una entrada de su calendario.

# La página detrás de "detener".
mail-page-title = Mensajes de la clínica
mail-page-ask = ¿No quiere más mensajes?
mail-page-stop = Detener los mensajes
mail-page-stopped = Los mensajes están detenidos. Ya no recibirá más.
mail-page-again = Volver a recibirlos
mail-page-safety = Si alguien de la clínica pregunta por usted, ese mensaje sí llega. También llega lo que usted misma o usted mismo pida.

# Cómo recibir noticias de la clínica.
mail-how-title = Cómo le escribimos
mail-how-back = Hablar con su equipo
mail-how-why = Las palabras de un mensaje solo dicen que hay uno, con un enlace. De qué trata está aquí, detrás de su entrada.
mail-how-way = ¿Cómo quiere saber de nosotros?
mail-how-mail = Su correo electrónico
mail-how-number = Su número para mensajes de texto
mail-how-number-hint = Con + y el país, como +52 55 5555 0100.
mail-how-tongue = ¿En qué idioma?
mail-how-keep = Guardar
mail-how-not-now = Ahora no
mail-how-night = No escribimos entre las 9 de la noche y las 8 de la mañana, donde usted está.
mail-how-wrong = No podemos escribir ahí. Mírelo otra vez, por favor.
mail-way-mail = Por correo electrónico
mail-way-text = Por mensaje de texto
mail-way-call-only = Prefiero una llamada
mail-way-none = No quiero que me escriban
mail-entries-title = Su propio calendario
mail-entries-on = Cuando un correo trata de una hora con nosotros, trae una entrada para su calendario. Dice «Cita», cuándo, y la dirección de la que salen nuestros correos. Quien ve su calendario ve eso.
mail-entries-off = Nuestros correos no traen entrada para su calendario. Lo que ya está allí se corrige si cambia la hora.
mail-entries-stop = Sin entradas de calendario
mail-entries-start = Enviar entradas de calendario

# Un correo a alguien de fuera a quien se pide ver a una persona.
mail-outside-subject = { $clinic } le pide una respuesta
mail-outside-opening = Hola. { $clinic } le pregunta si puede ver a una persona. Responda antes del { $by }, por favor:
mail-outside-reminder = Hola. { $clinic } aún espera su respuesta. Responda antes del { $by }, por favor:
mail-outside-no-account = No necesita una cuenta. Si no puede, dígalo ahí: así nadie le escribe más sobre esto.
