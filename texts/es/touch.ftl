# Qué contacto acepta una persona antes de una dosis, y cómo se reduce.

touch-title = Contacto
touch-step = Diga qué contacto está bien
touch-more = Diga qué está bien, o retírelo
touch-choose = Elegir
touch-lead = A algunas personas les gusta tomar una mano. Otras no quieren contacto. Usted elige.
touch-care = El personal de enfermería sí le toca para cuidarle, como al ponerle el aparato de la presión.
touch-nothing-else = Nadie le toca de otra manera, salvo para evitar un daño.
touch-stands = Como está ahora
touch-not-said = Todavía no lo dijo. Hasta entonces, vale como sin contacto.
touch-none = Sin contacto
touch-since = Usted lo dijo { $when }.
touch-kind-hand = Tomar mi mano
touch-kind-shoulder = Una mano en mi hombro
touch-kind-feet = Una mano en mis pies
touch-kind-hug = Un abrazo
touch-which = ¿Qué está bien para usted?
touch-which-hint = No marque nada si no quiere contacto.
touch-boundary = ¿Qué más debemos respetar?
touch-boundary-hint = Por ejemplo: “Pregúnteme antes.”
touch-keep = Guardar esto
touch-less = Puede retirarlo con un botón, en todo momento. No hace falta decir por qué.
touch-less-one = Ya no: { $touch }
touch-less-all = Sin contacto desde ahora
touch-more-later = Podrá aceptar más cuando tenga la cabeza clara. Menos es posible ahora.
touch-quiet = Contacto que está bien: { $touch }.
touch-quiet-none = Sin contacto, como usted dijo.
