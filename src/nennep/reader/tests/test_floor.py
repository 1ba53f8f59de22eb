"""The scores that the reader must not fall below, on the shared corpus where there is one."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

from nennep.reader import contract
from nennep.reader.papers import read

KINDS = ("header", "citations", "targets", "tasks", "results", "events", "people", "awards", "recipients")
FLOOR = 0.96  # for each kind; the scores stand in docs/reader.md
LEAST = {"events": 0.90}
MACRO = 0.98


def shared() -> Path:
    """The folder of shared material; a missing one skips, unless NENNEP_SHARED names it."""
    named = os.environ.get("NENNEP_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[5] / "shared"
    if not (folder / "corpus" / "score.py").is_file():
        if named:
            pytest.fail(f"NENNEP_SHARED is {named}, but there is no corpus/score.py in it")
        pytest.skip("no shared corpus beside the project: scores not measured")
    return folder


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", folder / "corpus" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_reader_keeps_its_scores(name: str) -> None:
    folder = shared()
    score = scorer(folder)
    gold = score.load(str(folder / "corpus" / name), "gold")
    texts = score.load_texts(str(folder / "seeds" if name == "seeds" else folder / "corpus" / name), gold)
    assert set(texts) == set(gold)
    found = {doc: contract.to_pred(read(text), doc) for doc, text in texts.items()}
    problems = [problem for doc, paper in found.items() for problem in score.check_doc(paper, texts[doc], False)]
    assert problems == []
    report = score.score(gold, found, texts)
    found_f1 = {kind: report["categories"][kind]["f1"] for kind in KINDS if kind in report["categories"]}
    below = {kind: f1 for kind, f1 in found_f1.items() if f1 < LEAST.get(kind, FLOOR)}
    assert below == {}
    assert set(found_f1) == set(KINDS)
    assert report["macro_f1"] >= MACRO
