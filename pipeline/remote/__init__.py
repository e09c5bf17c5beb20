"""Object storage (S3 and what speaks its language) as a folder of objects: list, read, write under a condition.

Nothing here knows what the objects are. ``pipeline.publish.remote`` keeps releases there, ``pipeline.job.places`` takes
raw texts from there.
"""

from __future__ import annotations

SCHEME = "s3://"


def is_remote(place: object) -> bool:
    """Whether a path as the user gave it names object storage."""
    return isinstance(place, str) and place.startswith(SCHEME)
