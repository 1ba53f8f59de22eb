"""The scores that the reader must not fall below, on the shared corpus where there is one."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

from nennep.reader import contract
from nennep.reader.papers import read

FLOORS = {
    "seeds": {
        "header": 0.95,
        "citations": 0.97,
        "targets": 0.90,
        "tasks": 0.95,
        "results": 0.90,
        "people": 0.95,
        "recipients": 0.97,
    },
    "dev": {
        "header": 0.97,
        "citations": 0.97,
        "targets": 0.95,
        "tasks": 0.93,
        "results": 0.93,
        "people": 0.95,
        "awards": 0.95,
        "recipients": 0.97,
    },
}
MACRO = {"seeds": 0.95, "dev": 0.95}


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
    below = {
        kind: report["categories"][kind]["f1"]
        for kind, floor in FLOORS[name].items()
        if report["categories"][kind]["f1"] < floor
    }
    assert below == {}
    assert report["macro_f1"] >= MACRO[name]
