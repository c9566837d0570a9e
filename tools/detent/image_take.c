/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From the arguments of the command line to objects: which member of an archive, what about a
 * broken file, and is its RAM there. */
#include "file.h"
#include "image.h"
#include "memory.h"
#include "tab.h"

#include <inttypes.h>
#include <string.h>

/* A broken object is only ever placed to see what a kernel makes of it. It takes the room that the
 * kernel will step over, if that can be, else a power of two. */
static void take_broken(struct image *image, const char *file, struct span content) {
    uint64_t power = power_of_two_above(content.length < 512 ? 512 : content.length);
    struct slot slot = {.file = file, .content = content, .size = power, .alignment = power};
    if (content.length >= TBF_HEAD_SIZE) {
        struct tbf_head head = tbf_read_head(content.at);
        uint64_t room = image->layout.end - image->layout.start;
        if (head.format_version == TBF_VERSION && head.total_size >= content.length &&
            head.total_size <= room)
            slot.size = head.total_size;
    }
    image->any_broken = true;
    size_t count = image->movable_count++;
    image->movable = memory_grow(image->movable, image->movable_count * sizeof slot);
    image->movable[count] = slot;
}

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

static const struct ram_claim *find_ram_claim(const struct image *image, uint64_t start,
                                              uint64_t end) {
    for (size_t i = 0; i < image->ram_claim_count; i++)
        if (image->ram_claims[i].start < end && start < image->ram_claims[i].end)
            return &image->ram_claims[i];
    return NULL;
}

static bool has_fixed_ram(const struct tbf *t) {
    return t->has_fixed_addresses && t->fixed_ram != TBF_ADDRESS_ANY;
}

static bool has_fixed_flash(const struct tbf *t) {
    return t->has_fixed_addresses && t->fixed_flash != TBF_ADDRESS_ANY;
}

static bool check_ram(const struct image *image, const struct tbf *t, struct problem *p) {
    uint64_t end = (uint64_t)t->fixed_ram + t->program.minimum_ram;
    if (!has_fixed_ram(t) || !image->ram_is_known ||
        (t->fixed_ram >= image->ram_start && end <= image->ram_end))
        return true;
    return problem_with(p, NULL,
                        "needs %" PRIu32 " bytes of RAM at 0x%" PRIx32 "; there are 0x%" PRIx64
                        " to 0x%" PRIx64,
                        t->program.minimum_ram, t->fixed_ram, image->ram_start, image->ram_end);
}

static void claim_ram(struct image *image, const char *file, const struct tbf *t) {
    if (!has_fixed_ram(t))
        return;
    size_t count = image->ram_claim_count++;
    image->ram_claims =
        memory_grow(image->ram_claims, image->ram_claim_count * sizeof *image->ram_claims);
    image->ram_claims[count] = (struct ram_claim){
        .file = file,
        .start = t->fixed_ram,
        .end = (uint64_t)t->fixed_ram + t->program.minimum_ram,
    };
}

static bool take_app(struct image *image, const char *file, const struct tbf *t,
                     struct problem *p) {
    if (!check_ram(image, t, p))
        return false;
    if (has_fixed_flash(t) ? !image_place_fixed(image, file, t, p)
                           : !image_take_movable(image, file, t, p))
        return false;
    claim_ram(image, file, t);
    return true;
}

static const struct ram_claim *ram_taken_by(const struct image *image, const struct tbf *t) {
    if (!has_fixed_ram(t))
        return NULL;
    return find_ram_claim(image, t->fixed_ram, (uint64_t)t->fixed_ram + t->program.minimum_ram);
}

static void take_object(struct image *image, const char *file, struct span content) {
    struct tbf t;
    struct problem problem = {0};
    if (!read_app(&t, content, &problem)) {
        if (!image->raw)
            fail_problem(file, &problem);
        take_broken(image, file, content);
        return;
    }
    const struct ram_claim *other = ram_taken_by(image, &t);
    const char *other_file = other != NULL ? other->file : NULL;
    if (!take_app(image, file, &t, &problem))
        fail_problem(file, &problem);
    if (other_file != NULL)
        note(file, "its fixed RAM at 0x%" PRIx32 " is also that of %s; a kernel starts only one",
             t.fixed_ram, other_file);
}

/* Takes the member if it suits the machine and what is already placed. */
static bool try_member(struct image *image, const char *file, struct span content,
                       struct problem *p) {
    struct tbf t;
    if (!read_app(&t, content, p)) {
        if (image->raw)
            take_broken(image, file, content);
        return image->raw;
    }
    const struct ram_claim *other = ram_taken_by(image, &t);
    if (other != NULL)
        return problem_with(p, NULL, "its fixed RAM at 0x%" PRIx32 " is also that of %.64s",
                            t.fixed_ram, other->file);
    return take_app(image, file, &t, p);
}

static const char *join_member_names(const struct tab *tab) {
    const char *text = "";
    for (size_t i = 0; i < tab->count; i++)
        text = memory_format("%s%s%s", text, i > 0 ? ", " : "", tab->members[i].name);
    return text;
}

/* Members of the preferred architecture come first; among them, the first that fits. */
static void take_archive(struct image *image, const char *path, const struct tab *tab) {
    struct problem last = {0};
    const char *last_file = path;
    for (size_t a = 0; a < image->architectures.count; a++)
        for (size_t i = 0; i < tab->count; i++) {
            const struct tab_member *member = &tab->members[i];
            if (strcmp(tab_architecture(member->name), image->architectures.at[a]) != 0)
                continue;
            const char *file = memory_format("%s(%s)", path, member->name);
            struct problem problem = {0};
            if (try_member(image, file, member->content, &problem))
                return;
            last = problem;
            last_file = file;
        }
    if (last.set)
        fail_problem(last_file, &last);
    fail(path, "has no member for this machine, only %s", join_member_names(tab));
}

void image_take_file(struct image *image, const char *path) {
    struct span file = file_read(path);
    struct tab tab;
    struct problem problem = {0};
    if (!tab_looks_like(file)) {
        take_object(image, path, file);
        return;
    }
    if (!tab_read(&tab, file, &problem))
        fail_problem(path, &problem);
    take_archive(image, path, &tab);
}
