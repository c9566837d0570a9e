/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A flash image in the making: what goes in, and where. Source: ABI 4.1, 4.4, 4.6, 4.9. */
#ifndef DETENT_IMAGE_H
#define DETENT_IMAGE_H

#include "layout.h"
#include "options.h"
#include "tbf.h"

struct image {
    struct layout layout; /* at first those objects that are tied to an address, later all */
    struct slot *movable; /* the others, in the order of the command line */
    size_t movable_count;
    struct strings architectures; /* of the machine, the preferred one first */
    bool raw;                     /* take broken objects as they are */
    bool any_broken;
    bool ram_is_known;
    uint64_t ram_start;
    uint64_t ram_end;
    struct ram_claim {
        const char *file;
        uint64_t start;
        uint64_t end;
    } * ram_claims; /* of programs that are tied to an address in RAM */
    size_t ram_claim_count;
};

/* Takes a TBF object, or the member of a TAB archive that suits. Ends the program if it cannot. */
void image_take_file(struct image *image, const char *path);

/* Places a program that is tied to an address so that it lies there; enlarges the region before it
 * if the object could not start there otherwise (ABI 4.9).
 *
 * pre: tbf_read succeeded; t->fixed_flash is an address */
bool image_place_fixed(struct image *image, const char *file, const struct tbf *t,
                       struct problem *p);

/* The same for a program that can lie anywhere: makes its size one that the MPU can cover. */
bool image_take_movable(struct image *image, const char *file, const struct tbf *t,
                        struct problem *p);

#endif
