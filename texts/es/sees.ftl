# Quién puede ver qué: el equipo, lo compartido, quién abrió el expediente y por qué.

sees-title = Quién puede ver qué
sees-yours = Su expediente es suyo. Aquí está quién puede verlo, y quién lo ha visto.
sees-shared = Lo que ha compartido
sees-shared-nothing = No ha compartido nada. Está bien.
sees-shared-with = { $what }, con { $name }
sees-back-words = Retirarlo cierra el acceso. No borra lo ya leído.
sees-back = Retirar
sees-back-from = de { $name }
sees-share = Compartir su intención
sees-share-none = Aún no hay una intención.
sees-share-nobody = No hay nadie más aquí con quien compartirla.
sees-share-who = ¿Quién puede leerla?
sees-share-hint = Ve esta frase, y los cambios que le haga. Puede retirarla cuando quiera.
sees-share-do = Compartirla
sees-share-choose = Elija a la persona que puede leerla.
sees-support-hint = Apoyo de integración, no terapia
sees-team = Su equipo
sees-team-nobody = Aún no hay nadie en su equipo.
sees-what = Ve: { $what }
sees-since = En su equipo desde el { $day }
sees-desk = La recepción ve su nombre y sus horas, y ninguna respuesta de salud.
sees-opened = Quién abrió su expediente
sees-opened-nobody = Nadie ha abierto aún su expediente.
sees-opened-words = Lo más nuevo primero. La misma persona sale una vez al día. Si algo aquí le parece raro, llame a la clínica.
sees-everyone = Todas las personas que trabajan aquí, y lo que pueden hacer
sees-clinical = Su expediente de salud. No las notas del terapeuta.
sees-therapist = Su expediente de salud, y las notas que escribe.
sees-specialist = Su nombre, sus horas, y lo que usted comparte. Nada más.
sees-other = Su nombre y sus horas.
sees-tie-emergency = En una emergencia; el motivo está en esta lista.
sees-tie-care-team = Está en su equipo.
sees-tie-shared = Usted lo compartió.
sees-tie-talk = Su charla es con esta persona.
sees-emergency = { $name } abrió su expediente en una emergencia
sees-emergency-reason = Motivo: { $reason }
sees-grid = Quién ve qué hoy
sees-grid-caption = Cada persona y lo que puede ver de usted hoy
sees-grid-who = Persona
sees-grid-nobody = Aún nadie ve nada de usted.
sees-col-times = Sus horarios
sees-col-health = Expediente de salud
sees-col-answers = Cuestionarios
sees-col-intention = Intención
sees-col-journal = Diario
sees-cell-yes = Lo ve
sees-cell-no = No lo ve
sees-cell-nothing-shared = Nada compartido
sees-cell-pages = { $n ->
    [one] 1 página que compartió
   *[other] { $n } páginas que compartió
 }
sees-others = Otras personas que atienden aquí solo pueden abrir su expediente en una emergencia. Deben dar un motivo. Usted lo ve en la lista de abajo.
sees-sign-in = { $name } le dio su acceso
sees-sign-in-words = Esa persona vio la primera contraseña, y no la que usted eligió. Si cree que otra persona la usa, pida una nueva a la clínica.
