"""Frozen minutes that come back signed by certificate."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.files.actions import place_of
from nennep.meetings.models import CertifiedCopy
from nennep.meetings.tests.story import signed as frozen
from nennep.press.tests import signing


@pytest.mark.django_db
def test_the_signed_file_is_taken_with_what_was_found_and_no_other(
    cast: Cast, signed_in: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    settings.TRUSTED_ROOTS = signing.roots(tmp_path)
    meeting, hoa = frozen(cast), signed_in("hoa")
    there = f"/hop/{meeting.pk}/bien-ban/"
    plain = hoa.get(f"/hop/{meeting.pk}/bien-ban.pdf").getvalue()

    def bring(data: bytes, who: Client = hoa) -> Any:
        return who.post(f"{there}chung-thu/", {"file": SimpleUploadedFile("bien-ban.pdf", data)})

    assert "chưa có chữ ký" in bring(plain).content.decode()
    assert "không phải biên bản đã khóa" in bring(b"%PDF-1.7").content.decode()
    whole = signing.signed(plain)
    assert bring(whole).status_code == 302
    assert "đã được đưa lên" in bring(whole).content.decode()
    page = signed_in("an").get(there).content.decode()
    for words in (signing.SIGNER, signing.ISSUER, "đúng là bản đã khóa", "gốc tin cậy", "không hỏi việc thu hồi"):
        assert words in page
    assert "Đưa lên bản ký" not in page
    assert "Đưa lên bản ký" in hoa.get(there).content.decode()
    with acting_as(cast.actor("hoa")):
        (row,) = CertifiedCopy.objects.filter(minutes__meeting=meeting)
        assert place_of(row.file_sha).read_bytes() == whole
    assert hoa.get(f"/hop/bien-ban/chung-thu/{row.pk}/").getvalue() == whole
    assert bring(whole, signed_in("lachong")).status_code == 404
