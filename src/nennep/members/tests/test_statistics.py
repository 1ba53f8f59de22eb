"""Statistical tables against the figures, the rows behind each cell, and by hand."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast, moves
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, Ask, through
from nennep.members import actions, statistics
from nennep.members.behind import behind
from nennep.members.models import Membership
from nennep.members.movement import CUTS, PARTS
from nennep.org.queries import ask

pytestmark = [pytest.mark.data, pytest.mark.django_db]
HALF = through(date(2023, 1, 1), date(2023, 6, 30))
PLACES = [("khoi", "K"), ("lan", "BV"), ("dung", "BV-LU"), ("hoa", "BV-S1")]
SAYS = {
    "admitted": "increase.admitted", "arrived": "increase.transferred", "departed": "decrease.transferred", "deceased": "decrease.deceased",
    "removed": "decrease.removed", "resigned": "decrease.resigned", "expelled": "decrease.expelled", "lost": "decrease.other",
}  # fmt: skip


def said(asked: Ask, code: str) -> int:
    return int(FIGURES[code].count(asked).part)


@pytest.mark.parametrize("many", [False, True])
def test_every_table_adds_up_to_the_figures(cast: Cast, many: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    moves.fill(cast)
    monkeypatch.setattr(statistics, "MOST_READ", 0 if many else 10**9)
    for name, code in PLACES:
        with acting_as(cast.actor(name)), transaction.atomic():
            asked = ask(cast.units[code], HALF)
            for cut in statistics.splits(asked):
                found = statistics.table(asked, cut)
                total, where = found.total, (code, cut.code)
                assert (total.opening, total.closing) == (said(asked, "members.start"), said(asked, "members")), where
                assert found.closes and total.shift == 0, where
                ways = total.came + total.gone
                assert {way: ways[way] for way in SAYS} == {way: said(asked, one) for way, one in SAYS.items()}, where
                assert sum(line.shift for line in found.lines if line.flows) == 0
                if cut.code != "month":
                    assert sum(line.closing for line in found.lines) == total.closing
                    assert total.parts["women"] == said(asked, "members.women"), where


def test_every_cell_opens_into_as_many_rows(cast: Cast) -> None:
    moves.fill(cast)
    for name, code in PLACES[1:]:
        with acting_as(cast.actor(name)), transaction.atomic():
            asked = ask(cast.units[code], HALF)
            for cut in CUTS.values():
                for line in statistics.table(asked, cut).lines:
                    cells = {"opening": line.opening, "closing": line.closing, **line.came, **line.gone}
                    for what, n in cells.items():
                        assert behind(asked, cut, what, line.address).count() == n, (code, cut.code, what, line.value)
                    for part in PARTS if cut.code != "month" else ():
                        assert behind(asked, cut, "closing", line.address, part).count() == line.parts[part]


def test_a_half_year_counted_by_hand(cast: Cast) -> None:
    """Five in a cell: one admitted, one recognised, one moved in from next door, one dead, one sent out of the system."""
    by, cell = cast.actor("dung"), cast.units["BV-HC"]
    with acting_as(by), transaction.atomic():
        before = Membership.objects.filter(
            unit=cell, placement="counted", since__lte=date(2022, 12, 31), until__gt=date(2022, 12, 31)
        ).count()
        start = statistics.table(ask(cell, HALF), CUTS["sex"]).total
        _stays, dead, *_rest = Membership.objects.filter(unit=cell, status="official", until__year=9999).order_by("id")
        neighbour = Membership.objects.filter(unit=cast.units["BV-NN"], status="official", until__year=9999).order_by(
            "id"
        )[0]
        actions.move_member(neighbour, cell, by=by, on=date(2023, 3, 1))
        actions.end_membership(dead, by=by, on=date(2023, 4, 2), reason="deceased")
        found = statistics.table(ask(cell, HALF), CUTS["month"])
        assert start.opening == before and found.total.opening == before
        assert found.total.came["arrived"] == start.came["arrived"] + 1 and found.total.gone["deceased"] == 1
        assert found.total.closing == start.closing and found.closes
        march, april = found.lines[2], found.lines[3]
        assert (march.label, march.came["arrived"], april.gone["deceased"]) == ("03/2023", 1, 1)
        assert march.closing == april.opening
        whole = statistics.table(ask(cast.units["BV"], HALF), CUTS["unit"])
        shifts = {line.label: line.shift for line in whole.lines if line.shift}
        assert (
            whole.closes
            and whole.total.came["arrived"] == 0
            and set(shifts.values()) <= {1, -1}
            and len(shifts) in (0, 2)
        )


def test_a_stretch_without_its_other_half_is_named(cast: Cast) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Membership.objects.filter(unit=cast.units["BV-S1"], status="official", until__year=9999).order_by("id")[0]
        Membership.objects.filter(pk=row.pk).update(until=date(2023, 5, 5), end="recognised")
        found = statistics.table(ask(cast.units["BV"], HALF), CUTS["sex"])
        assert not found.closes and [one.pk for one in found.odd] == [row.pk] and found.total.shift == -1
        assert behind(ask(cast.units["BV"], HALF), CUTS["sex"], "odd", "").get().pk == row.pk


def test_a_table_asks_a_fixed_number_of_statements_and_refuses_a_foreign_unit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for many in (0, 10**9):
        monkeypatch.setattr(statistics, "MOST_READ", many)
        with acting_as(cast.actor("khoi")), transaction.atomic():
            for cut in statistics.splits(ask(cast.units["K"], HALF)):
                asked = ask(cast.units["K"], HALF)
                with CaptureQueriesContext(connection) as queries:
                    statistics.table(asked, cut)
                assert len(queries) <= 12, (cut.code, len(queries))
    with acting_as(cast.actor("lachong")), transaction.atomic():
        for sql in (
            "select * from nn_person_kinds('degree', array[%s], array[%s || '~'], '2023-01-01', '2023-07-01')",
            "select * from nn_tally_months(%s, %s, '2023-01-01', '2023-07-01')",
            "select * from nn_tally_below(%s, %s, '2023-01-01', '2023-07-01')",
        ):
            with (
                pytest.raises(DatabaseError, match="outside the scope"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql, [cast.units["BV"].key] * 2 if "array" in sql else [cast.units["BV"].key, "begin"])
