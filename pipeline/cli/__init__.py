"""gongbao stage: cli."""
