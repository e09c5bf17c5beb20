"""How well bodies are found whose names nobody listed: whole families of names taken out of registry and training.

A family is a function and all names that have it (知识产权: 知识产权局, 国家知识产权局, 市知识产权局, …). Each fold takes the
families of its share out of a copy of the registry, makes silver data without a sentence that has such a word, trains on
them, and is asked for the names of these families in sentences that were kept back: names of the full registry, put
where a named body stood. A name is right where exactly its characters are found. Recall is the mean over names; precision
over the distinct strings found that touch a name asked for or are found beside the sentence's known bodies.

    python -m benchmarks.unseen_names --corpus ../shared/corpus
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
#: Smaller than the shipped models' training, so that all folds take half an hour on one core.
N_CHARS, EPOCHS = 300_000, {"hanlp": 4, "spacy": 2}
# of the texts that are not kept back, one in so many
_EVERY = 3
READERS = ("rules alone", "onnx", "hanlp", "spacy")
# of which training each reader is
_TRAINED = {"onnx": "hanlp", "hanlp": "hanlp", "spacy": "spacy"}
JIEBA = "jieba==0.42.1"
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the one name asked for, and its other bodies as registry and rules find them in full."""

    text: str
    start: int
    end: int
    others: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """The name asked for."""
        return self.text[self.start : self.end]


# --- families --------------------------------------------------------------------------------------------------------


def families(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The ways of saying each function, by its official form; ``words`` are short form and official form."""
    out: dict[str, set[str]] = defaultdict(set)
    for stem, full in words.items():
        out[full].update(word for word in (stem, full) if len(word) > 1)
    return {full: tuple(sorted(found)) for full, found in sorted(out.items()) if found}


def fold_of(number: int, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of the families of fold ``number``: those with a body of their own that end up in it by chance."""
    names = sorted(known)
    random.Random(7).shuffle(names)
    return tuple(sorted(word for full in names[number::FOLDS] for word in known[full]))


def without(data: dict[str, Any], held: Sequence[str]) -> dict[str, Any]:
    """The compiled registry without anything that has one of the words ``held``."""
    from pipeline.train.names import holds

    def gone(text: str) -> bool:
        return holds(text, held)

    out = dict(data)
    out["functions"] = {stem: full for stem, full in data["functions"].items() if not gone(stem) and not gone(full)}
    out["whole"] = {said: full for said, full in data["whole"].items() if not gone(said) and not gone(full)}
    out["templates"] = [
        [kept, full, *rest]
        for rests, full, *rest in data["templates"]
        if not gone(full) and (kept := [said for said in rests if not gone(said)])
    ]
    out["bodies"] = [
        {**body, "aliases": [alias for alias in body["aliases"] if not gone(alias)]}
        for body in data["bodies"]
        if not gone(body["canonical"])
    ]
    out["words"] = {key: _words_without(value, gone) for key, value in data["words"].items()}
    return out


def _words_without(value: Any, gone: Callable[[str], bool]) -> Any:  # noqa: ANN401 - as JSON has it
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _words_without(item, gone) for key, item in value.items() if not gone(str(key))}
    return [item for item in value if not (isinstance(item, str) and gone(item))]


# --- cases -----------------------------------------------------------------------------------------------------------

_CITY = "310000"
_ASKED = ("局", "委", "委员会", "办", "办公室", "厅", "署", "部", "总队", "指挥部", "领导小组", "联席会议")


def asked_names(held: Sequence[str]) -> list[str]:
    """The names of the full registry that have a word of ``held``: national ones, Shanghai's with 上海市 and with 市."""
    from pipeline.extract.agencies.registry import registry
    from pipeline.train.names import holds

    out: set[str] = set()
    for body in registry().bodies.values():
        said = [body.canonical]
        if body.place_code is None:
            said += body.aliases
        elif body.place_code == _CITY and body.canonical.startswith("上海市"):
            # a district's bodies are not called 市浦东新区…局
            said += [body.canonical.removeprefix("上海"), *("市" + alias for alias in body.aliases)]
        out.update(name for name in said if name.endswith(_ASKED) and holds(name, held))
    return sorted(name for name in out if 3 <= len(name) <= 25)


Carrier = tuple[str, int, int]


def carriers_of(texts: Iterable[tuple[str, str]]) -> list[Carrier]:
    """Sentences with a named body in them, and where it stands."""
    from pipeline.extract.agencies.matcher import find_spans
    from pipeline.train.corpus import measured_sentences, sentences
    from pipeline.train.silver import pieces

    left_out = measured_sentences()
    carriers: list[Carrier] = []
    for _, text in texts:
        for sentence in sentences(text):
            if sentence not in left_out:
                for piece in pieces(sentence):
                    named = [item for item in find_spans(piece) if item.head in ("bureau", "name")]
                    carriers += [(piece, item.start, item.end) for item in named]
    return carriers


def cases(names: Sequence[str], found: Sequence[Carrier], seed: int, most: int, each: int) -> list[Case]:
    """``each`` sentences of ``found`` for every one of at most ``most`` names."""
    from pipeline.extract.agencies.matcher import find_spans

    rng = random.Random(seed)
    carriers = list(found)
    rng.shuffle(carriers)
    chosen = rng.sample(list(names), min(most, len(names)))
    out = []
    for number, name in enumerate(name for name in chosen for _ in range(each)):
        text, start, end = carriers[number % len(carriers)]
        said = text[:start] + name + text[end:]
        stop = start + len(name)
        others = tuple((s.start, s.end) for s in find_spans(said) if s.end <= start or s.start >= stop)
        out.append(Case(said, start, stop, others))
    return out


# --- scores ----------------------------------------------------------------------------------------------------------


def scores(asked: Sequence[Case], found: Sequence[Spans]) -> dict[str, float]:
    """Recall over names, precision over strings found; see the module."""
    recall: dict[str, list[bool]] = defaultdict(list)
    told: dict[str, list[bool]] = defaultdict(list)
    for case, spans in zip(asked, found, strict=True):
        recall[case.name].append((case.start, case.end) in spans)
        for span in spans:
            if span not in case.others:
                told[case.text[slice(*span)]].append(span == (case.start, case.end))
    return {"recall": _mean(recall), "precision": _mean(told), "names": len(recall), "strings": len(told)}


def _mean(by_name: Mapping[str, Sequence[bool]]) -> float:
    return sum(sum(right) / len(right) for right in by_name.values()) / max(1, len(by_name))


# --- one fold, in a process of its own -------------------------------------------------------------------------------


def run_fold(job: Path) -> None:
    """Train on what ``job`` names with a registry without its families, and write what each reader finds beside it."""
    from pipeline.common import resources

    told = json.loads((job / "job.json").read_text(encoding="utf-8"))
    # before anything reads the registry
    resources.models_dir = lambda: job
    from pipeline.extract.agencies import find_agencies
    from pipeline.train.corpus import Corpus
    from pipeline.train.run import fit, split
    from pipeline.train.silver import Recipe

    texts = tuple((name, text) for name, text in told["texts"])
    wanted = [model for model in told["epochs"] if not (told["again"] and (job / model).is_dir())]
    if wanted:
        data = split(Corpus(texts, ""), Recipe(n_chars=told["n_chars"], held_out=tuple(told["held"])))
        for model in wanted:
            fit(model, data, job, "fold", 11, told["epochs"][model])
    found: dict[str, list[Spans]] = {}
    for name in READERS:
        if _TRAINED.get(name, "hanlp") in told["epochs"]:
            detector = _detector(name, job)
            found[name] = [[(m.start, m.end) for m in find_agencies(text, None, detector)] for text in told["asked"]]
    (job / "found.json").write_text(json.dumps(found), encoding="utf-8")


def _detector(reader: str, job: Path) -> Any:  # noqa: ANN401 - a detector, or None
    from pipeline.ner.hanlp_ner import HanlpDetector
    from pipeline.train.run import detector_at

    if reader == "rules alone":
        return None
    return HanlpDetector(job / "hanlp") if reader == "hanlp" else detector_at(_TRAINED[reader], job / _TRAINED[reader])


# --- jieba -----------------------------------------------------------------------------------------------------------

_ASK_JIEBA = """
import json, sys
import jieba.posseg as posseg
for line in sys.stdin:
    at, out = 0, []
    for word, flag in posseg.cut(json.loads(line)):
        if flag == "nt":
            out.append((at, at + len(word)))
        at += len(word)
    print(json.dumps(out))
"""


def jieba(texts: Sequence[str], envs: Path) -> list[Spans]:
    """The words that jieba tags as organisations (nt), from an environment of its own."""
    home = envs / "jieba"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "setuptools<81", JIEBA], check=True)
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = [str(python), "-X", "utf8", "-c", _ASK_JIEBA]
    told = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return [[(a, b) for a, b in json.loads(line)] for line in told.stdout.splitlines()]


# --- all folds -------------------------------------------------------------------------------------------------------


def measure(
    corpus: Sequence[Path], work: Path, envs: Path, folds: Sequence[int], models: Sequence[str], again: bool
) -> list[dict[str, Any]]:
    """A row for each fold and reader. ``again``: networks that lie in ``work`` are used as they are."""
    from pipeline.common.resources import model_path, models_dir
    from pipeline.train.corpus import read_corpus

    data = json.loads(model_path("agencies", "compiled.json").read_text(encoding="utf-8"))
    texts = read_corpus(corpus).texts
    carriers = carriers_of(texts[::FOLDS])
    known = families(data["functions"])
    rows = []
    for fold in folds:
        held = fold_of(fold, known)
        asked = cases(asked_names(held), carriers, seed=fold, most=150, each=2)
        job = work / f"fold-{fold}"
        if not again:
            shutil.rmtree(job, ignore_errors=True)
        for folder in models_dir().iterdir():
            if folder.is_dir() and folder.name not in ("agencies", "ner"):
                shutil.copytree(folder, job / folder.name, dirs_exist_ok=True)
        (job / "agencies").mkdir(parents=True, exist_ok=True)
        reduced = json.dumps(without(data, held), ensure_ascii=False)
        (job / "agencies" / "compiled.json").write_text(reduced, encoding="utf-8")
        kept = [text for number, text in enumerate(texts) if number % FOLDS][::_EVERY]
        told = {"texts": kept, "held": held, "asked": [case.text for case in asked], "n_chars": N_CHARS, "again": again}
        epochs = {model: EPOCHS[model] for model in models}
        (job / "job.json").write_text(json.dumps({**told, "epochs": epochs}), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "benchmarks.unseen_names", "--fold", str(job)], cwd=_ROOT, check=True)
        found = json.loads((job / "found.json").read_text(encoding="utf-8"))
        readers = {name: [[(a, b) for a, b in spans] for spans in found[name]] for name in READERS if name in found}
        readers["jieba"] = jieba([case.text for case in asked], envs)
        rows += [{"fold": fold, "reader": name, **scores(asked, spans)} for name, spans in readers.items()]
        for row in rows[-len(readers) :]:
            print(json.dumps(row, ensure_ascii=False), file=sys.stderr, flush=True)
    return rows


def lines_of(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The figures as a table: the mean over folds, the lowest and the highest."""
    out = ["| reader | recall | lowest, highest fold | precision | lowest, highest fold |", "|---|--:|---|--:|---|"]
    measured = {row["reader"] for row in rows}
    for name in (reader for reader in (*READERS, "jieba") if reader in measured):
        cells = []
        for figure in ("recall", "precision"):
            values = [row[figure] for row in rows if row["reader"] == name]
            cells += [f"{sum(values) / len(values):.3f}", f"{min(values):.3f}, {max(values):.3f}"]
        out.append(f"| {name} | {' | '.join(cells)} |")
    return out


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, action="append", help="folder of texts or tars")
    parser.add_argument(
        "--envs", type=Path, default=_ROOT / "build" / "peers", help="where jieba's environment is kept"
    )
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "gongbao-unseen")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="which folds")
    parser.add_argument("--models", nargs="*", default=list(EPOCHS), choices=list(EPOCHS), help="which are trained")
    parser.add_argument(
        "--again", action="store_true", help="use the networks that lie in --work, train what is missing"
    )
    parser.add_argument("--fold", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.fold:
        run_fold(args.fold)
        return 0
    if not args.corpus:
        parser.error("--corpus is missing")
    rows = measure(args.corpus, args.work, args.envs, args.folds, args.models, args.again)
    print("\n".join(lines_of(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
