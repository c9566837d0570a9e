/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent tab`: bundles the objects of one app. Source: ABI 4.7. */
#include "commands.h"
#include "file.h"
#include "memory.h"
#include "options.h"
#include "tab.h"
#include "tbf.h"

#include <string.h>
#include <time.h>

static struct {
    const char *output;
    const char *name;
    struct strings boards;
    const char *minimum_kernel;
    bool deterministic;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, &given.output, "FILE", "the archive to write"},
    {"name", 0, OPTION_TEXT, &given.name, "NAME", "of the app; else that in the first object"},
    {"only-for-boards", 0, OPTION_LIST, &given.boards, "BOARD,...", "else for any"},
    {"minimum-kernel", 0, OPTION_TEXT, &given.minimum_kernel, "MAJOR.MINOR",
     "else the most that an object asks for"},
    {"deterministic", 0, OPTION_FLAG, &given.deterministic, NULL,
     "the same bytes from the same objects: no dates"},
    {0},
};

const struct command_line tab_command = {
    .command = "tab",
    .summary = "bundle the TBF objects of one app in a TAB archive",
    .usage = "-o APP.tab [OPTION]... ARCHITECTURE[.QUALIFIER]....tbf[=FILE]...",
    .purpose =
        "Bundles TBF objects, one for each architecture or pair of fixed addresses. A member is\n"
        "named like its file, or as said before the `=`: cortex-m3.tbf=build/blink.tbf",
    .options = options,
    .run = run,
};

struct version {
    uint16_t major;
    uint16_t minor;
};

static void append_text(struct bytes *out, const char *text) {
    bytes_append(out, text, strlen(text));
}

/* A basic string of TOML 1.0. */
static void append_toml_string(struct bytes *out, const char *text) {
    append_text(out, "\"");
    for (; *text != '\0'; text++) {
        uint8_t c = (uint8_t)*text;
        if (c == '"' || c == '\\')
            append_text(out, memory_format("\\%c", c));
        else if (c < 0x20 || c == 0x7F)
            append_text(out, memory_format("\\u%04x", (unsigned)c));
        else
            bytes_append(out, &c, 1);
    }
    append_text(out, "\"");
}

static void append_key(struct bytes *out, const char *key, const char *value) {
    append_text(out, memory_format("%s = ", key));
    append_toml_string(out, value);
    append_text(out, "\n");
}

static const char *join(struct strings list) {
    const char *text = "";
    for (size_t i = 0; i < list.count; i++)
        text = memory_format("%s%s%s", text, i > 0 ? "," : "", list.at[i]);
    return text;
}

static void append_build_date(struct bytes *out, time_t now) {
    struct tm date;
    char text[64];
    if (gmtime_r(&now, &date) == NULL)
        return;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &date);
    append_text(out, memory_format("build-date = %s\n", text));
}

/* The requirement goes under both keys that tools look for (ABI D39). */
static struct span make_metadata(const char *name, struct version kernel, time_t now) {
    struct bytes out = {0};
    append_text(&out, "tab-version = 1\n");
    append_key(&out, "name", name);
    if (kernel.major != 0) {
        const char *version =
            memory_format("%u.%u", (unsigned)kernel.major, (unsigned)kernel.minor);
        append_key(&out, "minimum-tock-kernel-version", version);
        append_key(&out, "tock-kernel-version", version);
    }
    if (given.boards.count > 0)
        append_key(&out, "only-for-boards", join(given.boards));
    if (!given.deterministic)
        append_build_date(&out, now);
    return bytes_span(&out);
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text);
    return length > strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* "member=path" or "path", which may itself hold a `=`. */
static void split_argument(const char *argument, const char **member, const char **path) {
    const char *equals = strchr(argument, '=');
    *path = argument;
    *member = file_base_name(argument);
    if (equals == NULL)
        return;
    char *name = memory_copy_string(argument);
    name[equals - argument] = '\0';
    if (!ends_with(name, TAB_MEMBER_SUFFIX))
        return;
    *member = name;
    *path = equals + 1;
}

static void check_member_name(const struct tab *tab, const char *name) {
    if (!ends_with(name, TAB_MEMBER_SUFFIX) || name[0] == '.' || strchr(name, '/') != NULL)
        fail_usage("tab", "`%s` is not a member's name: ARCHITECTURE[.QUALIFIER]....tbf", name);
    for (size_t i = 0; i < tab->count; i++)
        if (strcmp(tab->members[i].name, name) == 0)
            fail_usage("tab", "there are two members named %s", name);
}

static void read_object(struct tbf *t, const char *path, struct span file) {
    struct problem problem = {0};
    if (!tbf_read(t, file, &problem))
        fail_problem(path, &problem);
    if (t->is_padding)
        fail(path, "is a padding object, not an app");
    if (file.length > t->total_size)
        fail(path, "goes on after the object's end, 0x%x", (unsigned)t->total_size);
}

static void raise_version(struct version *most, const struct tbf *t) {
    if (!t->has_kernel_version || t->kernel_major < most->major ||
        (t->kernel_major == most->major && t->kernel_minor < most->minor))
        return;
    *most = (struct version){t->kernel_major, t->kernel_minor};
}

static int run(int argc, char **argv) {
    struct strings arguments = options_read(&tab_command, argc, argv);
    if (arguments.count == 0 || given.output == NULL)
        fail_usage("tab", "-o FILE and at least one TBF object are wanted");
    struct tab tab = {0};
    struct version kernel = {0};
    const char *name = given.name;
    for (size_t i = 0; i < arguments.count; i++) {
        const char *member;
        const char *path;
        struct tbf t;
        split_argument(arguments.at[i], &member, &path);
        check_member_name(&tab, member);
        read_object(&t, path, file_read(path));
        raise_version(&kernel, &t);
        if (name == NULL)
            name = span_string(t.name);
        tab_add(&tab, member, t.file);
    }
    if (given.minimum_kernel != NULL &&
        !parse_version(given.minimum_kernel, &kernel.major, &kernel.minor))
        fail_usage("tab", "--minimum-kernel: `%s` is not MAJOR.MINOR", given.minimum_kernel);
    if (!span_is_utf8((struct span){(const uint8_t *)name, strlen(name)}))
        fail_usage("tab", "--name: is not UTF-8");
    time_t now = given.deterministic ? 0 : time(NULL);
    tab.metadata = make_metadata(name, kernel, now);
    struct bytes archive = {0};
    struct problem problem = {0};
    if (!tab_write(&archive, &tab, now, &problem))
        fail_problem(given.output, &problem);
    file_write(given.output, bytes_span(&archive));
    return 0;
}
