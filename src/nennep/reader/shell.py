"""What a command line says about itself, in Vietnamese: argparse speaks English."""

import argparse

WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "show this help message and exit": "xem hướng dẫn này",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị đi kèm",
    "expected at least one argument": "cần ít nhất một giá trị đi kèm",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không hợp lệ",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có lựa chọn %(value)r; hãy chọn một trong: %(choices)s",
    "not allowed with argument %s": "không dùng cùng %s được, hãy chọn một",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ: có thể là %(matches)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
}
"""What argparse says, in the language of the house; what is not here stays as it is."""


def speak() -> None:
    """From now on argparse says it so, in this process."""
    argparse._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]
