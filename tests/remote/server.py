"""An S3 server on loopback (moto's), for tests that put releases there."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest
from moto.server import ThreadedMotoServer

_numbers = itertools.count()


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server of our own."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def environment(address: str) -> dict[str, str]:
    """The variables by which boto3 finds it."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def new_bucket(address: str, patch: pytest.MonkeyPatch) -> str:
    """The URL of an empty bucket."""
    for name, value in environment(address).items():
        patch.setenv(name, value)
    name = f"gazettes-{next(_numbers)}"
    boto3.client("s3").create_bucket(Bucket=name)
    return f"s3://{name}"
