/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* So that what works on an object works on an archive of them. */
#include "objects.h"

#include "file.h"
#include "memory.h"

static void add_object(struct objects *objects, const char *file, struct span content) {
    struct object object = {.file = file};
    struct problem problem = {0};
    if (!tbf_read(&object.tbf, content, &problem))
        fail_problem(file, &problem);
    if (object.tbf.is_padding)
        fail(file, "is a padding object, not an app");
    if (content.length > object.tbf.total_size)
        fail(file, "goes on after the object's end, 0x%x", (unsigned)object.tbf.total_size);
    objects->at = memory_grow(objects->at, (objects->count + 1) * sizeof object);
    objects->at[objects->count++] = object;
}

struct objects objects_read(const char *path) {
    struct span file = file_read(path);
    struct objects objects = {.is_archive = tab_looks_like(file)};
    struct problem problem = {0};
    if (!objects.is_archive) {
        add_object(&objects, path, file);
        return objects;
    }
    if (!tab_read(&objects.tab, file, &problem))
        fail_problem(path, &problem);
    for (size_t i = 0; i < objects.tab.count; i++) {
        const struct tab_member *member = &objects.tab.members[i];
        add_object(&objects, memory_format("%s(%s)", path, member->name), member->content);
    }
    return objects;
}

struct objects objects_of_flash(const struct flash *flash) {
    struct objects objects = {0};
    struct walk walk = flash_walk(flash);
    struct walk_entry entry;
    while (walk_next(&walk, &entry)) {
        if (entry.problem.set)
            fail_problem(flash->path, &entry.problem);
        if (entry.kind == WALK_PADDING)
            continue;
        struct object object = {
            .file = memory_format("%s(%s)", flash->path, span_string(entry.tbf.name)),
            .tbf = entry.tbf,
        };
        objects.at = memory_grow(objects.at, (objects.count + 1) * sizeof object);
        objects.at[objects.count++] = object;
    }
    if (walk.end_problem.set)
        fail_problem(flash->path, &walk.end_problem);
    return objects;
}

/* Members have no date of their own: the metadata says when the app was built. */
void objects_write(const char *path, struct objects *objects, const struct span *contents) {
    struct bytes archive = {0};
    struct problem problem = {0};
    if (!objects->is_archive) {
        file_write(path, contents[0]);
        return;
    }
    for (size_t i = 0; i < objects->count; i++)
        objects->tab.members[i].content = contents[i];
    if (!tab_write(&archive, &objects->tab, 0, &problem))
        fail_problem(path, &problem);
    file_write(path, bytes_span(&archive));
}
