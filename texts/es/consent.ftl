# Lo que una persona acepta, por puerta y por vía. Nada aquí promete nada.

consent-title = Su consentimiento
consent-withdraw-any-time = Puede retirarlo cuando quiera, sin decir por qué. Está muy bien.
consent-withdraw = Retirar mi consentimiento
consent-how = Cómo se daría
consent-how-words = Quien le receta le dice cuál es para usted.
consent-ask = Pregunte lo que quiera antes de firmar: { $phone }, { $hours }.
consent-signed-already = Ya lo ha firmado. No hay nada más que hacer.
consent-read-now = Puede leerlo ahora. { $lock }
consent-sign-heading = Firme, si está de acuerdo
consent-read = He leído esto y pude hacer mis preguntas.
consent-name = Su nombre completo
consent-name-hint = Escriba { $name } como firma. Significa: acepto esto, hoy. La hora se guarda con la firma.
consent-sign = Firmar
consent-signing = Firmando…
consent-changed = El texto cambió desde que lo abrió. Por favor, léalo otra vez.
consent-tick = Márquelo cuando lo haya leído.
consent-as-on-record = { $why } Escríbalo como consta: { $name }.
consent-closed = Este tratamiento está cerrado. No hay nada que firmar.
consent-wait = Puede leerlo ahora. Podrá firmar cuando quien receta haya leído sus respuestas y dé el visto bueno.
consent-withdrawn = Retirado
consent-in-force = En vigor
consent-older = Un texto anterior; por favor lea el nuevo
consent-signed-as = Firmado { $at } como “{ $name }”
consent-withdrawn-at = Retirado { $at }

consent-part-what = Qué es
consent-part-good = Lo que puede sentirse bien
consent-part-hard = Lo que puede ser difícil
consent-part-who = Quién está
consent-part-unknown = Lo que no se sabe
consent-part-law = Lo que debe saber antes de firmar
consent-part-stop = Siempre puede parar

consent-door-kap = Esto es una sesión KAP: psicoterapia con ketamina, con un terapeuta con licencia.
consent-door-infusion = Esto es una infusión: un acto médico. No lleva psicoterapia.
consent-route-intravenous = La ketamina entra poco a poco por una vena del brazo.
consent-route-intramuscular = La ketamina se da con una aguja en un músculo, en el brazo o la pierna.
consent-route-intranasal = La ketamina se da como espray en la nariz.
consent-route-sublingual = Una pastilla con ketamina se deja en la boca.
consent-route-oral = La ketamina se traga.
consent-minutes = La dosis dura unos { $minutes } minutos.
consent-planned = { $n ->
    [one] Está prevista una vez. Después descansa con nosotros al menos { $after } minutos.
   *[other] Está prevista { $n } veces. Cada vez descansa después con nosotros al menos { $after } minutos.
}
consent-good-psycholytic = Algunas personas sienten más calma y hablan mejor de cosas difíciles.
consent-good-psychedelic = Algunas personas sienten calma, ligereza, o sus penas lejos por un rato.
consent-good-mood = Algunas personas notan mejor ánimo por horas o días. Otras no notan nada.
consent-hard-strange = Las cosas pueden verse, oírse o sentirse raras. Puede sentir que se separa de su cuerpo. A algunas personas les da miedo.
consent-hard-pressure = La presión y el pulso suelen subir un rato. Puede sentir náuseas, mareo o mucho cansancio.
consent-hard-breath = Puede dar mucho sueño. Pocas veces hace más lenta la respiración.
consent-hard-needle = La aguja puede doler o dejar un moretón.
consent-hard-spray = El espray puede picar o saber amargo.
consent-hard-mouth = Puede saber amargo. La fuerza con que actúa cambia más de un día a otro.
consent-hard-days = Lo que siente puede ser fuerte o raro unos días.
consent-hard-worse = Algunas personas se sienten peor después, y algunas piensan más en el suicidio. Díganoslo enseguida.
consent-hard-often = Si se usa mucho, la ketamina puede dañar la vejiga. A algunas personas les cuesta dejarla.
consent-who-infusion = Todas las infusiones las da y las observa personal médico con licencia.
consent-who-checks = Le miran la presión, el pulso y el oxígeno una y otra vez.
consent-who-present = Un terapeuta con licencia está en la sala con usted todo el tiempo.
consent-who-gives = Una enfermera o alguien que receta da la dosis y mira su presión, pulso y oxígeno.
consent-who-after = Después habla con un terapeuta con licencia.
consent-unknown-help = Nadie puede decir antes si le ayudará, ni por cuánto tiempo.
consent-unknown-years = Se sabe poco de muchas dosis a lo largo de muchos años.
consent-unknown-other = Hay otros tratamientos, y puede esperar. Pregunte por los dos.
consent-law-everyone = La ketamina no es para todos. Un profesional que receta lo decide con usted.
consent-law-fda = La FDA no ha aprobado la ketamina para trastornos mentales. La FDA no revisa las mezclas de farmacia. (Estados Unidos; leído en 2026-11.)
consent-law-hours = Durante { $hours } horas después de una dosis no puede firmar, pagar ni compartir nada nuevo aquí. No maneje por 24 horas, ni antes de haber dormido una noche.
consent-stop-now = Puede decir no ahora. Puede parar antes o después de una dosis, y decir alto durante ella. No hace falta decir por qué.
consent-stop-body = Una vez en el cuerpo no se puede sacar. Nos quedamos con usted hasta que pase.
consent-stop-here = Puede retirar este consentimiento en “Sus consentimientos” en cualquier momento, también justo después de una dosis.
