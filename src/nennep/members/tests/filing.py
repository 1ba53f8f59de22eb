"""What the tests of files share: a paper, a scan, the full file switched on."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members import actions

Sign = Callable[[str], Client]
PAPER = actions.Paper("12-CV/ĐU", date(2023, 6, 1))
PDF = b"%PDF-1.7 scan"


def full(cast: Cast) -> None:
    chief = cast.actor("chanh")
    with acting_as(chief), transaction.atomic():
        actions.keep_full_files(
            cast.units["BV"], by=chief, decision=actions.Paper("9-QĐ/ĐU", date(2023, 5, 1)), since=date(2023, 5, 2)
        )
