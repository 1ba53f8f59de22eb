"""Shape and wording of what is entered about posts and about the planning roster."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.forms import DayField
from nennep.members.models import Left, Manner, PlanState
from nennep.org.models import PostKind
from nennep.ui.fields import CHOOSE, PastField, to_choose

Choices = list[tuple[Any, Any]]


def titles(kinds: Iterable[PostKind]) -> Choices:
    """Titles in groups, association by association."""
    found: dict[str, Choices] = {}
    for one in kinds:
        found.setdefault(str(one.get_association_display()), []).append((one.title, one.title))
    return list(found.items())


class PostForm(forms.Form):
    """A post of a committee, and how it was come by."""

    unit = forms.ChoiceField(label=_("Cấp ủy, ban chấp hành của đơn vị"))
    title = forms.ChoiceField(label=_("Chức danh"))
    manner = forms.ChoiceField(
        label=_("Hình thức"), choices=Manner.choices, initial=Manner.ELECTED,
        help_text=_("Bầu bổ sung được tính là cấp ủy viên khi đã có quyết định chuẩn y."),
    )  # fmt: skip
    since = DayField(label=_("Từ ngày"))
    decision = forms.CharField(
        label=_("Văn bản"), max_length=120, required=False, help_text=_("Biên bản bầu cử, quyết định chuẩn y hoặc chỉ định."),
    )  # fmt: skip

    def __init__(self, units: Choices, kinds: Iterable[PostKind], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = to_choose(units)  # type: ignore[attr-defined]
        self.fields["title"].choices = [CHOOSE, *titles(kinds)]  # type: ignore[attr-defined]


class ApprovePostForm(forms.Form):
    """The competent body's decision that approves an election."""

    result = forms.ChoiceField(
        label=_("Kết quả"), choices=[("approved", _("chuẩn y")), ("refused", _("không chuẩn y"))], initial="approved"
    )
    number = forms.CharField(label=_("Văn bản của cấp trên: số, ngày"), max_length=120)
    on = DayField(label=_("Có hiệu lực từ ngày"))
    body = forms.CharField(label=_("Cấp có thẩm quyền"), max_length=160)


class LeavePostForm(forms.Form):
    """The day a post is left, and why."""

    on = DayField(label=_("Thôi giữ từ ngày"))
    why = forms.ChoiceField(
        label=_("Lý do"), choices=[one for one in Left.choices if one[0] != Left.REFUSED], initial=Left.RELIEVED
    )
    decision = forms.CharField(label=_("Văn bản"), max_length=120, required=False)


class PlanForm(forms.Form):
    """A member planned for a post of a term."""

    person = forms.TypedChoiceField(label=_("Đảng viên"), coerce=int)
    title = forms.ChoiceField(label=_("Chức danh quy hoạch"))
    term = forms.CharField(label=_("Nhiệm kỳ"), max_length=40, help_text=_("Ví dụ: 2025–2030"))

    def __init__(self, people: Choices, kinds: Iterable[PostKind], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"].choices = [("", _("Chọn đảng viên")), *people]  # type: ignore[attr-defined]
        self.fields["title"].choices = to_choose((one.title, one.title) for one in kinds)  # type: ignore[attr-defined]

    def clean_term(self) -> str:
        """Two years, written one way, so that the entries of a term stand together."""
        found = re.fullmatch(r"\s*(\d{4})\s*[-–—]\s*(\d{4})\s*", self.cleaned_data["term"])
        if found is None or not 1 <= int(found[2]) - int(found[1]) <= LONGEST_TERM:
            raise forms.ValidationError(_("Ghi năm đầu và năm cuối của nhiệm kỳ, ví dụ 2025–2030."))
        return f"{found[1]}–{found[2]}"


LONGEST_TERM = 10
"""Years; a first term after a merger may be shorter than five, none is twice as long."""


class DecidePlanForm(forms.Form):
    """The decision about an entry of the roster."""

    state = forms.ChoiceField(
        label=_("Kết quả"), choices=[one for one in PlanState.choices if one[0] != PlanState.PROPOSED]
    )
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120)
    on = PastField(label=_("Ngày quyết định"))
    body = forms.CharField(label=_("Cấp có thẩm quyền"), max_length=160)
