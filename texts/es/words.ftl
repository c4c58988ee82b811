# Palabras para lo que las reglas llaman por un código: una familia por cada conjunto cerrado.

words-role-medical-director = Dirección médica
words-role-prescriber = Profesional que receta
words-role-nurse = Enfermería de infusión
words-role-therapist = Terapeuta con licencia
words-role-integration-specialist = Especialista en integración (sin licencia)
words-role-front-desk = Recepción
words-role-auditor = Auditoría
words-role-patient = Paciente
words-role-clock = El reloj de la casa
words-role-visitor = Cualquiera, sin cuenta
words-role-host = Quien instala el programa

words-licence-physician = Médico
words-licence-nurse-practitioner = Enfermería con permiso para recetar
words-licence-registered-nurse = Enfermería titulada
words-licence-psychologist = Psicología
words-licence-clinical-social-worker = Trabajo social clínico
words-licence-marriage-family-therapist = Terapia de pareja y familia
words-licence-professional-counselor = Consejería profesional
words-licence-not-licensed = Sin licencia como profesional de la salud

words-said-by-patient = El paciente
words-said-by-outside-therapist = El terapeuta de fuera

words-licence-end-suspended = Suspendida
words-licence-end-revoked = Revocada
words-licence-end-surrendered = Devuelta
words-licence-end-entered-in-error = Anotada por error

words-model-kap = Sesión KAP
words-model-infusion = Infusión

# La palabra "integración" nunca va sola.
words-talk-therapy = Terapia de integración
words-talk-support = Apoyo de integración

words-route-intravenous = por una vena (IV)
words-route-intramuscular = en un músculo (IM)
words-route-intranasal = espray nasal
words-route-sublingual = pastilla en la boca
words-route-oral = tragada

words-setting-clinic-room = sala de la clínica
words-setting-home = en casa, con un acompañante nombrado
words-setting-ward = sala de hospital

words-sign-systolic = presión sistólica (la máxima)
words-sign-diastolic = presión diastólica (la mínima)
words-sign-pulse = pulso
words-sign-spo2 = oxígeno en la sangre
words-sign-breaths = respiraciones
words-sign-awake = grado de despierto
words-sign-weight = peso

words-phase-scheduled = en el calendario
words-phase-checked-in = llegada anotada
words-phase-dosing = con la dosis
words-phase-paused = en pausa
words-phase-recovery = en recuperación
words-phase-discharged = alta dada
words-phase-aborted = detenida antes de la dosis
words-phase-cancelled = quitada del calendario
words-phase-held = realizada
words-phase-not-come = no vino

# Quién puede arreglarlo, en una frase.
words-fixer-you = Usted puede cambiarlo aquí.
words-fixer-patient = El paciente puede arreglarlo.
words-fixer-prescriber = Quien receta puede arreglarlo.
words-fixer-nurse = Enfermería, junto al sillón, puede arreglarlo.
words-fixer-director = La dirección médica puede arreglarlo.
words-fixer-desk = La recepción puede arreglarlo.
words-fixer-time = Solo el tiempo lo arregla.
words-fixer-nobody = La casa está hecha así; nadie puede cambiarlo desde aquí.
