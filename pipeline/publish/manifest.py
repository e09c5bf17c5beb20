"""``manifest.json`` of a release: its files with rows, bytes and SHA-256, its sources, and the only times there are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.publish.parquet import File
from pipeline.publish.partition import PARTITIONS

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release is. ``replaces`` is the release that was current before it, None of the first.

    ``spread``: over how many files, at most, the sources of each table are spread; a file may be left out for want of rows.
    """

    release_id: str
    replaces: str | None
    pipeline_version: str
    tables: dict[str, tuple[File, ...]]
    sources: tuple[dict[str, Any], ...]
    started_at: datetime
    published_at: datetime
    spread: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """The number of rows of each table."""
        return {name: sum(f.rows for f in files) for name, files in self.tables.items()}

    @property
    def needs_review(self) -> dict[str, int]:
        """The number of rows a person should look at, of each table that has any."""
        counts = {name: sum(f.needs_review for f in files) for name, files in self.tables.items()}
        return {name: count for name, count in counts.items() if count}

    def as_json(self) -> dict[str, Any]:
        """For the file."""
        return {
            "format": FORMAT,
            "release_id": self.release_id,
            "replaces": self.replaces,
            "pipeline_version": self.pipeline_version,
            "started_at": self.started_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "published_at": self.published_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "n_sources": len(self.sources),
            "n_failures": self.rows.get("failures", 0),
            "tables": {
                name: {
                    "rows": sum(f.rows for f in files),
                    "needs_review": sum(f.needs_review for f in files),
                    "bytes": sum(f.bytes for f in files),
                    "spread": self.spread.get(name, PARTITIONS),
                    "files": [f.as_json() for f in files],
                }
                for name, files in self.tables.items()
            },
            "sources": list(self.sources),
        }


def content_hash(tables: Mapping[str, Sequence[File]], pipeline_version: str) -> str:
    """What two releases with the same files and version have in common."""
    files = {name: [f.sha256 for f in parts] for name, parts in tables.items()}
    said = json.dumps([pipeline_version, files], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def read_manifest(release: Path) -> Manifest:
    """The manifest of a release folder. Raises ``OSError`` or ``ValueError``."""
    return parse_manifest((release / MANIFEST).read_bytes(), str(release / MANIFEST))


def parse_manifest(data: bytes, place: str) -> Manifest:
    """A manifest from the bytes of its file. Raises ``ValueError``."""
    read = json.loads(data)
    try:
        return Manifest(
            release_id=read["release_id"],
            replaces=read["replaces"],
            pipeline_version=read["pipeline_version"],
            tables={name: tuple(File(**f) for f in table["files"]) for name, table in read["tables"].items()},
            # releases of before it was written had one of each partition
            spread={name: table.get("spread", PARTITIONS) for name, table in read["tables"].items()},
            sources=tuple(read["sources"]),
            started_at=datetime.fromisoformat(read["started_at"]),
            published_at=datetime.fromisoformat(read["published_at"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{place} is no manifest of this version ({error})") from error
