"""gongbao stage: ingest."""
