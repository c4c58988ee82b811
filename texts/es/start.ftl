# Pedir una primera llamada, sin cuenta. Nada sobre la salud.

start-title = Pedir una primera llamada
start-not-watched = Nadie lee esta página de noche ni en días libres. En una emergencia, por favor no nos espere.
start-what = Deje un nombre y una forma de llamarle. La recepción le va a llamar. Con esto usted no decide nada.
start-no-health = Por favor no escriba aquí nada sobre su salud. Para eso hay tiempo cuando hablemos.
start-name = ¿Cómo le llamamos?
start-name-hint = Basta con su primer nombre.
start-reach = Su teléfono o su correo
start-reach-hint = Basta con uno.
start-when = ¿A qué hora le llamamos?
start-when-hint = Marque lo que le quede bien. Si no marca nada, le llamamos a cualquier hora.
start-part-morning = Por la mañana
start-part-afternoon = Por la tarde
start-part-evening = Al final del día
start-about = ¿De qué se trata?
start-concern-kap = Ketamina con terapia hablada (KAP)
start-concern-infusion = Infusión de ketamina
start-concern-not-sure = Todavía no lo sé
start-concern-other = Otra cosa, como una factura o cómo llegar
start-send = Pedir una llamada
start-kept = Solo quienes le llaman pueden leer su nombre y su número. Borramos los dos 30 días después de terminar.
start-missing-name = Escriba un nombre que podamos usar.
start-missing-reach = Escriba un teléfono o un correo, para poder llamarle.
start-missing-concern = Elija una. «Todavía no lo sé» está bien.
start-too-often = { $n ->
    [one] Mucha gente pidió desde aquí hace poco. Por favor espere { $n } minuto, o llámenos.
   *[other] Mucha gente pidió desde aquí hace poco. Por favor espere { $n } minutos, o llámenos.
}
start-sent-before = Ya tenemos este formulario. Si cambió algo, envíelo una vez más.
start-sent-title = Gracias, ya lo tenemos
start-sent-what = La recepción debe llamarle antes del { $by }.
start-sent-else = Si para entonces nadie le ha llamado, llámenos por favor. El número está al pie de esta página.
start-compare = Comparar las opciones

start-refer-link = ¿Nos deriva usted a alguien? Hay un formulario para eso.
start-refer-title = Derivar a alguien
start-refer-what = Para terapeutas y quienes recetan. Deje cómo podemos contactar con una persona, con su sí. La recepción la llama.
start-refer-no-health = Por favor, no escriba aquí nada sobre su salud. Lo preguntamos cuando hablemos.
start-refer-whom = A quién deriva
start-refer-initials = Sus iniciales
start-refer-reach = Su teléfono o correo
start-refer-when = ¿Cuándo podemos llamar a esta persona?
start-refer-door = ¿En qué piensa esta persona?
start-refer-who = Quién es usted
start-refer-from = Su nombre
start-refer-role = A qué se dedica
start-refer-role-hint = Por ejemplo: terapeuta, LCSW, Nueva York.
start-refer-from-reach = El teléfono o correo de usted
start-refer-yes = Su sí
start-refer-agreed = Conoce este formulario. Dijo que sí a que le llamemos.
start-refer-tells-back = También dijo que sí a que usted sepa si le contactamos
start-refer-tells-hint = Sin eso no le decimos nada sobre esta persona.
start-refer-send = Enviar
start-refer-kept = Solo lo leen las personas que llaman. Lo borramos 30 días después de terminar.
start-refer-missing-initials = Escriba sus iniciales. Dos o tres letras bastan.
start-refer-missing-from = Escriba su nombre.
start-refer-missing-role = Escriba a qué se dedica.
start-referred-title = La persona que usted derivó
start-referred-asked = Lo tenemos desde { $at }.
start-referred-owed = La recepción debe llamarle antes de { $by }.
start-referred-tried = Llamamos el { $day } y no respondió. La próxima llamada es antes de { $by }.
start-referred-reached = Se habló con esta persona el { $day }.
start-referred-closed = Se cerró sin llamada el { $day }.
start-referred-no-more = La recepción llama a esta persona. No dijo que sí a que le contemos más.
start-referred-keep = Guarde la dirección de esta página. Dice cómo está hasta que lo borremos.
start-referred-over = Este enlace no lleva a ninguna parte, o ya no. Llámenos, por favor.
