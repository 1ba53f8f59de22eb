"""Meetings from the month's plan to what came of them: plans and calendar, agenda, invitations, attendance, votes, minutes
that build themselves, conclusions and their tasks, the score of each meeting. Not here: papers' own books, cases and targets."""
