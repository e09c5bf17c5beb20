"""gongbao stage: tables."""
