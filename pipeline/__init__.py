"""gongbao: Chinese government gazettes to tables people can trust.

One way through the house: ingest -> normalise -> segment -> extract -> assemble -> tables -> publish.
No stage imports a later one; ``pipeline.common`` is what all of them may use.
"""

__version__ = "0.1.0"
