"""What a file may not do: be secret and stay; be lost when its reading is cut off; have a refusal without words."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents import actions, reading
from nennep.documents.taking import UNREADABLE, SecretPaper
from nennep.files.actions import place_of
from nennep.reader import apart
from nennep.reader.taken import Taken
from nennep.reader.unreadable import Reason


def test_a_reading_that_was_cut_off_goes_on_with_the_pages_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, told, given = tmp_path / "scan.pdf", [], []
    original.write_bytes(b"x")

    def take(data: bytes, name: str, *, progress: Any, kept: dict[int, str], **_: object) -> Taken:
        given.append(kept)
        for page in range(len(kept) + 1, 4):
            progress(page, 3, f"trang {page}")
            if page == 2 and not kept:
                raise reading.Unreadable("too-slow")
        return Taken(name=name, text="xong", method="ocr", quality=1.0)

    monkeypatch.setattr(apart, "take", take)
    with pytest.raises(reading.Unreadable):
        reading.read_apart(original, "scan.pdf", tmp_path / "work", lambda page, of: told.append(page))
    found = reading.read_apart(original, "scan.pdf", tmp_path / "work", lambda page, of: told.append(page))
    assert found["text"] == "xong"
    assert given == [{}, {1: "trang 1", 2: "trang 2"}] and told == [1, 2, 3]


def test_every_refusal_of_the_reader_has_words() -> None:
    assert set(get_args(Reason)) <= UNREADABLE.keys()


@pytest.mark.django_db
def test_of_a_secret_paper_nothing_is_kept(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    data = "MẬT\nĐẢNG ỦY TRƯỜNG\nKẾ HOẠCH\nNăm 2023 phấn đấu kết nạp từ 12 đảng viên trở lên.".encode()
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        row = actions.begin_intake(cast.units["BV"], by=lan, name="a.txt", data=data)
        assert (row.state, row.trouble, row.file_sha, row.document) == ("failed", "secret", "", None)
        assert row.file_name == "Tệp có dấu chỉ độ mật"
        assert not place_of(hashlib.sha256(data).hexdigest()).exists()
        with pytest.raises(SecretPaper):
            actions.take_in_paper(cast.units["BV"], by=lan, text=data.decode())
    file = SimpleUploadedFile("mat.txt", data)
    refused = signed_in("van").post("/van-ban/tiep-nhan/", {"direction": "internal", "file": file}).content.decode()
    assert "đã được giữ" not in refused and "mat.txt" not in refused and 'href="/van-thu/den/vao-so/"' in refused
    told = signed_in("lan").get(f"/van-ban/tiep-nhan/{row.pk}/").content.decode()
    assert "không giữ lại bản gốc" in told and "ban-goc" not in told
