# The patient's own writing: "Journal" on screens.

diary-title = Journal
diary-lead = What you write here is private. Only you can open it, unless you share it.
diary-new = New entry
diary-waiting = Some of what you wrote waits on this phone. It is sent when there is a connection.
diary-search = Look for words
diary-search-button = Look
diary-search-hint = Your entries are opened only to look through them. They stay sealed.
diary-found = { $n ->
    [0] No entry has these words.
    [one] One entry has these words.
   *[other] { $n } entries have these words.
}
diary-show-all = Show all entries
diary-empty = You have not written anything yet. That is fine.
diary-prompt-one-image = One image or feeling that stayed with you. It need not make sense.
diary-private = Only you
diary-shared-with = { $n ->
    [one] Shared with one person
   *[other] Shared with { $n } people
}
diary-with = With
diary-two-devices = You wrote on two devices.
diary-two-devices-lead = You wrote on two devices. Both texts are kept.
diary-keep-both = Keep both in one text
diary-pages = Pages
diary-newer = Newer
diary-older = Older
diary-deleted-link = { $n ->
    [one] One deleted entry
   *[other] { $n } deleted entries
}
diary-leave = Leave this page quickly
diary-kind-drawing = drawing
diary-kind-voice = voice note
diary-kind-photo = photo
diary-new-title = New entry
diary-edit-title = Write on
diary-back = Back
diary-back-entry = Back to the entry
diary-other-prompt = Choose another prompt
diary-no-prompt = No prompt
diary-words-label = Your words
diary-words-hint = Any words, in any language. You can stop any time.
diary-saved-phone = Saved on this phone
diary-saved = Saved
diary-not-sent = Saved on this phone. It could not be sent. Please sign in again in a new tab.
diary-back-title = Your words are not kept yet
diary-back-lead = Your sign-in ended while you wrote. Nothing is lost: here is every word.
diary-back-how = Copy them. Then open your journal in a new tab, sign in, and put them into a new entry.
diary-back-open = Open my journal
diary-deleted-elsewhere = This entry was deleted on another device. Your words are below. Keep them in a new entry, or leave them.
diary-gone-here = This entry was deleted on another device. Your words are saved on this phone. Press Keep to put them into a new entry.
diary-not-taken = Saved on this phone, and not kept yet. Press Keep to see why.
diary-too-big-here = This file is too big. Please choose a smaller one. Your words are still here.
diary-file-label = Add a photo, a drawing or a voice note
diary-file-hint = You may leave this out. One at a time, up to { $most } MB. You can add more later. The place where a photo was taken is removed.
diary-draw = Draw
diary-draw-undo = Undo
diary-record = Record my voice
diary-record-stop = Stop recording
diary-recording = Recording
diary-no-mic = The microphone is not open to this page. You can write, or choose a sound file.
diary-chosen = It is added when you keep the entry.
diary-canvas = Draw here with a finger, a pen or a mouse. You can also use the text field above.
diary-keep = Keep private
diary-keeping = Saving…
diary-not-now = Not now
diary-only-you = Only you can read this. Nobody looks at it for you. If you need help now, use the lines below.
diary-entry-title = Entry of { $day }
diary-is-deleted = This entry is deleted. You can bring it back until { $until }. After that nobody can read it, ever.
diary-restore = Bring it back
diary-what = What you wrote
diary-changed = Last changed { $at }
diary-edit = Write on, or add something
diary-take-out = Take out:
diary-who-reads = Who can read it
diary-only-you-read = Only you.
diary-since = Since { $at }.
diary-reader-left = They no longer work here and cannot open it.
diary-take-back = Take back
diary-cannot-unread = When you take it back, they cannot open it any more. It cannot be un-read.
diary-share = Share…
diary-delete-heading = Delete this entry
diary-delete-lead = It is hidden at once, also from people you shared it with. You can bring it back for 30 days.
diary-delete = Delete it
diary-share-title = Share this entry
diary-locked-but = You can still write, and take back what you shared.
diary-share-ask = Share this entry with { $name }?
diary-share-unread = You can take this back. It cannot be un-read.
diary-share-with = Share with { $name }
diary-nobody = There is nobody to share with yet. You can share with your care team, or with someone you have a talk with.
diary-who-sees-link = Who can see what
diary-share-who = Who may read this entry?
diary-share-who-hint = One person at a time. The next page says what they may see.
diary-next = Next
diary-sees-medical-director = They can read your health record. They will also read this entry, and later changes to it.
diary-sees-prescriber = They can read your health record. They will also read this entry, and later changes to it.
diary-sees-nurse = They can read your health record. They will also read this entry, and later changes to it.
diary-sees-therapist = They can read your health record. They will also read this entry, and later changes to it.
diary-sees-integration-specialist = They see your name, your times, and what you share. They will read this entry, and later changes to it. They do not see your health record.
diary-role-medical-director = medical director
diary-role-prescriber = prescriber
diary-role-nurse = nurse
diary-role-therapist = licensed therapist
diary-role-integration-specialist = integration support, not therapy
diary-deleted-title = Deleted entries
diary-deleted-lead = You can bring an entry back for 30 days. It is then private.
diary-deleted-none = There is no deleted entry.
diary-gone-on = Gone for good on { $until }
diary-no-text = Write something, or add a file.
diary-no-text-too-long = This text has { $length } letters. One entry holds { $most }. You can go on in a new entry.
diary-no-unfit = This file cannot be kept. Photos may be JPEG, PNG or WebP. Sounds may be WebM, Ogg, M4A or WAV.
diary-no-too-big = This file has { $size } MB. At most { $most } MB are kept. Please choose a smaller one.
diary-no-person-chosen = Choose the person who may read it.
diary-share-of = Your entry of { $day }
diary-export-title = Your record as a file
diary-export-back = My course
diary-export-lead = Your record belongs to you. Here is all of it, in one file.
diary-export-holds = It holds your details, your courses and visits, your journal with its pictures and sounds, and who looked. Notes that a therapist keeps for themselves are named and not opened.
diary-export-care = The file is not locked. Keep it where only you can open it.
diary-export-button = Download everything
