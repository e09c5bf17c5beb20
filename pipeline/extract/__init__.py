"""gongbao stage: extract."""
