"""Pages of dues for each role, by what is typed and pressed."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast, dues
from nennep.core.scope import acting_as
from nennep.dues.models import Basis, Charge, Receipt, Statement

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]


def test_the_secretary_collects_a_month_with_one_press(cast: Cast, signed_in: Sign) -> None:
    dues.fill(cast, others=())
    hoa, cell = signed_in("hoa"), cast.units["BV-S1"].pk
    assert hoa.get("/dang-phi/").headers["Location"] == f"/dang-phi/{cell}/"
    there = f"/dang-phi/{cell}/?thang=2023-07"
    hoa.get(there)
    with CaptureQueriesContext(connection) as asked:
        page = hoa.get(there).content.decode()
    assert len(asked) <= 20, [row["sql"][:120] for row in asked]
    assert "Đã thu đủ, trừ ai" in page and "còn nợ" in page and "Chưa biết mức đóng" not in page
    with acting_as(cast.actor("hoa")):
        someone = Basis.objects.filter(unit=cell, kind="student").first()
    assert someone is not None
    wrong = hoa.post(there, {"paid_on": "31/02/2023", "method": "cash", "chua": f"{someone.person_id}"})
    assert wrong.status_code == 422 and f'value="{someone.person_id}" checked' in wrong.content.decode()
    late = hoa.post(there, {"paid_on": "04/07/2023", "method": "cash"})
    assert late.status_code == 422 and "Ngày thu chưa đến" in late.content.decode()
    assert (
        hoa.post(there, {"paid_on": "03/07/2023", "method": "cash", "chua": str(someone.person_id)}).status_code == 302
    )
    with acting_as(cast.actor("hoa")):
        assert list(Charge.objects.filter(month=date(2023, 7, 1), paid=0).values_list("person_id", flat=True)) == [
            someone.person_id
        ]
    again = hoa.post(there, {"paid_on": "03/07/2023", "method": "cash", "chua": str(someone.person_id)})
    assert again.status_code == 422 and "không còn ai phải thu" in again.content.decode()
    member = f"/dang-phi/{cell}/nguoi/{someone.person_id}/"
    with CaptureQueriesContext(connection) as asked:
        page = hoa.get(member).content.decode()
    assert "Ghi phiếu thu" in page and len(asked) <= 20
    typed = {"through": "2023-09-01", "amount": "3.500", "paid_on": "03/07/2023", "method": "transfer"}
    assert hoa.post(member, typed).status_code == 302
    assert hoa.post(member, typed | {"amount": "9.999.999"}).status_code == 422
    with acting_as(cast.actor("hoa")):
        row = Receipt.objects.filter(person_id=someone.person_id)[0]
        assert row.amount == 3_500
    assert hoa.get(f"/dang-phi/phieu/{row.pk}/phieu-thu.pdf").content.startswith(b"%PDF")
    assert hoa.post(f"/dang-phi/phieu/{row.pk}/huy/", {"reason": ""}).status_code == 422
    assert hoa.post(f"/dang-phi/phieu/{row.pk}/huy/", {"reason": "Ghi nhầm"}).status_code == 302
    assert "Ghi nhầm" in hoa.get(f"/dang-phi/{cell}/so-phieu/").content.decode()
    typed = {"kind": "insured", "base": "7.250.000", "since": "07/2023", "region": "0"}
    assert hoa.post(f"{member}muc/", typed | {"base": ""}).status_code == 422
    assert "Ghi tháng dạng mm/yyyy" in hoa.post(f"{member}muc/", typed | {"since": "13/2023"}).content.decode()
    assert hoa.post(f"{member}muc/", typed).status_code == 302
    assert "72.500" in hoa.get(member).content.decode()
    assert "Chậm đóng" in hoa.post(f"/dang-phi/{cell}/cham/nhac/", follow=True).content.decode()
    assert hoa.get(f"/dang-phi/{cell}/doi-chieu/?thang=2023-07").status_code == 200
    assert hoa.post(f"/dang-phi/{cell}/nop-len/", {"last_day": "30/06/2023", "method": "transfer"}).status_code == 302


def test_a_sheet_goes_out_and_comes_in_without_a_change_and_its_faults_are_told(cast: Cast, signed_in: Sign) -> None:
    dues.fill(cast, others=())
    minh, cell = signed_in("minh"), cast.units["BV-LU"].pk
    there = f"/dang-phi/{cell}/muc-dong/?thang=2023-07"
    data = minh.get(f"/dang-phi/{cell}/muc-dong/danh-sach.xlsx?thang=2023-07").content

    def bring(data: bytes) -> str:
        return str(minh.post(there, {"file": SimpleUploadedFile("a.xlsx", data)}, follow=True).content.decode())

    assert "Đã ghi mức đóng của 0 đồng chí" in bring(data)
    book = openpyxl.load_workbook(BytesIO(data))
    page = book.active
    first, second = page[3], page[4]
    first[3].value, second[3].value = "9.100.000", "chín triệu"
    page.append(["", "Người Không Quen", "lương", "5.000.000"])
    page.append([first[0].value, first[1].value, "học bổng", ""])
    faulty = BytesIO()
    book.save(faulty)
    said = bring(faulty.getvalue())
    assert "Dòng 4: Số tiền phải là số nguyên đồng" in said and said.count("Không có đồng chí này") == 1
    assert "tệp có 3 dòng cần sửa" in said and "đã có ở dòng trên" in said
    with acting_as(cast.actor("minh")):
        assert not Basis.objects.filter(base=9_100_000).exists()
    second[3].value = "8.000.000"
    page.delete_rows(page.max_row - 1, 2)
    good = BytesIO()
    book.save(good)
    assert "Đã ghi mức đóng của 2 đồng chí" in bring(good.getvalue())
    with acting_as(cast.actor("minh")):
        assert Basis.objects.filter(base__in=[9_100_000, 8_000_000], since=date(2023, 7, 1)).count() == 2
    assert "Không mở được tệp" in bring(b"not a workbook")


def test_the_office_sees_sums_and_no_names(cast: Cast, signed_in: Sign) -> None:
    dues.fill(cast, others=())
    lan, unit = signed_in("lan"), cast.units["BV"].pk
    page = lan.get("/dang-phi/?thang=2023-06").content.decode()
    assert "Chi bộ Khoa Luật" in page and "chưa ghi thu" in page and "lệch" in page
    with acting_as(cast.actor("hoa")):
        names = set(Charge.objects.filter(unit=cast.units["BV-S1"]).values_list("full_name", flat=True))
    opened = lan.get(f"/bao-cao/so-lieu/dues.collected/?don-vi={unit}&tu=2023-01-01&den=2023-06-30").content.decode()
    assert not [name for name in names if name in page + opened]
    with acting_as(cast.actor("lan")):
        row = Statement.objects.filter(up=unit, state="sent").get()
    assert lan.get(f"/dang-phi/{row.unit_id}/").status_code == 404
    there = f"/dang-phi/nop-len/{row.pk}/xac-nhan/"
    short = lan.post(there, {"counted": "1.000", "note": ""})
    assert short.status_code == 422 and "Đề nghị ghi rõ chỗ lệch" in short.content.decode()
    assert lan.post(there, {"counted": f"{row.passed}", "note": ""}).status_code == 302
    assert "Đã nhận đủ" in lan.get(f"/dang-phi/nop-len/{row.pk}/").content.decode()
    for form, mark in (("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert lan.get(f"/dang-phi/nop-len/{row.pk}/bang-ke.{form}").content.startswith(mark)
        assert lan.get(f"/dang-phi/{unit}/nam/2023/bao-cao.{form}").content.startswith(mark)
    assert lan.post(f"/dang-phi/{unit}/ke-hoach/", {"year": "2023", "amount": "12.000.000"}).status_code == 302
    assert lan.post(f"/dang-phi/{unit}/ke-hoach/", {"year": "2030", "amount": "1"}).status_code == 422
    assert "12.000.000" in lan.get("/dang-phi/nam/").content.decode()
    account = {"bank": "Ngân hàng Mẫu", "bank_bin": "9704", "account_no": "1234567", "holder": "DANG UY"}
    assert "gồm 6 chữ số" in lan.post(f"/dang-phi/{unit}/tai-khoan/", account).content.decode()
    assert lan.post(f"/dang-phi/{unit}/tai-khoan/", account | {"bank_bin": "970415"}).status_code == 302


def test_a_member_sees_what_he_owes_with_the_code_of_a_transfer(cast: Cast, signed_in: Sign) -> None:
    dues.fill(cast, others=())
    an = signed_in("an")
    page = an.get("/dang-phi/cua-toi/").content.decode()
    assert "Còn phải đóng 3.000 đồng" in page and "<svg viewBox=" in page and "Tháng 7/2023" in page
    hoa, cell = signed_in("hoa"), cast.units["BV-S1"].pk
    assert hoa.post(f"/dang-phi/{cell}/?thang=2023-07", {"paid_on": "03/07/2023", "method": "cash"}).status_code == 302
    page = an.get("/dang-phi/cua-toi/").content.decode()
    assert "Đồng chí đã đóng đủ." in page and "/2023</a> 3.000" in page
    assert an.get("/dang-phi/").status_code == 404


def test_the_level_above_reads_whose_each_cell_is(cast: Cast, signed_in: Sign) -> None:
    pages = [signed_in("khoi").get(path).content.decode() for path in ("/dang-phi/", "/dang-phi/nam/")]
    names = [cast.units[code].name for code in ("BV", "LH")]
    assert [[name for name in names if f'<small class="muted">{name}</small>' not in page] for page in pages] == [
        [],
        [],
    ]
    own = signed_in("thuquy").get("/dang-phi/").content.decode()
    assert f'<small class="muted">{names[0]}</small>' not in own
