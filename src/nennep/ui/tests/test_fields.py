"""Days, birth dates and names as people type them: what is no day is answered with what to do."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nennep.core.clock import on_day
from nennep.ui.fields import BirthField, DayField, NameField, PastField


@pytest.mark.parametrize("text", ["05/06/1980", "5/6/1980", "1980-06-05", "05-06-1980", "05.06.1980"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert DayField().clean(text) == date(1980, 6, 5)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (DayField(), "05/06/80", "năm hai chữ số; đề nghị ghi đủ bốn chữ số"),
        (DayField(), "31/02/2020", "không có thật: tháng 2 năm 2020 có 29 ngày"),
        (DayField(), "mồng ba", "“mồng ba” không phải ngày; ghi dạng dd/mm/yyyy"),
        (DayField(), "31/12/0000", "dd/mm/yyyy"),
        (BirthField(), "01/01/2050", "Ngày sinh ở tương lai. Đề nghị ghi lại theo giấy tờ gốc"),
        (BirthField(), "01/01/1850", "Năm sinh 1850 không hợp lý"),
        (PastField(), "04/07/2023", "Ngày ở tương lai. Đề nghị ghi khi việc đã diễn ra"),
        (NameField(), "Mười", "Cần đủ họ và tên"),
    ],
)
def test_what_is_none_says_what_to_do(field: DayField, text: str, words: str) -> None:
    with on_day(date(2023, 7, 3)), pytest.raises(ValidationError) as refusal:
        field.clean(text)
    assert words in refusal.value.messages[0]


@pytest.mark.parametrize("text", ["ĐINH  VĂN MƯỜI", "đinh văn mười", "Đinh Va\u0306n Mươ\u0300i", "Đinh Văn Mười"])
def test_a_name_is_put_right(text: str) -> None:
    assert NameField().clean(text) == "Đinh Văn Mười"
