# Artículos que escribió la clínica, y qué le falta a uno.

articles-flag-ended-affiliation = nombra a alguien que ya no trabaja aquí
articles-flag-named-as-former = nombra a alguien como alguien que ya no está aquí
articles-flag-promise-word = promete algo
articles-flag-old-crisis-number = da un número de crisis que fue reemplazado
articles-flag-hard-to-read = es difícil de leer

articles-title = Artículos
articles-what = Textos cortos que escribió gente de esta clínica. Cada uno dice quién lo escribió, qué día, y cuándo se lee otra vez.
articles-none = Todavía no hay nada aquí.
articles-written = { $name }, { $day }
articles-by = De
articles-review = Se va a leer otra vez antes del { $day }.
articles-only-in-en = Este texto está en inglés.
articles-only-in-es = Este texto está en español.
articles-note-label = Qué ha cambiado
articles-note-ended = Desde { $day } { $name } ya no tiene vínculo con { $house }. El texto de abajo lo dice como era antes de ese día.
articles-note-number = El número { $number } de abajo fue reemplazado. Por favor use los que están al pie de esta página.
articles-note-overdue = Alguien de aquí debía leer este texto otra vez antes del { $day }. Puede que algo ya no sea así.
articles-home = De quienes trabajan aquí
articles-all = Todos los artículos
