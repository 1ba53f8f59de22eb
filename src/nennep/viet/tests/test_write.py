"""Sums of money as they are read aloud."""

import pytest

from nennep.viet.write import money_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (15, "mười lăm đồng"),
        (57_300, "năm mươi bảy nghìn ba trăm đồng"),
        (1_000_005, "một triệu không trăm linh năm đồng"),
        (21_121_000, "hai mươi mốt triệu một trăm hai mươi mốt nghìn đồng"),
        (1_500_000_000, "một tỷ năm trăm triệu đồng"),
        (10_000_000_000_000, "mười nghìn tỷ đồng"),
    ],
)
def test_a_sum_is_read_as_on_a_receipt(amount: int, words: str) -> None:
    assert money_words(amount) == words
