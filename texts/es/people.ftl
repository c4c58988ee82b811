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

people-outside = Personas de fuera de esta clínica
people-outside-what = La clínica puede derivarle a estas personas. No trabajan aquí, y aquí nadie las puntúa.
people-outside-licensed = Con licencia: { $kind }, { $where }, n.º { $number }
people-outside-licensed-until = Con licencia: { $kind }, { $where }, n.º { $number }, hasta el { $until }
people-outside-over = Ese último día ya pasó.
people-outside-looked = Licencia consultada el { $day }
people-outside-old = Licencia no consultada desde el { $day }
people-outside-never = Licencia todavía no consultada
people-outside-knows = Lo que saben de la atención con ketamina
people-outside-says = Quién lo dice:
people-outside-reach = Cómo contactar
people-outside-speaks = Idiomas:
people-mode-in-person = En persona
people-mode-video = Por video
