"""How far what was typed is from what stands somewhere in a text."""


def slips(typed: str, text: str) -> int:
    """The fewest slips (a letter wrong, too many, missing, or two exchanged) that lead from what was typed to any run of
    whole words of a text. Both are folded. A letter missing at the edge of a word counts like any other."""
    wanted, there = f" {typed} ", f" {text} "
    before: list[int] = []
    last = [0] * (len(there) + 1)  # the run may begin anywhere
    for row, letter in enumerate(wanted, 1):
        line = [row]
        for place, other in enumerate(there, 1):
            best = min(last[place] + 1, line[-1] + 1, last[place - 1] + (letter != other))
            if row > 1 and place > 1 and letter == there[place - 2] and wanted[row - 2] == other:
                best = min(best, before[place - 2] + 1)
            line.append(best)
        before, last = last, line
    return min(last)
