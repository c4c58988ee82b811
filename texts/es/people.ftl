# Quién trabaja aquí: papeles, licencias, desde cuándo. Público.

people-title = Las personas y lo que pueden hacer
people-back = Personas
people-four-things = Cuatro cosas se confunden mucho: una sesión KAP, una infusión, la terapia de integración y el apoyo de integración. Las dan personas distintas.
people-not-therapy = El apoyo de integración no es terapia. Quien lo da lo dice, y no necesita licencia para ello.
people-now = Quién trabaja aquí
people-nobody = Ahora no hay nadie en la lista.
people-no-support = Ahora no hay nadie en la lista para el apoyo de integración. También puede ver a un terapeuta propio; la clínica le ayuda a encontrarlo.
people-before = Quién ya no trabaja aquí
people-ended-label = Vínculo terminado
people-ended = Desde { $day } { $name } ya no tiene vínculo con { $house }.
people-ended-more = { $name } puede seguir dando apoyo de integración por su cuenta. { $house } no lo supervisa.
people-does = Lo que esta persona hace aquí
people-did = Lo que esta persona hizo aquí
people-own-words = En sus propias palabras
people-version = Versión { $version } de este texto.
people-body-words = Aquí, palabras como “somático” son prácticas de atención al cuerpo, no una terapia clínica.
people-since = Desde cuándo
people-book = Reservar una primera charla
people-sign-in-to-book = Entrar para reservar una primera charla
people-d2 = El apoyo de integración no es terapia. { $name } no diagnostica, no trata, no receta, no da ketamina y no atiende crisis.

people-licensed = Con licencia: { $kind }, { $where }, n.º { $number }, revisada { $checked }
people-licensed-until = Con licencia: { $kind }, { $where }, n.º { $number }, hasta { $until }, revisada { $checked }
people-licence-over = Sin licencia en vigor desde { $day }
people-licence-ended = Sin licencia en vigor como: { $kind }, { $where }, n.º { $number }: { $why }, { $day }
people-tie = Con vínculo con { $house } desde { $from }
people-tie-as = Con vínculo con { $house } desde { $from }, como { $role }
people-tie-until = Con vínculo con { $house } desde { $from }, hasta { $until }
people-tie-until-as = Con vínculo con { $house } desde { $from }, hasta { $until }, como { $role }
people-tie-over = Ya sin vínculo con { $house } desde { $until }. Estuvo aquí desde { $from }.
people-tie-over-as = Ya sin vínculo con { $house } desde { $until }, como { $role }. Estuvo aquí desde { $from }.

people-scope-medical-director = Firma las reglas de la atención y responde por la seguridad. También puede hacer lo que hace quien receta.
people-scope-prescriber = Decide con usted si esta atención le conviene. Ordena la dosis, y se le llama cuando algo va mal.
people-scope-nurse = Le prepara, da y observa la dosis, y revisa que ya pueda irse a casa. No la ordena.
people-scope-therapist = Trabaja con usted en KAP y da terapia de integración. No receta ni da ketamina.
people-scope-integration-specialist = Da apoyo de integración: reflexión, ideas para escribir, ejercicios de calma, práctica creativa. Devuelve a la clínica lo que toca a un profesional clínico.
people-scope-front-desk = Reserva visitas y charlas. No ve sus respuestas de salud.
people-scope-auditor = Lee los expedientes para revisarlos. No cambia nada.

# Lo que dice una declaración, punto por punto: dentro de una frase, y como título.
people-point-not-a-physician = que usted no es médico
people-point-not-state-licensed = que el estado no da licencia para lo que usted hace
people-point-alternative = que acompaña a la atención con licencia y no la reemplaza
people-point-nature = qué pasa en una charla
people-point-theory = en qué ideas se apoya
people-point-experience = su educación, formación y experiencia
people-point-not-done = lo que usted no hace
people-point-no-crisis = que usted no es un servicio de crisis
people-head-not-a-physician = No es médico
people-head-not-state-licensed = Sin licencia del estado
people-head-alternative = Junto a la atención con licencia
people-head-nature = Qué pasa en una charla
people-head-theory = Las ideas detrás
people-head-experience = Educación, formación, experiencia
people-head-not-done = Lo que no se hace
people-head-no-crisis = No es un servicio de crisis
people-kept = Que usted leyó esto se guarda al menos { $years } años. Puede imprimirlo, y está en su propio registro.
