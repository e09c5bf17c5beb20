"""``gongbao train``: the small NER models from a corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.arguments import at_least_1
from pipeline.common import logs

NAME = "train"
HELP = "train the models that find bodies of unknown names"
DESCRIPTION = """\
Label the sentences of a corpus by registry and rules, put generated names into them, and train the two small models
(HanLP's BiLSTM-CRF with its ONNX export, spaCy's NER). Nothing of the seeds or the gold is learned from. Needs the
extras: pip install 'gongbao[hanlp,spacy,train]'."""
EPILOG = """\
examples:
  gongbao train --corpus my-texts --out my-models
  gongbao train --corpus laws.tar.xz --corpus shanghai.tar.xz --model hanlp --out models/ner
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao train``."""
    parser.add_argument(
        "--corpus", metavar="DIR", action="append", required=True, help="folder of texts or tar files, or a tar file"
    )
    parser.add_argument("--out", metavar="DIR", default="models/ner", help="default models/ner")
    parser.add_argument("--model", choices=("hanlp", "spacy", "both"), default="both", help="default both")
    parser.add_argument("--seed", metavar="N", type=int, default=11, help="of names, order and weights (default 11)")
    parser.add_argument(
        "--chars", metavar="N", type=at_least_1, default=700_000, help="so much silver text (default 700000)"
    )
    logs.add_argument(parser)
    parser.add_argument(
        "--prefect",
        choices=("local", "configured", "off"),
        default="local",
        help="local: a server of its own for this run (default); configured: as your Prefect settings say; off: without",
    )


def main(args: argparse.Namespace) -> int:
    """Train; exit code 0."""
    from pipeline.train.run import MODELS, check

    models = list(MODELS) if args.model == "both" else [args.model]
    told = {
        "corpus": list(args.corpus),
        "out": args.out,
        "models": models,
        "seed": args.seed,
        "n_chars": args.chars,
        "command": _command(args),
    }
    with logs.logging_to_stderr(args.log_format):
        # before a server is started
        check([Path(place) for place in args.corpus], models)
        for model, facts in _run(args, told).items():
            dev = facts["dev"]
            print(
                f"{model}: precision {dev['precision']:.3f}, recall {dev['recall']:.3f} on silver sentences kept back,"
                f" {facts['minutes']} min: {Path(args.out) / model}"
            )
    return 0


def _run(args: argparse.Namespace, told: dict[str, object]) -> dict[str, dict[str, dict[str, float]]]:
    from pipeline.cli.prefect_settings import local_prefect, quiet_prefect

    if args.prefect == "off":
        from pipeline.train.run import train

        return train(**told)  # type: ignore[arg-type]
    if args.prefect == "configured":
        quiet_prefect()
        from flows.train import run_flow

        return run_flow(told)
    from flows.local_server import local_server, wait_for

    local_prefect(debug=args.debug)
    with local_server() as server:
        from flows.train import run_flow

        return run_flow(told, api_url=wait_for(server))


def _command(args: argparse.Namespace) -> str:
    corpora = " ".join(f"--corpus {Path(place).name}" for place in args.corpus)
    return f"gongbao train {corpora} --model {args.model} --seed {args.seed} --chars {args.chars}"
