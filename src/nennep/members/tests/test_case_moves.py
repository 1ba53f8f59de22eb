"""A case that ends early, is interrupted, or goes on in another unit."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties import registry as duties
from nennep.duties import rulebook
from nennep.members import actions, casenotes, casepage
from nennep.members.actions import Done
from nennep.members.models import (
    Aid,
    CaseMove,
    CaseStep,
)
from nennep.members.tests import story

pytestmark = pytest.mark.django_db


def test_a_case_may_end_be_interrupted_and_go_on_elsewhere(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "permitted")
        actions.end_case(case, by=by, state="interrupted", on=date(2022, 4, 1), why="Chuyển lớp")
        with pytest.raises(NotYours):
            actions.take_step(case, "permitted", by=by, done=Done(date(2022, 4, 2)))
        actions.resume_case(case, by=by, on=date(2022, 4, 5), unit=cast.units["BV-S2"])
        case.refresh_from_db()
        assert (case.state, case.unit_id, case.due_on is not None) == ("open", cast.units["BV-S2"].pk, True)
        assert not Aid.objects.filter(case=case, until__year=9999).exists()
        actions.end_case(case, by=by, state="withdrawn", on=date(2022, 5, 1), why="Đơn xin rút")
        case.refresh_from_db()
        assert (case.state, case.closed_on) == ("withdrawn", date(2022, 5, 1))
        with pytest.raises(actions.MaybeTheSame) as asked:
            story.noticed(cast, by, on=date(2022, 6, 1))
        ((known, words),) = asked.value.people
        assert "xin rút" in words
        again = story.noticed(cast, by, on=date(2022, 6, 1), who=known)
        assert again.person_id == case.person_id
        with pytest.raises(actions.AlreadyNoticed):
            story.noticed(cast, by, on=date(2022, 6, 2))
        assert again.pk != case.pk


def test_a_move_in_mid_procedure_has_the_deadlines_of_dated_rules(cast: Cast) -> None:
    by, lan = cast.actor("khoi"), cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        day = CaseStep.objects.get(case=case, step="decided").since + timedelta(days=7)
        actions.end_case(case, by=by, state="interrupted", on=day, why="Chuyển trường")
        case.refresh_from_db()
        assert case.due_on == rulebook.deadline(day, 15)
        with acting_as(lan):
            found = duties.due(lan, date(2023, 12, 31), kinds=["case_moved"])
            assert [one.due_on for one in found] == [case.due_on]
            (line,) = casepage.told(casepage.opened(lan, case.pk), date(2023, 7, 3))["moves"]
            assert "chậm nhất ngày" in line.words and "15 ngày làm việc" in line.rule and "01-HD/TW" in line.rule
        went = day + timedelta(days=10)
        actions.resume_case(case, by=by, on=went, unit=cast.units["LH-S"])
        case.refresh_from_db()
        assert case.due_on == rulebook.deadline(went, 30) and case.unit_id == cast.units["LH-S"].pk
        step = CaseStep.objects.get(case=case, step="decided")
        assert step.due_on == case.due_on and "01-HD/TW" in step.rule
        with pytest.raises(actions.NothingToObject):
            actions.review_case(case, by=by, on=went, words="Chưa có ý kiến")
        with pytest.raises(actions.NothingToObject):
            actions.object_case(case, by=by, on=went - timedelta(days=1), words="Trước ngày nhận")
        asked = actions.object_case(case, by=by, on=went, words="Cần thẩm tra bổ sung")
        assert asked.review_due == rulebook.deadline(went, 60)
        other = cast.actor("lachong")
        with acting_as(other):
            assert [one.due_on for one in duties.due(other, date(2023, 12, 31), kinds=["case_review"])] == [
                asked.review_due
            ]
        assert actions.review_case(case, by=by, on=went, words="Đã bổ sung").reviewed_on == went
        actions.forward_case(case, cast.units["LH-1"], by=by, on=went, why="Đổi lớp")  # the same committee: nothing new
        case.refresh_from_db()
        assert (
            case.due_on == rulebook.deadline(went, 30) and CaseMove.objects.filter(case=case, outside=True).count() == 1
        )
        late = CaseMove(case=case, stage="ceremony", moved_on=date(2022, 1, 3))
        case.decided_on = date(2022, 6, 1)
        assert casenotes.moved(late, case).tone == "bad" and "hủy quyết định" in casenotes.moved(late, case).words
        case.decided_on = date(2022, 1, 20)
        assert "tổ chức lễ kết nạp ở nơi mới" in casenotes.moved(late, case).words
