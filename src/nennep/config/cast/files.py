"""Files of the invented members, for the demonstration: values, papers, proposals, a double entry, other associations."""

from datetime import date

from django.db import transaction

from nennep.config.cast.build import Cast
from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.scope import acting_as
from nennep.members import actions as members
from nennep.members.models import Membership, PaperKind, Person, Supplement
from nennep.org import actions as org
from nennep.org.models import UnitKind

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LEARNING = {
    "general_education": "12/12",
    "qualification": "Luật kinh tế",
    "it_level": "Ứng dụng công nghệ thông tin cơ bản",
}
DECISION = members.Paper("41-QĐ/ĐU", date(2023, 3, 10))


def fill(cast: Cast) -> None:
    """As the file officer, the chief of office and a member did it."""
    chief, officer, an = cast.actor("chanh"), cast.actor("dung"), cast.actor("an")
    with acting_as(chief), transaction.atomic():
        members.keep_full_files(cast.units["BV-LU"], by=chief, decision=DECISION, since=date(2023, 3, 15))
        youth = org.found_unit(
            cast.units["BV-TN"], by=chief, kind=UnitKind.objects.get(code="youth_cell"), name="Chi đoàn Luật K65", since=date(2020, 9, 5)
        )  # fmt: skip
    with acting_as(officer), transaction.atomic():
        person = Person.objects.get(pk=an.person_id)
        members.join_association(person, youth, by=officer, association="youth", since=date(2020, 9, 5))
        members.write_file(
            person, by=officer, values={"phone": "0900 000 001", "birth_place": "Phường Mẫu, thành phố Nam Định"}
        )
        _papers(person, officer, "A", 5)
        for held in Membership.objects.filter(unit=cast.units["BV-LU"], status="official", until=FOREVER).order_by(
            "id"
        )[:6]:
            _file(held.person, officer)
        _double(cast, officer)
    with acting_as(an), transaction.atomic():
        members.propose_values(person, by=an, values={"phone": "0900 000 009"}, reason="Đổi số điện thoại")
    _rounds(cast)


def _rounds(cast: Cast) -> None:
    """The year's supplement sheets, some signed on paper, and the check of lists, signed off by one cell."""
    lan, hoa, minh = cast.actor("lan"), cast.actor("hoa"), cast.actor("minh")
    opened, due = date(2023, 7, 1), date(2023, 7, 15)
    with acting_as(lan), transaction.atomic():
        unit = cast.units["BV"]
        sheets = members.open_member_round(
            unit, by=lan, kind="supplement", name="Phiếu bổ sung hồ sơ đảng viên năm 2023", on=opened, due_on=due
        )
        check = members.open_member_round(
            unit, by=lan, kind="check", name="Đối chiếu danh sách với hồ sơ 6 tháng đầu năm 2023", on=opened, due_on=due
        )
    with acting_as(hoa), transaction.atomic():
        rows = Supplement.objects.filter(round=sheets, unit=cast.units["BV-S1"]).exclude(
            person=cast.actor("an").person_id
        )
        for sheet in rows[:4]:
            members.accept_supplement(sheet, by=hoa, on=date(2023, 7, 3), signed_on=date(2023, 7, 2))
    with acting_as(minh), transaction.atomic():
        members.answer_round(
            check.cells.get(unit=cast.units["BV-LU"]),
            by=minh,
            on=date(2023, 7, 3),
            words="Bổ sung số thẻ trong tháng 7",
        )


def _papers(person: Person, by: Actor, stages: str, waiting: int) -> None:
    """The needed papers of some stages, the last few without a scan yet."""
    kinds = list(PaperKind.objects.filter(needed=True, stage__in=stages))
    for place, kind in enumerate(kinds):
        data = SCAN if place < len(kinds) - waiting else b""
        members.enter_paper(
            person, by=by, kind=kind, issued_on=date(2021, 5, 4), data=data, name=kind.code, stored_at="Tủ 3, ngăn 2"
        )


def _file(person: Person, by: Actor) -> None:
    members.write_file(person, by=by, values=LEARNING | {"birth_place": person.native_place, "religion": "Không"})
    members.add_entry(person, by=by, kind="languages", typed={"language": "Tiếng Anh", "level": "B2", "since": "2016"})
    members.add_entry(person, by=by, kind="education", typed={"school": "Trường Đại học Bách Việt", "field": "Luật", "mode": "full", "result": "Cử nhân", "since": "9/2003", "until": "6/2007"})  # fmt: skip
    members.add_entry(person, by=by, kind="work", typed={"post": "Giảng viên", "unit": "Khoa Luật", "since": "8/2007"})
    members.add_entry(person, by=by, kind="family", typed={"relation": "father", "name": "Nguyễn Văn Mẫu", "since": "1952", "occupation": "Hưu trí", "native": person.native_place})  # fmt: skip
    members.introduce_at_residence(
        person, by=by, place="Chi bộ Tổ dân phố 5, phường Mẫu", since=date(2022, 3, 1), letter_no="12-GT/ĐU"
    )
    _papers(person, by, "ABC", person.pk % 3)


def _double(cast: Cast, by: Actor) -> None:
    """A lecturer put on two rolls when the lists of two cells were brought in."""
    for code in ("BV-LU", "BV-QT"):
        members.enrol_person(
            cast.units[code], by=by, full_name="Đoàn Thế Song", sex="m", status="official", since=date(2015, 5, 19), born_on=date(1986, 2, 11),
            category="lecturer",
        )  # fmt: skip
