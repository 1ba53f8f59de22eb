"""Kinds of meetings are data: the office of the root adds one or changes what stands on its agenda."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import record
from nennep.meetings.models import MeetingKind
from nennep.org.queries import holds_root
from nennep.viet.order import fold

RIGHT = "meetings.switch"


class KindTaken(Refused):
    """A kind whose name stands already."""


@transaction.atomic
def set_kind(
    kind: MeetingKind | None, *, by: Actor, name: str, body: str, apart: bool, frame: Sequence[tuple[str, str, int]],
    thematic: bool = False, leading: bool = False, holder: str = "",
) -> MeetingKind:  # fmt: skip
    """Change a kind, or add one where ``kind`` is None; agendas that stand already are not touched. Raises KindTaken."""
    if not holds_root(by, RIGHT):
        raise NotYours
    name = " ".join(name.split())
    others = MeetingKind.objects.exclude(pk=kind.pk if kind else "")
    if fold(name) in {fold(one.name) for one in others}:
        raise KindTaken(_("Loại “{name}” đã có.").format(name=name), field="name")
    values = {"name": name, "body": body, "apart": apart, "thematic": thematic, "leading": leading, "holder": holder, "frame": [list(line) for line in frame]}  # fmt: skip
    if kind is None:
        row = MeetingKind.objects.create(code=_code(name), **values)
    else:
        row = MeetingKind.objects.select_for_update().get(pk=kind.pk)
        change(row, **values)
    record("meetings.set_kind", row, by=by, unit_id=by.posts[0].unit_id, says={"name": name})
    return row


def _code(name: str) -> str:
    stem = "-".join(re.findall("[a-z0-9]+", fold(name)))[:36].strip("-") or "loai"
    there = set(MeetingKind.objects.filter(pk__startswith=stem).values_list("pk", flat=True))
    return next(code for n in range(len(there) + 1) if (code := f"{stem}-{n + 1}" if n else stem) not in there)
