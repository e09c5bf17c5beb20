"""gongbao stage: evaluate."""
