"""The letter of introduction, whole and over the blank, and the other papers; pages by the people who use them."""

import io
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members import access, actions, limits
from nennep.members.models import Leaving, Membership, Transfer
from nennep.members.tests.test_transfers import accept, released
from nennep.org import actions as org

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]


def keep(name: str, data: bytes) -> None:
    """For looking at: NENNEP_SHOW names a folder."""
    if folder := os.environ.get("NENNEP_SHOW"):
        (Path(folder) / name).write_bytes(data)


def get(client: Client, row: Transfer, form: str, **query: str) -> bytes:
    answer = client.get(reverse("members:letter", args=[row.pk, form]), query)
    assert answer.status_code == 200, form
    keep(form, answer.content)
    return answer.content


def words(data: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)).split())


def place(data: bytes, text: str) -> tuple[float, float]:
    """Where words begin on the first page, in millimetres from the upper left corner."""
    page = pypdfium2.PdfDocument(data)[0]
    found = page.get_textpage()
    first, _count = found.search(text).get_next()
    left, low, _right, _top = found.get_charbox(first)
    return left / 72 * 25.4, (page.get_height() - low) / 72 * 25.4


def test_the_letter_prints_whole_as_word_and_pdf(cast: Cast, signed_in: Sign) -> None:
    row, dung = released(cast), signed_in("dung")
    text = "\n".join(one.text for one in Document(io.BytesIO(get(dung, row, "giay-gioi-thieu.docx"))).paragraphs)
    assert row.full_name.upper() in text and "loại 10 ô" in text and "07/2023" in text
    said = words(get(dung, row, "giay-gioi-thieu.pdf"))
    assert "12-GTSHĐ/ĐU" in said and "Đảng bộ Trường Đại học Lạc Hồng" in said.replace("\n", " ")


def test_over_the_blank_only_what_is_filled_in_is_printed_and_can_be_moved(cast: Cast, signed_in: Sign) -> None:
    row, dung = released(cast), signed_in("dung")
    plain, moved = get(dung, row, "in-phoi.pdf"), get(dung, row, "in-phoi.pdf", ngang="5", doc="-2,5")
    wide, high = pypdfium2.PdfDocument(plain)[0].get_size()
    assert (round(wide / 72 * 25.4), round(high / 72 * 25.4)) == (210, 148)
    assert "Kính gửi" not in words(plain) and row.full_name.upper() in words(plain)
    (x, y), (right, down) = place(plain, "12-GTSHĐ"), place(moved, "12-GTSHĐ")
    assert (round(right - x, 1), round(down - y, 1)) == (5.0, -2.5)
    assert "100" in words(get(dung, row, "in-phoi.pdf", luoi="1", ngang="900"))


def test_an_organisation_measures_its_own_blank(cast: Cast, signed_in: Sign) -> None:
    row, dung = released(cast), signed_in("dung")
    page = reverse("members:blank", args=[row.pk])
    assert "32; 27" in dung.get(page).content.decode()
    assert dung.post(page, {"size": "200; 140", "number": "ba mươi"}).status_code == 422
    assert dung.post(page, {"size": "0; 0", "number": "40,5; 30"}).status_code == 422
    off = dung.post(page, {"size": "200; 140", "number": "195; 30", "name": "50; 160"})
    assert off.status_code == 422 and off.content.decode().count('aria-invalid="true"') == 2
    assert "Vị trí nằm ngoài phôi 200 × 140 mm" in off.content.decode()
    assert dung.post(page, {"size": "200; 140", "number": "40,5; 30", "name": "50; 60"}).status_code == 302
    data = get(dung, row, "in-phoi.pdf")
    assert [round(one / 72 * 25.4) for one in pypdfium2.PdfDocument(data)[0].get_size()] == [200, 140]
    x, y = place(data, "12-GTSHĐ")
    assert abs(x - 40.5) < 0.6 and abs(y - 30) < 0.6 and "Lạc Hồng" not in words(data)


def test_the_receiving_side_prints_the_notice_and_nobody_else(cast: Cast, signed_in: Sign) -> None:
    row = released(cast)
    other = signed_in("lachong")
    assert other.get(reverse("members:letter", args=[row.pk, "giay-gioi-thieu.pdf"])).status_code == 404
    assert other.get(reverse("members:letter", args=[row.pk, "bao-nhan.docx"])).status_code == 404
    accept(cast, row)
    text = "\n".join(one.text for one in Document(io.BytesIO(get(other, row, "bao-nhan.docx"))).paragraphs)
    assert "Chi bộ Khoa Sư phạm" in text and "12-GTSHĐ/ĐU" in text
    assert signed_in("dung").get(reverse("members:letter", args=[row.pk, "bao-nhan.pdf"])).status_code == 404


def test_a_member_begins_and_the_offices_end_it_page_by_page(cast: Cast, signed_in: Sign) -> None:
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        held = Membership.objects.get(access.counted, person=an.person_id)
    ask = reverse("members:ask_transfer", args=[held.pk])
    member, given = signed_in("an"), {"kind": "official", "cause": "job", "to_unit": str(cast.units["LH"].pk)}
    assert "Đảng bộ Trường Đại học Lạc Hồng" in member.get(ask, {"tim": "lac hong"}).content.decode()
    assert member.post(ask, {"kind": "official", "cause": "job"}).status_code == 422
    assert member.post(ask, given).status_code == 302
    with acting_as(an), transaction.atomic():
        row = Transfer.objects.get(person=an.person_id)
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("hoa", "dong-y", {"words": "Gương mẫu"}),
        ("dung", "gioi-thieu", {"letter_no": "9-GT", "letter_on": "03/07/2023", "dues_until": "13/2023", "clear": "on"}),
        ("dung", "gioi-thieu", {"letter_no": "9-GT", "letter_on": "03/07/2023", "dues_until": "07/2023", "clear": "on", "papers": "helper"}),
        ("lachong", "tiep-nhan", {"cell": str(cast.units["LH-1"].pk), "on": "03/07/2023"}),
        ("lachong", "tiep-nhan", {"cell": str(cast.units["LH-2"].pk), "on": "03/07/2023"}),
    )  # fmt: skip
    found = [
        signed_in(who).post(reverse("members:transfer_act", args=[row.pk, name]), data) for who, name, data in steps
    ]
    assert [one.status_code for one in found] == [302, 422, 302, 302, 422]
    assert "mm/yyyy" in found[1].content.decode() and "không thực hiện lại được" in found[4].content.decode()
    for who in ("an", "dung", "lachong", "hoa"):
        assert "03/07/2023" in signed_in(who).get(reverse("members:transfer", args=[row.pk])).content.decode(), who


def test_a_transfer_can_be_withdrawn_on_its_page(cast: Cast, signed_in: Sign) -> None:
    row = released(cast)
    assert (
        signed_in("dung").post(reverse("members:transfer_act", args=[row.pk, "rut"]), {"csrf": "1"}).status_code == 302
    )
    assert "đã được rút" in signed_in("dung").get(reverse("members:transfer", args=[row.pk])).content.decode()


def test_a_whole_cell_is_released_and_received_on_pages(cast: Cast, signed_in: Sign) -> None:
    page = reverse("members:release_cell", args=[cast.units["BV-TY"].pk])
    given = {
        "place": str(cast.units["LH"].pk),
        "letter_no": "8-QĐ/ĐU",
        "letter_on": "03/07/2023",
        "dues_until": "07/2023",
    }
    assert signed_in("dung").post(page, given).status_code == 302
    other = signed_in("lachong")
    with acting_as(cast.actor("lachong")), transaction.atomic():
        batch = Transfer.objects.filter(state="released").values_list("batch", flat=True)[0]
        count = Transfer.objects.filter(batch=batch).count()
    paper = reverse("members:handover", args=[batch, "pdf"])
    data = signed_in("dung").get(paper).content
    keep("ban-giao.pdf", data)
    assert f"{count} đảng viên của Chi bộ ghép Thư viện – Y tế" in words(data)
    assert [signed_in(who).get(paper).status_code for who in ("minh", "lachong")] == [404, 404]
    there = reverse("members:accept_batch", args=[batch])
    assert f"Tiếp nhận {count} đảng viên" in other.get(there).content.decode()
    assert there in other.get(reverse("members:transfers"), {"xem": "vao"}).content.decode()
    assert signed_in("minh").get(there).status_code == 404
    assert other.post(there, {"cell": cast.units["LH-3"].pk, "on": "03/07/2023"}).status_code == 302


def test_lists_are_taken_out_as_excel(cast: Cast, signed_in: Sign) -> None:
    released(cast)
    for name in ("members:transfers", "members:departures"):
        answer = signed_in("dung").get(reverse(name), {"xem": "cho", "xuat": "xlsx"})
        assert b"".join(answer.streaming_content)[:2] == b"PK", name  # type: ignore[attr-defined]


def test_a_removal_and_its_appeal_page_by_page(cast: Cast, signed_in: Sign) -> None:
    with acting_as(cast.actor("hoa")), transaction.atomic():
        held = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"], status="official").order_by("id")[0]
    hoa, dung = signed_in("hoa"), signed_in("dung")
    assert hoa.post(reverse("members:end", args=[held.pk]), {"kind": "removed"}).status_code == 302
    page = reverse("members:propose_leaving", args=[held.pk, "removed"])
    given = {"ground": "absent", "on": "20/06/2023", "base": "9", "papers": ["review"]}
    assert hoa.post(page, given | {"votes": "5"}).status_code == 422
    over = hoa.post(page, given | {"votes": "12"})
    assert over.status_code == 422 and "nhiều hơn số người" in over.content.decode()
    assert hoa.post(page, given | {"votes": "6"}).status_code == 302
    with acting_as(cast.actor("dung")), transaction.atomic():
        row = Leaving.objects.get(person=held.person_id)
    day = {"on": "03/07/2023"}
    decided = {"decision_no": "1-QĐ", "decided_on": "03/07/2023", "authority": "Đảng ủy", "effective_on": "03/07/2023"}
    for name, data in (
        ("quyet-dinh", decided), ("trao", day), ("khieu-nai", day | {"level": "province"}), ("tra-loi", day | {"restored": "yes", "answer": "Khôi phục"}),
    ):  # fmt: skip
        there = reverse("members:leaving_act", args=[row.pk, name])
        assert dung.get(there).status_code == 200
        assert dung.post(there, data).status_code == 302, name
    assert "đã khôi phục" in dung.get(reverse("members:leaving", args=[row.pk])).content.decode()
    assert hoa.get(reverse("members:leaving_act", args=[row.pk, "trao"])).status_code == 404


def test_the_badge_list_prints_and_is_decided_on_its_page(cast: Cast, signed_in: Sign) -> None:
    by, dung = cast.actor("dung"), signed_in("dung")
    with acting_as(by), transaction.atomic():
        actions.enrol_person(
            cast.units["BV-LU"],
            by=by,
            full_name="Hà Thị Cao Niên",
            sex="f",
            status="official",
            since=date(1984, 8, 1),
            born_on=date(1960, 1, 1),
        )
    unit, query = cast.units["BV"].pk, f"?dot={limits.round_at(date(2023, 7, 3)).award_on}"
    assert "Hà Thị Cao Niên" in dung.get(reverse("members:badges") + query).content.decode()
    assert dung.post(reverse("members:propose_badges", args=[unit]) + query).status_code == 302
    answer = dung.get(reverse("members:badge_list", args=[unit, "pdf"]) + query)
    keep("huy-hieu.pdf", answer.content)
    assert "Hà Thị Cao Niên" in words(answer.content) and "Huy hiệu 40 năm" in words(answer.content).replace("\n", " ")
    page = dung.get(reverse("members:decide_badges", args=[unit]) + query)
    picked = page.context["form"].fields["picked"].choices[0][0]
    there = reverse("members:decide_badges", args=[unit]) + query
    assert dung.post(there, {"decision_no": "7-QĐ", "decided_on": "03/07/2023"}).status_code == 422
    assert dung.post(there, {"picked": [picked], "decision_no": "7-QĐ", "decided_on": "03/07/2023"}).status_code == 302


def test_the_youth_unions_page_names_graduates_and_no_cells(cast: Cast, signed_in: Sign) -> None:
    by, chief = cast.actor("dung"), cast.actor("chanh")
    with acting_as(chief), transaction.atomic():
        org.grant_role(
            cast.units["BV-TN"], by=chief, account_id=cast.accounts["cuu"].pk, role="youth_secretary", below=False, title="Bí thư Đoàn",
            since=date(2023, 1, 1),
        )  # fmt: skip
    with acting_as(by), transaction.atomic():
        held = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"]).order_by("id")[0]
        row = actions.note_departure(held, by=by, cause="graduate", left_on=date(2022, 6, 1))
    youth = signed_in("cuu")
    listed = youth.get(reverse("members:departures")).content.decode()
    assert row.full_name in listed and "Chi bộ Sinh viên 1" not in listed
    comment = reverse("members:departure_act", args=[row.pk, "y-kien-doan"])
    assert youth.post(comment, {"words": "Nhiệt tình, có trách nhiệm"}).status_code == 302
    assert youth.get(reverse("members:person", args=[row.person_id])).status_code == 404
    assert youth.get("/").status_code == 200
    board = signed_in("dung").get(reverse("members:watch")).content.decode()
    assert row.full_name in board and "tốt nghiệp ở lại quá hạn" in board
    assert "Nhiệt tình" in signed_in("hoa").get(reverse("members:departure", args=[row.pk])).content.decode()


def test_the_steps_shown_are_those_of_this_transfer_and_a_step_done_is_not_offered_again(
    cast: Cast, signed_in: Sign
) -> None:
    dung, by = signed_in("dung"), cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"], status="official").order_by("pk")[0]
        place = actions.Place("Đảng ủy Trung đoàn 12")
        row = actions.ask_transfer(held, place, by=by, kind="military", cause="military")
    there = reverse("members:transfer", args=[row.pk])
    assert "Chi bộ đồng ý" in dung.get(there).content.decode()
    given = {"letter_no": "9-GT", "letter_on": "03/07/2023", "dues_until": "07/2023", "clear": "on"}
    assert dung.post(f"{there}gioi-thieu/", given).status_code == 302
    page = dung.get(there).content.decode()
    steps = page[page.index('class="steps"') :].partition("</ol>")[0]
    assert "Chi bộ đồng ý" not in steps and "Báo nhận" in steps
    assert re.sub(r"<[^>]+>|\s", "", steps[steps.index('aria-current="step"') :]).endswith("Báonhận")
    again = dung.get(f"{there}gioi-thieu/", follow=True)
    assert again.redirect_chain and "hồ sơ đã sang bước khác" in again.content.decode()
    assert "ngày 03 tháng 7 năm 2023" in words(get(dung, row, "in-phoi.pdf")).replace("\n", " ")
