"""Shape and wording of writing papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.office import rules
from nennep.office.forms import ISSUED, NUMBERED, DayField
from nennep.office.models import Choice, Draft, Flow, Style
from nennep.org.models import Unit
from nennep.ui.fields import Upload

PURPOSES = ("để b/c", "để biết", "để t/h")


class HeadForm(forms.Form):
    """What a new paper is."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("Chọn loại")), *NUMBERED])
    title = forms.CharField(
        label=_("Trích yếu"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Không nhắc lại tên loại: “kết luận hội nghị Ban Thường vụ tháng 7”."),
    )  # fmt: skip
    flow = forms.ChoiceField(label=_("Vào sổ"), choices=ISSUED, initial=Flow.OUTGOING)
    style = forms.ChoiceField(
        label=_("Thể thức"), choices=Style.choices, initial=Style.PARTY,
        help_text=_("Văn bản nhà nước in cơ quan ban hành, ký hiệu và chức vụ ký đã khai ở Sổ và số."),
    )  # fmt: skip
    authority = forms.ChoiceField(label=_("Thể thức ký"), choices=[(one, one) for one in rules.AUTHORITIES])
    post = forms.ChoiceField(label=_("Chức vụ người ký"), choices=[(one, one) for one in rules.POSTS])


class BodyForm(forms.Form):
    """A paper's text and its foot."""

    title = HeadForm.base_fields["title"]
    body = forms.CharField(
        label=_("Nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_("Mỗi đoạn một dòng. Dòng bắt đầu bằng I., 1. là mục; bắt đầu bằng dấu gạch là liệt kê."),
    )  # fmt: skip
    authority = HeadForm.base_fields["authority"]
    post = HeadForm.base_fields["post"]
    style = HeadForm.base_fields["style"]
    recipients = forms.CharField(
        label=_("Nơi nhận"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi nơi một dòng, mục đích trong ngoặc: Đảng ủy cấp trên trực tiếp (để b/c)."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_recipients(self) -> list[list[str]]:
        """Each line as a name and a purpose."""
        lines = [line.strip().strip("-").strip().rstrip(",.;") for line in self.cleaned_data["recipients"].splitlines()]
        return [_recipient(line) for line in lines if line]


def _recipient(line: str) -> list[str]:
    name, _open, purpose = line.partition("(")
    return [name.strip()[:250], purpose.rstrip(") ").strip()[:40]]


def written(draft: Draft) -> dict[str, Any]:
    """A draft as the form shows it."""
    lines = [f"{name} ({purpose})" if purpose else name for name, purpose in draft.recipients]
    return {
        "title": draft.title, "body": draft.body, "authority": draft.authority, "post": draft.post, "style": draft.style,
        "recipients": "\n".join(lines), "version": draft.version,
    }  # fmt: skip


class PointForm(forms.Form):
    """One point of a conclusion."""

    words = forms.CharField(
        label=_("Nội dung kết luận"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        queryset=None, label=_("Đơn vị chủ trì"), required=False, empty_label=_("Chưa giao")
    )
    due_on = DayField(label=_("Hoàn thành trước"), required=False)

    def __init__(self, *given: Any, units: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["lead"].queryset = units  # type: ignore[attr-defined]


Points = forms.formset_factory(PointForm, extra=3, max_num=60)


class SignForm(forms.Form):
    """Which text is signed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CheckForm(SignForm):
    """What the submission slip says."""

    proposal = forms.CharField(label=_("Ý kiến trình"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class AskForm(forms.Form):
    """Whose opinion is asked, by when."""

    people = forms.TypedMultipleChoiceField(label=_("Xin ý kiến"), coerce=int, widget=forms.CheckboxSelectMultiple)
    due_on = DayField(label=_("Trả lời trước ngày"))

    def __init__(self, people: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["people"].choices = people  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """A committee member's answer."""

    choice = forms.ChoiceField(label=_("Ý kiến"), choices=Choice.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ghi thêm"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Another opinion is put in words."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("choice") == Choice.OTHER and not given.get("words"):
            self.add_error("words", _("Đề nghị ghi ý kiến."))
        return given


class ScanForm(forms.Form):
    """The signed paper."""

    file = Upload(label=_("Bản đã ký (PDF hoặc ảnh)"), help_text=_("Bản quét hoặc tệp PDF ký số, tối đa 20 MB."))

    def clean_file(self) -> Any:
        """A PDF or a picture of at most 20 MB."""
        file = self.cleaned_data["file"]
        head = file.read(8)
        file.seek(0)
        if not head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
            raise forms.ValidationError(_("Chỉ nhận tệp PDF, PNG hoặc JPG."))
        if file.size > 20 * 1024 * 1024:
            raise forms.ValidationError(_("Tệp lớn quá 20 MB."))
        return file


class ReturnForm(forms.Form):
    """Why a paper goes back to be mended."""

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nêu chỗ phải sửa; người soạn và người đã ký đều đọc được."),
    )  # fmt: skip


class RecallForm(forms.Form):
    """Why a paper is recalled."""

    reason = forms.CharField(label=_("Lý do thu hồi"), max_length=300)


class BatchForm(forms.Form):
    """Recipients of a letter made in numbers."""

    names = forms.CharField(
        label=_("Kính gửi"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi nơi nhận một dòng, tối đa 2.000 dòng."),
    )
