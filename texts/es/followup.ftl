# Cómo ha estado alguien después de una dosis: una pregunta en unos pocos días, y con qué cuenta una respuesta.

followup-title = Cómo ha estado
followup-waits = La clínica pregunta cómo ha estado.
followup-answer = Responder
followup-more = Una pregunta en unos días después de una dosis
followup-question = ¿Cómo ha estado desde el { $day }?
followup-word = En una palabra
followup-words = Con sus palabras
followup-words-hint = Bastan unas palabras. Puede dejarlo vacío.
followup-call = Quiero que me llamen
followup-choose = Elija una palabra, escriba unas pocas o pida que le llamen. O pulse «Nada por ahora, gracias».
followup-read-within = { $n ->
    [one] Si escribe, se pide a un clínico que lo lea en { $n } hora.
   *[other] Si escribe, se pide a un clínico que lo lea en { $n } horas.
}
followup-call-within = { $n ->
    [one] Si quiere una llamada, se pide a la clínica que llame en { $n } hora.
   *[other] Si quiere una llamada, se pide a la clínica que llame en { $n } horas.
}
followup-word-only = Una palabra sola se guarda con su curso. No se pide a nadie que haga algo.
followup-not-at-once = Nadie lee esto en el momento. Si necesita ayuda ahora, use los números de esta página.
followup-send = Enviar
followup-nothing = Nada por ahora, gracias
followup-none = Ahora no se le pide nada.
followup-stopped = Ya no se le pregunta.
followup-call-by = Pidió una llamada. La clínica debe llamar antes del { $at }.
followup-read-by = Nos escribió. Un clínico debe leerlo antes del { $at }.
followup-call-late = Pidió una llamada y aún no ha llegado. Ahora está en manos de la dirección médica. También puede llamar al { $phone }.
followup-read-late = Nos escribió y aún no se ha leído. Ahora está en manos de la dirección médica. También puede llamar al { $phone }.
followup-end-heading = No más preguntas
followup-end-words = Puede terminarlas en cualquier momento. No hace falta decir por qué.
followup-end = No me pregunten más
followup-resume-words = Pueden volver si usted quiere.
followup-resume = Pueden preguntarme otra vez
