/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent inspect`: everything that a TBF, a TAB or a flash image says. */
#include "commands.h"
#include "elf.h"
#include "file.h"
#include "memory.h"
#include "options.h"
#include "show.h"

static struct {
    bool json;
    struct maybe_u32 at;
    struct maybe_u32 flash_base;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"json", 0, OPTION_FLAG, &given.json, NULL, "for a program to read"},
    {"at", 0, OPTION_NUMBER, &given.at, "OFFSET", "a flash image, whose app list begins here"},
    {"flash-base", 0, OPTION_NUMBER, &given.flash_base, "ADDRESS",
     "of the image's first byte; else 0"},
    {0},
};

const struct command_line inspect_command = {
    .command = "inspect",
    .summary = "show all that a TBF, a TAB or a flash image says",
    .usage = "[OPTION]... FILE",
    .purpose =
        "Shows every field of a TBF object, of the members of a TAB archive, or, with --at, of\n"
        "the objects in a flash image, which it walks as the kernel does.",
    .options = options,
    .run = run,
};

/* How many of the objects are corrupt is the exit status: 0 or 1. */
static int inspect_image(struct emitter *e, const char *path, struct span image) {
    struct walk walk = walk_start(image, given.at.value, given.flash_base.value);
    struct walk_entry entry;
    int status = 0;
    emit_list(e, "objects");
    while (walk_next(&walk, &entry)) {
        show_entry(e, &entry);
        if (!entry.problem.set)
            continue;
        problem_report(path, &entry.problem);
        status = 1;
    }
    emit_list_end(e);
    emit_group(e, "end");
    emit_hex(e, "offset", (uint32_t)walk.offset);
    emit_text(e, "why", walk.end);
    emit_group_end(e);
    if (!walk.end_problem.set)
        return status;
    problem_report(path, &walk.end_problem);
    return 1;
}

/* Line by line, as it is a text. */
static void show_metadata(struct emitter *e, struct span text) {
    emit_list(e, "metadata");
    while (text.length > 0) {
        size_t length = 0;
        while (length < text.length && text.at[length] != '\n')
            length++;
        emit_bytes(e, NULL, span_part(text, 0, length));
        text = span_part(text, length + 1, text.length);
    }
    emit_list_end(e);
}

static int inspect_tab(struct emitter *e, const char *path, struct span file) {
    struct tab tab;
    struct problem problem = {0};
    int status = 0;
    bool good = tab_read(&tab, file, &problem);
    show_metadata(e, tab.metadata);
    emit_list(e, "members");
    for (size_t i = 0; i < tab.count; i++) {
        struct problem member_problem = {0};
        emit_item(e, "member");
        emit_text(e, "name", tab.members[i].name);
        emit_text(e, "architecture", tab_architecture(tab.members[i].name));
        if (!show_file(e, tab.members[i].content, &member_problem)) {
            problem_report(memory_format("%s(%s)", path, tab.members[i].name), &member_problem);
            status = 1;
        }
        emit_group_end(e);
    }
    emit_list_end(e);
    if (good)
        return status;
    problem_report(path, &problem);
    return 1;
}

static int inspect_tbf(struct emitter *e, const char *path, struct span file) {
    struct problem problem = {0};
    if (show_file(e, file, &problem))
        return 0;
    problem_report(path, &problem);
    return 1;
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&inspect_command, argc, argv);
    if (files.count != 1)
        fail_usage("inspect", "one file is wanted");
    const char *path = files.at[0];
    struct span file = file_read(path);
    if (elf_looks_like(file))
        fail(path, "this is an ELF file; `detent tbf` turns it into a TBF object");
    if (given.at.given && given.at.value > file.length)
        fail(path, "--at passes the end of the image, 0x%zx", file.length);
    struct emitter e = emitter_start(stdout, given.json);
    int status;
    if (given.at.given)
        status = inspect_image(&e, path, file);
    else if (tab_looks_like(file))
        status = inspect_tab(&e, path, file);
    else
        status = inspect_tbf(&e, path, file);
    emitter_end(&e);
    return status;
}
