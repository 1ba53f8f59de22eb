"""Full-text search, the catalogue of issuing bodies, and the graph of citations."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.documents.models import Document
from nennep.office import actions
from nennep.office.actions.catalogue import ListedBefore
from nennep.office.models import Issuer, Leaf
from nennep.office.queries import catalogue, finding
from nennep.office.queries.finding import Asked
from nennep.office.queries.words import plain, sentence, wanted
from tests import story

pytestmark = [pytest.mark.data, pytest.mark.django_db]
HEAD = "ĐẢNG BỘ KHỐI\nĐẢNG ỦY TRƯỜNG\n*\nSố {number}\nHà Nội, ngày {day} tháng 3 năm 2023\n{kind}\n{title}\n"


def paper(cast: Cast, number: str, title: str, text: str, *, kind: str = "KẾ HOẠCH", direction: str = "internal", day: str = "10", who: str = "lan", unit: str = "BV") -> Document:  # fmt: skip
    lan = cast.actor(who)
    with acting_as(lan), transaction.atomic():
        whole = HEAD.format(number=number, day=day, kind=kind, title=title) + text
        row = papers.take_in_paper(cast.units[unit], by=lan, text=whole, direction=direction).document
        return papers.register_paper(row, by=lan)


def numbers(cast: Cast, who: str = "lan", **asked: object) -> list[str]:
    actor = cast.actor(who)
    with acting_as(actor):
        found, _more = finding.find(actor, Asked(**asked))  # type: ignore[arg-type]
        return [one.document.number for one in found]


@pytest.fixture
def three(cast: Cast) -> list[Document]:
    """Three papers, the second carrying out the first, the third the second."""
    return [
        paper(cast, "4-NQ/ĐU", "về chuyển đổi số", "Đẩy mạnh công nghệ thông tin. Kỹ năng số cho giảng viên hoà nhập.", kind="NGHỊ QUYẾT", day="01"),
        paper(cast, "5-KH/ĐU", "thực hiện nghị quyết", "Thực hiện Nghị quyết số 4-NQ/ĐU ngày 01/3/2023. Ban Thường vụ giao CNTT cho Khoa.", day="05"),
        paper(cast, "6-KH/ĐU", "kiểm tra việc thực hiện", "Căn cứ Kế hoạch số 5-KH/ĐU ngày 05/3/2023. Chi bộ tự kiểm tra.", day="15"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "ky nang",
        "kĩ năng",
        "KỸ NĂNG SỐ",
        "hòa nhập",
        "hoà nhập",
        "cntt",
        "công nghệ thông tin",
        "NQ4",
        "nghị quyết 4",
        "4-NQ/ĐU",
    ],
)
def test_marks_tones_i_or_y_and_abbreviations_make_no_difference(cast: Cast, three: list[Document], words: str) -> None:
    assert "4-NQ/ĐU" in numbers(cast, words=words)


def test_words_side_by_side_come_first(cast: Cast, three: list[Document]) -> None:
    paper(cast, "9-KH/ĐU", "khác", "Số giảng viên đông, kỹ lưỡng, năng động.", day="20")
    assert numbers(cast, words="kỹ năng số") == ["4-NQ/ĐU", "9-KH/ĐU"]


def test_filters_narrow_what_is_found(cast: Cast, three: list[Document]) -> None:
    assert numbers(cast, kind="nghi-quyet") == ["4-NQ/ĐU"]
    assert numbers(cast, cites="4-NQ/ĐU") == ["5-KH/ĐU"]
    assert numbers(cast, year="2022") == [] and numbers(cast, words="Ban Thường vụ", year="2023") == ["5-KH/ĐU"]
    assert numbers(cast, unit=cast.units["BV-LU"].pk, words="nghị quyết") == []
    assert numbers(cast, level="own") == ["6-KH/ĐU", "5-KH/ĐU", "4-NQ/ĐU"]


def test_an_issuing_body_is_known_by_its_symbol(cast: Cast) -> None:
    row = paper(cast, "21-NQ/TW", "về tổ chức cơ sở đảng", "Nội dung.", kind="NGHỊ QUYẾT", direction="incoming")
    with acting_as(cast.actor("lan")):
        leaf = Leaf.objects.get(document=row)
        assert leaf.level == "central" and leaf.issuer_id
    assert numbers(cast, level="central", words="NQ21") == ["21-NQ/TW"]


def test_nobody_finds_what_he_may_not_see(cast: Cast, three: list[Document]) -> None:
    paper(cast, "7-KH/CB", "của chi bộ", "Chuyên đề bí kíp riêng.", unit="BV-LU", who="lan")
    assert numbers(cast, words="bí kíp") == ["7-KH/CB"]
    assert numbers(cast, "lachong", words="bí kíp") == [] and numbers(cast, "hoa", words="bí kíp") == []
    assert numbers(cast, "minh", words="bí kíp") == ["7-KH/CB"]
    assert "4-NQ/ĐU" in numbers(cast, "hoa", words="kỹ năng số")


def test_a_paper_under_review_is_not_found(cast: Cast) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        papers.take_in_paper(cast.units["BV"], by=lan, text="KẾ HOẠCH\nCâu chuyện chưa rà soát xong của văn bản này.")
    assert numbers(cast, words="câu chuyện chưa rà soát") == []


def test_a_short_name_finds_the_paper_and_means_one_alone(cast: Cast, three: list[Document]) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        actions.name_paper(three[0], by=lan, name="Nghị quyết số hóa")
        with pytest.raises(ListedBefore):
            actions.name_paper(three[1], by=lan, name="nghị quyết SỐ HÓA")
    assert numbers(cast, words="nghi quyet so hoa") == ["5-KH/ĐU", "4-NQ/ĐU"]
    assert numbers(cast, cites="Nghị quyết số hóa") == ["5-KH/ĐU"]


def test_the_graph_goes_up_and_down_and_each_paper_comes_once(cast: Cast, three: list[Document]) -> None:
    lan = cast.actor("lan")
    with acting_as(lan):
        down = catalogue.carriers(lan, "4-NQ/ĐU", three[0].pk)
        assert [(row.number, row.depth) for row in down] == [("5-KH/ĐU", 1), ("6-KH/ĐU", 2)]
        up = catalogue.basis(lan, three[2])
        assert [(row.number, row.depth) for row in up] == [("5-KH/ĐU", 1), ("4-NQ/ĐU", 2)]


def test_what_is_replaced_says_so_and_not_twice(cast: Cast, three: list[Document]) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        actions.relate_papers(three[2], by=lan, link="replaces", other=three[1], since=date(2023, 3, 15))
        three[1].refresh_from_db()
        assert [row.ended for row in catalogue.basis(lan, three[2])][:1] == ["Đã được thay thế"]
        assert three[1].status == "superseded"
        assert [words for words, *_rest in catalogue.relations(three[1])] == ["bị thay thế bởi"]
        with pytest.raises(ListedBefore):
            actions.relate_papers(three[1], by=lan, link="amends", other=three[2], since=date(2023, 3, 15))
    assert "5-KH/ĐU" in numbers(cast, "hoa", words="CNTT")


def test_the_database_folds_as_we_do(cast: Cast) -> None:
    texts = [
        unicodedata.normalize("NFD", "Hoà nhập, kỹ năng Đảng ủy"),
        "Kỹ  năng: hoà/hòa ĐẢNG Ủy",
        "Số 21-NQ/TW",
        "Quý I, “y tế”; 8,5%",
        story.plan_text()[:3000],
    ]
    with acting_as(cast.actor("lan")), connection.cursor() as cursor:
        for text in texts:
            cursor.execute("select office_plain(%s)", [text])
            assert cursor.fetchone()[0] == plain(text)


def test_a_search_is_only_letters_and_figures() -> None:
    look = wanted("a'b | !c & (d) <-> e:*")
    assert look is not None and look.far == "'a' & 'b' & 'c' & 'd' & 'e'"
    assert wanted("  ?!  ") is None


def test_the_sentence_that_answers_is_shown_with_the_words_marked() -> None:
    bits = sentence("Câu một. Đẩy mạnh kỹ năng số cho sinh viên. Câu ba.", wanted("ki nang").tokens)  # type: ignore[union-attr]
    assert "".join(bit.text for bit in bits) == "Đẩy mạnh kỹ năng số cho sinh viên."
    assert [bit.text.strip() for bit in bits if bit.marked] == ["kỹ năng"]


def test_the_pages_of_finding(cast: Cast, three: list[Document], signed_in: Callable[[str], Client]) -> None:
    lan = signed_in("lan")
    assert "<mark>CNTT</mark>" in lan.get("/van-thu/tra-cuu/?words=CNTT").content.decode()
    assert "Không thấy văn bản nào" in lan.get("/van-thu/tra-cuu/?words=xyzxyz").content.decode()
    there = f"/van-thu/van-ban/{three[0].pk}/"
    assert lan.get("/van-thu/thuc-hien/?so=NQ4").headers["Location"] == there
    assert "6-KH/ĐU" in lan.get(there).content.decode()
    assert lan.post(there + "ten/", {"name": "NQ số"}).status_code == 302
    assert "NQ số" in lan.get(there).content.decode()
    wrong = lan.post(there + "quan-he/", {"link": "amends", "other": "77-KH/ĐU", "since": "01/03/2023"})
    assert wrong.status_code == 422 and "<details open>" in wrong.content.decode()
    assert (
        lan.post(there + "quan-he/", {"link": "amends", "other": "6-KH/ĐU", "since": "01/03/2023"}).status_code == 302
    )
    given = {"name": "Đảng ủy Phường Mẫu", "symbol": "ĐUP", "level": "other"}
    assert lan.post("/van-thu/co-quan/them/", given).status_code == 302
    assert lan.post("/van-thu/co-quan/them/", given).status_code == 422
    with acting_as(cast.actor("lan")):
        pk = Issuer.objects.get(symbol="ĐUP").pk
    assert lan.post(f"/van-thu/co-quan/{pk}/", given | {"symbol": "ĐUPM"}).status_code == 302
    assert "ĐUPM" in lan.get("/van-thu/co-quan/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/van-ban/?words=%00", "/van-thu/tra-cuu/?words=nghi%00quyet", "/van-thu/thuc-hien/?so=%00", "/tim-kiem/?q=ab%00c", "/dang-vien/?q=%00a"],
)  # fmt: skip
def test_a_nul_in_a_question_is_left_out(signed_in: Callable[[str], Client], path: str) -> None:
    assert signed_in("lan").get(path).status_code == 200
