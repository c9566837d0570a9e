/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Goes through the app list of a flash image as the kernel does at boot. Source: ABI 4.4. */
#ifndef DETENT_WALK_H
#define DETENT_WALK_H

#include "tbf.h"

enum walk_kind {
    WALK_APP,
    WALK_PADDING,
    WALK_SKIPPED, /* an app that the kernel does not start, and `why` says why */
    WALK_CORRUPT, /* the kernel steps over it, and `problem` says why */
};

struct walk_entry {
    size_t offset; /* in the image */
    uint32_t size;
    enum walk_kind kind;
    const char *why;
    /* Set for what is corrupt, and for an app with a malformed footer. Offsets are in the image. */
    struct problem problem;
    struct tbf tbf;
};

struct walk {
    struct span image;
    uint32_t base; /* address of the image's first byte */
    size_t offset; /* of the next object; at the end, where the list ends */
    bool ended;
    const char *end;            /* why it ends */
    struct problem end_problem; /* set if that is not how a list should end */
};

struct walk walk_start(struct span image, size_t offset, uint32_t base);

/* False at the end of the list. */
bool walk_next(struct walk *walk, struct walk_entry *entry);

#endif
