"""Rules of taking papers in. Plain values in, plain values out."""

import re

SECRET = re.compile(r"^\W{0,3}(TUYỆT MẬT|TỐI MẬT|MẬT)\W{0,3}$", re.M)
HEAD = 1500
"""Letters of a paper in which its degree of secrecy stands, if it has one."""


def plain_number(number: str) -> str:
    """A printed number without zeros before it: 05-BC/ĐU, as offices print it, is 5-BC/ĐU, as it is often cited."""
    return re.sub(r"^0+(?=\d)", "", number.strip())


def spellings(*numbers: str) -> list[str]:
    """The ways the same numbers may stand in the register and in texts: as given, without a zero before, with two digits."""
    plain = [plain_number(one) for one in numbers if one]
    padded = [f"0{one}" for one in plain if re.match(r"\d(?!\d)", one)]
    return list(dict.fromkeys([*filter(None, numbers), *plain, *padded]))


def secrecy_of(text: str) -> str:
    """The degree of secrecy that the head of a text states on a line of its own; '' for none.

    Source: such papers stand in a register of their own and never in a system like this (DOMAIN 11.2).
    """
    found = SECRET.search(text[:HEAD])
    return {"TUYỆT MẬT": "top", "TỐI MẬT": "high", "MẬT": "secret"}[found[1]] if found else ""
