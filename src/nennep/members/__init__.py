"""Persons, their dated memberships, admissions and recognitions, and the figures counted from them."""
