"""A change list of memberships in Django's admin: the same rows, columns, order and page length as our list."""

import os
from datetime import date
from typing import Any

from django.contrib import admin
from django.core.wsgi import get_wsgi_application
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path

application = get_wsgi_application()

from nennep.members.models import Membership  # noqa: E402  the applications have to be loaded first

DAY = date(2023, 7, 3)


class Open(admin.AdminSite):
    """Everybody may look; the benchmark measures the list, not rights."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class Memberships(admin.ModelAdmin):  # type: ignore[type-arg]
    """Fifty rows by name."""

    list_display = ("full_name", "birth_year", "sex", "category", "status", "unit")
    list_select_related = ("unit",)
    list_per_page = 50
    ordering = ("sort_key", "id")
    list_filter = ("status", "category", "sex")
    search_fields = ("name_fold",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        low, high = os.environ["BENCH_LOW"], os.environ["BENCH_HIGH"]
        rows = QuerySet(model=Membership).filter(
            unit_key__gte=low, unit_key__lt=high, association="party", placement="counted"
        )
        return rows.filter(since__lte=DAY, until__gt=DAY).order_by(*self.ordering)


site = Open()
site.register(Membership, Memberships)
urlpatterns = [path("admin/", site.urls)]
