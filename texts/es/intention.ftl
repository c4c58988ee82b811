# Una frase propia.

intention-heading = Su intención
intention-none = Aún ninguna. Basta una frase.
intention-write = Escribir una
intention-change = Cambiarla
intention-about = Una frase suya para el tiempo de la dosis. No tiene que ser grande ni clara. Su equipo puede leerla. Un especialista la lee solo si usted la comparte.
intention-begin = Tres formas de empezar, si ayuda
intention-starter-kinder = Me gustaría tratarme con un poco más de cariño cuando…
intention-starter-curious = Tengo curiosidad por…
intention-starter-enough = Me bastaría con…
intention-words = Sus palabras
intention-hint = Hasta 200 caracteres. Puede cambiarla cuando quiera; las anteriores se guardan.
intention-keep = Guardarla
intention-earlier = Las anteriores
intention-earlier-label = Intenciones anteriores
intention-same = Esta ya es su intención.
