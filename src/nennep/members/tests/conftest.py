"""What the tests of members share."""

import pytest

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members.models import Person


@pytest.fixture
def person(cast: Cast) -> Person:
    """Phan Gia An's own entry: on probation in a student cell, with an account."""
    with acting_as(cast.actor("dung")):
        return Person.objects.get(pk=cast.actor("an").person_id)
