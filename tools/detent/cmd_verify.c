/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent verify`: which credentials hold. */
#include "commands.h"
#include "credential.h"
#include "emitter.h"
#include "file.h"
#include "flash.h"
#include "memory.h"
#include "objects.h"
#include "options.h"

static struct {
    struct strings keys;
    bool json;
    struct flash_options flash;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"key", 'k', OPTION_LIST, &given.keys, "KEY.pem,...",
     "public keys, one of which must have signed"},
    {"json", 0, OPTION_FLAG, &given.json, NULL, "for a program to read"},
    {"at", 0, OPTION_NUMBER, &given.flash.at, "OFFSET", "an image, whose app list begins here"},
    {"flash-base", 0, OPTION_NUMBER, &given.flash.base, "ADDRESS", FLASH_BASE_HELP},
    {0},
};

const struct command_line verify_command = {
    .command = "verify",
    .summary = "say which credentials of a TBF or a TAB hold",
    .usage = "[-k KEY.pem]... [OPTION]... APP.tbf|APP.tab|IMAGE",
    .purpose =
        "Checks the credentials of an object, or of every object of an archive or a flash image. The\n"
        "exit status is 0 if no digest is wrong and each object has a signature by one of the keys;\n"
        "without keys, if no digest is wrong and each object has one.",
    .options = options,
    .run = run,
};

static struct named_key *read_keys(void) {
    struct named_key *keys = memory_new((given.keys.count + 1) * sizeof *keys);
    for (size_t i = 0; i < given.keys.count; i++) {
        struct problem problem = {0};
        keys[i].path = given.keys.at[i];
        if (!key_read(&keys[i].key, file_read(keys[i].path), &problem))
            fail_problem(keys[i].path, &problem);
    }
    return keys;
}

static const char *state_text(enum credential_state state) {
    switch (state) {
    case CREDENTIAL_HOLDS:
        return "holds";
    case CREDENTIAL_FAILS:
        return "is wrong";
    case CREDENTIAL_NOT_BY_KEY:
        return "is by none of the keys";
    default:
        return "is not known";
    }
}

static void show_result(struct emitter *e, const struct tbf_footer *footer,
                        enum credential_state state, const struct named_key *key) {
    const char *name = tbf_footer_format_name(footer->format);
    emit_item(e, name != NULL ? name : "unknown");
    emit_hex(e, "at", (uint32_t)footer->offset);
    emit_number(e, "format", footer->format);
    emit_text(e, "state", state_text(state));
    if (key != NULL)
        emit_text(e, "key", key->path);
    emit_group_end(e);
}

/* Whether the object is vouched for; if not, `p` says why. */
static bool verify_object(struct emitter *e, const struct tbf *t, const struct named_key *keys,
                          struct problem *p) {
    struct tbf_footer footer;
    bool any_digest = false;
    bool any_key = false;
    size_t cursor = 0;
    emit_list(e, "credentials");
    while (tbf_next_footer(t, &cursor, &footer, p) == FOOTER_FOUND) {
        if (footer.format == TBF_CREDENTIALS_RESERVED)
            continue;
        const struct named_key *key;
        enum credential_state state = credential_check(t, &footer, keys, given.keys.count, &key);
        show_result(e, &footer, state, key);
        if (state == CREDENTIAL_FAILS)
            problem_at(p, footer.offset, tbf_footer_format_name(footer.format),
                       "belongs to other bytes");
        any_key = any_key || key != NULL;
        any_digest = any_digest || (state == CREDENTIAL_HOLDS && key == NULL);
    }
    emit_list_end(e);
    if (given.keys.count > 0 && !any_key)
        problem_with(p, "credentials", "none is a signature by one of the keys");
    if (given.keys.count == 0 && !any_digest)
        problem_with(p, "credentials", "none is a digest, and no --key is given");
    return !p->set;
}

/* An image is told by its kernel, or by where its apps are. */
static struct objects read_objects(const char *path) {
    struct span file = file_read(path);
    struct attributes attributes;
    if (!given.flash.at.given && (tab_looks_like(file) || !attributes_find(&attributes, file)))
        return objects_read(path);
    struct flash flash = flash_open("verify", path, &given.flash);
    return objects_of_flash(&flash);
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&verify_command, argc, argv);
    if (files.count != 1)
        fail_usage("verify", "one file is wanted");
    struct named_key *keys = read_keys();
    struct objects objects = read_objects(files.at[0]);
    struct emitter e = emitter_start(stdout, given.json);
    int status = 0;
    emit_list(&e, "objects");
    for (size_t i = 0; i < objects.count; i++) {
        struct problem problem = {0};
        emit_item(&e, "object");
        emit_text(&e, "file", objects.at[i].file);
        bool good = verify_object(&e, &objects.at[i].tbf, keys, &problem);
        emit_bool(&e, "verified", good);
        emit_group_end(&e);
        if (good)
            continue;
        problem_report(objects.at[i].file, &problem);
        status = 1;
    }
    emit_list_end(&e);
    emitter_end(&e);
    return status;
}
