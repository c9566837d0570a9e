#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Proves that the kernel's arithmetic does what its headers say (make prove), on the sources as they are
compiled. The contracts stand in the headers and sources, in comments that begin with an at sign, in ACSL
(https://frama-c.com/html/acsl.html). Frama-C/WP makes goals of them and of everything that C leaves
undefined; Z3 and CVC4 prove those. docs/caveats.md says what that covers and what it assumes.

    proofs/prove.py [--jobs N] [--tree FOLDER] [--smoke] [PIECE ...]

A piece is one source, for one protection unit where it matters. Without one all are proved, and the last
line is `N of N goals proved`; exit status 0 only if they all are. Each goal that is not is named with its
file and line; what Frama-C said is in build/proofs/PIECE.log. Verdicts are kept in build/proofs/cache: a goal
that has not changed is not proved again.

With --smoke the provers are asked, too, for what must not be provable: that nobody can meet what a contract
requires, that a call or an invariant contradicts what is known, that code is never reached. Of code below a
contradiction everything is proved. What counts are these smoke tests alone; they are as good as the provers are
in SMOKE_SECONDS."""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build/proofs"
WHY3_CONFIG = WORK / "why3.conf"
PROVERS = "z3,cvc4"
PYTHON = "/usr/bin/python3"

# gcc_x86_32: like our machines it has int, long and pointers of 32 bits, and the low byte first.
FRAMA_C = ["frama-c", "-machdep", "gcc_x86_32", "-c11", "-wp", "-wp-rte", "-wp-prover", PROVERS,
           "-wp-par", "1", "-wp-cache", "update", "-wp-cache-dir", str(WORK / "cache"),
           "-warn-unsigned-downcast"]
NO_WRAPS = ["-warn-unsigned-overflow"]
SMOKE_SECONDS = 1  # and all of them pass, for a contradiction is found at once
SMOKE = ["-wp-smoke-tests", "-wp-smoke-timeout", str(SMOKE_SECONDS), "-wp-par", "2"]


@dataclass
class Piece:
    source: str
    unit: str = "armv7m"  # whose mpu_types.h is included
    wraps: tuple = ()     # functions whose unsigned numbers may wrap: their contract says why that is right
    skips: tuple = ()     # functions that are not proved: docs/caveats.md says why
    redundant: tuple = ()  # functions that ask what is known already: one answer is never given
    seconds: int = 90     # of the clock for each goal and prover; the longest takes three on a quiet machine
    qualified: bool = False  # is proved for several units
    only: str = ""  # this function alone
    smoke: bool = False  # what must not be provable

    @property
    def name(self):
        stem = Path(self.source).stem
        return f"{stem}-{self.unit}" if self.qualified else stem


def pieces():
    for unit in ("armv7m", "armv8m", "riscv"):
        yield Piece("kernel/process_memory.c", unit, qualified=True, redundant=("layout_valid",))
    yield Piece("kernel/tbf.c", skips=("begin",))
    yield Piece("kernel/footer.c")
    yield Piece("kernel/utf8.c", skips=("utf8_is_in",))
    yield Piece("kernel/upcall_queue.c")
    yield Piece("capsules/virtual/countdown.h", wraps=("countdown_start", "countdown_advance"))
    yield Piece("arch/armv7m/mpu_v7m.c", skips=("region_for", "ram_half", "mpu_encode"),
                redundant=("mpu_place_block",))
    yield Piece("arch/armv8m/mpu_v8m.c", "armv8m")
    yield Piece("arch/riscv/pmp.c", "riscv", skips=("pmp_napot",))


def verdicts(output):
    """(proved, all, the names of those that are not) of one run of Frama-C."""
    counted = re.search(r"^\[wp\] Proved goals: +(\d+) / (\d+)$", output, re.M)
    if not counted:
        return 0, 0, []
    return int(counted[1]), int(counted[2]), unproved(output)


def unproved(output):
    """Of a goal that is not proved -wp-print tells where it comes from, and what each prover said."""
    found = []
    for block in re.split(r"^-{60}$", output, flags=re.M):
        goal = re.search(r"^Goal (.*?):?$", block, re.M)
        said = re.findall(r"^Prover .* returns (\w+)", block, re.M)
        if goal and said and "Valid" not in said:
            found.append(goal[1].rstrip(":"))
    return found


def smoke_verdicts(output, redundant):
    """The same of smoke tests: each is passed if nothing was proved that must not be."""
    passed = re.findall(r"^\[wp\] \[Passed\] Smoke-test ", output, re.M)
    failed = re.findall(r"^\[wp\] \[Failed\] Smoke-test (\S+)", output, re.M)
    expected = tuple(f"typed_{function}_wp_smoke_dead_code" for function in redundant)
    failed = [name for name in failed if not name.startswith(expected)]
    return len(passed), len(passed) + len(failed), [f"smoke test {name}" for name in sorted(set(failed))]


def run(piece, tree):
    """The result of a piece: its functions that must not wrap, its lemmas, and then those that may."""
    proved = total = 0
    missing = []
    log = WORK / f"{piece.name}{'-' if piece.only else ''}{piece.only}{'-smoke' if piece.smoke else ''}.log"
    log.write_text("")
    apart = piece.wraps + piece.skips
    if piece.only:
        runs = [([] if piece.only in piece.wraps else NO_WRAPS) + ["-wp-fct", piece.only]]
    elif apart:  # the lemmas, too, are left out by -wp-skip-fct
        runs = [NO_WRAPS + ["-wp-skip-fct", ",".join(apart)], ["-wp-prop", "@lemma"]]
        runs += [["-wp-fct", ",".join(piece.wraps)]] if piece.wraps else []
    else:
        runs = [NO_WRAPS]
    for options in runs:
        command = FRAMA_C + ["-cpp-extra-args=-I. -Iarch/" + piece.unit, "-wp-timeout",
                             str(piece.seconds), *options, *(SMOKE if piece.smoke else []), piece.source,
                             "-wp-print"]
        done = subprocess.run(command, cwd=tree, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
                              env={**os.environ, "WHY3CONFIG": str(WHY3_CONFIG),
                                   "PWD": str(tree)})  # Frama-C believes this, not where it is
        with log.open("a") as kept:
            kept.write(done.stdout)
        some, of, names = (smoke_verdicts(done.stdout, piece.redundant) if piece.smoke
                           else verdicts(done.stdout))
        none_to_prove = "@lemma" in options and (piece.smoke or "[wp] Warning: No goal generated" in done.stdout)
        if done.returncode != 0 or (of == 0 and not none_to_prove):
            missing.append(f"Frama-C stopped: {log} says why")
            of += 1
        proved, total, missing = proved + some, total + of, missing + names
    return proved, total, missing


def forget_timeouts():
    """A goal that ran out of time on a busy machine is tried again."""
    for kept in (WORK / "cache").iterdir():
        timeout = re.search(r'"timeout", "time": ([0-9.]+)', kept.read_text())
        if timeout and float(timeout[1]) >= Piece.seconds:
            kept.unlink()


def configure():
    """Tells Why3 which provers there are; in build/, for what is in $HOME is somebody else's."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "cache").mkdir(exist_ok=True)
    forget_timeouts()
    done = subprocess.run(["why3", "config", "detect"], capture_output=True, text=True, check=False,
                          env={**os.environ, "WHY3CONFIG": str(WHY3_CONFIG)})
    if done.returncode != 0:
        sys.exit(f"prove: why3 config detect failed; tools/setup prove installs it:\n{done.stderr}")


def main():
    known = list(pieces())
    options = argparse.ArgumentParser(description="Proves the contracts in the headers.")
    options.add_argument("--jobs", type=int, default=os.cpu_count(), help="pieces proved side by side")
    options.add_argument("--tree", type=Path, default=ROOT, help="where the sources are")
    options.add_argument("--smoke", action="store_true", help="ask for what must not be provable, too")
    options.add_argument("piece", nargs="*")
    given = options.parse_args()
    chosen = [replace(p, smoke=given.smoke) for p in known if not given.piece or p.name in given.piece]
    unknown = set(given.piece) - {p.name for p in known}
    if unknown:
        options.error(f"no piece {', '.join(sorted(unknown))}; there are: " + " ".join(p.name for p in known))
    configure()

    begun = time.monotonic()
    proved = total = 0
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for piece, result in zip(chosen, pool.map(lambda p: run(p, given.tree), chosen)):
            print(f"{piece.name:<28} {result[0]:>4} of {result[1]:>4}", flush=True)
            for goal in result[2]:
                print(f"    {'proved:' if given.smoke else 'not proved:'} {goal}", flush=True)
            proved, total = proved + result[0], total + result[1]
    print(f"prove: {len(chosen)} pieces, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    print(f"{proved} of {total} smoke tests passed" if given.smoke else f"{proved} of {total} goals proved")
    return 0 if proved == total and total > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
