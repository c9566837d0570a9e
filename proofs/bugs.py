#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Shows that the proofs bite (make prove-bugs): each bug of the list is put into a copy of the tree, and then a
goal in the function that is named must fail to be proved, or the unit test that is named must fail. The first
ones are those that a published verification found in the system that we follow (docs/caveats.md).

    proofs/bugs.py [--some] [NAME ...]

Without a NAME all are tried; with --some those that take seconds, one for each kind of error. Exit status 1 if
a bug goes unnoticed, or is no longer to be found in the source: then give its new words below."""

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace

import prove

TREE = prove.WORK / "tree"
SECONDS = 4  # for each goal and prover; what holds is in the cache, or takes less


@dataclass
class Bug:
    name: str
    source: str
    before: str  # stands there once
    after: str
    piece: str = ""     # of prove.py, with
    function: str = ""  # where a goal fails
    smoke: bool = False  # a contract that is contradictory: then everything is proved but smoke tests
    test: str = ""      # or a test of tests/unit
    system: str = ""    # or one of tests/hostile, on the default board
    some: bool = False  # is among those of `make test`


BUGS = [
    # ---- As published ----
    Bug("subregion_overlaps_grant", "kernel/process_memory.c",
        "if (mpu_accessible_end((struct range){l->start, l->end}, new_break) > l->kernel_break) {",
        "if (new_break > l->kernel_break) {",
        piece="process_memory-armv7m", function="layout_set_break", some=True),
    Bug("break_underflow", "kernel/process_memory.c",
        "if (new_break < l->high_water || new_break > l->kernel_break) {",
        "if (new_break > l->kernel_break) {",
        piece="process_memory-riscv", function="layout_set_break"),
    Bug("no_mode_switch", "arch/cortex-m/entry.S",
        "    msr     control, r1                 @ Thread mode is unprivileged\n", "",
        system="test_hostile_apps.py"),
    Bug("limit_one_step_off", "arch/armv8m/mpu_v8m.c", "r.end - MPU_GRANULE + attributes",
        "r.end + attributes", piece="mpu_v8m", function="region_for"),
    Bug("shares_of_the_last_process_stay", "arch/riscv/pmp_load.c", "shares != NULL ? shares : none;",
        "shares != NULL ? shares : none;\n    if (shares == NULL) {\n        return;\n    }",
        test="mpu_pmp"),
    Bug("length_wraps", "kernel/range.h",
        "address >= r.start && address <= r.end && length <= r.end - address;",
        "address >= r.start && address + length <= r.end;",
        piece="process_memory-armv7m", function="range_contains", some=True),
    Bug("grant_exposed_by_rounding", "kernel/process_memory.c",
        "if (lowest < mpu_accessible_end((struct range){l->start, l->end}, l->app_break)) {",
        "if (lowest < l->app_break) {",
        piece="process_memory-armv8m", function="layout_take_for_kernel"),
    # ---- Layouts and ranges ----
    Bug("increment_wraps", "kernel/process_memory.c", "if (carries == grows) {", "if (carries && grows) {",
        piece="process_memory-riscv", function="layout_move_break"),
    Bug("grant_begins_too_low", "kernel/process_memory.c",
        "if (size > l->kernel_break - l->start) {", "if (size > l->end) {",
        piece="process_memory-riscv", function="layout_take_for_kernel"),
    Bug("buffer_above_the_break", "kernel/process_memory.c",
        "return length == 0 || range_contains((struct range){l->start, l->app_break}, address, length);",
        "return length == 0 || range_contains((struct range){l->start, l->end}, address, length);",
        piece="process_memory-armv7m", function="layout_allows_read_write"),
    Bug("upcall_half_outside", "kernel/process_memory.c", "#define UPCALL_BYTES 4u", "#define UPCALL_BYTES 2u",
        piece="process_memory-armv7m", function="layout_allows_upcall"),
    Bug("allowed_buffer_forgotten", "kernel/process_memory.c", "if (end > l->high_water) {",
        "if (end > l->app_break) {", piece="process_memory-armv7m", function="layout_note_allowed"),
    # ---- Regions ----
    Bug("ram_can_be_executed", "arch/armv8m/mpu_v8m.c", "MPU_RBAR_AP_READ_WRITE | MPU_RBAR_XN",
        "MPU_RBAR_AP_READ_WRITE", piece="mpu_v8m", function="ram_region"),
    Bug("break_rounded_down", "arch/riscv/pmp.c", "return (app_break + (PMP_GRAIN - 1)) / PMP_GRAIN",
        "return app_break / PMP_GRAIN", piece="pmp", function="mpu_accessible_end", some=True),
    Bug("flash_can_be_written", "arch/riscv/pmp.c", "return PMP_TOR | PMP_READ | PMP_EXECUTE;",
        "return PMP_TOR | PMP_READ | PMP_WRITE | PMP_EXECUTE;", piece="pmp", function="pmp_configuration"),
    Bug("block_below_the_free_memory", "arch/riscv/pmp.c", "start < free.start || !find_end", "!find_end",
        piece="pmp", function="mpu_place_block"),
    Bug("one_eighth_too_many", "arch/armv7m/mpu_v7m.c", "uint32_t count = length / step;",
        "uint32_t count = length / step + 1;", test="mpu_v7m"),
    Bug("last_region_stays", "arch/armv7m/mpu_v7m.c",
        "return (struct mpu_region){.rbar = MPU_RBAR_VALID | number, .rasr = 0};",
        "return (struct mpu_region){.rbar = MPU_RBAR_VALID | number, .rasr = MPU_RASR_ENABLE};",
        piece="mpu_v7m", function="no_region"),
    Bug("region_begins_where_the_range_does", "arch/armv7m/mpu_v7m.c", ".rbar = base | MPU_RBAR_VALID | number,\n            .rasr",
        ".rbar = r.start | MPU_RBAR_VALID | number,\n            .rasr", test="mpu_v7m"),
    Bug("eighths_from_the_wrong_end", "arch/armv7m/mpu_v7m.c", "(((1u << count) - 1u) << first)",
        "(((1u << count) - 1u) << (8u - first - count))", test="mpu_v7m"),
    Bug("upper_half_lies_on_the_lower", "arch/armv7m/mpu_v7m.c", "ram_half(block.start + half, half, steps - low,",
        "ram_half(block.start, half, steps - low,", test="mpu_v7m"),
    Bug("locked_entry_twice_as_large", "arch/riscv/pmp.c", "(bytes / 8 - 1)", "(bytes / 4 - 1)", test="mpu_pmp"),
    # ---- Formats ----
    Bug("footer_longer_than_the_object", "kernel/footer.c",
        "tlv_length < TBF_CREDENTIALS_FORMAT_SIZE || tlv_length > left - TBF_TLV_HEAD_SIZE",
        "tlv_length < TBF_CREDENTIALS_FORMAT_SIZE", piece="footer", function="footer_next"),
    Bug("sequence_beyond_the_end", "kernel/utf8.c", "followers == 4 || followers > length - i - 1",
        "followers == 4", piece="utf8", function="utf8_is_valid"),
    # ---- Contracts ----
    Bug("contract_that_nobody_meets", "capsules/virtual/countdown.h",
        "/*@ requires \\valid(c);\n    assigns c->since", "/*@ requires \\valid(c) && c->rest < 0;\n    assigns c->since",
        piece="countdown", function="countdown_advance", smoke=True, some=True),
    Bug("contract_a_byte_off", "kernel/process_memory.h", "function + 4 <= l->app_break", "function + 4 < l->app_break",
        piece="process_memory-riscv", function="layout_allows_upcall"),
    Bug("contract_says_full_too_early", "kernel/upcall_queue.h", "\\old(q->count) < UPCALL_QUEUE_LENGTH ==>",
        "\\old(q->count) <= UPCALL_QUEUE_LENGTH ==>", piece="upcall_queue", function="upcall_queue_push"),
    Bug("contract_forgets_what_is_changed", "kernel/upcall_queue.h", "assigns q->count, q->entries[q->count];",
        "assigns q->count;", piece="upcall_queue", function="upcall_queue_push"),
    # ---- Callers ----
    Bug("caller_shares_what_no_region_covers", "kernel/ipc.c", "if (free < MPU_SHARES && mpu_can_cover(buffer)) {",
        "if (free < MPU_SHARES) {", test="ipc"),
    Bug("caller_runs_what_no_region_covers", "kernel/program.c",
        "if (!mpu_can_cover((struct range){c->flash_start, c->flash_start + t->total_size})) {",
        "if (t->total_size == 0) {", test="loader"),
    Bug("caller_has_no_room_for_the_kernel", "kernel/process.c", "p->memory = layout_initial(block, 0, overhead);",
        "p->memory = layout_initial(block, block.end - block.start, overhead);", test="process"),
    # ---- Queues and clocks ----
    Bug("queue_overflows", "kernel/upcall_queue.c", "if (q->count == UPCALL_QUEUE_LENGTH) {",
        "if (q->count > UPCALL_QUEUE_LENGTH) {", test="upcall_queue"),
    Bug("old_function_still_called", "kernel/upcall_queue.c", "if (!scrubbed) {", "if (!scrubbed || u->kind == UPCALL_FUNCTION) {",
        test="upcall_queue"),
    Bug("last_one_first", "kernel/upcall_queue.c", "*u = q->entries[0];", "*u = q->entries[q->count - 1];",
        piece="upcall_queue", function="upcall_queue_pop"),
    Bug("gap_filled_with_the_last", "kernel/upcall_queue.c", "q->entries[i] = q->entries[i + 1];",
        "q->entries[i] = q->entries[q->count];", test="upcall_queue"),
    Bug("first_entry_not_forgotten", "kernel/upcall_queue.c", "for (uint32_t i = q->count; i > 0; i--) {",
        "for (uint32_t i = q->count; i > 1; i--) {", test="upcall_queue"),
    Bug("value_scrubbed", "kernel/upcall_queue.c", "u->kind == UPCALL_FUNCTION && u->driver == driver",
        "u->driver == driver", test="upcall_queue"),
    Bug("deferred_call_made_again", "kernel/deferred_call.c", "    first = NULL;\n    kernel.work &=",
        "    kernel.work &=", test="deferred_call"),
    Bug("deferred_call_lost", "kernel/deferred_call.c",
        "        call->pending = false;\n        capsule_watch_feed(); /* each has its own time */\n"
        "        BOUNDARY_CALL(void, call->function, call->self);\n",
        "        capsule_watch_feed(); /* each has its own time */\n"
        "        BOUNDARY_CALL(void, call->function, call->self);\n        call->pending = false;\n",
        test="deferred_call"),
    Bug("deferred_call_twice", "kernel/deferred_call.c", "if (call->pending) {\n        return;\n    }\n", "",
        test="deferred_call"),
    Bug("alarm_a_tick_early", "capsules/virtual/countdown.h", "c->rest > elapsed ?", "c->rest > elapsed + 1 ?",
        piece="countdown", function="countdown_advance", some=True),
    Bug("alarm_of_the_past_waits", "capsules/virtual/countdown.h", "elapsed < dt ? dt - elapsed : 0",
        "dt - elapsed", piece="countdown", function="countdown_start"),
    Bug("wait_of_more_than_half_a_period", "capsules/virtual/countdown.h",
        "return rest < COUNTDOWN_LONGEST_WAIT ? rest : COUNTDOWN_LONGEST_WAIT;", "return rest;",
        piece="countdown", function="countdown_wait"),
    Bug("alarm_looked_at_as_of_before", "capsules/virtual/alarm_mux.c",
        "uint32_t now = alarm_now(self->alarm);\n            if (countdown_advance(&a->countdown, now) == 0) {",
        "static uint32_t now;\n            now = a == self->first ? alarm_now(self->alarm) : now;\n"
        "            if (countdown_advance(&a->countdown, now) == 0) {", test="alarm_mux"),
    Bug("later_alarm_keeps_the_device", "capsules/virtual/alarm_mux.c",
        "if (!mux->real.armed ||", "if (!mux->real.armed &&", test="alarm_mux"),
]


def copy_tree():
    """What git has or would take. A file that is as it was keeps its time, for make."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=prove.ROOT, check=True,
                            capture_output=True, text=True).stdout.split("\n")
    for path in filter(None, listed):
        source, target = prove.ROOT / path, TREE / path
        if source.is_file() and not (target.exists() and target.read_bytes() == source.read_bytes()):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    (TREE / "build").mkdir(exist_ok=True)
    libc = TREE / "build/libc"  # takes a minute to build, and no bug is in it
    if not libc.exists() and (prove.ROOT / "build/libc").exists():
        libc.symlink_to(prove.ROOT / "build/libc")


def run(*command):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=TREE, env=environment, stdin=subprocess.DEVNULL, check=False,
                          capture_output=True, text=True, errors="replace")


def caught_by_proof(bug):
    piece = next(p for p in prove.pieces() if p.name == bug.piece)
    piece = replace(piece, seconds=SECONDS, only=bug.function, smoke=bug.smoke)
    _, _, missing = prove.run(piece, TREE)
    if any(goal.startswith("Frama-C stopped") for goal in missing):
        return False, missing[0]
    return bool(missing), missing[0] if missing else f"all of {bug.function} is proved"


def caught_by_test(bug):
    binary = f"build/unit/test_{bug.test}"
    built = run("make", "-s", binary)
    if built.returncode != 0:
        return False, f"it does not compile:\n{built.stderr}"
    done = run("timeout", "100", binary)
    failed = [line for line in (done.stdout + done.stderr).split("\n") if line.startswith("FAILED")]
    return done.returncode != 0, failed[0] if failed else f"{binary} says nothing"


def caught_by_system(bug):
    built = run("make", "-s", "hostile-needs", "qemu-needs")
    if built.returncode != 0:
        return False, f"it does not build:\n{built.stderr[-2000:]}"
    done = run(prove.PYTHON, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
               f"tests/hostile/{bug.system}")
    failed = [line for line in done.stdout.split("\n") if line.startswith("FAILED")]
    return done.returncode == 1 and bool(failed), failed[0] if failed else done.stdout[-2000:]


def attempt(bug):
    target = TREE / bug.source
    original = target.read_text()
    if original.count(bug.before) != 1:
        return False, f"{bug.source} has its words {original.count(bug.before)} times, not once"
    target.write_text(original.replace(bug.before, bug.after))
    try:
        how = caught_by_proof if bug.piece else caught_by_test if bug.test else caught_by_system
        return how(bug)
    finally:
        target.write_text(original)


def main():
    options = argparse.ArgumentParser(description="Puts bugs in, which proofs or tests must notice.")
    options.add_argument("--some", action="store_true", help="one for each kind")
    options.add_argument("name", nargs="*")
    given = options.parse_args()
    unknown = set(given.name) - {bug.name for bug in BUGS}
    if unknown:
        options.error(f"no bug {', '.join(sorted(unknown))}; there are: " + " ".join(b.name for b in BUGS))
    chosen = [b for b in BUGS if (b.name in given.name or not given.name) and (b.some or not given.some)]
    prove.configure()
    copy_tree()
    unnoticed = 0
    for bug in chosen:
        caught, why = attempt(bug)
        print(f"{bug.name:<32} {'noticed' if caught else 'UNNOTICED'}: {why}", flush=True)
        unnoticed += not caught
    print(f"bugs: {len(chosen) - unnoticed} of {len(chosen)} noticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
