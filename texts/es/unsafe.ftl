# "No me siento a salvo".

unsafe-now = Qué pasa ahora
unsafe-late = La respuesta era para: { $due }. No ha llegado. Por favor, no nos espere.
unsafe-owed = Un profesional clínico debe una respuesta antes de: { $due }.
unsafe-taken = { $name } se encarga. La respuesta se debe antes de: { $due }.
unsafe-trust = Si puede, esté con alguien de confianza. También puede llamar a la clínica:
unsafe-open = Gracias por abrir esta página. Si puede estar en peligro, por favor llame primero. Hablar ayuda, y usted sigue decidiendo lo que pasa.
unsafe-tell-more = Decir más a la clínica
unsafe-tell = Decirlo a la clínica
unsafe-each = Con cada mensaje, un profesional clínico le debe una respuesta.
unsafe-then = Un profesional clínico le debe entonces una respuesta antes de una hora que verá aquí.
unsafe-what = ¿Qué está pasando?
unsafe-hint = Bastan unas palabras, y ninguna también está bien. Lo leen profesionales clínicos.
unsafe-sending = Enviando…
