# Lo que la persona escribe para sí: «Diario» en las pantallas.

diary-title = Diario
diary-lead = Lo que escribe aquí es privado. Solo usted puede abrirlo, si no lo comparte.
diary-new = Nueva entrada
diary-waiting = Parte de lo que escribió espera en este teléfono. Se envía cuando hay conexión.
diary-search = Buscar palabras
diary-search-button = Buscar
diary-search-hint = Sus entradas se abren solo para buscar en ellas. Siguen selladas.
diary-found = { $n ->
    [0] Ninguna entrada tiene estas palabras.
    [one] Una entrada tiene estas palabras.
   *[other] { $n } entradas tienen estas palabras.
}
diary-show-all = Ver todas las entradas
diary-empty = Todavía no ha escrito nada. Está bien.
diary-prompt-one-image = Una imagen o una sensación que se quedó con usted. No tiene que tener sentido.
diary-private = Solo usted
diary-shared-with = { $n ->
    [one] Compartida con una persona
   *[other] Compartida con { $n } personas
}
diary-with = Con
diary-two-devices = Escribió en dos aparatos.
diary-two-devices-lead = Escribió en dos aparatos. Los dos textos se guardan.
diary-keep-both = Guardar los dos en un texto
diary-pages = Páginas
diary-newer = Más nuevas
diary-older = Más antiguas
diary-deleted-link = { $n ->
    [one] Una entrada borrada
   *[other] { $n } entradas borradas
}
diary-leave = Salir rápido de esta página
diary-kind-drawing = dibujo
diary-kind-voice = nota de voz
diary-kind-photo = foto
diary-new-title = Nueva entrada
diary-edit-title = Seguir escribiendo
diary-back = Volver
diary-back-entry = Volver a la entrada
diary-other-prompt = Elegir otra idea
diary-no-prompt = Sin idea
diary-words-label = Sus palabras
diary-words-hint = Las palabras que quiera, en cualquier idioma. Puede parar cuando quiera.
diary-saved-phone = Guardado en este teléfono
diary-saved = Guardado
diary-not-sent = Guardado en este teléfono. No se pudo enviar. Por favor, entre de nuevo en otra pestaña.
diary-back-title = Sus palabras aún no están guardadas
diary-back-lead = Su sesión terminó mientras escribía. Aquí está cada palabra.
diary-back-how = Cópielas. Luego abra su diario en otra pestaña, entre y póngalas en una entrada nueva.
diary-back-open = Abrir mi diario
diary-deleted-elsewhere = Esta entrada se borró en otro dispositivo. Sus palabras están abajo. Guárdelas en una entrada nueva, o déjelas.
diary-gone-here = Esta entrada se borró en otro dispositivo. Sus palabras están en este teléfono. Pulse Guardar para ponerlas en una entrada nueva.
diary-not-taken = Guardado en este teléfono, pero aún no en la clínica. Pulse Guardar para ver por qué.
diary-too-big-here = Este archivo es muy grande. Por favor, elija uno más pequeño. Sus palabras siguen aquí.
diary-file-label = Añadir una foto, un dibujo o una nota de voz
diary-file-hint = Puede dejarlo vacío. Uno a la vez, hasta { $most } MB. Puede añadir más después. Se quita el lugar donde se tomó la foto.
diary-draw = Dibujar
diary-draw-undo = Deshacer
diary-record = Grabar mi voz
diary-record-stop = Parar de grabar
diary-recording = Grabando
diary-no-mic = Esta página no puede usar el micrófono. Puede escribir o elegir un archivo de sonido.
diary-chosen = Se añade cuando guarda la entrada.
diary-canvas = Dibuje aquí con un dedo, un lápiz o un mouse. También puede usar el campo de texto de arriba.
diary-keep = Guardar en privado
diary-keeping = Guardando…
diary-not-now = Ahora no
diary-only-you = Solo usted puede leer esto. Nadie lo mira por usted. Si necesita ayuda ahora, use las líneas de abajo.
diary-entry-title = Entrada del { $day }
diary-is-deleted = Esta entrada está borrada. Puede recuperarla hasta el { $until }. Después nadie podrá leerla nunca.
diary-restore = Recuperarla
diary-what = Lo que escribió
diary-changed = Último cambio: { $at }
diary-edit = Seguir escribiendo o añadir algo
diary-take-out = Quitar:
diary-who-reads = Quién puede leerla
diary-only-you-read = Solo usted.
diary-since = Desde { $at }.
diary-reader-left = Ya no trabaja aquí y no puede abrirla.
diary-take-back = Dejar de compartir
diary-cannot-unread = Cuando deja de compartirla, esa persona ya no puede abrirla. Lo leído no se puede borrar de su memoria.
diary-share = Compartir…
diary-delete-heading = Borrar esta entrada
diary-delete-lead = Se oculta al instante, también para quienes la leían. Puede recuperarla durante 30 días.
diary-delete = Borrarla
diary-share-title = Compartir esta entrada
diary-locked-but = Todavía puede escribir y dejar de compartir.
diary-share-ask = ¿Compartir esta entrada con { $name }?
diary-share-unread = Puede dejar de compartirla. Lo leído no se puede borrar de su memoria.
diary-share-with = Compartir con { $name }
diary-nobody = Todavía no hay con quién compartir. Puede compartir con su equipo o con quien tiene una charla.
diary-who-sees-link = Quién puede ver qué
diary-share-who = ¿Quién puede leer esta entrada?
diary-share-who-hint = Una persona a la vez. La página siguiente dice qué puede ver.
diary-next = Siguiente
diary-sees-medical-director = Puede leer su historia clínica. También leerá esta entrada y sus cambios.
diary-sees-prescriber = Puede leer su historia clínica. También leerá esta entrada y sus cambios.
diary-sees-nurse = Puede leer su historia clínica. También leerá esta entrada y sus cambios.
diary-sees-therapist = Puede leer su historia clínica. También leerá esta entrada y sus cambios.
diary-sees-integration-specialist = Ve su nombre, sus horas y lo que usted comparte. Leerá esta entrada y sus cambios. No ve su historia clínica.
diary-role-medical-director = dirección médica
diary-role-prescriber = profesional que receta
diary-role-nurse = enfermería
diary-role-therapist = terapeuta con licencia
diary-role-integration-specialist = apoyo de integración, no es terapia
diary-deleted-title = Entradas borradas
diary-deleted-lead = Puede recuperar una entrada durante 30 días. Al volver es privada.
diary-deleted-none = No hay ninguna entrada borrada.
diary-gone-on = Desaparece para siempre el { $until }
diary-no-text = Escriba algo o añada un archivo.
diary-no-text-too-long = Este texto tiene { $length } letras. Caben { $most } en una entrada. Puede seguir en otra entrada.
diary-no-unfit = Este archivo no se puede guardar. Las fotos pueden ser JPEG, PNG o WebP. Los sonidos, WebM, Ogg, M4A o WAV.
diary-no-too-big = Este archivo tiene { $size } MB. Se guardan como máximo { $most } MB. Por favor, elija uno más pequeño.
diary-no-person-chosen = Elija quién puede leerla.
diary-share-of = Su entrada del { $day }
diary-export-title = Su registro en un archivo
diary-export-back = Mi curso
diary-export-lead = Su registro es suyo. Aquí está todo, en un archivo.
diary-export-holds = Contiene sus datos, sus cursos y visitas, su diario con imágenes y sonidos, y quién miró. Las notas que un terapeuta guarda para sí se nombran y no se abren.
diary-export-care = El archivo no tiene clave. Guárdelo donde solo usted pueda abrirlo.
diary-export-button = Descargar todo
