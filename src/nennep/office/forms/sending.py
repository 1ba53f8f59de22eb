"""Shape and wording of sending papers on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.office.forms import DayField
from nennep.office.models import Purpose
from nennep.org.models import Unit
from nennep.org.queries import told_apart

WHOM = [
    ("below", _("Mọi đơn vị trực thuộc trực tiếp")), ("cells", _("Mọi chi bộ")), ("chosen", _("Các đơn vị chọn dưới đây")),
    ("none", _("Chỉ nơi nhận bên ngoài")),
]  # fmt: skip


TO_UNITS = "purpose=report know act"
OURSELVES = {Purpose.WEB.value: _("Trang thông tin điện tử"), Purpose.FILE.value: _("Hồ sơ lưu")}
"""The one recipient of a paper that is put out or filed."""


def _shown(widget: type[forms.Widget], only: str) -> forms.Widget:
    """A widget that is shown with one choice of another field: ``name=value value``."""
    return widget(attrs={"data-only": only})


class UnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Units ticked in a list, perhaps ``shown`` with one choice of another field."""

    def __init__(self, shown: str = "", **more: Any) -> None:
        attrs = {"data-only": shown} if shown else {}
        super().__init__(queryset=None, required=False, widget=forms.CheckboxSelectMultiple(attrs=attrs), **more)

    def offer(self, units: Any) -> None:
        """The units that may be ticked, those of one name told apart by the unit above each."""
        self.queryset = units
        self.named = dict(told_apart(units))

    def label_from_instance(self, obj: Any) -> str:
        """The unit's name, with whose it is where several bear it."""
        return self.named.get(obj.pk, obj.name)


class SendForm(forms.Form):
    """Recipients of one purpose."""

    purpose = forms.ChoiceField(label=_("Mục đích"), choices=Purpose.choices, initial=Purpose.ACT)
    whom = forms.ChoiceField(
        label=_("Nơi nhận trong đảng bộ"), choices=WHOM, initial="below", widget=_shown(forms.Select, TO_UNITS)
    )
    units = UnitsField(label=_("Đơn vị"), shown="whom=chosen")
    outside = forms.CharField(
        label=_("Nơi nhận bên ngoài"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-only": TO_UNITS}),
        help_text=_("Mỗi nơi một dòng."),
    )
    due_on = DayField(label=_("Hạn thực hiện"), required=False)
    place = forms.CharField(
        label=_("Nơi lưu"), max_length=250, required=False, widget=forms.TextInput(attrs={"data-only": "purpose=file"}),
        help_text=_("Ví dụ: hồ sơ 03, tủ A, Văn phòng Đảng ủy."),
    )  # fmt: skip

    def __init__(self, units: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["units"].offer(units)  # type: ignore[attr-defined]
        self.fields["due_on"].widget.attrs["data-only"] = "purpose=act"

    def clean(self) -> dict[str, Any]:
        """What is to be carried out has a day, what is filed has a place; the web page and the file are the recipient."""
        given: dict[str, Any] = super().clean() or {}
        if name := OURSELVES.get(given.get("purpose", "")):
            given |= {"whom": "none", "units": [], "outside": given.get("outside") or str(name), "due_on": None}
        if given.get("purpose") == Purpose.ACT and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Văn bản để thực hiện cần có hạn."))
        if given.get("purpose") == Purpose.FILE and not given.get("place"):
            self.add_error("place", _("Đề nghị ghi nơi lưu."))
        return given


class PassForm(forms.Form):
    """Units below to which a paper is passed on; ``due_on`` is the day the unit itself was given."""

    units = UnitsField(label=_("Đơn vị"))
    purpose = forms.ChoiceField(
        label=_("Mục đích"), choices=[choice for choice in Purpose.choices if choice[0] in {Purpose.KNOW, Purpose.ACT}], initial=Purpose.ACT
    )  # fmt: skip
    due_on = DayField(label=_("Hạn thực hiện"), required=False)

    def __init__(self, units: Any, due_on: date | None, *given: Any, **more: Any) -> None:
        super().__init__(*given, **{"initial": {"due_on": due_on}} | more)
        self.fields["units"].offer(units)  # type: ignore[attr-defined]
        self.given_on = due_on

    def clean(self) -> dict[str, Any]:
        """What is to be carried out has a day: the one given here, else the unit's own."""
        given: dict[str, Any] = super().clean() or {}
        given["due_on"] = given.get("due_on") or self.given_on
        if given.get("purpose") == Purpose.ACT and not given["due_on"] and "due_on" not in self.errors:
            self.add_error("due_on", _("Văn bản để thực hiện cần có hạn."))
        return given


class ResultForm(forms.Form):
    """What a unit did."""

    result = forms.CharField(label=_("Kết quả thực hiện"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(forms.Form):
    """Where a paper was published."""

    place = forms.URLField(
        label=_("Địa chỉ trang đã đăng"), max_length=250, assume_scheme="https",
        error_messages={"invalid": _("Đề nghị ghi địa chỉ trang, bắt đầu bằng https://.")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why a paper is taken back."""

    reason = forms.CharField(label=_("Lý do rút"), max_length=300)


class StudyForm(forms.Form):
    """A plan of dissemination."""

    name = forms.CharField(label=_("Tên đợt quán triệt"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    form = forms.CharField(
        label=_("Hình thức"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: hội nghị trực tiếp; sinh hoạt chuyên đề chi bộ."),
    )
    whom = forms.ChoiceField(label=_("Đơn vị tổ chức"), choices=WHOM[:3], initial="cells")
    units = UnitsField(label=_("Đơn vị"), shown="whom=chosen")
    due_on = DayField(label=_("Xong trước ngày"))

    def __init__(self, units: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["units"].offer(units)  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    """A session that was held."""

    held_on = DayField(label=_("Ngày tổ chức"))
    required = forms.IntegerField(label=_("Số đảng viên phải dự"), min_value=1, max_value=1_000_000)
    present = forms.IntegerField(label=_("Số đảng viên dự"), min_value=0, max_value=1_000_000)
    note = forms.CharField(label=_("Ghi chú"), max_length=400, required=False)


def chosen(given: dict[str, Any], below: list[Unit], cells: list[Unit]) -> list[Unit]:
    """The units a form means."""
    whom = given["whom"]
    return below if whom == "below" else cells if whom == "cells" else list(given["units"]) if whom == "chosen" else []
