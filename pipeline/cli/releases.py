"""``gongbao releases``: list them, compare two, go back to one, remove old ones."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime, timedelta

from pipeline.cli.arguments import at_least_0, at_least_24

NAME = "releases"
HELP = "list releases, compare two, go back to one, remove old ones"
DESCRIPTION = """\
List the releases of an output folder. A RELEASE is named by its id or how it begins, its number, or the words current
and previous (the one that current replaced)."""
EPILOG = """\
examples:
  gongbao releases
  gongbao releases diff                           # previous and current
  gongbao releases diff 3 5 --table amounts --ids
  gongbao releases diff 3 5 --format jsonl        # one changed row a line
  gongbao releases rollback                       # to previous; the next run with something to do publishes again
  gongbao releases rollback 3
  gongbao releases prune --keep-hours 48
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao releases`` and its actions."""
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--dir", metavar="DIR", default=argparse.SUPPRESS, help="default data/processed")
    parser.add_argument("--dir", metavar="DIR", default="data/processed", help="default data/processed")
    parser.set_defaults(action=_list, format="text", json=False)
    actions = parser.add_subparsers(metavar="ACTION", title="actions (default: list)")

    def add(name: str, help_: str, example: str) -> argparse.ArgumentParser:
        raw = argparse.RawDescriptionHelpFormatter
        return actions.add_parser(
            name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", parents=[folder], formatter_class=raw,
            epilog=f"examples:\n  gongbao releases {example}",
        )  # fmt: skip

    listing = add("list", "list the releases, the oldest first", "list --json")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    listing.set_defaults(action=_list)
    compare = add("diff", "rows added, removed and changed, by table and id", "diff 3 5 --table amounts --ids")
    compare.add_argument("a", metavar="A", nargs="?", default="previous", help="a release (default previous)")
    compare.add_argument("b", metavar="B", nargs="?", default="current", help="a release (default current)")
    compare.add_argument("--table", metavar="TABLE", action="append", help="of this table only; may be said again")
    compare.add_argument("--ids", action="store_true", help="list each row, + added, - removed, ~ changed")
    compare.add_argument("--format", choices=("text", "jsonl"), default="text", help="default text")
    compare.set_defaults(action=_diff)
    back = add("rollback", "make another release current, in one step", "rollback 3")
    back.add_argument("release", metavar="RELEASE", nargs="?", default="previous", help="default previous")
    back.add_argument("--wait", metavar="S", type=at_least_0, default=0.0, help="wait S seconds for a run to end")
    back.set_defaults(action=_rollback)
    prune = add("prune", "remove releases that were replaced long ago", "prune --keep-hours 48")
    prune.add_argument(
        "--keep-hours", metavar="H", type=at_least_24, default=24.0, help="replaced H hours ago (24 or more)"
    )
    prune.add_argument("--wait", metavar="S", type=at_least_0, default=0.0, help="wait S seconds for a run to end")
    prune.set_defaults(action=_prune)


def main(args: argparse.Namespace) -> int:
    """Do what was asked; exit code 0."""
    return int(args.action(args))


def _list(args: argparse.Namespace) -> int:
    from pipeline.publish.releases import list_releases

    for listed in list_releases(args.dir):
        manifest = listed.manifest
        at = manifest.published_at.astimezone(UTC).isoformat(timespec="seconds")
        said = {
            "release": manifest.release_id,
            "current": listed.is_current,
            "published_at": at,
            "replaces": manifest.replaces,
            "pipeline_version": manifest.pipeline_version,
            "n_sources": len(manifest.sources),
            "n_failures": manifest.rows.get("failures", 0),
            "rows": sum(manifest.rows.values()),
        }
        if args.json:
            print(json.dumps(said))
        else:
            mark = "*" if listed.is_current else " "
            print(
                f"{mark} {manifest.release_id}  {at}  {said['n_sources']:>7,} sources  {said['n_failures']:>5,} failures"
                f"  {said['rows']:>11,} rows  {manifest.pipeline_version}"
            )
    return 0


def _diff(args: argparse.Namespace) -> int:
    from pipeline.common.errors import GongbaoError
    from pipeline.publish.diff import KINDS, counts, diff
    from pipeline.publish.releases import find_release
    from pipeline.tables.registry import TABLES

    for name in args.table or ():
        if name not in TABLES:
            raise GongbaoError(f"there is no table {name}", place="--table", mend=f"There are: {', '.join(TABLES)}")
    before, after = (find_release(args.dir, name) for name in (args.a, args.b))
    changes = diff(before, after, args.table)
    if args.format == "jsonl":
        for change in changes:
            key = dict(zip(TABLES[change.table].primary_key, change.key, strict=True))
            print(json.dumps({"table": change.table, "change": change.kind, "key": key}, ensure_ascii=False))
        return 0
    found = list(changes)
    print(f"{before.id} ({before.manifest.pipeline_version}) to {after.id} ({after.manifest.pipeline_version})")
    if not found:
        print("no row differs")
        return 0
    width = max(len(change.table) for change in found)
    print(f"{'':{width}} " + " ".join(f"{kind:>10}" for kind in KINDS))
    for name, count in counts(found).items():
        print(f"{name:{width}} " + " ".join(f"{count[kind]:10,}" for kind in KINDS))
    if args.ids:
        marks = dict(zip(KINDS, "+-~", strict=True))
        for change in found:
            print(f"{marks[change.kind]} {change.table} {change.id}")
    return 0


def _rollback(args: argparse.Namespace) -> int:
    from pipeline.publish.releases import rollback

    manifest = rollback(args.dir, args.release, wait_s=args.wait)
    print(f"current is now {manifest.release_id}. The next run that finds something to do publishes on top of it")
    return 0


def _prune(args: argparse.Namespace) -> int:
    from pipeline.publish.releases import prune

    gone = prune(args.dir, datetime.now(UTC), timedelta(hours=args.keep_hours), wait_s=args.wait)
    print("\n".join(f"removed {name}" for name in gone) or "nothing to remove")
    return 0
