"""Shape and wording of what is entered about units and authority."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.duties.models import Confidence
from nennep.org.models import Association
from nennep.org.queries import kinds
from nennep.org.rights import Role
from nennep.ui.fields import DayField as DayField

WHOM = (("direct", _("Bí thư các tổ chức đảng trực thuộc")), ("cells", _("Bí thư tất cả chi bộ")))


class InviteForm(forms.Form):
    """An invitation to the heads of units."""

    whom = forms.ChoiceField(label=_("Thành phần mời"), choices=WHOM)
    matter = forms.CharField(
        label=_("Nội dung"), max_length=300, help_text=_("Ví dụ: dự hội nghị sơ kết 6 tháng đầu năm.")
    )
    day = DayField(label=_("Ngày"))
    hour = forms.TimeField(
        label=_("Giờ"), input_formats=["%H:%M", "%Hh%M", "%H giờ %M", "%Hh"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "placeholder": "08:00"}),
    )  # fmt: skip
    place = forms.CharField(label=_("Địa điểm"), max_length=200)
    words = forms.CharField(
        label=_("Nội dung cần chuẩn bị, tài liệu mang theo"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )  # fmt: skip


class FoundForm(forms.Form):
    """A new unit under another."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại đơn vị"))
    since = DayField(label=_("Thành lập từ ngày"))
    last_day = DayField(
        label=_("Hoạt động đến hết ngày"), required=False,
        help_text=_("Ghi cho chi bộ sinh hoạt tạm thời và đơn vị có thời hạn; để trống nếu không có thời hạn."),
    )  # fmt: skip
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120, required=False)
    is_joint = forms.BooleanField(label=_("Chi bộ ghép"), required=False)
    is_student = forms.BooleanField(label=_("Chi bộ sinh viên"), required=False)

    def __init__(self, kinds: list[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ReshapeForm(forms.Form):
    """A unit's new name, kind or nature from a day on."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại đơn vị"), required=False)
    is_joint = forms.BooleanField(label=_("Chi bộ ghép"), required=False)
    is_student = forms.BooleanField(label=_("Chi bộ sinh viên"), required=False)
    on = DayField(label=_("Có hiệu lực từ ngày"))
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, kinds: list[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if len(kinds) < 2:
            del self.fields["kind"]


class MoveForm(forms.Form):
    """Another parent from a day on."""

    parent = forms.ChoiceField(label=_("Đơn vị cấp trên mới"))
    on = DayField(label=_("Có hiệu lực từ ngày"))
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, parents: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["parent"].choices = parents  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The end of a unit."""

    on = DayField(label=_("Kết thúc từ ngày"))
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120, required=False)


class GrantForm(forms.Form):
    """Authority for an account in a unit."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    title = forms.CharField(label=_("Chức danh ghi trên giấy tờ"), max_length=120, required=False)
    below = forms.BooleanField(label=_("Cả các đơn vị trực thuộc"), required=False, initial=True)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"), required=False)
    acting_for = forms.CharField(
        label=_("Thực hiện theo ủy quyền của (tên đăng nhập)"), max_length=60, required=False,
        help_text=_("Để trống nếu không phải ủy quyền. Ủy quyền phải có ngày kết thúc."),
    )  # fmt: skip


class AccountForm(forms.Form):
    """A new account made by the office."""

    username = forms.RegexField(
        r"^[a-z0-9._-]{3,60}$",
        label=_("Tên đăng nhập"),
        error_messages={"invalid": _("Dùng chữ thường không dấu, số, dấu chấm; từ 3 ký tự.")},
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)


class ReasonForm(forms.Form):
    """Why an operator needs his rights now."""

    reason = forms.CharField(label=_("Lý do, công việc cần làm"), min_length=10, max_length=250)


class ServeForm(forms.Form):
    """Which cell serves an administrative unit."""

    cell = forms.ChoiceField(label=_("Chi bộ phục vụ"))
    since = DayField(label=_("Từ ngày"))

    def __init__(self, cells: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cell"].choices = cells  # type: ignore[attr-defined]


class ExceptForm(forms.Form):
    """Why an administrative unit needs no cell of its own."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
    decision = forms.CharField(
        label=_("Quyết định số, ngày"),
        max_length=120,
        help_text=_("Văn bản của cấp có thẩm quyền đồng ý trường hợp đặc thù."),
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến ngày"), required=False, help_text=_("Để trống nếu chưa định thời hạn."))


class StopForm(forms.Form):
    """The day something ends."""

    on = DayField(label=_("Kết thúc từ ngày"))


class TermForm(forms.Form):
    """A new term of a committee."""

    name = forms.CharField(label=_("Nhiệm kỳ"), max_length=120, help_text=_("Ví dụ: 2025–2030"))
    ordinal = forms.IntegerField(label=_("Đại hội lần thứ"), min_value=1, max_value=99, required=False)
    congress_on = DayField(label=_("Ngày đại hội"), required=False)
    since = DayField(label=_("Nhiệm kỳ từ ngày"))
    until = DayField(label=_("Đến ngày"))
    places = forms.IntegerField(
        label=_("Số lượng cấp ủy viên, ủy viên"), min_value=1, max_value=200, required=False,
        help_text=_("Theo nghị quyết đại hội; để biết còn khuyết bao nhiêu."),
    )  # fmt: skip


class PostKindForm(forms.Form):
    """A post for the catalogue."""

    association = forms.ChoiceField(label=_("Thuộc tổ chức"), choices=Association.choices)
    title = forms.CharField(label=_("Chức danh"), max_length=120)
    protocol = forms.IntegerField(
        label=_("Thứ tự chức vụ"), min_value=1, max_value=99, initial=80,
        help_text=_("Số nhỏ đứng trước; Bí thư là 10, Phó Bí thư là 30, ủy viên là 50."),
    )  # fmt: skip
    is_head = forms.BooleanField(label=_("Là người đứng đầu"), required=False)
    in_committee = forms.BooleanField(label=_("Là thành viên cấp ủy, ban chấp hành"), required=False, initial=True)


class ChargeForm(forms.Form):
    """Who answers for a cell."""

    account = forms.ChoiceField(label=_("Cấp ủy viên"))
    since = DayField(label=_("Từ ngày"))

    def __init__(self, accounts: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["account"].choices = accounts  # type: ignore[attr-defined]


class KindForm(forms.Form):
    """A new kind of unit."""

    code = forms.SlugField(label=_("Mã"), max_length=40, help_text=_("Chữ không dấu, số, gạch dưới; không đổi về sau."))
    name = forms.CharField(label=_("Tên loại đơn vị"), max_length=120)
    association = forms.ChoiceField(label=_("Thuộc"), choices=Association.choices)
    parents = forms.MultipleChoiceField(
        label=_("Đặt dưới loại đơn vị"), widget=forms.CheckboxSelectMultiple, required=False
    )
    is_cell = forms.BooleanField(label=_("Có danh sách thành viên trực tiếp"), required=False)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=20, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["parents"].choices = [(kind.pk, kind.name) for kind in kinds()]  # type: ignore[attr-defined]


class AreaForm(forms.Form):
    """A new field of work."""

    code = forms.SlugField(label=_("Mã"), max_length=40, help_text=_("Chữ không dấu, số, gạch dưới; không đổi về sau."))
    name = forms.CharField(label=_("Lĩnh vực công tác"), max_length=160)


class OutsideForm(forms.Form):
    """An organisation outside the tree."""

    name = forms.CharField(label=_("Tên tổ chức"), max_length=250)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=20, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)


class RuleForm(forms.Form):
    """A rule's value from a day on, with its source."""

    value = forms.CharField(label=_("Mức"), max_length=40)
    valid_from = DayField(label=_("Áp dụng từ ngày"))
    source = forms.CharField(label=_("Nguồn"), max_length=250, help_text=_("Số, ngày, điều khoản của văn bản."))
    confidence = forms.ChoiceField(label=_("Độ chắc chắn"), choices=Confidence.choices)


class HolidayForm(forms.Form):
    """A day off."""

    day = DayField(label=_("Ngày nghỉ"))
    name = forms.CharField(label=_("Tên ngày nghỉ"), max_length=120)
