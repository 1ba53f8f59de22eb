"""How a number typed the Vietnamese way is read."""

import re
from decimal import Decimal

GROUPED = re.compile(r"-?[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?")
PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def number(text: str) -> Decimal | None:
    """'1.301' and '1 301' → 1301; '92,5' and '92.5' → 92.5; None for what is no number.

    A full stop before exactly three digits parts thousands, as papers write it; before any other number of digits it
    can only mean a decimal.
    """
    said = text.strip()
    if GROUPED.fullmatch(said):
        return Decimal(said.replace(".", "").replace(" ", "").replace(",", "."))
    if PLAIN.fullmatch(said):
        return Decimal(said.replace(",", "."))
    return None
