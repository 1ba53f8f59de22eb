"""The anonymous pulse: off until switched on, answered once by those present, shown from five answers up."""

from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.meetings import actions
from nennep.meetings.actions.pulse import NoAnswer, PulseOff
from nennep.meetings.models import Attendance, Meeting, Pulse, Switch
from nennep.meetings.tests.story import TODAY, concluded

pytestmark = pytest.mark.django_db


def asked(cast: Cast, meeting: Meeting) -> tuple[Pulse, list[Actor]]:
    """The pulse of a meeting, and those who were present."""
    unit, hoa = cast.units["BV"], cast.actor("hoa")
    with acting_as(hoa), transaction.atomic(), pytest.raises(PulseOff):
        actions.open_pulse(meeting, by=hoa)
    with acting_as(cast.actor("chanh")):
        Switch.objects.create(unit=unit, unit_key=unit.key, thing="pulse", since=TODAY)
    with acting_as(hoa), transaction.atomic():
        row = actions.open_pulse(meeting, by=hoa)
        there = list(Attendance.objects.filter(meeting=meeting, presence="present").exclude(person=None).order_by("pk"))
    return row, [Actor(0, one.name, one.person_id, ()) for one in there]


def test_nothing_joins_an_answer_to_a_person_and_five_are_needed(cast: Cast) -> None:
    hoa, meeting = cast.actor("hoa"), concluded(cast)
    row, people = asked(cast, meeting)
    assert len(people) >= 5
    with acting_as(hoa):
        before = Line.objects.count()
    for place, person in enumerate(people[:5]):
        with acting_as(person):
            with pytest.raises(NoAnswer, match="chọn một mức"):
                actions.answer_pulse(row, by=person, prepared=6, spoken=0)
            actions.answer_pulse(row, by=person, prepared=5 - place, spoken=4)
            with pytest.raises(NoAnswer, match="một lần"):
                actions.answer_pulse(row, by=person, prepared=1, spoken=1)
    minh = cast.actor("minh")
    with acting_as(minh), pytest.raises(NoAnswer, match="có mặt"):
        actions.answer_pulse(row, by=minh, prepared=1, spoken=1)
    with acting_as(hoa):
        assert Line.objects.count() == before
        with pytest.raises(ProgrammingError, match="denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select * from meetings_pulse_{row.pk}_b")
        with transaction.atomic():
            row = actions.close_pulse(row, by=hoa)
        assert (row.answers, row.prepared_mean, row.spoken_mean) == (5, 3.0, 4.0)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_class where relname like %s", [f"meetings_pulse_{row.pk}%"])
            assert cursor.fetchone() == (0,)


def test_fewer_than_five_answers_are_neither_shown_nor_kept(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    meeting = concluded(cast)
    page, path = signed_in("hoa"), f"/hop/{meeting.pk}/phieu-hoi/"
    assert page.get(path).status_code == 404
    row, people = asked(cast, meeting)
    for person in [one for one in people if one.person_id != cast.actor("hoa").person_id][:3]:
        with acting_as(person):
            actions.answer_pulse(row, by=person, prepared=2, spoken=2)
    shown = page.get(path).content.decode()
    assert "Kết thúc và xem kết quả" in shown and "kết thúc rồi không mở lại được" in shown
    said = page.post(f"{path}tra-loi/", {"prepared": "5", "spoken": "5"})
    assert (said.status_code, said["Location"]) == (302, f"/hop/{meeting.pk}/")  # not back to the questions
    assert page.post(f"{path}ket-thuc/").status_code == 302
    assert "Dưới 5 người trả lời" in page.get(path).content.decode()
    with acting_as(cast.actor("hoa")):
        row.refresh_from_db()
        assert (row.closed, row.answers, row.prepared, row.spoken) == (True, None, None, None)
    assert page.post(f"{path}tra-loi/", {"prepared": "5", "spoken": "5"}).status_code == 422
