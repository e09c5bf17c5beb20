"""``gongbao status``: what is published, how the last run ended, who is at work."""

from __future__ import annotations

import argparse
import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "status"
HELP = "what is published, how the last run ended, who is at work"
DESCRIPTION = """\
Say which release is current and how old it is, its sources, rows, failures and rows to review, how the last run ended,
and who is writing there now."""
EPILOG = """\
examples:
  gongbao status
  gongbao status --dir tables --json

exit codes: 0 there is a release; 1 there is none
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao status``."""
    parser.add_argument("--dir", metavar="DIR", default="data/processed", help="default data/processed")
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def main(args: argparse.Namespace) -> int:
    """Print it; exit code 0 where there is a release."""
    said = status(args.dir, datetime.now(UTC))
    print(json.dumps(said, ensure_ascii=False, indent=1) if args.json else _as_text(said))
    return 0 if said["release"] else 1


def status(out: Path | str, now: datetime) -> dict[str, Any]:
    """All that ``gongbao status`` says, ready for JSON."""
    from pipeline.common.version import pipeline_version
    from pipeline.job.record import last_run
    from pipeline.publish import NoReleaseError, open_release
    from pipeline.remote import is_remote

    said: dict[str, Any] = {"dir": str(out), "release": None, "gongbao": pipeline_version()}
    with contextlib.suppress(NoReleaseError):
        manifest = open_release(out).manifest
        said |= {
            "release": manifest.release_id,
            "published_at": manifest.published_at.isoformat(timespec="seconds"),
            "age_s": round((now - manifest.published_at).total_seconds()),
            "replaces": manifest.replaces,
            "pipeline_version": manifest.pipeline_version,
            "n_sources": len(manifest.sources),
            "n_chars": sum(s["n_chars"] for s in manifest.sources),
            "n_failures": manifest.rows["failures"],
            "rows": manifest.rows,
            "needs_review": manifest.needs_review,
        }
    if is_remote(out):
        from pipeline.publish.remote_lock import remote_holder
        from pipeline.remote.bucket import Bucket

        # how the last run ended is known where it ran
        return said | {"holder": remote_holder(Bucket(str(out))), "last_run": None}
    return said | {"holder": _local_holder(Path(out)), "last_run": last_run(Path(out))}


def _local_holder(out: Path) -> dict[str, Any] | None:
    from pipeline.publish.output import holder

    by = holder(out)
    return None if by is None else {"pid": by.pid, "host": by.host, "since": by.since, "alive": by.alive, **by.more}


def _as_text(said: dict[str, Any]) -> str:
    lines = []
    if said["release"]:
        lines.append(f"release       {said['release']}, published {_ago(said['age_s'])} ({said['published_at']})")
        same = said["pipeline_version"] == said["gongbao"]
        other = "" if same else f"; this gongbao is {said['gongbao']}, so the next run processes all anew"
        lines.append(f"made by       {said['pipeline_version']}{other}")
        lines.append(f"sources       {said['n_sources']:,}, {said['n_chars']:,} characters")
        see = ': gongbao query "SELECT * FROM failures"' if said["n_failures"] else ""
        lines.append(f"failures      {said['n_failures']:,}{see}")
        review = said["needs_review"]
        width = max(len(name) for name in said["rows"])
        lines.append("rows")
        for name, count in said["rows"].items():
            lines.append(
                f"  {name:{width}} {count:11,}" + (f"  ({review[name]:,} to review)" if name in review else "")
            )
    else:
        lines.append(f"release       none at {said['dir']}. Publish one: gongbao run RAW --out {said['dir']}")
    last = said["last_run"]
    if last:
        more = f" ({last['message']})" if last.get("message") else ""
        lines.append(f"last run      {last['state']}, {last['at']}{more}")
    lines.append(f"at work       {_holder(said['holder'])}")
    return "\n".join(lines)


def _holder(held: dict[str, Any] | None) -> str:
    if held is None:
        return "nobody"
    who = f"process {held['pid']} on {held['host']}, since {held['since']}"
    if held["alive"] is False:
        return f"nobody; {who}, was killed. The next run goes on from where it stopped"
    return who if held["alive"] else f"{who} (another host: it may be gone)"


def _ago(seconds: int) -> str:
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
