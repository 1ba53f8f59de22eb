"""Shape and wording of what is entered about model titles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.reviews.goods import GOODS


class RegisterForm(forms.Form):
    """A registration: the year, and what the unit will do."""

    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    aim = forms.CharField(label=_("Nội dung đăng ký, biện pháp chính"), widget=forms.Textarea, max_length=4000)

    def __init__(self, years: list[int], *rest: Any, **more: Any) -> None:
        super().__init__(*rest, **more)
        self.fields["year"].choices = [(one, str(one)) for one in years]  # type: ignore[attr-defined]


class HalfForm(forms.Form):
    """The look at mid-year."""

    words = forms.CharField(label=_("Kết quả 6 tháng, việc cần làm tiếp"), widget=forms.Textarea, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AssessForm(forms.Form):
    """Points for each good, and words."""

    words = forms.CharField(label=_("Căn cứ tự chấm"), widget=forms.Textarea, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, most: dict[str, int], held: dict[str, list[tuple[str, str]]], *rest: Any, **more: Any
    ) -> None:  # fmt: skip
        """``held`` is what the books say of each good; it stands at its field."""
        super().__init__(*rest, **more)
        fields = {
            code: forms.IntegerField(
                label=str(label),
                min_value=0,
                max_value=most[code],
                help_text="; ".join(
                    [
                        _("Nhiều nhất {n} điểm").format(n=most[code]),
                        *(f"{words}: {value}" for words, value in held[code]),
                    ]
                ),
            )
            for code, label, _figures in GOODS
        }
        self.fields = {**fields, **self.fields}

    def points(self) -> dict[str, int]:
        """The points by good."""
        return {code: self.cleaned_data[code] for code, _label, _figures in GOODS}


class OpinionForm(forms.Form):
    """What the level above says."""

    agreed = forms.TypedChoiceField(
        label=_("Ý kiến"),
        choices=[("yes", _("Đề nghị công nhận")), ("no", _("Chưa đề nghị công nhận"))],
        coerce=lambda value: value == "yes",
    )
    words = forms.CharField(label=_("Lý do, nhận xét"), widget=forms.Textarea, max_length=2000)


class DecisionForm(forms.Form):
    """The committee's decision."""

    decision = forms.CharField(label=_("Quyết định số"), max_length=60)
    on = forms.DateField(
        label=_("Ngày quyết định"), input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"}),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Nothing to enter."""
