"""What ``--ner`` says: which model, where it lies, under which licence, and whether it may be opened at all.

Everything that can be wrong is found here, before anything is loaded: no library of a model is imported, nothing is
downloaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pipeline.common.errors import GongbaoError
from pipeline.common.resources import model_path

DEFAULT = "default"
NONE = "none"
Reader = Literal["none", "onnx", "hanlp", "spacy"]
_SHIPPED: dict[str, Reader] = {NONE: "none", DEFAULT: "onnx", "onnx": "onnx", "hanlp": "hanlp", "spacy": "spacy"}
_EXTRA: dict[Reader, str] = {"hanlp": "hanlp", "spacy": "spacy"}
# files that run what they like when they are opened
_PICKLES = frozenset((".pt", ".pth", ".pkl", ".pickle", ".ckpt"))
# spaCy's own .bin files are MessagePack
_PICKLED_NAMES = frozenset(("pytorch_model.bin", "pkuseg_model"))
_HANLP_LICENCE = "CC BY-NC-SA 4.0, as HanLP's own models are: not for commercial use"
_OWN_LICENCE = "Apache-2.0, shipped with gongbao"


class NerError(GongbaoError):
    """The model asked for cannot be had."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A model that is there: ``spec`` as said, who reads it, its file or folder and its licence.

    ``path`` is None for none at all.
    """

    spec: str
    reader: Reader
    path: Path | None
    licence: str

    @property
    def shipped(self) -> bool:
        """Whether it is one of gongbao's own."""
        return ":" not in self.spec

    def options(self) -> Mapping[str, str]:
        """What ``pipeline_version`` has to know: empty for the default, else name, bytes and library."""
        if self.spec == DEFAULT:
            return {}
        told = {"ner": self.spec.split(":")[0]}
        if self.reader in _EXTRA:
            told["library"] = _version(self.reader)
        if not self.shipped and self.path is not None:
            told["sha256"] = folder_hash(self.path)
        return told

    @property
    def said(self) -> str:
        """One line for a person: the model and its licence."""
        return f"{self.spec}: {self.path.name if self.path else 'no model'}, licence {self.licence}"


def choose(spec: str = DEFAULT, trust: bool = False) -> Choice:
    """The model called ``spec``; ``trust``: also one whose files may run code when opened (pickles).

    ``default``, ``none``, ``onnx``, ``hanlp``, ``spacy``; ``hanlp:NAME_OR_PATH``, ``spacy:PACKAGE_OR_PATH``. Raises
    ``NerError`` where there is no such model, where its library is not installed, or where it is not trusted.
    """
    return _choose(spec, trust)


@lru_cache(maxsize=8)
def _choose(spec: str, trust: bool) -> Choice:
    kind, colon, place = spec.partition(":")
    reader = _SHIPPED.get(kind)
    if reader is None or (colon and (reader not in _EXTRA or not place)):
        raise NerError(
            f"no model is called {spec!r}",
            place="--ner",
            mend="Say default, none, onnx, hanlp, spacy, hanlp:NAME_OR_PATH or spacy:PACKAGE_OR_PATH",
        )
    if reader == "none":
        return Choice(spec, reader, None, "none")
    if reader in _EXTRA and find_spec(reader) is None:
        raise NerError(
            f"{reader} is not installed",
            place=f"--ner {spec}",
            mend=f"pip install 'gongbao[{_EXTRA[reader]}]', or leave --ner out: the default needs nothing more",
        )
    if not colon:
        path = model_path("ner", "hanlp", "model.onnx") if reader == "onnx" else model_path("ner", reader)
        return Choice(spec, reader, path, _OWN_LICENCE)
    path, licence = _hanlp(place) if reader == "hanlp" else _spacy(place)
    pickled = [] if trust else _pickles(path)
    if pickled:
        raise NerError(
            f"{path} holds {pickled[0]}, which may run code of its own when it is opened",
            place=f"--ner {spec}",
            mend="If you trust where it is from, add --trust-model",
        )
    return Choice(spec, reader, path, licence)


def _pickles(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix in _PICKLES or path.name in _PICKLED_NAMES
    )


def _hanlp(place: str) -> tuple[Path, str]:
    """Folder and licence of a HanLP model by path, or by the name of one of HanLP's own where it was loaded before."""
    if (Path(place) / "config.json").is_file():
        return Path(place), _licence_in(Path(place) / "config.json")
    kept = _hanlp_folder(place)
    if kept is not None and (kept / "config.json").is_file():
        return kept, _HANLP_LICENCE
    if kept is None:
        raise NerError(
            "there is no such folder with a config.json, and no model of HanLP has that name",
            place=f"--ner hanlp:{place}",
            mend="Name a folder, or one of hanlp.pretrained.ner (MSRA_NER_ELECTRA_SMALL_ZH)",
        )
    raise NerError(
        f"{kept} does not hold it, and gongbao downloads nothing",
        place=f"--ner hanlp:{place}",
        mend=f'Where there is a network: python -c "import hanlp; hanlp.load(hanlp.pretrained.ner.{place})", and bring'
        " the folder here",
    )


def _hanlp_folder(name: str) -> Path | None:
    """Where HanLP keeps its model ``name``, read from its own list without importing it (and torch with it)."""
    spec = find_spec("hanlp")
    listed = Path(spec.origin).parent / "pretrained" / "ner.py" if spec and spec.origin else None
    if listed is None or not listed.is_file():
        return None
    match = re.search(rf"^{re.escape(name)} = HANLP_URL \+ '([^']+)\.zip'", listed.read_text(encoding="utf-8"), re.M)
    home = Path(os.environ.get("HANLP_HOME") or Path.home() / ".hanlp")
    return home / match[1] if match else None


def _spacy(place: str) -> tuple[Path, str]:
    """Folder and licence of a spaCy pipeline by path or by the name of an installed package."""
    if (Path(place) / "config.cfg").is_file():
        return Path(place), _licence_in(Path(place) / "meta.json")
    spec = find_spec(place) if place.isidentifier() else None
    if spec and spec.origin:
        home = Path(spec.origin).parent
        for config in sorted(home.glob("*/config.cfg")):
            return config.parent, _licence_in(config.parent / "meta.json")
    raise NerError(
        "there is no such folder with a config.cfg, and no spaCy package of that name is installed",
        place=f"--ner spacy:{place}",
        mend=f"Where there is a network: python -m spacy download {place}; or name a folder",
    )


def _licence_in(meta: Path) -> str:
    try:
        said = json.loads(meta.read_text(encoding="utf-8")).get("license")
    except (OSError, ValueError):
        said = None
    return str(said) if said else "not said: ask whoever made it"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "unknown"


@lru_cache(maxsize=8)
def folder_hash(path: Path, without: frozenset[str] = frozenset()) -> str:
    """SHA-256 over names and bytes of the files below ``path``, but for those named in ``without``."""
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and p.name not in without):
        digest.update(f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
