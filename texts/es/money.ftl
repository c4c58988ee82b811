# Precios y recibos.

money-kind-screening = Primera consulta con quien receta
money-kind-preparation = Visita de preparación
money-kind-kap = Sesión KAP
money-kind-infusion = Infusión
money-kind-integration-therapy = Terapia de integración
money-kind-integration-support = Apoyo de integración
money-kind-other = Otro
money-way-cash = En efectivo
money-way-card = Con tarjeta
money-way-transfer = Por transferencia

money-prices = Precios
money-prices-what = Esto es lo que cuestan las cosas aquí.
money-prices-of = Precios del { $day }
money-prices-none = La clínica todavía no ha escrito sus precios. Llame y pregunte antes de decir que sí.
money-ends = Sale de la lista el { $day }.
money-changes = Desde el { $day }: { $amount }.
money-agreed-keeps = Lo que usted acordó un día conserva el precio de ese día.
money-stop = Puede parar en cualquier momento. Antes de pagar más de una visita, pregunte qué se le devuelve si para.
money-lock = Después de una dosis nadie debe pedirle que pague: durante unas horas no se escribe ningún recibo.
money-how = Se paga en la clínica o por transferencia, y usted recibe un recibo con número. Esta página no cobra nada, y desde aquí no se envía ninguna solicitud a una aseguradora.

money-mine = Sus recibos
money-mine-what = Lo que usted pagó aquí, y lo que se le devolvió. También lo ven la recepción y la dirección médica.
money-mine-none = Todavía no hay ningún recibo.
money-mine-see = Ver sus recibos
money-print = Se imprime en una página.

money-receipt-number = Recibo { $number }
money-label-from-house = De
money-label-for = Para
money-label-written = Escrito
money-label-by = Por
money-label-why = Motivo
money-label-lines = Lo que se pagó
money-label-what = Qué
money-label-on = Día
money-label-agreed = Acordado el
money-label-each = Por uno
money-label-count = Cuántos
money-label-line-sum = Suma
money-label-sum = Suma
money-label-paid = Pagado
money-label-open = Queda por pagar
money-label-back-sum = Anulado
money-not-a-claim = Esto no es una solicitud a una aseguradora. La clínica no guarda aquí ningún número de tarjeta.
money-taken-back = El recibo { $number } anula este.
money-takes-back-wrong = Este anula el recibo { $number }, que se escribió mal.
money-takes-back-given = Este anula el recibo { $number }. Se devolvió dinero.
