# Lo que dicen los formularios, las listas y las marcas en cada página.

parts-optional = (puede dejarlo en blanco)
parts-look-again = Por favor, mire otra vez:
parts-errors = { $n ->
    [one] Hay que mirar otra vez una respuesta
   *[other] Hay que mirar otra vez { $n } respuestas
}
parts-nothing-lost = No se perdió nada de lo que escribió.
parts-saving = Guardando…
parts-cancel = Cancelar
parts-wrong-entry = anotación equivocada
parts-search = Buscar

parts-service-kap = Sesión KAP
parts-service-infusion = Infusión
parts-service-int-therapy = Terapia de integración
parts-service-int-support = Apoyo de integración
parts-service-outside = Terapeuta de fuera
parts-service-no-service = Ninguno

parts-mark-high = Ahora
parts-mark-medium = Pronto
parts-mark-low = Nota
parts-mark-overdue = Con retraso
parts-mark-old = Viejo
parts-mark-notlive = Sin conexión en vivo
parts-mark-draft = Borrador
parts-mark-signed = Firmado
parts-mark-locked = Cerrado
parts-mark-done = Hecho
parts-mark-todo = Por hacer
parts-mark-info = Nota

parts-step-done = Hecho
parts-step-now = Ahora
parts-step-ahead = Por venir
parts-step-skipped = Se dejó fuera
parts-chart-keys = Las flechas del teclado leen los días uno por uno.
