"""gongbao stage: publish."""
