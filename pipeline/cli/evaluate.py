"""``gongbao evaluate``: the shipped extractors on the shipped gold."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pipeline.cli.arguments import add_model, show_model
from pipeline.common.errors import GongbaoError

NAME = "evaluate"
HELP = "score extraction and structure on the shipped gold"
DESCRIPTION = """\
Score the extractors, documents and provisions on annotated texts: span, overlap and value F1 of every mention type,
then the fields of those found, documents, provisions and citations."""
EPILOG = """\
examples:
  gongbao evaluate
  gongbao evaluate --errors 5
  gongbao evaluate --json > figures.json
  gongbao evaluate --gold my-gold      # a folder with mentions.dev.jsonl in the same form
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao evaluate``."""
    parser.add_argument("--json", action="store_true", help="figures with their counts as one JSON object")
    parser.add_argument("--errors", metavar="N", type=int, default=0, help="print the first N errors of each figure")
    parser.add_argument("--write", metavar="FILE", help="write the figures as Markdown, dated (docs/evaluation.md)")
    parser.add_argument("--gold", metavar="DIR", help="another folder of gold files (default: the shipped ones)")
    add_model(parser)
    parser.add_argument("--sources", metavar="DIR", help="where the sources of documents and clauses gold are")


def main(args: argparse.Namespace) -> int:
    """Print the figures; exit code 0: they are for the reader to judge."""
    from pipeline.evaluate.report import as_markdown, as_text, errors_as_text
    from pipeline.evaluate.run import GOLD, evaluate

    gold = Path(args.gold) if args.gold else GOLD
    choice = show_model(args)
    report = evaluate(gold, Path(args.sources) if args.sources else None, choice)
    if not report.figures:
        raise GongbaoError("no gold files", place=str(gold), mend="It should hold mentions.dev.jsonl")
    if args.json:
        json.dump(report.to_json(), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print(as_text(report))
    if args.errors:
        print(errors_as_text(report, args.errors))
    if args.write:
        import datetime as dt

        from pipeline.common.version import pipeline_version

        page = as_markdown(report, dt.date.today(), pipeline_version(choice.options()))
        Path(args.write).write_text(page, encoding="utf-8")
    return 0
