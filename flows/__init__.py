"""Prefect flows: the pipeline's jobs as Prefect sees them. Only these modules import Prefect."""
