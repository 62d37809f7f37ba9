"""Batches as Dagster partitions."""

import dagster as dg

BATCHES = dg.DynamicPartitionsDefinition(name="batches")
