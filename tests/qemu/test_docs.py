# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the documents say can be done is done here, in a copy of the tree: each command, the example
app, the session. What they name exists."""

import re
import shutil
import subprocess
import sys

import pytest

from harness import HANG_SECONDS, ROOT, copy_of_the_tree, environment, make

pytestmark = [pytest.mark.xdist_group("docs"), pytest.mark.once]

sys.path.insert(0, str(ROOT / "tools/check"))
import documents  # noqa: E402

# A plugin that ends QEMU.
LIMIT = "build/qemu/limit.so"
DOCUMENTS = documents.documents(ROOT)


def text_of(document):
    return (ROOT / document).read_text()


def spans(document):
    """What stands between backquotes."""
    return documents.SPAN.findall(documents.without_fenced(text_of(document)))


# In their order: one may need what another has made.
ALL_COMMANDS = list(dict.fromkeys((command, document) for document in DOCUMENTS
                                  if document not in documents.RUN_BY
                                  for _, command, _ in documents.commands(text_of(document))
                                  if command not in documents.NOT_RUN))


# ---- Commands ----


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return copy_of_the_tree(tmp_path_factory.mktemp("docs"))


@pytest.fixture(scope="module")
def home(tmp_path_factory, tree):
    """Somebody's home folder, with the app that docs/apps.md has you write; and what stands for
    files of the reader's own."""
    home = tmp_path_factory.mktemp("home")
    (home / "hi").mkdir()
    (home / "hi/main.c").write_text(example())
    made = make("APP_DIRS=" + str(home / "hi"), "apps", "build/apps/hi/hi.tab", cwd=tree)
    assert made.returncode == 0, made.stderr
    (tree / "build/x").mkdir(exist_ok=True)
    shutil.copytree(tree / "docs/examples/pulse", tree.parent / "my-capsules")
    for path in (tree / "build/x/foo.tbf", home / "program.tbf"):
        shutil.copy(tree / "build/apps/counter/cortex-m3.tbf", path)
    return home


def example():
    """The C program in docs/apps.md."""
    lines = [line[8:] for line in text_of("docs/apps.md").split("\n")
             if line.startswith("        ")]
    return "\n".join(lines) + "\n"


def shell(command, tree, home):
    return subprocess.run(["bash", "-c", command], cwd=tree, env=environment(HOME=home),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=HANG_SECONDS)


def test_there_are_commands_in_the_documents():
    assert len(ALL_COMMANDS) >= 15


@pytest.mark.parametrize("command, document", ALL_COMMANDS)
def test_command(tree, home, command, document):
    assert documents.is_run(command, True)
    if re.match(r"make (.* )?run\b", command) and "FOR=" not in command:
        command = command.replace(" run", " run FOR=2s", 1)
    image = documents.RUN_IN_BLOCK.match(command)
    if image:
        made = next(c for c, _ in ALL_COMMANDS if f"OUT={image['image']}" in c)
        command = f"{made} && make {LIMIT} && {command} -plugin {LIMIT},ns=2000000000"
    command = command.replace("/path/to", str(home)).replace(" ...", "")
    done = shell(command, tree, home)
    assert done.returncode == 0, done.stderr
    if image or " run" in command:
        assert "Detent on " in done.stdout


# ---- The app ----


def test_the_example_app_counts_seconds(tree, home):
    done = shell('make run APP_DIRS=~/hi APPS="hi blink" FOR=3500ms', tree, home)
    printed = re.findall(r"^(?:tock\$ )?(hi: .*)$", done.stdout, re.M)
    assert printed == ["hi: 1", "hi: 2", "hi: 3"], done.stderr


def test_the_example_app_is_there_for_every_architecture(tree, home):
    shown = shell("build/detent inspect build/apps/hi/hi.tab", tree, home).stdout
    members = re.findall(r"^ +name +(\S+)\.tbf$", shown, re.M)
    assert {member.split(".")[0] for member in members} == {"cortex-m3", "cortex-m4", "cortex-m33",
                                                            "rv32imac"}
    assert set(re.findall(r"^ +name +(\S+)$", shown, re.M)) - {f"{m}.tbf" for m in members} == {"hi"}


def test_it_needs_the_memory_that_the_document_says(tree, home):
    """Point 8: one with printf fits 4 kB, one without fits 2 kB."""
    for name, most in (("hi", 4096), ("blink", 2048)):
        shown = shell(f"build/detent inspect build/apps/{name}/cortex-m3.tbf", tree, home).stdout
        (wanted,) = set(re.findall(r"minimum_ram_size +(\d+)", shown))
        assert int(wanted) + 400 <= most, name


@pytest.mark.parametrize("setting", ["STACK", "HEAP", "KERNEL_HEAP", "APP_VERSION", "PERMISSIONS",
                                     "LINK", "SLOTS", "FLASH_ORIGIN", "RAM_ORIGIN"])
def test_app_mk_may_set_what_the_document_names(setting):
    assert f"`{setting}`" in text_of("docs/apps.md")
    assert re.search(rf"^{setting} :=", text_of("user/user.mk"), re.M)


def test_the_defaults_are_those_of_the_build():
    stack, heap, kernel_heap = re.search(r"bytes: (\d+), (\d+), (\d+)",
                                         text_of("docs/apps.md")).groups()
    for name, value in (("STACK", stack), ("HEAP", heap), ("KERNEL_HEAP", kernel_heap)):
        assert f"\n{name} := {value}\n" in text_of("user/user.mk")


# ---- The session in the readme ----


def general(line):
    """The line with every number, and the space before it, made the same."""
    return re.sub(r"\s*\b\d+\b", " #", line.replace("tock$ ", "")).strip()


def test_the_session_in_the_readme_is_one(machine):
    session = re.search(r"^```\n(\$ make run APPS=\"(.*)\"\n.*?)^```$", text_of("README.md"),
                        re.M | re.S)
    wanted = [general(line) for line in session[1].split("\n")[1:] if line not in ("", "...")]
    with machine.session(*session[2].split()) as board:
        board.expect("crash: alive, for a second")
        board.idle()
        board.send("list\r")
        board.expect("faulted and will be restarted(.|\n)*crash: alive(.|\n)*counter: 2")
        seen = {general(line) for line in board.text.split("\n")}
    missing = [line for line in wanted if line not in seen]
    assert missing == []


# ---- What is named exists (files: tools/check/documents.py) ----


def test_tests_named_in_the_threat_model_exist():
    names = re.findall(r"`(?:tests/unit/)?(test_\w+\.(?:c|py))`", text_of("docs/threat-model.md"))
    assert len(names) >= 8
    for name in names:
        assert list((ROOT / "tests").glob(f"*/{name}")), name


def test_functions_named_in_the_tour_exist():
    """A name with an underscore, in backquotes, is in the sources."""
    folders = ("kernel", "arch", "chips", "capsules", "boards")
    sources = "".join(path.read_text() for folder in folders
                      for path in (ROOT / folder).rglob("*.[chS]"))
    for span in spans("docs/tour.md"):
        if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", span):
            assert re.search(rf"\b{span}\b", sources), span


def test_every_app_is_in_the_readme_of_the_apps():
    named = set(re.findall(r"^\| `(\w+)` \|", text_of("user/apps/README.md"), re.M))
    there = {path.parent.name for path in (ROOT / "user/apps").glob("*/main.c")}
    assert named == there


def test_snoop_makes_as_many_tries_as_its_readme_says(machine):
    """Some: processors differ in what can be tried."""
    (told,) = re.findall(r"makes some (\d+) forbidden tries", text_of("user/apps/README.md"))
    output = machine.run("snoop", "snoop_probe", seconds=90)
    (tries,) = re.findall(r"^snoop: (\d+) tries, 0 got through$", output.text, re.M)
    assert abs(int(tries) - int(told)) <= 8


def test_every_folder_of_the_readme_exists_and_no_other():
    named = set(re.findall(r"^\| `(\w+)/` \|", text_of("README.md"), re.M))
    listed = subprocess.run(["git", "ls-tree", "-d", "--name-only", "HEAD"], cwd=ROOT,
                            capture_output=True, text=True)
    if listed.returncode == 0:
        assert named == {name for name in listed.stdout.split() if not name.startswith(".")} - {
            "docs"}
