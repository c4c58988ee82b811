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
