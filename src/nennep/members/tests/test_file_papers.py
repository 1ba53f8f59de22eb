"""Papers of a file: scanned, complete, fetched, proposed."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.figures.registry import figure, through
from nennep.members import actions, filepage, filevalues
from nennep.members.models import (
    PaperKind,
    Person,
)
from nennep.members.tests.filing import PDF, Sign
from nennep.org.queries import ask


@pytest.mark.data
@pytest.mark.django_db
def test_papers_make_a_file_whole_and_wait_to_be_scanned(cast: Cast, person: Person) -> None:
    dung, cell = cast.actor("dung"), cast.units["BV-S1"]
    with acting_as(dung), transaction.atomic():
        kinds = list(PaperKind.objects.filter(needed=True, stage__in="AB"))
        for kind in kinds[1:]:
            actions.enter_paper(person, by=dung, kind=kind, data=PDF, name="quet.pdf")
        paper = actions.enter_paper(person, by=dung, kind=kinds[0], issued_on=date(2020, 2, 29), stored_at="Tủ 2")
        sheet = filevalues.sheet_of(person)
        mark = filepage.score(sheet, list(PaperKind.objects.all()), official=False)
        assert (mark.complete, mark.have, mark.scanned, mark.needed) == (True, 10, 9, 10)
        assert paper.expires_on == date(2025, 2, 28)
        assert paper in filepage.queue(dung, cast.units["BV"])
        here = next(one for one in filepage.scores(cast.units["BV"]) if one.unit == cell)
        assert (here.complete, here.scanned, here.waiting) == (1, 0, 1)
        actions.scan_paper(paper, by=dung, name="a.pdf", data=PDF)
        here = next(one for one in filepage.scores(cast.units["BV"]) if one.unit == cell)
        assert (here.complete, here.scanned, here.waiting) == (1, 1, 0)
        for code in ("files.complete", "files.scanned"):
            asked = [ask(cell, through(date(2023, 1, 1), day)) for day in (date(2023, 7, 3), date(2023, 7, 2))]
            assert [figure(code).count(one).part for one in asked] == [1, 0]
        actions.cancel_paper(paper, by=dung, why="quét nhầm người")
        assert filevalues.sheet_of(person).have_first == 9


@pytest.mark.data
@pytest.mark.django_db
def test_what_is_no_scan_and_what_is_secret_is_refused(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        kind = PaperKind.objects.get(code="C10")
        for data in (b"<html><script>", b"PK\x03\x04 docm", b"MZ"):
            with pytest.raises(actions.NotAScan):
                actions.enter_paper(person, by=dung, kind=kind, data=data, name="a.pdf")
        with pytest.raises(actions.KeptElsewhere):
            actions.enter_paper(person, by=dung, kind=kind, data=PDF, secrecy="mat", stored_at="Két")
        with pytest.raises(actions.KeptElsewhere):
            actions.enter_paper(person, by=dung, kind=kind, secrecy="mat")
        with pytest.raises(actions.WrongDates):
            actions.enter_paper(person, by=dung, kind=kind, issued_on=date(2023, 8, 1))
        with pytest.raises(actions.NotAnOldFile):
            actions.certify_index(person, by=dung, on=date(2023, 7, 1), signer="Lê Văn Mẫu")


@pytest.mark.django_db
def test_a_restricted_paper_is_downloaded_by_its_class_alone(cast: Cast, signed_in: Sign, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        papers = [
            actions.enter_paper(person, by=dung, kind=PaperKind.objects.get(code=code), data=PDF, name="quet.pdf")
            for code in ("A2", "A3")
        ]
    there = [f"/dang-vien/tai-lieu/{paper.pk}/tai/" for paper in papers]
    assert [signed_in("hoa").get(one).status_code for one in there] == [200, 404]
    assert [signed_in("dung").get(one).status_code for one in there] == [200, 200]
    assert [signed_in("lan").get(one).status_code for one in there] == [404, 404]
    answer = signed_in("dung").get(there[0])
    assert (
        answer.headers["Content-Disposition"].startswith("attachment")
        and "sandbox" in answer.headers["Content-Security-Policy"]
    )
    with acting_as(cast.actor("an")):
        assert [one.verb for one in filepage.looks()].count("members.read_paper") == 4


def picture(size: tuple[int, int] = (800, 600), kind: str = "JPEG") -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    Image.new("RGB", size, "navy").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.django_db
def test_a_photo_is_drawn_anew_and_served_behind_the_gate(cast: Cast, signed_in: Sign, person: Person) -> None:
    dung = cast.actor("dung")
    assert b"SECRETCAMERA" in picture()
    with acting_as(dung), transaction.atomic():
        for bad in (b"\xff\xd8\xff broken", picture((100, 90))):
            with pytest.raises(actions.NotAPhoto):
                actions.keep_photo(person, by=dung, data=bad)
        with pytest.raises(actions.NotAPhoto):
            actions.keep_photo(person, by=dung, data=PDF)
        actions.keep_photo(person, by=dung, data=picture())
    there = f"/dang-vien/{person.pk}/anh/"
    answer = signed_in("hoa").get(there)
    assert answer.headers["Content-Type"] == "image/jpeg" and b"SECRETCAMERA" not in answer.content
    assert Image.open(BytesIO(answer.content)).size == (360, 480)
    assert signed_in("minh").get(there).status_code == 404
    with acting_as(cast.actor("an")):
        assert next(one.verb for one in filepage.looks()) == "members.read_photo"


@pytest.mark.django_db
def test_a_file_page_asks_few_times_and_not_more_for_a_longer_file(cast: Cast, signed_in: Sign, person: Person) -> None:
    client, dung = signed_in("dung"), cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        actions.write_file(person, by=dung, values={"phone": "0900000004"})
    client.get(f"/dang-vien/{person.pk}/")
    with CaptureQueriesContext(connection) as short:
        client.get(f"/dang-vien/{person.pk}/")
    with acting_as(dung), transaction.atomic():
        for level in ("A2", "B1", "B2"):
            actions.add_entry(person, by=dung, kind="languages", typed={"language": "Tiếng Anh", "level": level})
        for kind in PaperKind.objects.filter(stage="A"):
            actions.enter_paper(person, by=dung, kind=kind)
    with CaptureQueriesContext(connection) as long:
        client.get(f"/dang-vien/{person.pk}/")
    assert len(short) <= 15, [row["sql"][:100] for row in short]
    assert len(long) <= len(short)


@pytest.mark.django_db
def test_a_refused_form_keeps_what_was_typed(cast: Cast, signed_in: Sign, person: Person) -> None:
    client = signed_in("dung")
    there = f"/dang-vien/{person.pk}/ho-so/contact/"
    answer = client.post(there, {"citizen_id": "12345678901", "address": "Phường Mẫu"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Số định danh có 12 chữ số" in page and "Phường Mẫu" in page
    answer = client.post(f"/dang-vien/{person.pk}/ho-so/person/", {"full_name": "Khác Hẳn", "sex": person.sex})
    assert answer.status_code == 422 and "cần văn bản đồng ý" in answer.content.decode()
