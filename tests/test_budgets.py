"""Budgets of pages: statements, weight, no English left on a Vietnamese screen."""

import gzip
import re
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast, bloc, clerks, living, year
from nennep.config.cast.build import founder
from nennep.core.scope import acting_as
from nennep.programmes.models import Programme, Review, Share, Target, Task
from nennep.reports.models import Report, ReportLine
from nennep.ui.build import BUILT

Sign = Callable[[str], Client]


FIRST = {"khoi_chanh": 12, "chanh": 15, "dung": 15, "lan": 15, "hoa": 15, "bithu": 15}
"""How often the first page may ask."""


def _lived_in(cast: Cast) -> list[str]:
    """The demonstration in the middle of its year, and its heaviest pages."""
    scheme = living.begin(cast)
    for fill in (bloc.fill, year.fill, partial(living.fill, scheme=scheme), clerks.fill, clerks.write):
        fill(cast)
    with acting_as(founder()):
        own = [
            f"/theo-doi/{one}/{page}" for one in _ids(Programme) for page in ("", "bao-quat/", "phan-cong/", "so-ket/")
        ]
        targets = [f"/theo-doi/chi-tieu/{one}/" for one in _ids(Target)[:8]]
        reports = [
            f"/bao-cao/{line.report_id}/dong/{line.pk}/" for line in ReportLine.objects.filter(code__startswith="units")
        ]
        one_each = [
            *(f"/theo-doi/phan/{one}/" for one in _ids(Share)[:4]), *(f"/theo-doi/nhiem-vu/{one}/" for one in _ids(Task)[:4]),
            *(f"/theo-doi/so-ket/{one}/" for one in _ids(Review)), *(f"/bao-cao/{one}/" for one in _ids(Report)),
        ]  # fmt: skip
    return [
        *own,
        *targets,
        *reports,
        *one_each,
        "/",
        "/bang-chi-tieu/",
        "/theo-doi/",
        "/bao-cao/",
        "/to-chuc/",
        "/van-thu/",
    ]


def _ids(model: type[Model]) -> list[int]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


@pytest.mark.django_db
def test_no_page_of_the_demonstration_asks_often(cast: Cast, signed_in: Sign) -> None:
    paths = _lived_in(cast)
    for who, most in FIRST.items():
        client = signed_in(who)
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/").status_code == 200
        real = [row["sql"] for row in seen if "SAVEPOINT" not in row["sql"]]
        assert 0 < len(real) <= most, (who, real)
    asked: dict[tuple[str, str], int] = {}
    for who in ("lan", "khoi", "hoa"):
        client = signed_in(who)
        for path in paths:
            with CaptureQueriesContext(connection) as seen:
                found = client.get(path).status_code == 200
            if found:
                asked[who, path] = sum("SAVEPOINT" not in row["sql"] for row in seen)
    assert len(asked) > 1.5 * len(paths)
    assert {page: count for page, count in asked.items() if count > 20} == {}


@pytest.mark.django_db
def test_the_list_does_not_ask_more_when_it_is_longer(cast: Cast, signed_in: Sign) -> None:
    asked = []
    for who in ("hoa", "lan"):
        client = signed_in(who)
        client.get("/dang-vien/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/dang-vien/")
        asked.append(len(seen))
    assert abs(asked[0] - asked[1]) <= 1 and max(asked) <= 10


@pytest.mark.django_db
def test_a_first_visit_is_light(cast: Cast, signed_in: Sign) -> None:
    page = len(gzip.compress(signed_in("lan").get("/dang-vien/").content))
    built = sum(
        len(gzip.compress((BUILT / name).read_bytes())) for name in ("app.css", "app.js", "manners.js", "htmx.js")
    )
    fonts = sum(path.stat().st_size for path in (BUILT / "fonts").glob("*.woff2"))
    assert page <= 15 * 1024
    assert page + built <= 45 * 1024
    assert fonts <= 45 * 1024


@pytest.mark.django_db
def test_the_same_page_in_english(cast: Cast, signed_in: Sign) -> None:
    client = signed_in("lan")
    client.cookies["language"] = "en"
    page = client.get("/dang-vien/").content.decode()
    assert '<html lang="en"' in page
    assert "Search by name, marks are not needed" in page and "Chi bộ Khoa Luật" in page
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", page.replace("Tiếng Việt", ""), flags=re.S)
    assert "Tìm" not in text and "Đảng viên" not in text


def test_translations_are_complete() -> None:
    from nennep.ui import messages

    assert messages.problems() == []


def test_the_fonts_hold_every_vietnamese_letter() -> None:
    from fontTools.ttLib import TTFont

    letters = set(
        "ĂÂĐÊÔƠƯăâđêôơưÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ–“”…≥₫"
    )
    for name in ("text.woff2", "head.woff2"):
        known = set(TTFont(BUILT / "fonts" / name).getBestCmap())
        assert {letter for letter in letters if ord(letter) not in known} - {"≥"} == set(), name


def test_forms_say_what_to_do_in_the_words_of_the_house() -> None:
    from nennep.programmes.forms import AdjustForm

    given = AdjustForm({"wanted": "99999999999999999", "reason": ""})
    assert given.errors["wanted"] == ["Số quá dài, tối đa 12 chữ số. Đề nghị kiểm tra lại."]
    assert given.errors["reason"] == ["Mục này chưa có nội dung. Đề nghị điền."]
    assert AdjustForm({"wanted": "-1", "reason": "x"}).errors["wanted"] == ["Số này không được nhỏ hơn 0."]
    good = AdjustForm({"wanted": "1.301", "reason": "x"})
    assert good.is_valid() and good.cleaned_data["wanted"] == 1301


def test_a_file_too_big_to_keep_is_refused_in_words() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from nennep.ui.fields import Upload

    with pytest.raises(ValidationError, match="Tệp lớn quá 1 MB"):
        Upload(most=1024 * 1024).clean(SimpleUploadedFile("a.bin", b"0" * (1024 * 1024 + 1)))
