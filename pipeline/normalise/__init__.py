"""gongbao stage: normalise."""
