"""Shape and wording of what is entered in yearly rounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.forms import DayField
from nennep.members.models import CellsOf, Judged, Outcome, RoundKind
from nennep.ui.fields import PastField


class RoundForm(forms.Form):
    """A round to be opened."""

    kind = forms.ChoiceField(label=_("Loại đợt"), choices=RoundKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Tên đợt"), max_length=200)
    cells_of = forms.ChoiceField(label=_("Phạm vi"), choices=CellsOf.choices)
    on = DayField(label=_("Ngày mở"))
    due_on = DayField(label=_("Hạn báo kết quả"))
    criteria = forms.CharField(
        label=_("Tiêu chí rà soát, mỗi dòng một tiêu chí"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Chỉ dùng cho đợt rà soát, sàng lọc."),
    )  # fmt: skip

    def lines(self) -> list[str]:
        """The criteria, one a line."""
        return [line.strip() for line in self.cleaned_data["criteria"].splitlines() if line.strip()][:30]


class ListForm(forms.Form):
    """A member to be listed for screening."""

    member = forms.TypedChoiceField(label=_("Đảng viên"), coerce=int)
    reasons = forms.MultipleChoiceField(label=_("Thuộc tiêu chí"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, members: list[tuple[int, str]], criteria: list[str], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["member"].choices = [("", "—"), *members]  # type: ignore[attr-defined]
        self.fields["reasons"].choices = [(line, line) for line in criteria]  # type: ignore[attr-defined]


class ScreenForm(forms.Form):
    """The talk, the outcome and the remedy."""

    talked_on = PastField(label=_("Ngày gặp gỡ, trao đổi"), required=False)
    talked_by = forms.CharField(label=_("Người trao đổi"), max_length=160, required=False)
    outcome = forms.ChoiceField(label=_("Kết luận"), choices=Outcome.choices, required=False)
    agreed = forms.IntegerField(label=_("Số phiếu tán thành"), min_value=0, max_value=2000, required=False)
    base = forms.IntegerField(
        label=_("Cơ sở tính tỷ lệ"), min_value=1, max_value=2000, required=False, help_text=_("Cần khi kết luận đã tiến bộ, hoặc đề nghị đưa ra khỏi Đảng.")
    )  # fmt: skip
    remedy = forms.CharField(label=_("Biện pháp giúp đỡ, khắc phục"), max_length=500, required=False)
    remedy_until = DayField(label=_("Đến ngày"), required=False)


class AnswerForm(forms.Form):
    """A cell's answer to a round."""

    on = PastField(label=_("Ngày hoàn thành"))
    words = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)


class SheetForm(forms.Form):
    """The comment of the place of residence."""

    on = PastField(label=_("Ngày nhận phiếu"))
    judged = forms.ChoiceField(label=_("Mức nhận xét"), choices=Judged.choices)
    words = forms.CharField(label=_("Tóm tắt"), max_length=500, required=False)


class CommentForm(forms.Form):
    """The comment of the place of residence, written there."""

    judged = forms.ChoiceField(label=_("Mức nhận xét"), choices=Judged.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Nhận xét"), max_length=500, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Tham gia sinh hoạt với chi bộ nơi cư trú; chấp hành chủ trương, pháp luật, quy định nơi cư trú; quan hệ với nhân dân, nêu gương."),
    )  # fmt: skip
    sent_by = forms.CharField(
        label=_("Người nhận xét, chức danh"), max_length=160, help_text=_("Ví dụ: Nguyễn Văn A, Bí thư Chi bộ tổ dân phố số 5.")
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """A member's word on the yearly sheet."""

    words = forms.CharField(
        label=_("Nội dung bổ sung thêm"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Thay đổi cần ghi vào hồ sơ thì gửi đề nghị sửa hồ sơ; ô này dành cho điều chưa có mục ghi."),
    )  # fmt: skip


class AcceptForm(forms.Form):
    """A cell's confirmation of a sheet."""

    on = PastField(label=_("Ngày chi ủy xác nhận"))
    signed_on = PastField(
        label=_("Ngày đảng viên ký bản giấy"), required=False, help_text=_("Chỉ ghi khi đảng viên chưa xác nhận trong hệ thống.")
    )  # fmt: skip
