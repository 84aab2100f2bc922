"""Run commands and measure them: wall time, processor time, memory of the whole process tree."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

_SAMPLE_SECONDS = 0.02


class Run(NamedTuple):
    """One run: seconds on the clock, of processor time with all children, status, output."""

    wall: float
    cpu: float
    status: int
    output: str


class Spread(NamedTuple):
    """Median, smallest and largest of some values."""

    median: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """The spread of at least one value."""
    return Spread(statistics.median(values), min(values), max(values))


def run(command: Sequence[str], folder: str, environment: dict[str, str]) -> Run:
    """Run a command in `folder` and wait for it; its output goes to a file, as in a pipeline."""
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    return Run(wall, usage.ru_utime + usage.ru_stime, process.returncode, text)


class Memory(NamedTuple):
    """Largest sums over a command's processes, in MB: resident, and with shared pages split."""

    resident: float
    proportional: float


def memory(command: Sequence[str], folder: str, environment: dict[str, str]) -> Memory:
    """Run a command and watch the memory of its processes; zeros where /proc is missing."""
    peak = [0, 0]
    with open(os.devnull, "wb") as nothing:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
        process.wait()
        watcher.join()
    return Memory(peak[0] / 1024, peak[1] / 1024)


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        resident = proportional = 0
        for member in _session(process.pid):
            sizes = _sizes(member)
            resident += sizes[0]
            proportional += sizes[1]
        peak[0] = max(peak[0], resident)
        peak[1] = max(peak[1], proportional)
        time.sleep(_SAMPLE_SECONDS)


def _session(leader: int) -> list[int]:
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(leader):
            found.append(int(name))
    return found


def _sizes(pid: int) -> tuple[int, int]:
    resident = proportional = 0
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Rss:"):
                    resident = int(line.split()[1])
                elif line.startswith("Pss:"):
                    proportional = int(line.split()[1])
    except (OSError, ValueError):
        return 0, 0
    return resident, proportional


def alternate(
    subjects: dict[str, Callable[[], Run]], rounds: int, warm_up: int
) -> dict[str, list[Run]]:
    """Run all subjects in turn, `rounds` times after `warm_up` unmeasured rounds."""
    runs: dict[str, list[Run]] = {name: [] for name in subjects}
    for number in range(warm_up + rounds):
        for name, start in subjects.items():
            done = start()
            if number >= warm_up:
                runs[name].append(done)
    return runs
