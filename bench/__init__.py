"""Benchmarks: anyone can rerun them with script/bench; results are quoted in docs/speed.md."""
