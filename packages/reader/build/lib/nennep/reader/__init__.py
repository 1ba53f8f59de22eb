"""A Vietnamese official paper in, checked structure out. Pure Python, no Django.

``intake.read_bytes`` turns a file into text, ``papers.read`` turns text into a ``Paper``: header, citations, targets,
tasks, results, events, people, awards and recipients, each with the characters it stands on, and findings for a person
to judge.
``contract.to_pred`` writes the paper in the exchange format, ``cli.run`` does so for files.
It keeps nothing, asks no network and changes no text: what is doubtful is a finding, never a correction.
"""
