"""Shape and wording of what is entered about dues. Sums are whole đồng."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.clock import today
from nennep.dues.models import Cause, Kind, Method, Relief
from nennep.ui.fields import Amount, DayField, Upload
from nennep.viet.write import number

WAYS = [
    (Method.CASH.value, Method.CASH.label),
    (Method.TRANSFER.value, Method.TRANSFER.label),
    (Method.PORTAL.value, Method.PORTAL.label),
]
REGIONS = [("0", "–"), ("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")]


class Money(Amount):
    """An amount in whole đồng, as 1.250.000."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_digits=13, decimal_places=0, **more)

    def clean(self, value: Any) -> Any:
        """A whole number."""
        found = super().clean(value)
        return None if found is None else int(found)

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return number(value) if isinstance(value, int) else value


class MonthField(forms.CharField):
    """A month typed as mm/yyyy, or as yyyy-mm by a browser; given as its first day."""

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "mm/yyyy"})
        super().__init__(max_length=7, widget=box, **more)

    def clean(self, value: Any) -> Any:
        """The first day of the month."""
        text = super().clean(value)
        if (found := month_from(text)) is None:
            raise ValidationError(_("Ghi tháng dạng mm/yyyy, như 07/2023."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """mm/yyyy."""
        return f"{value:%m/%Y}" if isinstance(value, date) else value


def month_from(text: str) -> date | None:
    """07/2023 or 2023-07 as the first day of the month; None where it is neither."""
    left, _mark, right = text.strip().replace("/", "-").partition("-")
    year, month = (left, right) if len(left) == 4 else (right, left)
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(year) == 4):
        return None
    return date(int(year), int(month), 1) if 1 <= int(month) <= 12 and 2000 <= int(year) <= 2100 else None


class CollectForm(forms.Form):
    """When and how the money of a month came."""

    paid_on = DayField(label=gettext_lazy("Ngày thu"))
    method = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=WAYS)


class PaymentForm(CollectForm):
    """One member's payment."""

    through = forms.ChoiceField(label=gettext_lazy("Đóng đến hết tháng"))
    amount = Money(
        label=gettext_lazy("Số tiền nếu chưa nộp đủ"), required=False, min_value=1,
        help_text=gettext_lazy("Để trống khi nộp đủ; nộp thiếu thì trừ vào tháng cũ nhất trước."),
    )  # fmt: skip

    def __init__(self, months: Iterable[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["through"].choices = list(months)  # type: ignore[attr-defined]
        self.order_fields(["through", "amount", "paid_on", "method"])

    def clean_through(self) -> date:
        """The month chosen."""
        return date.fromisoformat(self.cleaned_data["through"])


class BasisForm(forms.Form):
    """By what a member pays."""

    kind = forms.ChoiceField(label=gettext_lazy("Đối tượng"), widget=forms.RadioSelect)
    base = Money(
        label=gettext_lazy("Tiền lương, lương hưu, trợ cấp hoặc mức riêng, đồng/tháng"), required=False,
        help_text=gettext_lazy("Chỉ người thu của đơn vị và chính đồng chí đó xem được; mỗi lần xem đều ghi nhật ký."),
    )  # fmt: skip
    region = forms.ChoiceField(label=gettext_lazy("Vùng lương tối thiểu"), choices=REGIONS, required=False)
    since = MonthField(label=gettext_lazy("Áp dụng từ tháng"))
    relief = forms.ChoiceField(label=gettext_lazy("Miễn, giảm"), choices=Relief.choices, required=False)
    cause = forms.ChoiceField(label=gettext_lazy("Lý do miễn, giảm"), choices=Cause.choices, required=False)
    reduction = forms.ChoiceField(label=gettext_lazy("Mức giảm"), required=False)
    months = forms.IntegerField(
        label=gettext_lazy("Miễn, giảm trong mấy tháng"), min_value=1, max_value=600, required=False,
        help_text=gettext_lazy("Để trống nếu không có thời hạn."),
    )  # fmt: skip
    paper = forms.CharField(label=gettext_lazy("Đơn, văn bản đồng ý: số, ngày"), max_length=160, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=250, required=False)

    def __init__(self, kinds: Iterable[Kind], reductions: Iterable[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["reduction"].choices = [("", "–"), *reductions]  # type: ignore[attr-defined]

    def clean_region(self) -> int:
        """A number from 0 to 4."""
        return int(self.cleaned_data["region"] or 0)


class FileForm(forms.Form):
    """A filled-in sheet."""

    file = Upload(label=gettext_lazy("Tệp Excel"), most=5 * 1024 * 1024)


class PaymentsForm(FileForm, CollectForm):
    """A list of payments; the day and the way stand for lines that name none."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.order_fields(["file", "paid_on", "method"])
        self.fields["paid_on"].label = _("Ngày thu của dòng không ghi ngày")
        self.fields["method"].label = _("Hình thức của dòng không ghi hình thức")


class ColumnsForm(forms.Form):
    """For each of our columns, the column of the file it stands in."""

    def __init__(
        self, ours: Iterable[tuple[str, str]], theirs: Iterable[tuple[int, str]], *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **{"prefix": "cot", **more})
        choices = [("", _("không có trong tệp")), *((str(place), label) for place, label in theirs)]
        for name, title in ours:
            self.fields[name] = forms.ChoiceField(label=title, choices=choices, required=False)

    def columns(self) -> dict[str, int]:
        """{our name: place} of what was chosen."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}


class CancelForm(forms.Form):
    """Why a receipt is cancelled."""

    reason = forms.CharField(label=gettext_lazy("Lý do hủy phiếu"), max_length=300)


class BookForm(forms.Form):
    """Where a year's book begins."""

    last = forms.IntegerField(
        label=gettext_lazy("Số phiếu thu cuối đã viết trên giấy trong năm"), min_value=0, max_value=999_999
    )


class SendForm(forms.Form):
    """A statement upward."""

    last_day = DayField(label=gettext_lazy("Tính các khoản thu đến hết ngày"))
    method = forms.ChoiceField(label=gettext_lazy("Hình thức nộp"), choices=WAYS)


class AcknowledgeForm(forms.Form):
    """What the unit above has received."""

    counted = Money(label=gettext_lazy("Số tiền thực nhận, đồng"))
    note = forms.CharField(
        label=gettext_lazy("Chỗ lệch, nếu có"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlanForm(forms.Form):
    """A year's plan."""

    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2100)
    amount = Money(label=gettext_lazy("Kế hoạch thu cả năm, đồng"))


class PurseForm(forms.Form):
    """The account that dues are taken to."""

    bank = forms.CharField(label=gettext_lazy("Ngân hàng"), max_length=80)
    bank_bin = forms.CharField(
        label=gettext_lazy("Mã ngân hàng"), max_length=6, help_text=gettext_lazy("6 chữ số của NAPAS, như 970415."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    account_no = forms.CharField(label=gettext_lazy("Số tài khoản"), max_length=19)
    holder = forms.CharField(label=gettext_lazy("Tên chủ tài khoản"), max_length=120)


def start(**more: Any) -> dict[str, Any]:
    """First values of a form with a day and a way of paying."""
    return {"paid_on": today(), "method": Method.CASH.value, **more}
