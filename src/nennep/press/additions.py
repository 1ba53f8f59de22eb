"""What later revisions of a PDF changed in it: nothing but signatures, or more. Used by ``certified`` in its own process.

pyHanko compares revisions from the first signature on; what happened between the frozen file and that signature is looked
at here, by a short list of what signing may touch: the catalogue gets its form, a page its mark of a signature, the
metadata their day. Every other object of the frozen file has to stand as it was.
"""

from collections.abc import Iterator
from typing import Any

CATALOGUE = frozenset({"/AcroForm", "/Extensions", "/DSS", "/Perms", "/Version", "/Metadata"})
FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
DEEPEST = 40


def only_signatures(reader: Any, base: int) -> bool:
    """Whether nothing but signatures came to a file after its revision ``base``, counted from 0."""
    last = reader.xrefs.total_revisions - 1
    old, new = reader.get_historical_resolver(base), reader.get_historical_resolver(last)
    pages = dict(_pages(old.root["/Pages"]))
    free = {old.root_ref, *_refs(old.trailer_view, "/Info"), *_refs(old.root, "/Metadata")}
    free |= {ref for page in pages.values() for ref in _refs(page, "/Annots")}
    for revision in range(base + 1, last + 1):
        if any(_stood(reader, ref, base) for ref in reader.xrefs.refs_freed_in_revision(revision)):
            return False
        for ref in reader.xrefs.explicit_refs_in_revision(revision):
            if ref not in pages and ref not in free and _stood(reader, ref, base):
                return False
    if not _same(old.root, new.root, CATALOGUE) or not _is_form_of_signatures(new.root):
        return False
    return all(_is_page_with_signatures(page, new(ref)) for ref, page in pages.items())


def _stood(reader: Any, ref: Any, base: int) -> bool:
    """Whether an object was there in the frozen file."""
    return reader.xrefs.get_historical_ref(ref, base) is not None


def _refs(holder: Any, key: str) -> set[Any]:
    value: Any = holder.raw_get(key) if key in holder else None
    return {value.reference} if hasattr(value, "reference") else set()


def _each(holder: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """(as written, as meant) for each of a list; nothing where there is no list."""
    rows: Any = holder.get(key, ())
    for place in range(len(rows)):
        yield rows.raw_get(place), rows[place]


def _pages(node: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """(reference, page) of every page of a tree."""
    for raw, kid in _each(node, "/Kids"):
        if kid["/Type"] == "/Page":
            yield raw.reference, kid
        elif depth < DEEPEST:
            yield from _pages(kid, depth + 1)


def _same(old: Any, new: Any, but: frozenset[str]) -> bool:
    """Whether two dictionaries say the same, some keys left out."""
    keys = set(old) - but
    return keys == set(new) - but and all(old.raw_get(key) == new.raw_get(key) for key in keys)


def _is_form_of_signatures(root: Any) -> bool:
    if "/AcroForm" not in root:
        return True
    form = root["/AcroForm"]
    return set(form) <= FORM and all(_is_signature(one) for _raw, one in _each(form, "/Fields"))


def _is_signature(field: Any) -> bool:
    """A field of a signature, its mark or both."""
    holder = field if "/FT" in field else field.get("/Parent", {})
    return holder.get("/FT") == "/Sig" and field.get("/Subtype", "/Widget") == "/Widget"


def _is_page_with_signatures(old: Any, new: Any) -> bool:
    """Whether a page is as it was but for marks of signatures."""
    if not _same(old, new, frozenset({"/Annots"})):
        return False
    before, after = list(_each(old, "/Annots")), list(_each(new, "/Annots"))
    kept = [raw for raw, _one in after[: len(before)]] == [raw for raw, _one in before]
    return kept and all(_is_signature(one) for _raw, one in after[len(before) :])
