# The public pages: what the clinic offers and does not, help, privacy, what to know.

home-two-kinds = Two kinds of ketamine care are often confused. They are different things, with different people.
home-kap = You work with a licensed therapist. With a lower dose the therapist is with you, and you can talk. With a higher dose you talk afterwards. Ask who is in the room.
home-infusion = A medical procedure through a vein. All infusions are given and watched by licensed medical staff. It is quiet and inward. No therapy belongs to the session.
home-offered = We offer this.
home-not-offered = We do not offer this.
home-after-heading = What comes after matters
home-after = After a dose we offer a first talk, ideally within 48 hours. It is integration therapy with a licensed therapist, or integration support, which is not therapy. You may also keep your own therapist, or say no, thanks.
home-after-goal = 48 hours is this clinic’s goal. Sources differ on how long this time lasts. A later talk is welcome too.
home-decides-heading = Who decides
home-decides = Ketamine is not right for everyone. A prescriber decides with you.
home-who-works = Who works here, and what they may do
home-demo-heading = This is a demonstration
home-demo = Everybody here is invented.

home-help-title = Help
home-help-now = In danger now, thinking of ending your life, chest pain, trouble breathing, or somebody who cannot be woken
home-help-no-wait = Please do not wait for us.
home-help-today = Call the clinic today
home-help-when = Call us if you can’t sleep for two nights, can’t tell what is real, your mood drops, or it hurts or bleeds when you pee. If you feel unsafe, do not wait for us: use the lines for a crisis. { $phone }, { $hours }.
home-help-usual = What can be usual after a dose
home-help-feelings = Strong or strange feelings can last a few days. So can tiredness and vivid dreams.
home-help-site = Using this site
home-help-site-words = Every page works without a mouse, and without scripts except where numbers follow live.

home-keys-title = Keys
home-keys = All controls are reached with Tab and used with Enter or Space. The first Tab on each page offers to skip to its main part. Forms keep what you typed when they come back with a question.

home-access-title = Accessibility
home-access = We work to WCAG 2.2 AA. Each page is checked by machine in three themes at phone and desktop width, and by hand.
home-access-themes = Three themes: Light for the desk, Dim for the treatment room, Candle for a dark room. Nothing is told by colour alone. If something is in your way, call { $phone }.

home-know-title = What to know
home-know-learning = This site is for learning and for running your care. It is not medical advice. It does not replace a talk with a licensed professional.
home-know-support = Integration support is not therapy. The people who give it do not diagnose, treat, prescribe, give ketamine, or provide crisis help.
home-know-infusion = All infusions are given and watched by licensed medical staff.
home-know-everyone = Ketamine is not right for everyone. A prescriber decides with you.
home-know-fda = The FDA has not approved ketamine for psychiatric conditions. Compounded forms are not FDA-reviewed. (United States; checked 2026-11.)
home-know-goal = 48 hours is the goal of { $house } for a first talk after a dose. Sources differ on how long this time lasts.

home-privacy-title = Privacy
home-privacy-yours = Your record belongs to you. You can see who opened it, and why.
home-privacy-cookies = This site sets a cookie only when you sign in, or when you choose a theme, a language or a clock. Nothing is sent to anybody else.
home-privacy-corrections = Nothing in the record is ever edited away. A correction is added. The earlier words stay readable to those who may read them.
home-privacy-sharing = What you share can be taken back at any time. Taking back ends access; it cannot un-read.
home-help-checked = These numbers were checked on { $day }.
home-privacy-first-call = If you ask for a first call, your name and number are locked away for those who call you. Both are erased 30 days after that is done.
