"""When people are reminded: choices of this project [D]. Due dates never slide by themselves."""

REMIND_WITHIN_DAYS = 7  # what is due so soon is named
ESCALATE_AFTER_DAYS = 14  # so late, the head of the convening desk hears of it too
EXPIRY_DAYS = (180, 90, 30)  # before an agreement lapses
AGAIN_AFTER_DAYS = 7  # the same things are named again after so many days
TRANCHE_STEP_DAYS = 14  # a step of a tranche without a date of its own should be done by then
MOST_LINES = 40  # of a mail; the rest is counted
