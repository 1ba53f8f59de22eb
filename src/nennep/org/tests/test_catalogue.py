"""The catalogues: who may add to them, and that new kinds work at once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.org import actions
from nennep.org.models import Outside, UnitKind, WorkArea

pytestmark = pytest.mark.django_db


def test_a_new_kind_of_unit_can_be_founded_at_once(cast: Cast) -> None:
    by = cast.actor("khoi_chanh")
    with acting_as(by), transaction.atomic():
        kind = actions.add_kind(by=by, code="women", name="Hội Phụ nữ", association="other", parents=["grassroots"])
        unit = actions.found_unit(
            cast.units["BV"], by=by, kind=kind, name="Hội Phụ nữ Bách Việt", since=date(2023, 7, 1)
        )
        assert unit.kind_id == "women" and unit.parent_id == cast.units["BV"].pk
        with pytest.raises(actions.KindNotUnderParent):
            actions.found_unit(cast.units["BV-LU"], by=by, kind=kind, name="Hội Phụ nữ Luật", since=date(2023, 7, 1))
        with pytest.raises(actions.NameTaken):
            actions.add_kind(by=by, code="women", name="Khác", association="other", parents=[])


def test_the_catalogues_of_the_tree_belong_to_its_root(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
        actions.add_area(by=by, code="digital", name="Chuyển đổi số")
    assert not WorkArea.objects.filter(pk="digital").exists() and not UnitKind.objects.filter(pk="women").exists()


def test_an_outside_organisation_is_kept_once_by_its_unit(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    lan = signed_in("lan")
    given = {"name": "Đảng ủy phường Hoa Lư", "symbol": "ĐUP", "address": "Hà Nội"}
    assert lan.post("/to-chuc/danh-muc/to-chuc-ngoai/", given).status_code == 302
    again = lan.post("/to-chuc/danh-muc/to-chuc-ngoai/", given | {"name": "đảng uỷ phường hoa lư"})
    assert again.status_code == 422 and "đã có trong danh mục" in again.content.decode()
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Outside.objects.get(name="Đảng ủy phường Hoa Lư")
    assert lan.post(f"/to-chuc/danh-muc/to-chuc-ngoai/{row.pk}/", given | {"symbol": "ĐU"}).status_code == 302
    assert "Đảng ủy phường Hoa Lư" in lan.get("/to-chuc/danh-muc/").content.decode()
    assert "Đảng ủy phường Hoa Lư" not in signed_in("lachong").get("/to-chuc/danh-muc/").content.decode()
