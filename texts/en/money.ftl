# Prices and receipts.

money-kind-screening = First visit with a prescriber
money-kind-preparation = Preparation visit
money-kind-kap = KAP session
money-kind-infusion = Infusion
money-kind-integration-therapy = Integration therapy
money-kind-integration-support = Integration support
money-kind-other = Other
money-way-cash = In cash
money-way-card = By card
money-way-transfer = By transfer

money-prices = Prices
money-prices-what = This is what things cost here.
money-prices-of = Prices on { $day }
money-prices-none = The clinic has not written down its prices yet. Call and ask before you say yes.
money-ends = It is off the list from { $day }.
money-changes = From { $day }: { $amount }.
money-agreed-keeps = What you agreed to on a day keeps the price of that day.
money-stop = You can stop at any time. Before you pay for more than one visit, ask what is given back if you stop.
money-lock = After a dose nobody should ask you to pay: no receipt is written for some hours.
money-how = You pay at the clinic or by transfer, and get a receipt with a number. This page takes no money, and no claim goes to an insurer from here.

money-mine = Your receipts
money-mine-what = What you paid here, and what was given back. The front desk and the medical director see it too.
money-mine-none = There is no receipt yet.
money-mine-see = See your receipts
money-print = It prints on one page.

money-receipt-number = Receipt { $number }
money-label-from-house = From
money-label-for = For
money-label-written = Written
money-label-by = By
money-label-why = Why
money-label-lines = What was paid for
money-label-what = What
money-label-on = Day
money-label-agreed = Agreed on
money-label-each = For one
money-label-count = How many
money-label-line-sum = Sum
money-label-sum = Sum
money-label-paid = Paid
money-label-open = Still open
money-label-back-sum = Taken back
money-not-a-claim = This is no claim to an insurer. The clinic keeps no card number here.
money-taken-back = Receipt { $number } takes this one back.
money-takes-back-wrong = This takes back receipt { $number }. That one was written wrong.
money-takes-back-given = This takes back receipt { $number }. Money was given back.
