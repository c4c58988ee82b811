# Entrar.

signin-title = Entrar
signin-name = Nombre para entrar
signin-password = Contraseña
signin-go = Entrar
signin-checking = Revisando…
signin-demo = Esto es una demostración. Los datos para entrar salieron donde se inició.
signin-code-title = Código de un solo uso
signin-code = Código de su autenticador
signin-code-hint = 6 cifras. Cada código sirve una vez.
signin-go-on = Seguir
signin-start-again = Empezar de nuevo
signin-demo-code = Esto es una demostración. Su autenticador diría ahora:
signin-missing = Escriba su nombre para entrar y su contraseña.
signin-wrong = El nombre o la contraseña no es correcto.
signin-wrong-code = Ese código no es correcto, o ya se usó. Espere el siguiente. Si sigue así, vea si el reloj de su teléfono está bien.
signin-too-slow = Tardó demasiado. Por favor, empiece de nuevo.
signin-no-second = Esta cuenta aún no tiene un segundo paso. Pregunte a quien lleva este sistema.
signin-no-affiliation = Ahora no tiene un vínculo activo con esta clínica. La dirección médica puede arreglarlo.
signin-wait-seconds = { $n ->
    [one] Demasiados intentos. Espere { $n } segundo y pruebe otra vez. Nada queda cerrado para siempre.
   *[other] Demasiados intentos. Espere { $n } segundos y pruebe otra vez. Nada queda cerrado para siempre.
}
signin-wait-minutes = { $n ->
    [one] Demasiados intentos. Espere { $n } minuto y pruebe otra vez. Nada queda cerrado para siempre.
   *[other] Demasiados intentos. Espere { $n } minutos y pruebe otra vez. Nada queda cerrado para siempre.
}
signin-own-title = Una contraseña propia
signin-own-why = Alguien le dio este acceso, así que vio la contraseña. Elija una que solo usted conozca.
signin-own = Contraseña nueva
signin-own-hint = 15 letras o más. Unas palabras que pueda recordar están bien.
signin-own-again = La misma otra vez
signin-own-do = Guardarla y entrar
signin-own-short = Use al menos { $n } letras. Unas palabras están bien.
signin-own-known = Elija una que no sea la anterior y que no lleve su nombre de acceso.
signin-own-differs = Las dos no son iguales. Por favor escríbalas otra vez.
signin-notes-title = Sus propias notas
signin-notes-left = Ya no trabaja aquí, así que con este acceso no se abre nada más.
signin-notes-wait = { $n ->
    [one] { $n } nota que usted escribió se abre solo para usted. Puede llevársela hasta el { $until }.
   *[other] { $n } notas que usted escribió se abren solo para usted. Puede llevárselas hasta el { $until }.
}
signin-notes-take = Llevarme mis notas
