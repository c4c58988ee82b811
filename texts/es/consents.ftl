# Todo lo que una persona firmó, y cómo retirarlo.

consents-title = Sus consentimientos
consents-more = Lo que firmó, y cómo retirarlo
consents-see = Lo que ya firmó, y cómo retirarlo
consents-lead = Esto es lo que aceptó. Puede retirarlo en cualquier momento.
consents-none = Todavía no firmó nada.
consents-version = Texto: { $title }, firmado por la clínica el { $date }
consents-means = Su nombre aquí quiere decir: leí esto, y estuve de acuerdo ese día.
consents-what = Lo que aceptó
consents-read = Leer y firmar: { $route }
consents-back-title = Retirarlo
consents-withdraw-title = ¿Retirar su consentimiento?
consents-then = Lo que esto cambia
consents-then-dose = Desde ahora no empieza ninguna dosis. Antes tendría que aceptar otra vez.
consents-then-running = ¿Hay una dosis en marcha ahora? Dígalo a su equipo. Un suero se para enseguida. Otra dosis va pasando mientras se quedan con usted.
consents-then-visits = Sus visitas siguen en el calendario. También puede quitarlas.
consents-then-team = Su equipo lo ve en el momento. No le pregunta por qué.
consents-then-record = Lo que se hizo antes queda en su historia.
consents-then-again = Más tarde puede cambiar de idea, con la cabeza clara.
consents-withdraw-yes = Sí, retirarlo
consents-keep = Mantener mi consentimiento
