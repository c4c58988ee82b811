# Artículos que escribió la clínica, y qué le falta a uno.

articles-flag-ended-affiliation = nombra a alguien que ya no trabaja aquí
articles-flag-named-as-former = nombra a alguien como alguien que ya no está aquí
articles-flag-promise-word = promete algo
articles-flag-old-crisis-number = da un número de crisis que fue reemplazado
articles-flag-hard-to-read = es difícil de leer
