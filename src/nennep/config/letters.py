"""Letters that remind: how many things wait for an account, sent where a mail server is configured."""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from nennep.accounts.queries import by_number
from nennep.config.actors import actor_of
from nennep.core.scope import acting_as
from nennep.duties.queries import own
from nennep.notify import actions, queries

SOON = timedelta(days=7)
log = logging.getLogger(__name__)


def send(moment: datetime) -> int:
    """Send the letters of a local moment's day to those who may hear them now; returns how many. A letter that cannot be
    sent is tried again the next hour."""
    if not settings.EMAIL_HOST:
        return 0
    day = moment.date()
    sent, wanted = 0, queries.wanting(moment)
    accounts = by_number(one.account_id for one in wanted)
    for one in wanted:
        account = accounts.get(one.account_id)
        if account is None or not account.is_active:
            continue
        with translation.override(account.language), acting_as(actor_of(account)), transaction.atomic():
            words = letter(day)
        try:
            sent += send_mail(_("Nền Nếp: việc đang chờ"), words, None, [one.address]) if words else 0
        except OSError:
            log.warning("a letter could not be sent; it is tried again")
            continue
        actions.letters_sent(one.account_id, day)
    return sent


def letter(day: date) -> str:
    """The words of one letter for the present actor; '' where nothing waits. It names nobody."""
    from nennep.core.scope import needed

    actor = needed()
    listed = own(actor, day, day + SOON)
    late = sum(one.due_on < day for one in listed.open)
    soon, unread = len(listed.open) + len(listed.met) - late, queries.unread(actor)
    lines = [
        _("{n} việc quá hạn").format(n=late) if late else "",
        _("{n} việc đến hạn trong 7 ngày").format(n=soon) if soon else "",
        _("{n} thông báo chưa đọc").format(n=unread) if unread else "",
    ]
    waiting = [f"- {line}" for line in lines if line]
    if not waiting:
        return ""
    greeting = _("Kính gửi đồng chí {name},").format(name=actor.name)
    where = _("Xem tại {address}. Đổi cách gửi thư ở trang Thông báo.").format(address=settings.PUBLIC_ADDRESS)
    return "\n\n".join([greeting, "\n".join(waiting), where]) + "\n"
