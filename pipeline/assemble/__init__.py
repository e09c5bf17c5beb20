"""gongbao stage: assemble."""
