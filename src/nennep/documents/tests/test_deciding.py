"""Deciding in a review: steps that can be taken back and done again, two people at once, examples kept."""

import gzip
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast
from nennep.core.refused import Stale
from nennep.core.scope import acting_as
from nennep.documents import actions, deciding
from nennep.documents.models import Document, Example, Proposal
from nennep.documents.reading import guess
from nennep.ui.build import BUILT
from tests import story

Sign = Callable[[str], Client]
PLAN = """KẾ HOẠCH

II. MỤC TIÊU

- Năm 2023, phấn đấu kết nạp từ 12 đảng viên trở lên.

- Hoàn thành rà soát hồ sơ trước ngày 30/6/2023; xây dựng quy chế trước ngày 30/9/2023.
"""


@pytest.fixture
def paper(cast: Cast) -> Iterator[Document]:
    lan = cast.actor("lan")
    with acting_as(lan):
        yield actions.take_in_paper(cast.units["BV"], by=lan, text=PLAN).document


def states(document: Document) -> dict[str, str]:
    return {row.label: row.state for row in document.proposals.exclude(kind="header")}


def test_every_step_can_be_taken_back_and_done_again(cast: Cast, paper: Document) -> None:
    lan, start = cast.actor("lan"), states(paper)
    target = paper.proposals.get(kind="target")
    first, second = paper.proposals.filter(kind="task")
    actions.decide_proposal(target, by=lan, state="taken", values={"value": 15.0})
    actions.decide_proposal(first, by=lan, state="refused")
    actions.decide_all(paper, by=lan, kind="task")
    quote = "xây dựng quy chế"
    actions.add_proposal(paper, by=lan, kind="task", quote=quote, values={"action": quote, "due": "2023", "rel": "in"})
    actions.merge_proposals(first, by=lan, other=second)
    actions.split_proposal(target, by=lan, parts=["kết nạp sinh viên", "kết nạp giảng viên"])
    end = states(paper)
    for _step in range(6):
        actions.undo_step(paper, by=lan)
    assert {label: state for label, state in states(paper).items() if state != "gone"} == start
    with pytest.raises(deciding.NothingToUndo):
        actions.undo_step(paper, by=lan)
    for _step in range(6):
        actions.redo_step(paper, by=lan)
    assert states(paper) == end
    target.refresh_from_db()
    assert (target.values["value"], target.read_values["value"], target.state) == (15.0, 12.0, "split")


def test_what_is_sent_again_because_its_answer_was_lost_is_done_once(cast: Cast, paper: Document) -> None:
    lan = cast.actor("lan")
    target = paper.proposals.get(kind="target")
    seen, quote = target.version, "xây dựng quy chế"
    for _sent in range(2):
        actions.decide_proposal(target, by=lan, state="taken", values={"value": 15.0}, seen=seen)
    values = {"action": quote, "due": "2023", "rel": "in"}
    rows = {actions.add_proposal(paper, by=lan, kind="task", quote=quote, values=values).pk for _sent in range(2)}
    assert len(rows) == 1 and [one.act for one in paper.steps.order_by("id")] == ["correct", "add"]
    last = paper.steps.get(act="add").pk
    for _sent in range(2):
        actions.undo_step(paper, by=lan, meant=last)
    assert paper.steps.filter(undone_at=None).count() == 1
    for _sent in range(2):
        actions.redo_step(paper, by=lan, meant=last)
    assert paper.steps.filter(undone_at=None).count() == 2


def test_a_new_step_after_an_undo_leaves_nothing_to_redo(cast: Cast, paper: Document) -> None:
    lan = cast.actor("lan")
    first, second = paper.proposals.filter(kind="task")
    actions.decide_proposal(first, by=lan, state="refused")
    actions.undo_step(paper, by=lan)
    actions.decide_proposal(second, by=lan, state="refused")
    with pytest.raises(deciding.NothingToUndo):
        actions.redo_step(paper, by=lan)


def test_taking_back_leaves_what_somebody_else_decided_since(cast: Cast, paper: Document) -> None:
    lan, chief = cast.actor("lan"), cast.actor("chanh")
    first, second = paper.proposals.filter(kind="task")
    actions.decide_all(paper, by=lan, kind="task")
    with acting_as(chief):
        actions.decide_proposal(first, by=chief, state="refused")
    done = actions.undo_step(paper, by=lan)
    assert (done.left, Proposal.objects.get(pk=first.pk).state, Proposal.objects.get(pk=second.pk).state) == (
        1,
        "refused",
        "open",
    )


def test_the_second_of_two_reviewers_is_told_and_loses_nothing(cast: Cast, signed_in: Sign, paper: Document) -> None:
    lan, chief = signed_in("lan"), signed_in("chanh")
    target = paper.proposals.get(kind="target")
    at, given = f"/van-ban/de-xuat/{target.pk}/", {"act": "correct", "seen": target.version, "comparator": ">="}
    chief.post(at, given | {"metric": "kết nạp", "value": "20", "unit_class": "count", "period": "năm 2023"})
    late = lan.post(
        at,
        given | {"metric": "kết nạp mới", "value": "30", "unit_class": "count", "period": "năm 2023"},
        HTTP_HX_REQUEST="true",
    )
    page = late.content.decode()
    assert late.status_code == 409
    assert "Lê Thị Minh Chánh vừa quyết định" in page and 'value="30"' in page and "20" in page
    target.refresh_from_db()
    assert target.values["value"] == 20
    again = late.context["row"].version
    assert (
        lan.post(
            at,
            given | {"seen": again, "metric": "kết nạp mới", "value": "30", "unit_class": "count"},
            HTTP_HX_REQUEST="true",
        ).status_code
        == 200
    )


def test_two_who_decide_alike_do_not_meet(cast: Cast, paper: Document) -> None:
    lan, chief = cast.actor("lan"), cast.actor("chanh")
    target = paper.proposals.get(kind="target")
    with acting_as(chief):
        actions.decide_proposal(target, by=chief, state="taken", seen=1)
    assert actions.decide_proposal(target, by=lan, state="taken", seen=1).decided_by == chief.account_id
    with pytest.raises(Stale), transaction.atomic():
        actions.decide_proposal(target, by=lan, state="refused", seen=1)


def test_what_is_decided_is_kept_as_an_example(cast: Cast, paper: Document) -> None:
    lan = cast.actor("lan")
    target = paper.proposals.get(kind="target")
    first, second = paper.proposals.filter(kind="task")
    actions.decide_proposal(target, by=lan, state="taken", values={"value": 15.0})
    actions.decide_proposal(first, by=lan, state="refused")
    actions.decide_proposal(second, by=lan, state="taken")
    actions.undo_step(paper, by=lan)
    added = actions.add_proposal(
        paper, by=lan, kind="task", quote="xây dựng quy chế", values={"action": "xây dựng quy chế"}
    )
    kept = {row.proposal_id: row for row in Example.objects.filter(document_id=paper.pk)}
    assert {pk: row.decision for pk, row in kept.items()} == {
        target.pk: "corrected",
        first.pk: "refused",
        added.pk: "added",
    }
    one = kept[target.pk]
    assert one.rule.startswith("target.") and (one.read["value"], one.kept["value"]) == (12.0, 15.0)
    assert (one.before + one.quote + one.after) in paper.text and one.before.endswith("kết nạp ")
    assert kept[added.pk].rule == ""


def test_merging_says_what_both_say(cast: Cast, paper: Document) -> None:
    lan = cast.actor("lan")
    first, second = paper.proposals.filter(kind="task")
    row = actions.merge_proposals(second, by=lan, other=first)
    assert "rà soát" in row.values["action"] and "quy chế" in row.values["action"]
    assert row.values["due"] == "2023-06-30" and paper.text[row.start : row.end] == row.quote
    with pytest.raises(deciding.NotOneKind), transaction.atomic():
        actions.merge_proposals(row, by=lan, other=paper.proposals.get(kind="target"))


def test_parts_of_a_split_stand_where_their_words_are(cast: Cast, paper: Document) -> None:
    lan = cast.actor("lan")
    target = paper.proposals.get(kind="target")
    made = actions.split_proposal(target, by=lan, parts=["phấn đấu kết nạp", "từ 12 đảng viên", " "])
    assert [paper.text[row.start : row.end] for row in made] == ["phấn đấu kết nạp", "từ 12 đảng viên"]
    assert [row.values["value"] for row in made] == [12.0, 12.0]
    with pytest.raises(deciding.NotTwoParts), transaction.atomic():
        actions.split_proposal(made[0], by=lan, parts=["một dòng"])


def test_hidden_proposals_do_not_reach_the_register(cast: Cast, paper: Document) -> None:
    lan = cast.actor("lan")
    quote = "Hoàn thành rà soát hồ sơ"
    actions.add_proposal(paper, by=lan, kind="recipient", quote=quote, values={"name": quote, "purpose": ""})
    actions.undo_step(paper, by=lan)
    actions.register_paper(paper, by=lan)
    assert not paper.recipients.exists()


def test_the_pages_work_without_scripts(cast: Cast, signed_in: Sign, paper: Document) -> None:
    lan = signed_in("lan")
    first, second = paper.proposals.filter(kind="task")
    assert lan.post(f"/van-ban/de-xuat/{first.pk}/", {"act": "taken"})["Location"].endswith(f"/doc-soat/#p{first.pk}")
    assert "Gộp với" in lan.get(f"/van-ban/de-xuat/{first.pk}/gop/").content.decode()
    assert lan.post(f"/van-ban/de-xuat/{first.pk}/gop/", {"other": second.pk}).status_code == 302
    assert lan.post(f"/van-ban/de-xuat/{first.pk}/tach/", {"parts": "một"}).status_code == 422
    for act, wrong in (("tach", {"parts": "một"}), ("gop", {"other": first.pk})):
        answer = lan.post(f"/van-ban/de-xuat/{first.pk}/{act}/", wrong, HTTP_HX_REQUEST="true")
        assert (answer.status_code, answer["HX-Retarget"]) == (422, f"#p{first.pk}")
    assert lan.post(f"/van-ban/{paper.pk}/hoan-tac/", {"act": "undo"}).status_code == 302
    page = lan.get(f"/van-ban/{paper.pk}/doc-soat/").content.decode()
    assert "Đã hoàn tác" in page and f'id="mp{second.pk}"' in page and f'href="#p{second.pk}"' in page


def test_words_chosen_in_the_text_leave_the_number_of_their_point_behind() -> None:
    for quote in ("5. Rà soát hồ sơ đảng viên;", "- Rà soát hồ sơ đảng viên", "a) Rà soát hồ sơ đảng viên,"):
        assert guess("task", quote)["action"] == "Rà soát hồ sơ đảng viên"
    assert guess("task", "100% chi bộ rà soát hồ sơ")["action"].startswith("100%")


def test_who_may_not_confirm_is_told_who_does(cast: Cast, signed_in: Sign, paper: Document) -> None:
    van, lan = signed_in("van"), signed_in("lan")
    for kind in ("target", "task"):
        van.post(f"/van-ban/{paper.pk}/nhan-ca-nhom/", {"kind": kind})
    page = van.get(f"/van-ban/{paper.pk}/doc-soat/").content.decode()
    assert "Chuyên viên hoặc chánh văn phòng xác nhận, vào sổ." in page
    assert "data-confirm" not in page and "Chỉ vào sổ" not in page and "/xac-nhan/" not in page
    assert van.get(f"/theo-doi/xac-nhan/{paper.pk}/").status_code == 404
    assert "data-confirm" in lan.get(f"/van-ban/{paper.pk}/doc-soat/").content.decode()


def test_the_screen_renews_only_what_is_new(cast: Cast, signed_in: Sign, paper: Document) -> None:
    lan, at = signed_in("lan"), f"/van-ban/{paper.pk}/doc-soat/"
    version = lan.get(at).context["document"].version
    assert lan.get(f"{at}?v={version}", HTTP_HX_REQUEST="true").status_code == 204
    signed_in("chanh").post(f"/van-ban/{paper.pk}/nhan-ca-nhom/", {"kind": "task"})
    assert "prop taken" in lan.get(f"{at}?v={version}", HTTP_HX_REQUEST="true").content.decode()


def test_a_time_is_typed_as_people_write_it(cast: Cast, signed_in: Sign, paper: Document) -> None:
    lan, task = signed_in("lan"), paper.proposals.filter(kind="task").first()
    assert task is not None
    at = f"/van-ban/de-xuat/{task.pk}/"
    wrong = lan.post(at, {"act": "correct", "action": "Rà soát", "due": "mai kia", "rel": "in"})
    assert wrong.status_code == 422 and "Chưa hiểu thời gian" in wrong.content.decode()
    lan.post(at, {"act": "correct", "action": "Rà soát", "due": "quý III/2023", "rel": "in"})
    task.refresh_from_db()
    assert task.values["due"] == "2023-Q3"


def test_the_screen_is_light(cast: Cast, signed_in: Sign) -> None:
    lan, by = signed_in("lan"), cast.actor("lan")
    with acting_as(by):
        document = actions.take_in_paper(cast.units["BV"], by=by, text=story.plan_text()).document
        actions.decide_all(document, by=by, kind="target")
    at = f"/van-ban/{document.pk}/doc-soat/"
    lan.get(at)
    with CaptureQueriesContext(connection) as asked:
        page = lan.get(at)
    assert len(asked) <= 16, [row["sql"][:100] for row in asked]
    assert len(gzip.compress(page.content)) <= 15 * 1024
    built = sum(
        len(gzip.compress((BUILT / name).read_bytes())) for name in ("app.css", "app.js", "htmx.js", "review.js")
    )
    assert len(gzip.compress(page.content)) + built <= 45 * 1024


def test_a_figure_is_shown_as_people_write_it_and_a_range_is_corrected(
    cast: Cast, signed_in: Sign, paper: Document
) -> None:
    lan, target = signed_in("lan"), paper.proposals.filter(kind="target").first()
    assert target is not None
    at = f"/van-ban/de-xuat/{target.pk}/"
    shown = lan.get(f"{at}sua/").content.decode()
    assert f'name="value" value="{target.values["value"]:.0f}"' in shown
    given = {"act": "correct", "metric": "kết nạp", "comparator": "=", "value": "15", "unit_class": "count"}
    assert "lớn hơn số đầu" in lan.post(at, {**given, "value_max": "9"}).content.decode()
    lan.post(at, {**given, "value_max": "20"})
    target.refresh_from_db()
    assert (target.values["value"], target.values["value_max"]) == (15, 20)
