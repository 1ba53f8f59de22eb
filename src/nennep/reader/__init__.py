"""A Vietnamese official paper in, checked structure out. Pure Python, no Django.

``intake.take`` turns a file of any kind into text with an address for every character, ``apart.take`` does so in a
process of its own with limits; ``papers.read`` turns text into a ``Paper``: header, citations, targets, tasks, results,
events, people, awards and recipients, each with the characters it stands on, and findings for a person to judge.
``contract.to_pred`` writes the paper in the exchange format, ``shown`` for the eye, ``cli.run`` does both for files.
It keeps nothing, asks no network and changes no text: what is doubtful is a finding, never a correction.
"""
