"""The report of rules that fail most, from kept decisions."""

import json

import pytest

from nennep.config import cli
from nennep.config.cast import Cast
from nennep.config.commands import reader
from nennep.core.scope import acting_as
from nennep.documents import actions, learning

PLAN = """KẾ HOẠCH

II. MỤC TIÊU

- Năm 2023, phấn đấu kết nạp từ 12 đảng viên trở lên.

- Hoàn thành rà soát hồ sơ trước ngày 30/6/2023; xây dựng quy chế trước ngày 30/9/2023.
"""


@pytest.mark.django_db
def test_rules_that_fail_most_come_first_with_their_words(cast: Cast) -> None:
    lan = cast.actor("lan")
    with acting_as(lan):
        paper = actions.take_in_paper(cast.units["BV"], by=lan, text=PLAN).document
        for row in paper.proposals.filter(kind="task"):
            actions.decide_proposal(row, by=lan, state="refused")
        target = paper.proposals.get(kind="target")
        actions.decide_proposal(target, by=lan, state="taken", values={"value": 15.0, "unit": "quần chúng"})
        actions.decide_all(paper, by=lan, kind="header")
        actions.add_proposal(
            paper, by=lan, kind="task", quote="xây dựng quy chế", values={"action": "xây dựng quy chế"}
        )
        listed = learning.verdicts(learning.kept())
        few = learning.verdicts(learning.kept(), least=2)
    assert [(one.rule.partition(".")[0], one.total, one.failed) for one in listed] == [
        ("task", 2, 2), ("target", 1, 1), ("header", 1, 0), ("", 1, 1),
    ]  # fmt: skip
    assert listed[1].fields == {"value": 1, "unit": 1} and [one.total for one in few] == [2]
    told = "\n".join(reader.lines(listed))
    assert "4 đề xuất đã được quyết định, 3 không nhận như đã đọc." in told
    assert "[trước ngày 30/6/2023]" in told and "(không quy tắc nào thấy)" in told and "bổ sung 1" in told
    assert json.loads(json.dumps(learning.as_data(listed)))[0]["examples"][0]["decision"] == "refused"


def test_the_command_is_there_and_an_empty_report_says_what_to_do() -> None:
    given = cli.parser().parse_args(["reader", "learn", "--least", "3", "--since", "2023-01-01"])
    assert (given.act, given.least, given.run) == ("learn", 3, reader.run)
    assert next(reader.lines([])).startswith("Chưa có quyết định nào")
