# What forms, lists and marks say on every page.

parts-optional = (you may leave this out)
parts-look-again = Please look again:
parts-errors = { $n ->
    [one] One answer needs another look
   *[other] { $n } answers need another look
}
parts-nothing-lost = Nothing you wrote is lost.
parts-saving = Saving…
parts-cancel = Cancel
parts-wrong-entry = wrong entry
parts-search = Search

parts-service-kap = KAP session
parts-service-infusion = Infusion
parts-service-int-therapy = Integration therapy
parts-service-int-support = Integration support
parts-service-outside = Outside therapist
parts-service-no-service = None

parts-mark-high = Now
parts-mark-medium = Soon
parts-mark-low = Note
parts-mark-overdue = Late
parts-mark-old = Old
parts-mark-notlive = Not live
parts-mark-draft = Draft
parts-mark-signed = Signed
parts-mark-locked = Locked
parts-mark-done = Done
parts-mark-todo = To do
parts-mark-info = Note

parts-step-done = Done
parts-step-now = Now
parts-step-ahead = To come
parts-step-skipped = Left out
parts-chart-keys = Arrow keys read this day by day.
