"""Ratios against a floor measured in the same run: interleaved, the median of several rounds."""

import resource
import sys
import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(
    name: str,
    work: Callable[[], object],
    floor: Callable[[], object],
    *,
    reach: float,
    rounds: int = 9,
) -> float:
    """Print how many times the floor the work takes, beside the figure to reach."""
    pairs = [(seconds(floor), seconds(work)) for _ in range(rounds)]
    base, spent = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    found = spent / base
    told(name, f"{spent * 1000:.2f} ms, floor {base * 1000:.2f} ms", found, reach, "x")
    return found


def told(name: str, measured: str, value: float, reach: float, unit: str) -> None:
    """One line: what, the value, the figure to reach, whether it is reached."""
    verdict = "reached" if value <= reach else "NOT REACHED"
    print(f"{name:58} {value:9.2f} {unit:3} (to reach {reach:g} {unit}) {verdict:11} {measured}")


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def peak_mib() -> float:
    """The most memory this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
