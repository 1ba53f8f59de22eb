"""Writing papers: draft, check, opinions, sign, number, issue, recall; each act by its role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.documents.models import Citation, Document, Recipient, Status
from nennep.documents.rules import plain_number, secrecy_of, spellings
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.office import access, outlines, papers, rules
from nennep.office.actions.books import issue_number, issuer_of, numbered_as
from nennep.office.actions.incoming import KeptOnPaper
from nennep.office.actions.publishing import take_back_recalled
from nennep.office.events import PaperIssued
from nennep.office.models import Draft, Incoming, Opinion, Point, Step, Style
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.reader import papers as reader
from nennep.viet.order import fold


class WrongSignature(Refused):
    """A signature block that a paper of this kind does not carry."""


class NotAgreed(Refused):
    """Fewer than the rule asks for agreed."""


class Unwritten(Refused):
    """A draft that still has places to fill in."""


class NobodyAsked(Refused):
    """An opinion is asked of nobody, or by a day that has passed."""


@dataclass(frozen=True)
class Line:
    """A point of a conclusion as it is entered."""

    words: str
    lead: Unit | None = None
    due_on: date | None = None


def _right_signature(kind: str, authority: str, post: str) -> None:
    words = {
        "kt": _("Văn bản của tập thể không ký K/T. Đề nghị dùng T/M."),
        "post": _("T/L đi với CHÁNH VĂN PHÒNG; T/M đi với BÍ THƯ hoặc PHÓ BÍ THƯ."),
        "kind": _("Loại văn bản này do tập thể ban hành nên ký T/M, không ký T/L."),
    }
    if fault := rules.signature_fault(kind, authority, post):
        raise WrongSignature(words[fault], field="authority")


FILED = {Style.PARTY: "Lưu Văn phòng", Style.STATE: "Lưu: VT"}
"""The last recipient of a new paper: the file that keeps it."""


def _right_style(unit: Unit, kind: str, style: str) -> None:
    """A paper of this kind can be issued in this layout: somebody issues it, and the layout knows the kind."""
    if style == Style.STATE:
        issuer_of(unit, style)
        numbered_as(kind, style)


def _not_secret(*texts: str) -> None:
    if any(secrecy_of(text) for text in texts):
        raise KeptOnPaper(
            _("Văn bản mật không soạn thảo trong hệ thống. Đề nghị soạn trên máy riêng theo quy định, chỉ ghi nơi lưu bản giấy."),
            field="body",
        )  # fmt: skip


@transaction.atomic
def draft_paper(
    unit: Unit,
    *,
    by: Actor,
    kind: str,
    title: str,
    authority: str,
    post: str,
    answers: Incoming | None = None,
    **more: Any,
) -> Draft:
    """Begin a paper: its kind's outline, filled with today's figures. Raises WrongSignature, KeptOnPaper."""
    unit = access.write_in.claim(by, unit)
    style = more.get("style", Style.PARTY)
    _right_style(unit, kind, style)
    _right_signature(kind, authority, post)
    body = more.pop("body", "") or outlines.outline(
        kind, unit, issuer_of(unit, style).body if style == Style.STATE else ""
    )
    _not_secret(body, title)
    row: Draft = Draft.objects.create(
        unit=unit, unit_key=unit.key, kind=kind, title=" ".join(title.split()), body=body, authority=authority, post=post, answers=answers,
        drafted_by=by.name, drafted_on=today(), recipients=more.pop("recipients", None) or [[FILED[style], ""]], **more,
    )  # fmt: skip
    record("office.draft", row, by=by, says=_says(row))
    return row


def _says(row: Draft) -> dict[str, str]:
    number = row.number.words if row.number else ""
    return {"paper": f"{row.get_kind_display()} {number} {row.title}".replace("  ", " ")[:200]}


@transaction.atomic
def write_draft(draft: Draft, *, by: Actor, seen: int, points: Sequence[Line] | None = None, **values: Any) -> Draft:
    """Save a draft's text, its head and foot, and the points of a conclusion. A checked draft is to be checked anew."""
    draft = access.write.claim(by, draft, seen=seen)
    _right_style(draft.unit, draft.kind, values.get("style", draft.style))
    _right_signature(draft.kind, values.get("authority", draft.authority), values.get("post", draft.post))
    _not_secret(values.get("body", ""), values.get("title", ""))
    if points is not None:
        draft.points.all().delete()
        Point.objects.bulk_create(
            Point(draft=draft, unit_key=draft.unit_key, rank=rank, words=line.words.strip(), lead=line.lead, due_on=line.due_on)
            for rank, line in enumerate(points, 1)
        )  # fmt: skip
    changes = change(draft, step=Step.DRAFT, checked_by="", **values)
    record("office.write", draft, by=by, says=_says(draft), changes=changes)
    return draft


@transaction.atomic
def check_draft(draft: Draft, *, by: Actor, proposal: str = "", seen: int | None = None) -> Draft:
    """The chief of office has checked the draft as ``seen`` and puts it before the leaders with a slip. Raises Unwritten."""
    draft = access.check.claim(by, draft, seen=seen)
    if "…" in draft.body or "…" in draft.title:
        raise Unwritten(_("Dự thảo còn chỗ để trống (…). Đề nghị viết đủ trước khi trình."), field="proposal")
    changes = change(draft, step=Step.CHECKED, checked_by=by.name, proposal=proposal.strip())
    words = _("Có dự thảo chờ xem xét: {paper}.").format(**_says(draft))
    tell(accounts_in([draft.unit_key], "office.sign"), words, f"/van-thu/soan/{draft.pk}/")
    record("office.check", draft, by=by, says=_says(draft), changes=changes)
    return draft


@transaction.atomic
def ask_opinions(draft: Draft, *, by: Actor, people: Iterable[tuple[int, str]], due_on: date) -> list[Opinion]:
    """Send the draft to committee members for their opinion (phiếu xin ý kiến). Raises NobodyAsked."""
    draft = access.ask.claim(by, draft)
    there = set(draft.asked.values_list("account_id", flat=True))
    fresh = [(account, name) for account, name in people if account not in there]
    if not fresh or due_on < today():
        raise NobodyAsked(
            _("Đề nghị chọn người chưa được xin ý kiến và hạn trả lời từ hôm nay trở đi."), field="people"
        )
    made = Opinion.objects.bulk_create(
        Opinion(draft=draft, unit_key=draft.unit_key, round=draft.round, account_id=account, name=name[:200], due_on=due_on) for account, name in fresh
    )  # fmt: skip
    change(draft, step=Step.OPINION)
    words = _("Xin ý kiến về {paper}, trả lời trước ngày {day}.").format(day=f"{due_on:%d/%m/%Y}", **_says(draft))
    tell([account for account, _name in fresh], words, f"/van-thu/soan/{draft.pk}/")
    record("office.ask", draft, by=by, says=_says(draft) | {"count": len(made)})
    return made


@transaction.atomic
def give_opinion(opinion: Opinion, *, by: Actor, choice: str, words: str = "") -> Opinion:
    """A member's own answer; it may be changed until it is counted."""
    opinion = access.answer.claim(by, opinion)
    changes = change(opinion, choice=choice, words=words.strip(), answered_on=today())
    record("office.opine", opinion, by=by, unit_id=opinion.draft.unit_id, says=_says(opinion.draft), changes=changes)
    return opinion


@transaction.atomic
def count_opinions(draft: Draft, *, by: Actor) -> Draft:
    """Close the asking: more than a half of all who were asked must agree. Raises NotAgreed."""
    draft = access.count.claim(by, draft)
    rows = list(draft.asked)
    agreed, needed = sum(1 for row in rows if row.choice == "agree"), rules.needed(len(rows))
    if agreed < needed:
        raise NotAgreed(
            _("Tán thành {agreed}/{asked}, cần ít nhất {needed}/{asked}. Có thể chờ thêm ý kiến hoặc trả lại dự thảo.").format(
                agreed=agreed, asked=len(rows), needed=needed
            )
        )  # fmt: skip
    changes = change(draft, step=Step.AGREED)
    record("office.count", draft, by=by, says=_says(draft) | {"agreed": agreed, "asked": len(rows)}, changes=changes)
    return draft


@transaction.atomic
def give_back_draft(draft: Draft, *, by: Actor, reason: str) -> Draft:
    """Back to the drafter; the opinions of this round are kept, the next asking is another round.

    A signed paper that bears no number yet may be given back too: its signature is void, recorded as such, and whoever
    signed is told. One that bears a number goes by cancelling the number or by recall.
    """
    rule = access.return_signed if access.return_signed.allows(by, draft) else access.give_back
    draft = rule.claim(by, draft)
    reason = reason.strip()[:300]
    void = {"signer": draft.signer, "signed_on": f"{draft.signed_on:%d/%m/%Y}"} if draft.signed_on else {}
    signer = draft.signed_by
    entry = {"by": by.name, "on": f"{today():%d/%m/%Y}", "reason": reason} | void
    changes = change(
        draft, step=Step.DRAFT, checked_by="", round=draft.round + 1, returned=[*draft.returned, entry], signer="",
        signed_by=None, signed_on=None, scan_sha="", scan_name="",
    )  # fmt: skip
    if void:
        draft.batches.all().delete()
        told = [signer] if signer else accounts_in([draft.unit_key], "office.sign")
        words = _("Chữ ký trên {paper} không còn hiệu lực; văn bản được trả lại để sửa: {reason}")
        tell(told, words.format(reason=reason, **_says(draft)), f"/van-thu/soan/{draft.pk}/")
    words = _("Dự thảo được trả lại để sửa: {paper}. Lý do: {reason}").format(reason=reason, **_says(draft))
    tell(accounts_in([draft.unit_key], "office.write"), words, f"/van-thu/soan/{draft.pk}/")
    verb = "office.void" if void else "office.give_back"
    record(verb, draft, by=by, says=_says(draft) | {"reason": reason} | void, changes=changes)
    return draft


@transaction.atomic
def sign_draft(draft: Draft, *, by: Actor, seen: int | None = None) -> Draft:
    """A leader signs on behalf of the body (T/M); the chief of office signs by its order (T/L); the text that was ``seen``."""
    rule = access.sign_by_order if rules.by_order(draft.authority) else access.sign
    draft = rule.claim(by, draft, seen=seen)
    changes = change(draft, step=Step.SIGNED, signer=by.name, signed_by=by.account_id, signed_on=today())
    words = _("Đã ký, chờ cấp số: {paper}.").format(**_says(draft))
    tell(accounts_in([draft.unit_key], "office.number"), words, f"/van-thu/soan/{draft.pk}/")
    record("office.sign", draft, by=by, says=_says(draft), changes=changes)
    return draft


@transaction.atomic
def number_draft(draft: Draft, *, by: Actor) -> Draft:
    """Văn thư gives the number; the paper is dated that day."""
    draft = access.number_draft.claim(by, draft)
    given = issue_number(
        draft.unit, by=by, kind=draft.kind, title=draft.title, signer=draft.signer, flow=draft.flow, style=draft.style,
        recipients=", ".join(name for name, _purpose in draft.recipients),
    )  # fmt: skip
    changes = change(draft, step=Step.NUMBERED, number=given)
    record("office.number_draft", draft, by=by, says=_says(draft), changes={"step": changes["step"]})
    return draft


@transaction.atomic
def issue_draft(draft: Draft, *, by: Actor) -> Draft:
    """The paper enters the register as it was signed; from now on it changes only by another paper."""
    draft = access.issue.claim(by, draft)
    number = draft.number
    assert number is not None
    document = _registered(draft, by)
    change(number, document=document)
    changes = change(draft, step=Step.ISSUED, document=document)
    publish(PaperIssued(document.pk, draft.pk))
    record("office.issue", draft, by=by, says=_says(draft), changes={"step": changes["step"]})
    return draft


def _registered(draft: Draft, by: Actor) -> Document:
    number, text = draft.number, papers.text(draft)
    assert number is not None
    document: Document = Document.objects.create(
        unit=draft.unit, unit_key=draft.unit_key, status=Status.REGISTERED, direction=draft.flow, kind=draft.kind, number=number.words,
        issuer=issuer_of(draft.unit, draft.style).body, place=draft.unit.place or "Hà Nội", dated=number.dated, title=draft.title,
        title_fold=fold(draft.title)[:2000], signatory=draft.signer, text=text, file_sha=draft.scan_sha, file_name=draft.scan_name,
        entered_by=by.account_id, entered_at=now(),
    )  # fmt: skip
    cited = {
        one.number: one
        for one in reversed(reader.read(text).citations)
        if plain_number(one.number) != plain_number(number.words)
    }
    standing = Document.objects.filter(number__in=spellings(*cited)).exclude(status="reading")
    known = {plain_number(row.number): row for row in standing}
    Citation.objects.bulk_create(
        Citation(
            document=document, unit_key=document.unit_key, kind=one.kind or "", number=one.number, dated=one.date or "", issuer=(one.issuer or "")[:250],
            quote=one.quote, start=one.start, cited=known.get(plain_number(one.number)),
        )
        for one in cited.values()
    )  # fmt: skip
    Recipient.objects.bulk_create(
        Recipient(document=document, unit_key=document.unit_key, name=name[:250], purpose=purpose[:40])
        for name, purpose in draft.recipients
    )
    return document


@transaction.atomic
def attach_scan(draft: Draft, *, by: Actor, name: str, data: bytes) -> Draft:
    """Keep the signed scan, or the digitally signed PDF, beside the paper."""
    draft = access.attach.claim(by, draft)
    sha = keep_bytes(data)
    changes = change(draft, scan_sha=sha, scan_name=name[:250])
    if draft.document:
        change(draft.document, file_sha=sha, file_name=name[:250])
    record("office.attach", draft, by=by, says=_says(draft) | {"name": name[:120]}, changes=changes)
    return draft


@transaction.atomic
def recall_draft(draft: Draft, *, by: Actor, reason: str) -> Draft:
    """Thu hồi: the paper no longer holds; its number and text stay in the books with the reason."""
    draft = access.recall.claim(by, draft)
    changes = change(draft, step=Step.RECALLED, reason=reason.strip()[:300])
    if draft.document:
        change(draft.document, status=Status.RECALLED)
        take_back_recalled(draft.document, by=by, reason=draft.reason)
    record("office.recall", draft, by=by, says=_says(draft) | {"reason": draft.reason}, changes=changes)
    return draft
