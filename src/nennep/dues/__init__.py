"""Membership dues of the Party, the union, the youth union and the associations, as a record and without a bank.

Nouns: the basis a member pays by, the charge of a month, the receipt with its lines, the statement that passes a share
up, the yearly plan. Verbs: set a basis, collect a month, record or cancel a payment, take payments by a list, send
and acknowledge a statement, remind. Not here: rates and shares (rows of the rule book), the roll (members), any payment service.
"""
