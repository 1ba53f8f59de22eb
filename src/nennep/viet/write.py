"""How numbers and dates are written in a Vietnamese official paper and on the screen."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal


def number(value: Number | None, places: int | None = None) -> str:
    """1301 → '1.301'; 92.5 → '92,5'; None → '–'. ``places`` fixes the decimals, else trailing zeros are dropped."""
    if value is None:
        return "–"
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, part = f"{exact:,f}".partition(".")
    if places is None:
        part = part.rstrip("0")
    return whole.replace(",", ".") + ("," + part if part else "")


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def money_words(amount: int) -> str:
    """A sum of money as it is read aloud on a receipt: 57300 → 'năm mươi bảy nghìn ba trăm đồng'."""
    groups, rest = [], amount
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    read: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            read += _group(groups[place], full=bool(read))
            read += [("", "nghìn", "triệu")[place % 3]] if place % 3 else []
        if place and place % 3 == 0 and any(groups[place : place + 3]):
            read.append(" ".join(["tỷ"] * (place // 3)))
    return " ".join([*(read or ["không"]), "đồng"])


def _group(group: int, *, full: bool) -> list[str]:
    """Three digits; ``full`` reads the noughts before the first of them."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    read = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens:
        read += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    elif read and ones:
        read.append("linh")
    if ones:
        read.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else DIGITS[ones])
    return read


def percent(part: Number | None, whole: Number | None = None, places: int = 1) -> str:
    """Share as '92,5%'; with one argument the value is already in per cent. '–' where there is nothing to divide by."""
    if part is None or (whole is not None and not whole):
        return "–"
    value = Decimal(str(part)) if whole is None else Decimal(str(part)) * 100 / Decimal(str(whole))
    return number(value, places).removesuffix("," + "0" * places) + "%"


def short(text: str, letters: int = 160) -> str:
    """A long name cut at a word, with the mark that says so."""
    if len(text) <= letters:
        return text
    return text[: letters - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def day(value: date | None) -> str:
    """A date on a screen: 05/08/2021; '–' for none or an open end."""
    return "–" if value is None or value.year >= 9999 else f"{value:%d/%m/%Y}"


def paper_day(value: date | None) -> str:
    """A date in the running text of a paper: 05/8/2021, 16/6/2022 (a zero only before a one-digit day and months 1, 2)."""
    if value is None or value.year >= 9999:
        return "–"
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def long_day(value: date) -> str:
    """A date in the head of a paper: ngày 05 tháng 02 năm 2026."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def weekday(value: date) -> str:
    """The name of a day of the week, as papers write it."""
    return WEEKDAYS[value.weekday()]
