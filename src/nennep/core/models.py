"""What every table has in common: a scope class, a guarded manager, and for editable nouns a version."""

from typing import Any, ClassVar

from django.db import models

from nennep.core import scope


class Scope(models.TextChoices):
    """The six classes of tables: what of them the database shows to an actor."""

    UNIT = "unit"  # rows of units in my ranges
    PERSON = "person"  # me, or someone with a row of mine to see
    TWO_PARTY = "two-party"  # rows with one of two keys in my ranges
    DOWNWARD = "downward"  # rows of my units, of units below, and of units above mine
    SHARED = "shared"  # reference data
    SYSTEM = "system"  # not for the application


class ScopedManager(models.Manager[Any]):
    """Raises NoScope instead of answering with an empty list when nobody is acting."""

    def get_queryset(self) -> models.QuerySet[Any]:
        if self.db == "default":
            scope.needed()
        return super().get_queryset()


class Scoped(models.Model):
    """A table whose rows belong to somebody. Subclasses name ``SCOPE``; class UNIT has ``unit_key``."""

    SCOPE: ClassVar[Scope]

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Versioned(models.Model):
    """An editable noun: ``change()`` counts up, ``claim(seen=…)`` notices a second writer."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class KeyField(models.CharField):  # type: ignore[type-arg]
    """A unit's key in the tree, compared byte by byte whatever the database's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)


class OrderField(models.CharField):  # type: ignore[type-arg]
    """A sort key or folded text, compared byte by byte."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)


__all__ = ["KeyField", "OrderField", "Scope", "Scoped", "ScopedManager", "Versioned"]
