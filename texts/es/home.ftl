# Las páginas públicas: qué ofrece la clínica y qué no, ayuda, privacidad, lo que debe saber.

home-two-kinds = Hay dos clases de atención con ketamina que se confunden mucho. Son cosas distintas, con personas distintas.
home-kap = Trabaja con un terapeuta con licencia. Con una dosis baja está con usted y pueden hablar. Con una más alta se habla después. Pregunte quién está en la sala.
home-infusion = Es un acto médico por una vena. Todas las infusiones las da y las observa personal médico con licencia. Es tranquilo y hacia dentro. La sesión no lleva terapia.
home-offered = Lo ofrecemos.
home-not-offered = No lo ofrecemos.
home-after-heading = Lo que viene después importa
home-after = Después de una dosis ofrecemos una primera charla, si se puede en 48 horas. Es terapia de integración con un terapeuta con licencia, o apoyo de integración, que no es terapia. También puede seguir con su propio terapeuta, o decir no, gracias.
home-after-goal = 48 horas es la meta de esta clínica. Las fuentes no coinciden en cuánto dura este tiempo. También puede ser más tarde.
home-decides-heading = Quién decide
home-decides = La ketamina no es para todos. Un profesional que receta lo decide con usted.
home-who-works = Quién trabaja aquí, y qué puede hacer
home-demo-heading = Esto es una demostración
home-demo = Todas las personas aquí son inventadas.

home-help-title = Ayuda
home-help-now = En peligro ahora, si piensa en quitarse la vida, si hay dolor de pecho o falta de aire, o alguien que no despierta
home-help-no-wait = Por favor, no nos espere.
home-help-today = Llame hoy a la clínica
home-help-when = Llámenos si no puede dormir dos noches, no distingue lo que es real, baja su ánimo, o le duele o sangra al orinar. Si no se siente a salvo, no nos espere: use las líneas para una crisis. { $phone }, { $hours }.
home-help-usual = Lo que puede ser normal después de una dosis
home-help-feelings = Lo que siente puede ser fuerte o raro unos días. También el cansancio y los sueños vivos.
home-help-site = Usar este sitio
home-help-site-words = Cada página funciona sin mouse, y sin programas, salvo donde los números cambian solos.

home-keys-title = Teclas
home-keys = A todo se llega con Tab y se usa con Enter o Espacio. El primer Tab de cada página ofrece ir a la parte principal. Los formularios guardan lo que escribió cuando vuelven con una pregunta.

home-access-title = Accesibilidad
home-access = Seguimos la norma WCAG 2.2 AA. Una máquina revisa cada página en tres temas, en teléfono y en pantalla grande. También se revisa a mano.
home-access-themes = Tres temas: Claro para la mesa, Tenue para la sala, Vela para un cuarto oscuro. Nada se dice solo con color. Si algo le estorba, llame al { $phone }.

home-know-title = Lo que debe saber
home-know-learning = Este sitio es para aprender y para llevar su atención. No es consejo médico. No reemplaza una charla con un profesional con licencia.
home-know-support = El apoyo de integración no es terapia. Quien lo da no diagnostica, no trata, no receta, no da ketamina y no atiende crisis.
home-know-infusion = Todas las infusiones las da y las observa personal médico con licencia.
home-know-everyone = La ketamina no es para todos. Un profesional que receta lo decide con usted.
home-know-fda = La FDA no ha aprobado la ketamina para trastornos mentales. La FDA no revisa las mezclas de farmacia. (Estados Unidos; leído en 2026-11.)
home-know-goal = 48 horas es la meta de { $house } para una primera charla después de una dosis. Las fuentes no coinciden en cuánto dura este tiempo.

home-privacy-title = Privacidad
home-privacy-yours = Su expediente es suyo. Puede ver quién lo abrió, y por qué.
home-privacy-cookies = Este sitio pone una cookie solo cuando usted entra, o cuando elige un tema, un idioma o un reloj. No se envía nada a nadie más.
home-privacy-corrections = Nada del expediente se borra al corregir. Se añade la corrección. Lo anterior se puede seguir leyendo por quien puede leerlo.
home-privacy-sharing = Lo que comparte se puede retirar cuando quiera. Retirar cierra el acceso; no borra lo ya leído.
home-help-checked = Estos números se revisaron el { $day }.
home-privacy-first-call = Si pide una primera llamada, su nombre y su número quedan bajo llave para quienes le llaman. Los dos se borran 30 días después de terminar.
