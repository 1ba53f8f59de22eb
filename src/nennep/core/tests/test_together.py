"""Several lists in one statement."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Case, Count, F, Value, When
from django.test.utils import CaptureQueriesContext

from nennep.accounts.models import Account
from nennep.config.cast import Cast
from nennep.core.scope import NoScope, acting_as
from nennep.core.together import counts, groups, together
from nennep.members.models import Membership, Person
from nennep.org.models import Unit, UnitSpell

pytestmark = pytest.mark.django_db


def test_lists_come_as_they_were_asked_in_one_statement(cast: Cast) -> None:
    with acting_as(cast.actor("dung")):
        units = Unit.objects.order_by("-pk")[:3]
        since = Membership.objects.annotate(
            since_again=F("since"), first=Case(When(since__lt=date(2022, 1, 1), then=Value(True)), default=Value(False))
        ).order_by("since", "pk")[:40]  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            first, nothing, second, none = together(units, Person.objects.none(), since, Person.objects.filter(pk=0))
        assert len(asked) == 1
        assert (first, second) == (list(units), list(since))
        assert (nothing, none) == ([], [])
        for got, wanted in zip(second, since, strict=True):
            assert {one.attname: getattr(got, one.attname) for one in Membership._meta.concrete_fields} == {
                one.attname: getattr(wanted, one.attname) for one in Membership._meta.concrete_fields
            }
            assert (got.since_again, got.first) == (wanted.since_again, wanted.first)
        assert not second[0]._state.adding and second[0].unit == since[0].unit
    assert Account in {type(one) for one in together(Account.objects.filter(pk=cast.accounts["lan"].pk))[0]}


def test_rows_come_with_what_they_point_at(cast: Cast) -> None:
    with acting_as(cast.actor("dung")):
        wanted = UnitSpell.objects.select_related("unit__kind", "parent").order_by("key", "since")[:30]
        (found,) = together(wanted)
        with CaptureQueriesContext(connection) as asked:
            assert [(one.unit.name, one.unit.kind.name, one.parent) for one in found] == [
                (one.unit.name, one.unit.kind.name, one.parent) for one in list(wanted)
            ]
        assert len(asked) == 1  # the one that was compared with
        assert {one.parent is None for one in found} == {True, False}


def test_counts_and_groups(cast: Cast) -> None:
    with acting_as(cast.actor("dung")):
        rows = Membership.objects.filter(unit=cast.units["BV-S1"])
        assert counts(rows, rows.none(), rows.filter(status="official")) == [
            rows.count(), 0, rows.filter(status="official").count(),
        ]  # fmt: skip
        by_unit = Membership.objects.order_by().values_list("unit_key").annotate(n=Count("pk"))
        found, none = groups(by_unit, by_unit.none())
        assert (sorted(map(tuple, found)), none) == (sorted(by_unit), [])
        assert (counts(), groups(), together()) == ([], [], [])


def test_rows_stay_within_the_scope(cast: Cast) -> None:
    with acting_as(cast.actor("lachong")):
        other = Membership.objects.filter(unit_key__startswith=cast.units["BV"].key)
        assert together(other) == [[]]
    with pytest.raises(NoScope):
        together(Membership.objects.all())
