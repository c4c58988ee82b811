# La primera charla después de una dosis: planeada antes, o elegida después. "No, gracias" siempre está bien.

talk-title = Su primera charla
talk-plan = Su plan
talk-yours = Su charla
talk-read-first = Antes, por favor lea quién es { $name }, y qué no es esta charla.
talk-read = Leerlo
talk-video-is = Esta charla es por video.
talk-video-choose = Hablar por video
talk-video-not = Sin video
talk-video-page = La página de esta charla
talk-video-want = Por video
talk-video-how = ¿Cómo?
talk-cancel = Anular esta charla
talk-else = Elegir otra cosa
talk-more-about = Más sobre { $name }
talk-what = ¿Qué le gustaría?
talk-or-else = U otra cosa
talk-own-therapist = Un terapeuta propio, que ha aceptado verme
talk-their-name = Su nombre
talk-no = No, gracias
talk-no-hint = Está bien. Nadie vuelve a preguntar por esta dosis, y puede cambiar de idea.
talk-goal-hours = { $hours } horas es la meta de esta clínica. Las fuentes no coinciden en cuánto dura este tiempo.
talk-keep = Guardar esto
talk-keep-instead = Guardar esto en su lugar
talk-own-heading = Un terapeuta propio
talk-had = Ya tuve mi charla
talk-met = Nos vimos
talk-met-hint = Basta un día cercano. Lo que hablaron queda con usted.
talk-met-do = Nos hemos visto
talk-agreed = Alguien ha aceptado verme
talk-none-heading = O ninguna charla
talk-no-dose = Después de una dosis ofrecemos una primera charla. Aún no hay dosis, así que no hay nada que elegir.
talk-outside = { $name }, por elección suya, ha aceptado verle.
talk-declined = Usted dijo no, gracias. Está bien. Puede cambiar de idea cuando quiera.
talk-invite = Una charla corta puede ayudarle a guardar lo que surgió. La meta de la clínica es: { $goal }. No hace falta tenerlo en orden antes.
talk-not-late = No es demasiado tarde. Lo que surgió sigue importando, y a su clínica le gustaría saber cómo está.
talk-plan-no = No, gracias. Está bien.
talk-plan-outside = { $name }, por elección suya.
talk-about-visit = Se trata de la visita: { $at }. Se pregunta antes de cada dosis, con la cabeza clara.
talk-may-change = No hace falta tener nada en orden antes. Puede cambiarlo hasta que termine la dosis.
talk-none-here = { $house } no da charlas propias con esta clase de atención. Puede ver a un terapeuta propio; su equipo le ayuda a encontrarlo.
talk-none-free = Ahora nadie tiene hora libre aquí. Por favor llame a la clínica, y la buscamos con usted.
talk-offered = ofrecida por la clínica
talk-not-free = Elija una de estas horas. Si ya eligió una, quizá se ocupó hace un momento.
talk-name-missing = Escriba el nombre de su terapeuta, hasta 200 caracteres.

# Quién la da: se lee antes de la charla.
talk-giver-title = Quién da esta charla
talk-giver-read = Ya lo ha leído.
talk-giver-do = Lo he leído
talk-giver-changed = { $why } Por favor, léalo otra vez.

# Una charla con cita se quedó sin su persona.
talk-lost-heading = Su charla necesita otro plan
talk-lost-gone = Su charla del { $at } era con { $name }, que ya no trabaja con nosotros entonces. Usted puede elegir:
talk-lost-licence = Su charla del { $at } era con { $name }, que no puede darla. Usted puede elegir:
talk-lost-same = Ver a { $name } a la misma hora, { $at }
talk-lost-own = Seguir viendo a { $name } fuera de esta clínica
talk-lost-own-hint = Pregunte primero a { $first }. { $house } no lo supervisa. Cuando { $first } acepte, dígalo abajo.
talk-lost-none = Sin charla, gracias
talk-lost-shared = Lo que compartió con { $first } sigue compartido hasta que usted lo retire.
talk-lost-take-back = Ver o retirar lo que comparte
