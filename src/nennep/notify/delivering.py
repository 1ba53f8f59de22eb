"""One round of pushes: every device whose owner has notices she was not told of, and may hear it now."""

import logging
from datetime import datetime
from http.client import HTTPException

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nennep.accounts.queries import by_number
from nennep.core.scope import acting_as, system_actor
from nennep.notify import actions, push, queries, rules
from nennep.notify.models import Device
from nennep.notify.urls import PLACE

GONE = {404, 410}  # the service no longer knows the browser (RFC 8030 §7.3)
log = logging.getLogger(__name__)


def deliver(moment: datetime) -> int:
    """Tell what waits at a moment; returns how many devices were told. What fails is tried again by a later round; a
    service that does not answer is not asked again in the same round."""
    if not push.public_key():
        return 0
    told, silent = 0, set[str]()
    with acting_as(system_actor("Hệ thống")):
        with transaction.atomic():
            found = queries.waiting(moment)
            awake = queries.awake([row.account_id for row, _count, _newest in found], localtime(moment))
            accounts = by_number(awake)
        for row, count, newest in found:
            account, host = accounts.get(row.account_id), rules.service(row.endpoint, settings.PUSH_HOSTS)
            if account is None or not account.is_active or not host or host in silent:
                continue
            with translation.override(account.language):
                words = _("Đồng chí có {n} việc mới trên Nền Nếp.").format(n=count)
            told += _one(row, words, newest, moment, silent, host)
    return told


def _one(row: Device, words: str, newest: int, moment: datetime, silent: set[str], host: str) -> bool:
    try:
        answer = push.send(row.endpoint, row.p256dh, row.auth, words, PLACE)
    except (OSError, HTTPException) as trouble:
        log.warning("a push service did not answer (%s); it is tried again", type(trouble).__name__)
        silent.add(host)
        actions.push_failed(row, moment)
        return False
    if answer.status_code in GONE:
        actions.forget_device(row)
        return False
    if not 200 <= answer.status_code < 300:
        log.warning("a push service answered %s; it is tried again", answer.status_code)
        actions.push_failed(row, moment, answer.headers.get("Retry-After", ""))
        return False
    actions.push_told(row, newest, moment)
    return True
