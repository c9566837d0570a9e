# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The demonstration of a security key (docs/demo-token.md) holds what it claims, and notices if it does not."""

import os
import re
import subprocess

import pytest

from harness import HANG_SECONDS, ROOT, environment

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("docs")]


def tell(**more):
    return subprocess.run(["python3", "demo/token/demo.py"], cwd=ROOT, env=environment(**more), text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=2 * HANG_SECONDS)


def test_every_claim_holds():
    done = tell()
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout.count("   ok: ")
    assert told >= 40 and re.search(rf"^All {told} claims held, in \d+ s\.$", done.stdout, re.M)


def test_a_claim_that_does_not_hold_is_said(tmp_path):
    """Here it is the other opinion on the codes that is wrong."""
    other = tmp_path / "oathtool"
    other.write_text("#!/bin/sh\necho 123456; echo 123456; echo 123456\n")
    other.chmod(0o755)
    done = tell(PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "FAILED: the codes are those of oathtool: 123456 123456 123456" in done.stderr
    assert "claims held" not in done.stdout
