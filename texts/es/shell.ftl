# Lo que rodea cada página.

shell-skip = Ir a la parte principal
shell-about = Sobre este sitio
shell-message-team = Escribir al equipo
shell-help = Ayuda
shell-privacy = Privacidad
shell-disclaimers = Lo que debe saber
shell-accessibility = Accesibilidad
shell-language = Idioma en este aparato
shell-colours = Colores en este aparato
shell-theme-light = Claro
shell-theme-dim = Tenue
shell-theme-candle = Vela
shell-main = Principal
shell-waiting = en espera
shell-from-clinic = Ayuda de la clínica
shell-answered = Respondemos llamadas y mensajes: { $hours }.
shell-sign-out = Salir
