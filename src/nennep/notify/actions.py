"""Telling people, on which devices, and telling how far long work is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from nennep.core.clock import now
from nennep.core.refused import NotYours, Refused
from nennep.notify import push, rules
from nennep.notify.models import Device, Mailing, Notice, Progress

NOTICE = "insert into notify_notice (account_id, at, words, link) values (%s, %s, %s, %s)"


def tell(accounts: Iterable[int], words: str, link: str = "") -> int:
    """Put a notice before each account, in the verb's own transaction; returns how many."""
    rows = [(account, now(), words[:500], link) for account in dict.fromkeys(accounts)]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(NOTICE, rows)
    return len(rows)


def begin(account_id: int, label: str, total: int, link: str = "") -> Progress:
    """A new piece of long work."""
    return Progress.objects.create(account_id=account_id, label=label[:200], total=total, link=link)


def advance(work: Progress, **values: Any) -> None:
    """Write done, state or message at once, over a connection of its own, so that it is seen before the work commits."""
    names = [name for name in values if name in {"done", "total", "state", "message"}]
    sets = ", ".join(f"{name} = %s" for name in names)
    with psycopg.connect(
        **connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}, autocommit=True
    ) as beside:
        beside.execute(
            f"update notify_progress set {sets}, at = now() where id = %s", [*(values[name] for name in names), work.pk]
        )


def choose_letters(account_id: int, *, address: str, rhythm: str, **times: Any) -> Mailing:
    """Keep where, how often and when an account wants letters (``hour``, ``quiet_from``, ``quiet_until``, ``weekends``)."""
    row, _made = Mailing.objects.update_or_create(
        account_id=account_id, defaults={"address": address, "rhythm": rhythm, **times}
    )
    return row


def letters_sent(account_id: int, day: date) -> None:
    """Remember the day of the last letter."""
    Mailing.objects.filter(account_id=account_id).update(sent_on=day)


MOST_DEVICES = 10


class DeviceRefused(Refused):
    """A browser that cannot be told by push: pushes are off, its service is not listed, its keys are none, or it is one too many."""


@transaction.atomic
def add_device(account_id: int, *, endpoint: str, p256dh: str, auth: str, label: str) -> Device:
    """Let a browser be told by push. One that was somebody else's is hers no more; the same one again is kept once.

    Raises DeviceRefused.
    """
    if not push.public_key():
        raise DeviceRefused(_("Đơn vị chưa bật thông báo đẩy."))
    if not rules.service(endpoint, settings.PUSH_HOSTS):
        raise DeviceRefused(_("Dịch vụ thông báo của trình duyệt này chưa được đơn vị cho phép dùng."))
    if not push.keys_are_good(p256dh, auth):
        raise DeviceRefused(_("Trình duyệt chưa gửi đủ thông tin. Đề nghị tải lại trang rồi bật lại."))
    with connection.cursor() as cursor:
        cursor.execute("select notify_release(%s)", [endpoint])
    mine = Device.objects.filter(account_id=account_id)
    if mine.count() >= MOST_DEVICES:
        raise DeviceRefused(
            _("Đồng chí đã bật ở {n} thiết bị. Đề nghị tắt bớt thiết bị không dùng nữa.").format(n=MOST_DEVICES)
        )
    newest = Notice.objects.filter(account_id=account_id).order_by("-id").values_list("id", flat=True).first()
    return Device.objects.create(
        account_id=account_id, endpoint=endpoint, p256dh=p256dh, auth=auth, label=label[:80], made_at=now(), told=newest or 0, next_at=now()
    )  # fmt: skip


def drop_device(account_id: int, pk: int) -> None:
    """Take a device away; from then on nothing is sent to it. Raises NotYours."""
    gone, _kinds = Device.objects.filter(account_id=account_id, pk=pk).delete()
    if not gone:
        raise NotYours


def forget_device(device: Device) -> None:
    """The push service no longer knows the browser."""
    Device.objects.filter(pk=device.pk).delete()


def push_told(device: Device, newest: int, moment: datetime) -> None:
    """Remember what a device was told."""
    Device.objects.filter(pk=device.pk).update(told=newest, told_at=moment, tries=0, next_at=moment)


def push_failed(device: Device, moment: datetime, asked: str = "") -> None:
    """Try a device again after a while, longer with each failure; ``asked`` is the service's own Retry-After."""
    tries = device.tries + 1
    Device.objects.filter(pk=device.pk).update(tries=min(tries, 1000), next_at=moment + rules.pause(tries, asked))
