"""``pipeline_version``: package version and a hash of all that changes rows. It is the cache key; nobody bumps it."""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pipeline
from pipeline.common.resources import models_dir

# They read or score what the others made, or make the models that ship: a change here changes no row and no file.
NO_ROWS = frozenset({"cli", "evaluate", "train"})
# Their own tables and algorithms end up in rows or in the bytes of the files.
LIBRARIES = ("pyarrow", "ahocorasick_rs", "google-re2", "numpy", "onnxruntime")
# Words about the data, not the data.
NO_DATA = frozenset({".md", ".pyc"})


def pipeline_version(options: Mapping[str, Any] | None = None) -> str:
    """``0.1.0+3f9c0a17b2d4``: package version, and hash of code, patterns, registry, models, libraries and ``options``.

    ``options`` are those of a run that change rows (which model finds agencies), as JSON can write them.
    """
    digest = hashlib.sha256(_code_hash().encode())
    digest.update(json.dumps(options or {}, sort_keys=True, ensure_ascii=False).encode())
    return f"{pipeline.__version__}+{digest.hexdigest()[:12]}"


@cache
def _code_hash() -> str:
    digest = hashlib.sha256()
    for name, path in sorted(_files()):
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    digest.update(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    """Every file that changes rows, by a name that is the same in a working tree and in an installed wheel."""
    package = Path(pipeline.__file__).resolve().parent
    for folder, prefix in ((package, "pipeline"), (models_dir(), "models")):
        for path in folder.rglob("*"):
            parts = path.relative_to(folder).parts
            # of the package's own folders those that begin with _ are data packed into a wheel, or caches
            if prefix == "pipeline" and (parts[0] in NO_ROWS or (parts[0].startswith("_") and len(parts) > 1)):
                continue
            hidden = any(part.startswith((".", "__pycache__")) for part in parts)
            if not hidden and path.suffix not in NO_DATA and path.is_file():
                yield f"{prefix}/{'/'.join(parts)}", path
