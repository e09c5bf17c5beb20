"""gongbao stage: segment."""
