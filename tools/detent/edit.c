/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What is in the image becomes apps that are pinned to their places; padding becomes free room. */
#include "edit.h"

#include "file.h"
#include "memory.h"
#include "tbf_write.h"

#include <inttypes.h>
#include <string.h>

/* ---- Reading ---- */

static const char *name_of(const struct tbf *t, uint64_t address) {
    return t->name.length > 0 ? span_string(t->name)
                              : memory_format("the app at 0x%" PRIx64, address);
}

static void add_entry(struct edit *edit, const struct walk_entry *entry) {
    uint64_t address = (uint64_t)edit->flash.base + entry->offset;
    struct variant v = {
        .file = name_of(&entry->tbf, address),
        .content = span_part(edit->flash.content, entry->offset, entry->size),
        .tbf = entry->tbf,
        .pinned = true,
        .start = address,
        .size = entry->size,
        .broken = entry->kind == WALK_CORRUPT,
    };
    image_add(&edit->image, &v);
}

/* A list that a kernel gives up in the middle may go on behind that, and would be cut. */
static void refuse_broken_list(const struct flash *flash, const struct walk *walk, size_t end) {
    if (walk->end_problem.set)
        fail_problem(flash->path, &walk->end_problem);
    if (walk->offset != end)
        fail(flash->path, "the list of apps breaks off at 0x%zx: %s", walk->offset, walk->end);
}

struct edit edit_open(const char *command, const char *path, const struct flash_options *given) {
    struct edit edit = {.flash = flash_open(command, path, given)};
    struct walk walk = flash_walk(&edit.flash);
    struct walk_entry entry;
    size_t end = edit.flash.at;
    while (walk_next(&walk, &entry)) {
        if (entry.kind != WALK_PADDING)
            add_entry(&edit, &entry);
        end = entry.offset + entry.size;
    }
    refuse_broken_list(&edit.flash, &walk, end);
    uint64_t file_end = (uint64_t)edit.flash.base + edit.flash.content.length;
    uint64_t last = (uint64_t)edit.flash.base + end;
    edit.image.layout.start = (uint64_t)edit.flash.base + edit.flash.at;
    edit.image.layout.end = edit.flash.end != 0 ? edit.flash.end : file_end;
    if (edit.image.layout.end < last)
        fail(path, "the apps reach up to 0x%" PRIx64 ", beyond the end of flash, 0x%" PRIx64, last,
             edit.image.layout.end);
    return edit;
}

void edit_set_machine(struct edit *edit, const char *command, struct strings architectures) {
    if (architectures.count == 0)
        fail_usage(command, "--arch is wanted: cortex-m4, rv32imac and so on");
    if (!cover_unit_of(architectures.at[0], &edit->image.layout.unit))
        fail_usage(command, "--arch: `%s` is not known: cortex-m... or rv32...",
                   architectures.at[0]);
    if (edit->flash.end == 0)
        fail_usage(command, "%s: no kernel in it says where flash ends: --flash-end is wanted",
                   edit->flash.path);
    edit->image.architectures = architectures;
}

/* ---- Finding ---- */

const struct variant *edit_variant(const struct app *app) {
    return &app->variants[0];
}

static bool is_called(const struct variant *v, const char *name) {
    uint32_t address = 0;
    if (name[0] == '0' && name[1] == 'x' && parse_u32(name, &address))
        return v->start == address;
    return v->tbf.name.length == strlen(name) &&
           memcmp(v->tbf.name.at, name, v->tbf.name.length) == 0;
}

struct app *edit_find(struct edit *edit, const char *name) {
    struct app *found = NULL;
    for (size_t i = 0; i < edit->image.app_count; i++) {
        struct app *app = &edit->image.apps[i];
        if (!edit_variant(app)->pinned || !is_called(edit_variant(app), name))
            continue;
        if (found != NULL)
            fail(edit->flash.path,
                 "several apps are called %s; say the address, as 0x%" PRIx64 " or 0x%" PRIx64
                 " (to update one: by --replace)",
                 name, edit_variant(found)->start, edit_variant(app)->start);
        found = app;
    }
    return found;
}

struct app *edit_get(struct edit *edit, const char *name) {
    struct app *app = edit_find(edit, name);
    if (app == NULL)
        fail(edit->flash.path, "there is no app %s in it", name);
    return app;
}

/* ---- Changing ---- */

void edit_remove(struct edit *edit, const struct app *app) {
    struct image *image = &edit->image;
    size_t at = (size_t)(app - image->apps);
    for (size_t i = at; i + 1 < image->app_count; i++)
        image->apps[i] = image->apps[i + 1];
    image->app_count--;
}

void edit_set_flags(struct edit *edit, struct app *app, uint32_t flags, bool force) {
    struct variant *v = &app->variants[0];
    if (v->broken)
        fail(edit->flash.path, "%s is corrupt; nothing but uninstall can be done with it", v->file);
    if (v->tbf.flags == flags)
        return;
    if (!force && tbf_has_credentials(&v->tbf))
        fail(edit->flash.path,
             "%s has credentials, which cover its flags; --force changes them all the same",
             v->file);
    struct bytes content = {0};
    bytes_append_span(&content, v->content);
    put32(content.at + TBF_BASE_FLAGS, flags);
    tbf_seal(content.at);
    v->content = bytes_span(&content);
    v->tbf.flags = flags;
}

/* ---- Writing ---- */

/* The file stays as long as it was, and what lies behind the apps' flash stays as it is. */
static struct span compose(const struct edit *edit) {
    const struct flash *flash = &edit->flash;
    size_t flash_end = (size_t)(edit->image.layout.end - flash->base);
    struct bytes out = {0};
    bytes_append_span(&out, span_part(flash->content, 0, flash->at));
    image_append(&out, &edit->image.layout);
    size_t old_end = flash->content.length < flash_end ? flash->content.length : flash_end;
    if (out.length < old_end)
        bytes_append_fill(&out, 0xFF, old_end - out.length);
    bytes_append_span(&out, span_part(flash->content, flash_end, flash->content.length));
    return bytes_span(&out);
}

/* Whether the object there was not in the image before. */
static bool is_new(const struct edit *edit, uint64_t address) {
    for (size_t i = 0; i < edit->image.app_count; i++) {
        const struct variant *v = edit->image.apps[i].chosen;
        if (v->pinned && v->start == address)
            return false;
    }
    return true;
}

/* It is there all the same: perhaps it is to be enabled later, or the kernel is to be replaced. */
static void note_not_started(const struct edit *edit, struct span bytes) {
    uint32_t base = edit->flash.base;
    struct walk walk = walk_start(bytes, edit->flash.at, base);
    struct walk_entry entry;
    while (walk_next(&walk, &entry))
        if (entry.kind == WALK_SKIPPED && is_new(edit, (uint64_t)base + entry.offset))
            note(edit->flash.path, "%s is there, but no kernel starts it: %s",
                 span_string(entry.tbf.name), entry.why);
}

void edit_write(struct edit *edit) {
    image_choose_all(&edit->image);
    struct span bytes = compose(edit);
    const struct slot *lost =
        image_find_lost(&edit->image.layout, bytes, edit->flash.at, edit->flash.base);
    if (lost != NULL)
        fail(edit->flash.path, "a kernel would not find %s any more; nothing is changed",
             lost->file);
    file_write(edit->flash.path, bytes);
    note_not_started(edit, bytes);
}
