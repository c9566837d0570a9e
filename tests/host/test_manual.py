# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The manual page and the completion name every command and every option; shells and troff take them."""

import re
import shutil
import subprocess

import pytest
from conftest import run_detent


def commands():
    out = run_detent("--help").out.split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in out.splitlines()]


def options(command):
    """(letter or None, name) of each, as the command's own help says."""
    out = run_detent(command, "--help").out.split("\nOptions:\n")[1]
    found = re.findall(r"^  (?:-(\w), )?--([\w-]+)", out, re.M)
    assert found[-1] == ("", "help")
    return [(letter or None, name) for letter, name in found[:-1]]


EVERYTHING = {command: options(command) for command in commands()}


@pytest.fixture(scope="module")
def page():
    return run_detent("manual").out


def section(page, command):
    return re.split(r"^\.S[HS] ", page.split(f".SS detent {command}\n", 1)[1], flags=re.M)[0]


@pytest.mark.parametrize("command", EVERYTHING)
def test_the_manual_has_every_command_with_its_options(page, command):
    text = section(page, command).replace("\\-", "-")
    for letter, name in EVERYTHING[command]:
        assert f"\\fB--{name}\\fR" in text
        assert letter is None or f"\\fB-{letter}\\fR" in text


def test_troff_has_nothing_to_complain_about(page):
    assert shutil.which("groff"), "make setup"
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8"], input=page, capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stderr == ""
    plain = re.sub(".\b", "", done.stdout)
    assert "detent sign [-k KEY.pem]" in plain


def complete(tmp_path, *words):
    """What bash offers for the last of these words after `detent`."""
    script = tmp_path / "detent.bash"
    script.write_text(run_detent("completion", "bash").out)
    quoted = " ".join(f"'{word}'" for word in ("detent", *words))
    ask = (
        f"source {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _detent; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-uc", ask], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == ""
    return done.stdout.split()


def test_bash_completes_commands(tmp_path):
    assert set(complete(tmp_path, "")) == {*EVERYTHING, "--help", "--version"}
    assert complete(tmp_path, "ver") == ["verify"]


@pytest.mark.parametrize("command", EVERYTHING)
def test_bash_completes_options(tmp_path, command):
    long = {f"--{name}" for _, name in EVERYTHING[command]}
    letters = {f"-{letter}" for letter, _ in EVERYTHING[command] if letter}
    assert set(complete(tmp_path, command, "-")) == {*long, *letters, "--help"}


def test_bash_completes_files(tmp_path):
    (tmp_path / "blink.tbf").write_bytes(b"")
    assert complete(tmp_path, "inspect", "bli") == ["blink.tbf"]
    assert complete(tmp_path, "completion", "z") == ["zsh"]


# The functions of zsh's completion write down what they are given.
FAKES = """
_describe() { print -r -- "names: ${(P)2}" }
_arguments() { print -rl -- "$@" }
"""


def zsh(tmp_path, *words):
    assert shutil.which("zsh"), "make setup"
    (tmp_path / "_detent").write_text(run_detent("completion", "zsh").out)
    quoted = " ".join(("detent", *words))
    ask = f"{FAKES} words=({quoted} ''); CURRENT={len(words) + 2}; source ./_detent"
    done = subprocess.run(["zsh", "-fc", ask], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == ""
    return done.stdout


def test_zsh_completes_commands(tmp_path):
    out = zsh(tmp_path)
    assert all(re.search(rf"\b{command}:", out) for command in EVERYTHING)


@pytest.mark.parametrize("command", EVERYTHING)
def test_zsh_completes_options(tmp_path, command):
    lines = zsh(tmp_path, command).splitlines()
    for letter, name in EVERYTHING[command]:
        assert any(re.match(rf"\*?--{name}\[", line) for line in lines)
        assert letter is None or any(re.match(rf"\*?-{letter}\[", line) for line in lines)


def test_a_shell_that_is_not_known_is_a_mistake(misused):
    assert "bash or zsh is wanted" in misused("completion", "fish")
