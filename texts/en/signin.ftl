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
