"""Shape and wording of what is entered in a draft of a restructuring."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.forms import DayField

Choices = Sequence[tuple[Any, Words]]


class DraftForm(forms.Form):
    """A new draft."""

    name = forms.CharField(label=_("Tên phương án"), max_length=200, initial=_("Phương án sắp xếp chi bộ"))


class StepForm(forms.Form):
    """What every step carries: the version of the draft it was thought of for."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FoundForm(StepForm):
    """A new cell."""

    name = forms.CharField(label=_("Tên chi bộ mới"), max_length=250)
    parent = forms.TypedChoiceField(label=_("Trực thuộc"), coerce=int)
    is_student = forms.BooleanField(label=_("Chi bộ sinh viên"), required=False)
    is_joint = forms.BooleanField(label=_("Chi bộ ghép"), required=False)

    def __init__(self, uppers: Choices, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["parent"].choices = uppers  # type: ignore[attr-defined]


class FromForm(forms.Form):
    """From which cell people are picked."""

    cell = forms.ChoiceField(label=_("Chọn người từ chi bộ"))

    def __init__(self, uppers: Choices, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cell"].choices = cells  # type: ignore[attr-defined]


class PeopleForm(StepForm):
    """Who goes where."""

    to = forms.ChoiceField(
        label=_("Chuyển đến chi bộ"), error_messages={"required": _("Đề nghị chọn chi bộ nhận.")}
    )  # fmt: skip
    people = forms.MultipleChoiceField(
        label=_("Đảng viên"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Đề nghị chọn ít nhất một đảng viên.")},
    )

    def __init__(self, cells: Choices, people: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = cells  # type: ignore[attr-defined]
        self.fields["people"].choices = people  # type: ignore[attr-defined]


class MergeForm(StepForm):
    """Cells that end, and the one that takes their people."""

    cells = forms.MultipleChoiceField(
        label=_("Chi bộ kết thúc hoạt động"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Đề nghị chọn ít nhất một chi bộ.")},
    )
    to = forms.ChoiceField(
        label=_("Đảng viên còn lại chuyển về"), required=False,
        help_text=_("Để trống khi giải thể chi bộ không còn đảng viên, hoặc sẽ chọn từng người ở bước khác."),
    )  # fmt: skip

    def __init__(self, uppers: Choices, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = [("", _("Không chuyển chung")), *cells]  # type: ignore[attr-defined]
        self.fields["cells"].choices = [one for one in cells if str(one[0]).isdigit()]  # type: ignore[attr-defined]


class ParentForm(StepForm):
    """A cell under another parent."""

    unit = forms.TypedChoiceField(label=_("Chi bộ"), coerce=int)
    parent = forms.TypedChoiceField(label=_("Chuyển về trực thuộc"), coerce=int)

    def __init__(self, uppers: Choices, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = [one for one in cells if str(one[0]).isdigit()]  # type: ignore[attr-defined]
        self.fields["parent"].choices = uppers  # type: ignore[attr-defined]


class CellPostForm(StepForm):
    """A member of a cell who is appointed to its committee by the same decision."""

    person = forms.TypedChoiceField(label=_("Đảng viên"), coerce=int)
    title = forms.ChoiceField(label=_("Chức danh"))

    def __init__(self, people: Choices, titles: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["title"].choices = titles  # type: ignore[attr-defined]


class ApplyForm(StepForm):
    """The decision by which a draft is done."""

    on = DayField(label=_("Thực hiện từ ngày"))
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120)
    exception = forms.CharField(
        label=_("Văn bản cho phép trường hợp đặc thù"), max_length=300, required=False,
        help_text=_("Chỉ khi có chi bộ không đủ điều kiện mà cấp trên cho phép."),
    )  # fmt: skip
