"""Measurements that need more than a test does: a corpus, minutes, or a table to publish."""
