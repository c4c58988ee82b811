# The first talk after a dose: planned before it, or chosen after it. "No, thanks" is always fine.

talk-title = Your first talk
talk-plan = Your plan
talk-yours = Your talk
talk-read-first = Before it, please read who { $name } is, and what this talk is not.
talk-read = Read it
talk-video-is = This talk is by video.
talk-video-choose = Talk by video
talk-video-not = Not by video
talk-video-page = The page of this talk
talk-video-want = By video
talk-video-how = How?
talk-cancel = Cancel this talk
talk-else = Choose something else
talk-more-about = More about { $name }
talk-what = What would you like?
talk-or-else = Or something else
talk-own-therapist = A therapist of my own, who has agreed to see me
talk-their-name = Their name
talk-no = No, thanks
talk-no-hint = That is fine. Nobody asks again for this dose, and you can change your mind.
talk-goal-hours = { $hours } hours is this clinic’s goal. Sources differ on how long this time lasts.
talk-keep = Keep this
talk-keep-instead = Keep this instead
talk-own-heading = A therapist of your own
talk-had = I have had my talk
talk-met = We met
talk-met-hint = A day near enough will do. What you spoke about stays with you.
talk-met-do = We have met
talk-agreed = Somebody has agreed to see me
talk-none-heading = Or no talk
talk-no-dose = After a dose we offer a first talk. There is no dose yet, so there is nothing to choose.
talk-outside = { $name }, your own choice, has agreed to see you.
talk-declined = You said no thanks. That is fine. You can change your mind any time.
talk-invite = A short talk can help you hold on to what came up. The clinic’s goal is { $goal }. No need to have it sorted out first.
talk-not-late = It’s not too late. What came up still matters, and your clinic would still like to hear how you are.
talk-plan-no = No, thanks. That is fine.
talk-plan-outside = { $name }, your own choice.
talk-about-visit = This is about the visit on { $at }. It is asked before each dose, while your head is clear.
talk-may-change = No need to have anything sorted out first. You can change it until the dose has ended.
talk-none-here = { $house } gives no talk of its own with this kind of care. You can see a therapist of your own; your team helps you find one.
talk-none-free = No one has a free time here right now. Please call the clinic, and we will find one with you.
talk-offered = offered by the clinic
talk-not-free = Choose one of these times. If you chose one, it may have been taken just now.
talk-name-missing = Write the name of your therapist, up to 200 characters.

# Who gives it: read before the talk.
talk-giver-title = Who gives this talk
talk-giver-read = You have read this.
talk-giver-do = I have read this
talk-giver-changed = { $why } Please read it again.

# A booked talk lost its person.
talk-lost-heading = Your talk needs a new plan
talk-lost-gone = Your talk on { $at } was with { $name }, who does not work with us then. You can choose:
talk-lost-licence = Your talk on { $at } was with { $name }, who cannot give it. You can choose:
talk-lost-same = See { $name } at the same time, { $at }
talk-lost-own = Keep seeing { $name } outside this clinic
talk-lost-own-hint = Ask { $first } first. { $house } does not oversee it. Once { $first } has agreed, say so below.
talk-lost-none = No talk, thank you
talk-lost-shared = What you shared with { $first } stays shared until you take it back.
talk-lost-take-back = See or take back what you share
