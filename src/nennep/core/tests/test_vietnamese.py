"""The database sorts and folds names as Python does."""

import pytest
from django.db import connection

from nennep.viet import order

NAMES = ["Nguyễn Văn An", "Đặng Thị Ngọc Ánh", "Hoàng Văn Ẩn", "Đỗ Đức Đạt", "Võ Ông", "Lò Văn Ước"]


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize("name", [*NAMES, "Y Ksor", "H'Ông"])
def test_the_database_has_the_same_keys(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select vi_fold(%s), vi_sort_key(%s)", [name, name])
        assert cursor.fetchone() == (order.fold(name), order.sort_key(name))
