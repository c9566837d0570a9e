# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What must be true of the victim, whatever ran beside it."""

import re

SECRET = re.compile("5ec7e7a5|a5e7c75e", re.IGNORECASE)
BEAT_S = 0.1
# A beat may be late by 20 ms, and by the rest of a slice of each other process.
LATE_S, SLICE_S = 0.020, 0.010


def check_victim(output, seconds, others):
    """Alive to the end, in rhythm, in one piece, and with its secret to itself."""
    assert "CORRUPT" not in output
    assert "panicked" not in output and "anic" not in output.replace("reset panic", "")
    assert "Process victim" not in output
    assert not SECRET.search(output)
    period = int(re.search(r"^.*victim 0x\w+ (0x\w+)$", output, re.MULTILINE)[1], 16)
    beats = [
        (int(number, 16), int(late, 16))
        for number, late in re.findall(r"beat (0x\w{8}) (0x\w{8})", output)
    ]
    assert [number for number, _ in beats] == list(range(1, len(beats) + 1))
    assert len(beats) >= int(seconds / BEAT_S) - 2
    worst = max(late for _, late in beats) * BEAT_S / period
    assert worst <= LATE_S + others * SLICE_S, f"a beat came {worst * 1000:.1f} ms late"
