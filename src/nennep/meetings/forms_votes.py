"""Shape of what is counted: open votes, paper ballots by two tellers, elections."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nennep.meetings.models import Attendance, Candidate


class CountForm(forms.Form):
    """The count of an open vote."""

    agreed = forms.IntegerField(label=gettext_lazy("Tán thành"), min_value=0)
    against = forms.IntegerField(label=gettext_lazy("Không tán thành"), min_value=0, required=False)
    blank = forms.IntegerField(label=gettext_lazy("Không có ý kiến"), min_value=0, required=False)

    def counted(self) -> dict[str, int]:
        """What the verb takes."""
        return {name: n or 0 for name, n in self.cleaned_data.items()}


def count_field(label: Any) -> forms.IntegerField:
    """A number of ballots; a teller leaves none out."""
    return forms.IntegerField(label=label, min_value=0, max_value=30_000)


class TellForm(forms.Form):
    """What one teller counted: sheets, then votes by answer or by candidate."""

    teller = forms.CharField(label=gettext_lazy("Họ tên người kiểm phiếu"), max_length=120)
    issued = count_field(gettext_lazy("Phiếu phát ra"))
    returned = count_field(gettext_lazy("Phiếu thu về"))
    valid = count_field(gettext_lazy("Phiếu hợp lệ"))

    def __init__(self, candidates: Iterable[Candidate], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        names: dict[str, Any] = {f"c{one.pk}": one.name for one in candidates} or {
            "agreed": gettext_lazy("Tán thành"), "against": gettext_lazy("Không tán thành"), "blank": gettext_lazy("Không có ý kiến"),
        }  # fmt: skip
        self.fields |= {name: count_field(label) for name, label in names.items()}

    def counts(self) -> dict[str, int]:
        """What the verb takes beside the name."""
        return {name: n for name, n in self.cleaned_data.items() if name != "teller"}


class OwnTellForm(TellForm):
    """What an appointed teller counted: his name is known."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        del self.fields["teller"]


class TellersForm(forms.Form):
    """The two who count on their own devices; both empty gives the counting back."""

    first = forms.TypedChoiceField(label=gettext_lazy("Người kiểm phiếu thứ nhất"), coerce=int, required=False)
    second = forms.TypedChoiceField(label=gettext_lazy("Người kiểm phiếu thứ hai"), coerce=int, required=False)

    def __init__(self, people: Iterable[Attendance], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        listed: list[tuple[Any, str]] = [("", "–"), *((one.pk, one.name) for one in people)]
        for name in ("first", "second"):
            self.fields[name].choices = listed  # type: ignore[attr-defined]

    def people(self) -> list[int]:
        """What the verb takes."""
        return [one for one in (self.cleaned_data["first"], self.cleaned_data["second"]) if one]


class ElectionForm(forms.Form):
    """An election: what for, how many seats, who stands."""

    title = forms.CharField(
        label=gettext_lazy("Bầu"), max_length=500, help_text=gettext_lazy("Ví dụ: Chi ủy nhiệm kỳ 2025-2027.")
    )
    seats = forms.IntegerField(label=gettext_lazy("Số người được bầu"), min_value=1, max_value=100)
    names = forms.CharField(
        label=gettext_lazy("Danh sách bầu cử"), widget=forms.Textarea(attrs={"rows": 5}), help_text=gettext_lazy("Mỗi người một dòng, theo thứ tự in trên phiếu."),
    )  # fmt: skip
