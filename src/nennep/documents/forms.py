"""Shape and wording of what is entered about papers."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nennep.documents import reading, time_words
from nennep.documents.models import HIDDEN, Direction, Kind, Proposal
from nennep.documents.taking import UNREADABLE
from nennep.ui.fields import Upload

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
    file = Upload(
        label=_("Tệp văn bản"), required=False, allow_empty_file=True, max_length=None, most=settings.UPLOAD_MEGABYTES * 1024 * 1024,
        help_text=_("Bản gốc được giữ nguyên vẹn."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Hoặc dán nội dung văn bản"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        endings, most = reading.endings(), settings.UPLOAD_MEGABYTES
        self.fields["file"].widget.attrs["accept"] = ",".join(endings)
        self.fields["file"].help_text = _("Nhận {kinds}; tối đa {most} MB. Bản gốc được giữ nguyên vẹn.").format(
            kinds=", ".join(endings), most=most
        )

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Not empty; said before anything is read."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if file is not None and not file.size:
            raise forms.ValidationError(UNREADABLE["empty"])
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Chọn một tệp hoặc dán nội dung văn bản."))
        return given


class TimeField(forms.CharField):
    """A time as people write it; kept as a token."""

    def __init__(self, **more: Any) -> None:
        hint = _("Ví dụ: năm 2023; quý I/2023; tháng 4/2023; 30/6/2023; đến năm 2025; hằng năm.")
        super().__init__(**{"max_length": 60, "help_text": hint, **more})

    def prepare_value(self, value: Any) -> Any:
        return time_words.told(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        try:
            return time_words.token(words or "")
        except ValueError:
            wrong = _("Chưa hiểu thời gian “{words}”. Đề nghị ghi như: quý I/2023, tháng 4/2023, 30/6/2023.")
            raise forms.ValidationError(wrong.format(words=words)) from None


class FigureField(forms.FloatField):
    """A number as people write it: 12, not 12,0."""

    def __init__(self, **more: Any) -> None:
        super().__init__(localize=True, **more)

    def prepare_value(self, value: Any) -> Any:
        return int(value) if isinstance(value, float) and value.is_integer() else value


class TargetForm(forms.Form):
    """A numeric target as read."""

    metric = forms.CharField(label=_("Nội dung chỉ tiêu"), max_length=400)
    comparator = forms.ChoiceField(label=_("So sánh"), choices=COMPARATORS)
    value = FigureField(label=_("Giá trị"))
    value_max = FigureField(label=_("Đến"), required=False, help_text=_("Chỉ ghi khi là khoảng, ví dụ từ 15 đến 20."))
    unit_class = forms.ChoiceField(label=_("Loại số"), choices=CLASSES)
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    subject = forms.CharField(label=_("Đối tượng"), max_length=250, required=False)
    period = TimeField(label=_("Kỳ"), required=False)

    def clean_value_max(self) -> float | None:
        """The end of a range lies above its beginning."""
        most: float | None = self.cleaned_data["value_max"]
        if most is not None and most <= self.cleaned_data.get("value", most - 1):
            raise forms.ValidationError(_("Số cuối của khoảng phải lớn hơn số đầu."))
        return most


class TaskForm(forms.Form):
    """A dated task as read."""

    action = forms.CharField(label=_("Nội dung nhiệm vụ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    due = TimeField(label=_("Thời hạn"), required=False)
    rel = forms.ChoiceField(label=_("Cách ghi"), choices=RELS, initial="in")


class CitationForm(forms.Form):
    """A cited paper."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=Kind.choices, required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    date = TimeField(label=_("Ngày"), required=False, help_text=_("Ví dụ: 16/6/2022."))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=250, required=False)


class RecipientForm(forms.Form):
    """A line under "Nơi nhận"."""

    name = forms.CharField(label=_("Nơi nhận"), max_length=250)
    purpose = forms.CharField(label=_("Mục đích"), max_length=40, required=False)


class HeaderForm(forms.Form):
    """One value of the head."""

    value = forms.CharField(label=_("Giá trị"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class HeaderKindForm(forms.Form):
    """The kind of the paper."""

    value = forms.ChoiceField(label=_("Loại văn bản"), choices=Kind.choices)


class HeaderDateForm(forms.Form):
    """The day of the paper."""

    value = TimeField(label=_("Ngày văn bản"), help_text=_("Ví dụ: 29/12/2022."))


FORMS: dict[str, type[forms.Form]] = {
    "target": TargetForm, "task": TaskForm, "citation": CitationForm, "recipient": RecipientForm, "header": HeaderForm,
    "header:kind": HeaderKindForm, "header:date": HeaderDateForm,
}  # fmt: skip
HEAD = [
    ("number", _("Số, ký hiệu")), ("date", _("Ngày")), ("kind", _("Loại văn bản")), ("title", _("Trích yếu")),
    ("issuer", _("Cơ quan ban hành")), ("place", _("Địa danh")), ("signatory", _("Người ký")),
]  # fmt: skip
ADDED = [
    ("target", _("Chỉ tiêu")), ("task", _("Nhiệm vụ")), ("citation", _("Văn bản viện dẫn")), ("recipient", _("Nơi nhận")),
    (_("Thông tin văn bản"), [(f"header:{name}", label) for name, label in HEAD]),
]  # fmt: skip


def form_for(proposal: Proposal, data: Any = None) -> forms.Form:
    """The form that corrects a proposal."""
    name = f"{proposal.kind}:{proposal.values.get('name')}"
    form = FORMS.get(name, FORMS[proposal.kind])
    return form(data, initial=proposal.values, auto_id=f"p{proposal.pk}_%s")


class AddForm(forms.Form):
    """What the reader missed: a piece of the text and what it is."""

    kind = forms.ChoiceField(label=_("Là"), choices=ADDED)
    quote = forms.CharField(
        label=_("Đoạn văn"),
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-selection": "quote"}),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-selection": "start"}))

    def clean_quote(self) -> str:
        """As it stands in the text, whose lines end in one character."""
        quote: str = self.cleaned_data["quote"]
        return quote.replace("\r\n", "\n").strip("\n")


class MergeForm(forms.Form):
    """The other proposal that becomes one with this."""

    other: "forms.ModelChoiceField[Proposal]" = forms.ModelChoiceField(
        queryset=None, label=_("Gộp với"), empty_label=None
    )

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        super().__init__(data, auto_id=f"p{proposal.pk}_%s")
        same = proposal.document.proposals.filter(kind=proposal.kind).exclude(pk=proposal.pk).exclude(state__in=HIDDEN)
        field: Any = self.fields["other"]
        field.queryset = same
        field.label_from_instance = lambda row: row.label[:90]
        following = same.filter(start__gte=proposal.start).first() or same.last()
        field.initial = following and following.pk


class SplitForm(forms.Form):
    """The parts of a proposal, a line each."""

    parts = forms.CharField(
        label=_("Mỗi dòng thành một mục"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Xuống dòng ở chỗ cần tách; có thể sửa chữ."),
    )  # fmt: skip

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        super().__init__(data, auto_id=f"p{proposal.pk}_%s")
        self.fields["parts"].initial = "\n".join(parts_of(proposal))

    def clean_parts(self) -> list[str]:
        """The lines that are not empty."""
        return [line for line in self.cleaned_data["parts"].splitlines() if line.strip()]


def parts_of(proposal: Proposal) -> list[str]:
    """A first guess at the parts: cut at semicolons, else at the first comma or "và" that has words on both sides."""
    words = " ".join(proposal.label.split())
    for cut in ("; ", ", ", " và "):
        parts = [part for part in words.split(cut, 20 if cut == "; " else 1) if part.strip()]
        if len(parts) > 1:
            return parts
    return [words]
