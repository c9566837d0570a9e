#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes the part of a board's layout.ld that lays the code of capsules side by side, and the table of
where each ends (kernel/capsule_fault.h).

usage: capsule_layout.py OBJECT... >capsules.ld
"""
import sys

CAPSULES_MAX = 32  # kernel/capsule_fault.h


def main(objects):
    if len(objects) > CAPSULES_MAX:
        sys.exit(f"{len(objects)} capsules; there is room for {CAPSULES_MAX}")
    print("layout_capsules_start = .;")
    for number, path in enumerate(objects):
        print(f'"{path}"(SORT_BY_ALIGNMENT(.text) SORT_BY_ALIGNMENT(.text.*))')
        print(f"layout_capsule_{number}_end = .;")
    print(". = ALIGN(2);")
    print("layout_capsules = .;")
    print(f"SHORT({len(objects)})")
    for number in range(len(objects)):
        print(f"SHORT(layout_capsule_{number}_end - layout_capsules_start)")
    print(". = ALIGN(4);")


main(sys.argv[1:])
