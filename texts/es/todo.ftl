# Los pasos antes de una dosis, y lo que se puede hacer cuando se quiera.

todo-before = Antes de una dosis
todo-nothing = Hoy no se le pide nada.
todo-see-course = Ver mi tratamiento
todo-any-time = Cuando quiera
todo-done-next = Todo hecho. Nos vemos: { $at }.
todo-done = Todo hecho. Su clínica busca el próximo día con usted.
todo-screening = Preguntas sobre su salud
todo-consent = Consentimiento: leer y firmar
todo-plan = Lo que viene después de la dosis
todo-reads = Un profesional que receta lee sus respuestas.
todo-cannot = Aún no se puede empezar
todo-after-screening = Se abre cuando quien receta ha leído sus respuestas y da el visto bueno.
todo-closed-now = Cerrado mientras actúa la dosis.
todo-opens = Firmar se abre otra vez el { $at }.
todo-after-scheduling = Se abre cuando el día de una dosis está en el calendario.
todo-talk = Después de una dosis: una hora, su propio terapeuta, o no, gracias.
todo-people = Su equipo, lo que compartió, quién abrió su expediente.
todo-close = Puede parar todo el tratamiento en cualquier momento.
