# Signing in.

signin-title = Sign in
signin-name = Sign-in name
signin-password = Password
signin-go = Sign in
signin-checking = Checking…
signin-demo = This is a demonstration. The sign-ins were printed where it was started.
signin-code-title = One-time code
signin-code = Code from your authenticator
signin-code-hint = 6 digits. Each code works once.
signin-go-on = Go on
signin-start-again = Start again
signin-demo-code = This is a demonstration. Your authenticator would say this now:
signin-missing = Write your sign-in name and your password.
signin-wrong = The name or the password is not right.
signin-wrong-code = That code is not right, or was used before. Wait for the next one. If it goes on, check that your phone’s clock is right.
signin-too-slow = That took too long. Please start again.
signin-no-second = This account has no second factor yet. Ask whoever runs this system.
signin-no-affiliation = You have no active affiliation with this clinic now. The medical director can put this right.
signin-wait-seconds = { $n ->
    [one] Too many tries. Wait { $n } second and try again. Nothing is locked for good.
   *[other] Too many tries. Wait { $n } seconds and try again. Nothing is locked for good.
}
signin-wait-minutes = { $n ->
    [one] Too many tries. Wait { $n } minute and try again. Nothing is locked for good.
   *[other] Too many tries. Wait { $n } minutes and try again. Nothing is locked for good.
}
signin-own-title = A password of your own
signin-own-why = Somebody gave you this sign-in, so they have seen its password. Choose one that only you know.
signin-own = New password
signin-own-hint = 15 letters or more. A few words that you can remember are fine.
signin-own-again = The same once more
signin-own-do = Keep it and sign in
signin-own-short = Use at least { $n } letters. A few words are fine.
signin-own-known = Choose one that is not the old one and does not hold your sign-in name.
signin-own-differs = The two are not the same. Please write both again.
signin-notes-title = Your own notes
signin-notes-left = You no longer work here, so nothing else opens with this sign-in.
signin-notes-wait = { $n ->
    [one] { $n } note that you wrote opens to nobody but you. You can take it along until { $until }.
   *[other] { $n } notes that you wrote open to nobody but you. You can take them along until { $until }.
}
signin-notes-take = Take my notes along
