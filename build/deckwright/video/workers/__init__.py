"""Processes that have loaded Manim and do jobs, on this machine or on a Dask cluster."""
