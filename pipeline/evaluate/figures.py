"""What an evaluation gives back: named figures, each with the counts it comes from, and the errors behind them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.common.json_types import Json


@dataclass(frozen=True, slots=True)
class Found:
    """How much of the gold was found, and how much of what was found is in the gold."""

    gold: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, 0 to 1; 0 of none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1; 0 of none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """F1 of precision and recall, 0 to 1, to four places."""
        both = self.precision + self.recall
        return round(2 * self.precision * self.recall / both, 4) if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those found have one field right."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1, to four places; 0 of none."""
        return round(self.right / self.of, 4) if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing read otherwise than the gold: what it counts under, where, how, the gold's words and the difference."""

    figure: str
    place: str
    kind: str
    text: str
    detail: str = ""


@dataclass(slots=True)
class Report:
    """Figures by name (``MONEY value``, ``documents start``, ``AGENCY role``), in order, and the mistakes."""

    figures: dict[str, Found | Share] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Take over another report's figures and mistakes."""
        self.figures.update(other.figures)
        self.mistakes += other.mistakes

    def named(self, prefix: str) -> Report:
        """The same report, each figure's name with ``prefix: `` before it."""
        return Report(
            {f"{prefix}: {name}": figure for name, figure in self.figures.items()},
            [replace(m, figure=f"{prefix}: {m.figure}") for m in self.mistakes],
        )

    def values(self) -> dict[str, float]:
        """Each figure as one number: F1, or the share that is right."""
        return {name: figure.value for name, figure in self.figures.items()}

    def to_json(self) -> dict[str, Json]:
        """Each figure with its counts, ready for ``json.dumps``."""
        out: dict[str, Json] = {}
        for name, figure in self.figures.items():
            if isinstance(figure, Found):
                out[name] = {
                    "f1": figure.value,
                    "precision": round(figure.precision, 4),
                    "recall": round(figure.recall, 4),
                    "gold": figure.gold,
                    "predicted": figure.predicted,
                    "right": figure.right,
                }
            else:
                out[name] = {"share": figure.value, "right": figure.right, "of": figure.of}
        return out
