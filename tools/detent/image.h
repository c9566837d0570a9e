/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A flash image in the making: what goes in, and where. Each file of the command line is an app, of
 * which an archive offers several variants: for other machines, or for other addresses. One of them
 * is chosen. Source: ABI 4.1, 4.4, 4.6, 4.9. */
#ifndef DETENT_IMAGE_H
#define DETENT_IMAGE_H

#include "layout.h"
#include "options.h"
#include "tbf.h"

/* A place for an object. */
struct place {
    bool anywhere; /* then `start` means nothing yet */
    uint64_t start;
    uint64_t size;
};

/* What may be put in the image for an app. */
struct variant {
    const char *file; /* for messages */
    struct span content;
    struct tbf tbf;
    bool pinned; /* stays at `start` with `size` as it is: it is in the image already */
    uint64_t start;
    uint64_t size;
    bool broken;            /* what is in `tbf` counts for nothing */
    struct problem problem; /* set if it is broken, and not to be placed all the same */
};

struct app {
    const char *path;
    struct variant *variants; /* those for this machine, the preferred ones first */
    size_t variant_count;
    bool is_archive;
    const struct variant *chosen; /* or NULL, so far */
    struct place place;           /* of the chosen one */
};

struct image {
    struct app *apps; /* in the order of the command line */
    size_t app_count;
    struct layout layout;
    struct strings architectures; /* of the machine, the preferred one first */
    bool raw;                     /* take broken objects as they are */
    bool any_broken;
    bool ram_is_known;
    uint64_t ram_start;
    uint64_t ram_end;
    uint64_t process_bytes; /* of RAM, that the kernel adds to what a program asks for */
};

/* Adds an app of a single variant. */
void image_add(struct image *image, const struct variant *v);

/* Reads a TBF object, or the members of a TAB archive that are for this machine. Ends the program if
 * it cannot. */
void image_take_file(struct image *image, const char *path);

/* Chooses a variant for each app, so that those with fixed addresses lie beside each other, and places
 * all of them. Ends the program if that cannot be done. */
void image_choose_all(struct image *image);

/* Where the variant can lie beside what is placed: at its address, if it has one, with a larger region
 * before the program if the object could not start there otherwise (ABI 4.9). Its size becomes one
 * that a region of the protection unit can cover.
 *
 * pre: !v->problem.set */
bool image_find_place(const struct image *image, const struct variant *v, struct place *place,
                      struct problem *p);

/* An app whose chosen variant is tied to RAM that this one is tied to, or NULL. */
const struct app *image_find_ram_sharer(const struct image *image, const struct variant *v);

/* Appends the objects with padding between them, and the end of the list. */
void image_append(struct bytes *out, const struct layout *layout);

/* The first object that the list, which begins at `offset` of `bytes`, does not lead to; NULL if it leads
 * to all. */
const struct slot *image_find_lost(const struct layout *layout, struct span bytes, size_t offset,
                                   uint32_t base);

/* The object for a place that image_find_place gave. Says if it differs from what was given. */
struct slot image_make_slot(const struct variant *v, const struct place *place);

#endif
