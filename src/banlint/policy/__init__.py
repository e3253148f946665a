"""Recorded decisions: suppressions, waivers, baselines."""
