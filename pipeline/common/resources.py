"""Where gongbao's own data lie: in the package of an installed wheel, at the top of a working tree.

A wheel carries ``models/`` as ``pipeline/_models`` and the seed texts that the gold points into as
``pipeline/_seeds`` (see ``pyproject.toml``).
"""

from __future__ import annotations

from pathlib import Path

from pipeline.common.errors import GongbaoError

_PACKAGE = Path(__file__).resolve().parent.parent


def _folder(packed: str, *at_home: str) -> Path:
    for folder in (_PACKAGE / packed, _PACKAGE.parent.joinpath(*at_home)):
        if folder.is_dir():
            return folder
    raise GongbaoError(
        f"gongbao's own folder {'/'.join(at_home)} is missing",
        place=str(_PACKAGE),
        mend="Install gongbao again",
    )


def models_dir() -> Path:
    """The folder of the agency registry and the trained models."""
    return _folder("_models", "models")


def seeds_dir() -> Path:
    """The folder of the gazette texts that the gold's offsets point into."""
    return _folder("_seeds", "data", "raw")


def model_path(*parts: str) -> Path:
    """A file below ``models_dir()``: ``model_path("agencies", "compiled.json")``."""
    return models_dir().joinpath(*parts)
