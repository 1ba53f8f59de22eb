"""Shape and wording of what is entered about papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.documents.models import Direction, Kind, Proposal

COMPARATORS = [(">=", _("từ … trở lên")), ("<=", _("không quá")), ("=", _("đúng bằng")), ("~", _("khoảng"))]
CLASSES = [
    ("percent", "%"),
    ("count", _("số lượng")),
    ("rate", _("lần trên một đơn vị, một năm")),
    ("money", _("tiền")),
    ("measure", _("số đo")),
]
RELS = [("in", _("trong")), ("by", _("chậm nhất")), ("before", _("trước")), ("after", _("sau")), ("from", _("từ"))]


class IntakeForm(forms.Form):
    """A paper by file or by pasted text."""

    direction = forms.ChoiceField(label=_("Loại sổ"), choices=Direction.choices, initial=Direction.INTERNAL)
    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_("Word (.docx), văn bản thuần (.txt) hoặc PDF có chữ, tối đa 20 MB."),
    )
    text = forms.CharField(
        label=_("Hoặc dán nội dung văn bản"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Chọn một tệp hoặc dán nội dung văn bản."))
        return given


class TargetForm(forms.Form):
    """A numeric target as read."""

    metric = forms.CharField(label=_("Nội dung chỉ tiêu"), max_length=400)
    comparator = forms.ChoiceField(label=_("So sánh"), choices=COMPARATORS)
    value = forms.FloatField(label=_("Giá trị"), localize=True)
    unit_class = forms.ChoiceField(label=_("Loại số"), choices=CLASSES)
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    subject = forms.CharField(label=_("Đối tượng"), max_length=250, required=False)
    period = forms.CharField(
        label=_("Kỳ"), max_length=20, required=False, help_text=_("P1Y: hằng năm; 2023; 2023-Q1; /2030: đến năm 2030.")
    )


class TaskForm(forms.Form):
    """A dated task as read."""

    action = forms.CharField(label=_("Nội dung nhiệm vụ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    due = forms.CharField(
        label=_("Thời hạn"),
        max_length=20,
        help_text=_("Ví dụ: 2023; 2023-04 (tháng 4/2023); 2023-Q1; 2023-06-30; P1Y (hằng năm)."),
    )
    rel = forms.ChoiceField(label=_("Cách ghi"), choices=RELS, initial="in")


class CitationForm(forms.Form):
    """A cited paper."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=Kind.choices, required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    date = forms.CharField(label=_("Ngày"), max_length=10, required=False, help_text=_("Năm-tháng-ngày: 2022-06-16."))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=250, required=False)


class RecipientForm(forms.Form):
    """A line under "Nơi nhận"."""

    name = forms.CharField(label=_("Nơi nhận"), max_length=250)
    purpose = forms.CharField(label=_("Mục đích"), max_length=40, required=False)


class HeaderForm(forms.Form):
    """One value of the head."""

    value = forms.CharField(label=_("Giá trị"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


FORMS: dict[str, type[forms.Form]] = {
    "target": TargetForm, "task": TaskForm, "citation": CitationForm, "recipient": RecipientForm, "header": HeaderForm,
}  # fmt: skip


def form_for(proposal: Proposal, data: Any = None) -> forms.Form:
    """The form that corrects a proposal."""
    return FORMS[proposal.kind](data, initial=proposal.values, auto_id=f"p{proposal.pk}_%s")


class AddForm(forms.Form):
    """What the reader missed: a piece of the text and what it is."""

    kind = forms.ChoiceField(label=_("Là"), choices=[("target", _("Chỉ tiêu")), ("task", _("Nhiệm vụ"))])
    quote = forms.CharField(
        label=_("Đoạn văn"),
        max_length=2000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-selection": "quote"}),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-selection": "start"}))


def added_values(kind: str, quote: str) -> dict[str, Any]:
    """First values for an added proposal; the person corrects them next."""
    text = " ".join(quote.split())
    if kind == "task":
        return {"action": text[:1000], "due": "", "rel": "in"}
    return {
        "metric": text[:400],
        "comparator": ">=",
        "value": 0,
        "unit_class": "count",
        "unit": "",
        "subject": "",
        "period": "P1Y",
    }
