# Preguntas sobre la salud, y lo que sigue a un "sí".

screening-title = Preguntas sobre su salud
screening-not-right = La ketamina no es para todas las personas. Quien receta lo decide con usted.
screening-no-wrong = No hay respuestas malas, y nadie las juzga.
screening-not-sure = ¿No sabe? Diga que sí. Quien receta le preguntará sobre eso.
screening-no-stopping = No deje ni cambie una medicina por su cuenta para esto, ni deje de golpe el alcohol si bebe mucho. Puede ser peligroso. Pregunte antes a quien le receta.
screening-count = Pregunta { $n } de { $all }
screening-answer-no = No
screening-answer-yes = Sí, o no sé
screening-continue = Seguir
screening-back = Volver
screening-saved = Cada respuesta se guarda. Puede parar aquí y seguir más tarde.
screening-choose = Elija una, por favor. Si no está seguro, diga que sí.

screening-check-title = Revise sus respuestas
screening-check-lead = Ya respondió todo. Todavía no se envió nada.
screening-check-change = Cambiar
screening-check-change-this = Cambiar su respuesta: { $question }
screening-send = Enviar mis respuestas
screening-send-means = Al enviar esto, su equipo puede leerlo. Puede responder otra vez más tarde.
screening-sending = Enviando…

screening-right-title = ¿Es así?
screening-right-you-said = Usted dijo “Sí, o no sé” a esto:
screening-right-then = Entonces esperamos hasta que quien receta hable con usted. No saber está bien: déjelo así.
screening-right-yes = Sí, o sigo sin saber
screening-right-change = Cambiar mi respuesta

screening-stop-title = Por ahora no podemos seguir.
screening-stop-visit = No podemos seguir el { $day }.
screening-stop-why = Una de sus respuestas dice que este tratamiento tal vez no es para usted ahora.
screening-stop-kind = Esto es por cuidado, no por usted. Hizo bien en decir que sí.
screening-stop-call-named = { $who } le llamará antes de { $when }, para hablar de qué más puede ayudar.
screening-stop-call = Quien receta le llamará antes de { $when }, para hablar de qué más puede ayudar.
screening-stop-called = Quien le receta tiene las respuestas. Llámenos si tiene preguntas.
screening-stop-late = La llamada era para { $when } y no llegó. Por favor, llámenos.
screening-wish = ¿Cuándo le viene bien la llamada?
screening-wish-in-morning = Por la mañana
screening-wish-in-afternoon = Por la tarde
screening-wish-in-evening = Al final de la tarde
screening-wish-send = Pedir esta hora
screening-wish-kept = Usted pidió una llamada { $part }.
screening-wish-part-morning = por la mañana
screening-wish-part-afternoon = por la tarde
screening-wish-part-evening = al final de la tarde
screening-next-title = Lea lo que sigue
screening-next-1 = Quien receta lee su respuesta y le llama.
screening-next-2 = Hablan de su salud, y de qué más puede ayudar.
screening-next-3 = Si resulta que puede seguir, le abren otra vez las preguntas.
screening-next-4 = Su diario y la ayuda siguen abiertos para usted.

screening-sent-title = Sus respuestas
screening-sent-read = Gracias. Quien receta lee sus respuestas.
screening-sent-then = Lo decide con usted. La clínica le dice cuándo puede seguir.
screening-cleared = Quien receta leyó sus respuestas, y usted puede seguir.
screening-cleared-then = Si algo cambia, responda otra vez, por favor. Puede ser un remedio nuevo, una enfermedad o un embarazo.
screening-sent-at = Respondió { $when }.
screening-again = Responder otra vez
screening-questions = ¿Preguntas? Llame a { $house }:

screening-question-uncontrolled-hypertension = ¿Tiene la presión alta y sin control?
screening-question-recent-heart-event = ¿Ha tenido hace poco un infarto o un derrame? ¿O tiene dolor de pecho, el corazón débil, latidos irregulares u otro problema serio del corazón?
screening-question-aneurysm-or-bleed = ¿Ha tenido alguna vez una vena o arteria débil, abultada o mal formada (aneurisma o MAV), o un sangrado en el cerebro?
screening-question-sleep-apnoea = ¿Tiene apnea del sueño, o deja de respirar al dormir? ¿O fue difícil ponerle un tubo para respirar?
screening-question-raised-pressure-in-head = ¿Le ha dicho un médico que tiene muy alta la presión dentro de la cabeza?
screening-question-glaucoma = ¿Tiene glaucoma, o presión alta en un ojo?
screening-question-seizures-or-head-injury = ¿Ha tenido convulsiones, o un golpe serio en la cabeza?
screening-question-dementia-or-delirium = ¿Tiene demencia, o ha tenido hace poco mucha confusión por una enfermedad?
screening-question-psychosis = ¿Tiene o le han dicho que tiene psicosis o esquizofrenia? ¿O ahora ve u oye cosas que otros no, o cree cosas que otros dicen que no son reales?
screening-question-family-psychosis = ¿Alguno de sus padres, hermanos o hijos ha tenido psicosis o esquizofrenia?
screening-question-mania-now = ¿Está ahora en una fase de manía o mixta: la mente acelerada, mucha euforia o inquietud, casi sin dormir y sin cansancio?
screening-question-dissociative-disorder = ¿Siente a menudo que está lejos de sí, o hay ratos que no recuerda, o tiene un trastorno disociativo?
screening-question-personality-disorder = ¿Le dijeron que tiene un trastorno grave de la personalidad?
screening-question-needs-hospital-now = ¿Está ahora tan mal, o en tanto peligro, o piensa tanto en quitarse la vida, que quizá necesita un hospital?
screening-question-substance-use-now = ¿Bebe mucho alcohol, o usa otras drogas, en este momento?
screening-question-ketamine-misuse = ¿Ha usado ketamina o PCP por su cuenta, fuera de un tratamiento?
screening-question-cannot-go-without-alcohol = ¿Le cuesta mucho estar 24 horas sin alcohol?
screening-question-pregnant-or-breastfeeding = ¿Está embarazada, puede estarlo, lo está buscando, o da el pecho?
screening-question-liver-thyroid-or-bladder = ¿Tiene problemas del hígado, la tiroides o la vejiga?
screening-question-ketamine-allergy = ¿Tiene alergia a la ketamina, o alguna vez le puso en peligro?
screening-question-opioids = ¿Toma opioides, para el dolor o como tratamiento?
screening-question-interacting-medicines = ¿Toma medicinas para dormir, los nervios, el dolor, las convulsiones, el ánimo o la atención, o algo que le da sueño?

# El día de una dosis.
screening-question-hospital-today = ¿Se siente hoy tan mal o en tanto peligro que puede necesitar un hospital?
screening-question-chest-pain-today = ¿Tiene hoy dolor en el pecho, o le cuesta respirar?
screening-question-alcohol-today = ¿Ha tomado alcohol en las últimas 24 horas?
screening-question-drugs-today = ¿Ha usado marihuana u otras drogas en las últimas 24 horas?
screening-question-sedative-today = ¿Ha tomado hoy algo que le da sueño?
