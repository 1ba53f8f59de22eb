"""Shape and wording of laying papers on an item."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.actor import Actor
from nennep.documents.models import Document
from nennep.meetings.models import Moment
from nennep.meetings.queries import papers
from nennep.ui.fields import Upload
from nennep.viet.write import short


class Named(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Papers by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Number and the beginning of the title."""
        return short(f"{obj.number or obj.get_kind_display()}: {obj.title}", 90)


class LayForm(forms.Form):
    """One paper: from the list of the newest, by its number, or as a file."""

    document = Named(
        queryset=None, required=False, label=gettext_lazy("Văn bản mới vào sổ"), empty_label=gettext_lazy("Không chọn")
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("Hoặc số, ký hiệu văn bản khác trong sổ"), max_length=60, required=False, help_text=gettext_lazy("Thí dụ: 12-NQ/ĐU")
    )  # fmt: skip
    file = Upload(
        label=gettext_lazy("Hoặc tệp"), required=False, help_text=gettext_lazy("Không quá 25 MB. Tài liệu mật không đưa vào hệ thống.")
    )  # fmt: skip

    def __init__(self, actor: Actor, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.actor = actor
        choice: QuerySet[Document] = papers.newest(actor)
        self.fields["document"].queryset = choice  # type: ignore[attr-defined]

    def clean_number(self) -> Document | None:
        """The one paper of the number."""
        number = self.cleaned_data["number"]
        if not number.strip():
            return None
        found = papers.by_number(self.actor, number)
        if not found:
            raise forms.ValidationError(_("Trong sổ không có văn bản mang số này. Đề nghị kiểm tra lại số, ký hiệu."))
        if len(found) > 1:
            raise forms.ValidationError(
                _("Trong sổ có nhiều văn bản mang số này. Đề nghị đính tệp của văn bản cần dùng.")
            )
        return found[0]

    def clean(self) -> dict[str, Any]:
        """Exactly one way."""
        found = super().clean() or {}
        if not self.errors and sum(bool(found.get(name)) for name in self.fields) != 1:
            raise forms.ValidationError(_("Chọn một trong ba cách: văn bản trong danh sách, số ký hiệu, hoặc tệp."))
        return found

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        if document := given["document"] or given["number"]:
            return {"document": document}
        return {"name": given["file"].name, "data": given["file"].read()}


class ScriptForm(forms.Form):
    """What the chair says at each moment of a meeting."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for moment, label in Moment.choices:
            self.fields[moment] = forms.CharField(
                label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
            )
