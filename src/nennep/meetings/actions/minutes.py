"""Minutes: written in versions, signed by two, frozen with their hash, corrected by a new edition."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.meetings import access, papers
from nennep.meetings.actions.studies import report_studied
from nennep.meetings.models import Meeting, Minutes, Revision, Stage
from nennep.meetings.queries.minutes import parts
from nennep.viet.write import short

ONE_SITTING = timedelta(minutes=10)
"""Savings of one writer within this time are one revision."""


class SamePerson(Refused):
    """One person signs in both places."""


class NotClosed(Refused):
    """Minutes signed while the meeting goes on."""


def begin_minutes(meeting: Meeting) -> Minutes:
    """The first edition of a meeting's minutes; the verb that calls it has passed its gate and records."""
    row, _made = Minutes.objects.get_or_create(meeting=meeting, edition=1, defaults={"unit_key": meeting.unit_key})
    return row


@transaction.atomic
def write_minutes(minutes: Minutes, *, by: Actor, prose: dict[str, str], seen: int) -> Minutes:
    """Save what the keeper wrote; who saved first meanwhile is not written over (Stale)."""
    minutes = access.write.claim(by, minutes, seen=seen)
    kept = minutes.prose | {key: text.strip() for key, text in prose.items()}
    changes = change(minutes, prose=kept)
    if not changes:
        return minutes
    last = minutes.revisions.first()
    if last is not None and last.by_id == by.account_id and now() - last.at < ONE_SITTING:
        last.prose, last.at = kept, now()
        last.save(update_fields=["prose", "at"])
    else:
        Revision.objects.create(
            minutes=minutes, unit_key=minutes.unit_key, at=now(), by=by.name[:160], by_id=by.account_id, prose=kept
        )
        record("meetings.write", minutes, by=by, unit_id=minutes.meeting.unit_id, says=_says(minutes))
    return minutes


def _says(minutes: Minutes) -> dict[str, str]:
    return {"title": short(minutes.meeting.title, 120)}


@transaction.atomic
def sign_minutes(minutes: Minutes, *, by: Actor, side: str, on_paper: bool = False, seen: int | None = None) -> Minutes:
    """Sign as keeper or as chair; the second signature freezes the text, the PDF and its hash, and
    reports the papers that were passed on.

    ``on_paper`` says that the other, who has no account, has signed the printed copy; the name is the meeting's.
    The page has asked for the password again. Raises SamePerson, NotClosed.
    """
    rule = access.sign_keeper if side == "keeper" else access.sign_chair
    minutes = rule.claim(by, minutes, seen=seen)
    if minutes.meeting.stage != Stage.CLOSED:
        raise NotClosed(_("Cuộc họp chưa kết thúc nên chưa ký biên bản."))
    other = minutes.chair_id if side == "keeper" else minutes.keeper_id
    if not on_paper and other == by.account_id:
        raise SamePerson(_("Chủ trì và thư ký là hai người. Đồng chí đã ký ở phần kia."))
    here, there = getattr(minutes.meeting, side), minutes.chair if side == "keeper" else minutes.keeper
    if on_paper and here and here.casefold() == there.casefold():
        raise SamePerson(
            _("Đồng chí {name} đã ký ở phần kia. Đề nghị rút chữ ký rồi ký đúng phần của mình.").format(name=here)
        )
    name = f"{getattr(minutes.meeting, side) or '…'} (ký bản giấy)" if on_paper else by.name
    values = {side: name[:120], f"{side}_id": None if on_paper else by.account_id, f"{side}_at": now()}
    changes = change(minutes, **values)
    if minutes.keeper_at and minutes.chair_at:
        _freeze(minutes)
        report_studied(minutes.meeting, by=by)
    said = _("thư ký") if side == "keeper" else _("chủ trì")
    record(
        "meetings.sign",
        minutes,
        by=by,
        unit_id=minutes.meeting.unit_id,
        says=_says(minutes) | {"side": said},
        changes=changes,
    )
    return minutes


def _freeze(minutes: Minutes) -> None:
    body = parts(minutes.meeting, minutes.prose)
    data = papers.FORMS["pdf"](papers.paper(minutes, body))
    change(minutes, body=[[part.kind, part.text, part.key] for part in body], file_sha=keep_bytes(data))


@transaction.atomic
def correct_minutes(minutes: Minutes, *, by: Actor, why: str) -> Minutes:
    """Begin a correction: a new edition with the same text to be edited and signed anew; the signed one stays."""
    minutes = access.amend.claim(by, minutes)
    last = Minutes.objects.filter(meeting=minutes.meeting).order_by("-edition")[0]
    if not last.frozen:
        return last
    row = Minutes.objects.create(
        meeting=minutes.meeting, unit_key=minutes.unit_key, edition=last.edition + 1, replaces=last, why=why.strip()[:300], prose=last.prose,
    )  # fmt: skip
    record("meetings.correct", row, by=by, unit_id=minutes.meeting.unit_id, says=_says(minutes) | {"why": row.why})
    return row


@transaction.atomic
def unsign_minutes(minutes: Minutes, *, by: Actor) -> Minutes:
    """Take the first signature back so that the text can be edited; frozen minutes are only corrected."""
    minutes = access.unsign.claim(by, minutes)
    changes = change(minutes, keeper="", keeper_id=None, keeper_at=None, chair="", chair_id=None, chair_at=None)
    record(
        "meetings.sign",
        minutes,
        by=by,
        unit_id=minutes.meeting.unit_id,
        says=_says(minutes) | {"side": _("rút chữ ký để sửa")},
        changes=changes,
    )
    return minutes
