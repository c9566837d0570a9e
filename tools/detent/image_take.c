/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From the arguments of the command line to apps and their variants: which members of an archive are
 * for this machine, and what about a broken file. */
#include "file.h"
#include "image.h"
#include "memory.h"
#include "tab.h"

#include <string.h>

static bool read_app(struct tbf *t, struct span file, struct problem *p) {
    if (!tbf_read(t, file, p))
        return false;
    if (t->is_padding)
        return problem_with(p, NULL, "is a padding object, not an app");
    if (!t->has_main && !t->has_program)
        return problem_at(p, TBF_BASE_SIZE, "tlv", "there is neither Main nor Program");
    if (file.length > t->total_size)
        return problem_at(p, t->total_size, NULL, "the file goes on after the object's end");
    return true;
}

static void add_app(struct image *image, const struct app *app) {
    image->apps = memory_grow(image->apps, (image->app_count + 1) * sizeof *app);
    image->apps[image->app_count++] = *app;
}

void image_add(struct image *image, const struct variant *v) {
    struct app app = {.path = v->file, .variant_count = 1};
    app.variants = memory_new(sizeof *v);
    app.variants[0] = *v;
    add_app(image, &app);
}

static void add_variant(struct image *image, struct app *app, const char *file,
                        struct span content) {
    struct variant v = {.file = file, .content = content};
    v.broken = !read_app(&v.tbf, content, &v.problem);
    if (v.broken && image->raw)
        v.problem = (struct problem){0};
    app->variants = memory_grow(app->variants, (app->variant_count + 1) * sizeof v);
    app->variants[app->variant_count++] = v;
}

static const char *join_member_names(const struct tab *tab) {
    const char *text = "";
    for (size_t i = 0; i < tab->count; i++)
        text = memory_format("%s%s%s", text, i > 0 ? ", " : "", tab->members[i].name);
    return text;
}

/* Members of the preferred architecture come first; among them, the order is that of the archive. */
static void add_members(struct image *image, struct app *app, const struct tab *tab) {
    for (size_t a = 0; a < image->architectures.count; a++)
        for (size_t i = 0; i < tab->count; i++) {
            const struct tab_member *member = &tab->members[i];
            if (strcmp(tab_architecture(member->name), image->architectures.at[a]) == 0)
                add_variant(image, app, memory_format("%s(%s)", app->path, member->name),
                            member->content);
        }
    if (app->variant_count == 0)
        fail(app->path, "has no member for this machine, only %s", join_member_names(tab));
}

void image_take_file(struct image *image, const char *path) {
    struct span file = file_read(path);
    struct app app = {.path = path, .is_archive = tab_looks_like(file)};
    struct tab tab;
    struct problem problem = {0};
    if (!app.is_archive)
        add_variant(image, &app, path, file);
    else if (tab_read(&tab, file, &problem))
        add_members(image, &app, &tab);
    else
        fail_problem(path, &problem);
    add_app(image, &app);
}
