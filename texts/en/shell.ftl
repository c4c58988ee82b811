# What stands around every page.

shell-skip = Skip to the main part
shell-about = About this site
shell-message-team = Message the team
shell-help = Help
shell-privacy = Privacy
shell-disclaimers = What to know
shell-accessibility = Accessibility
shell-language = Language on this device
shell-colours = Colours on this device
shell-theme-light = Light
shell-theme-dim = Dim
shell-theme-candle = Candle
shell-main = Main
shell-waiting = waiting
shell-from-clinic = Help from the clinic
shell-answered = Calls and messages are answered { $hours }.
shell-sign-out = Sign out
