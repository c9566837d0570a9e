/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a kernel says of itself in the last bytes of its flash, below the apps. Source: ABI 4.10. */
#ifndef DETENT_ATTRIBUTES_H
#define DETENT_ATTRIBUTES_H

#include "bytes.h"

struct region {
    bool given;
    uint32_t start;
    uint32_t length;
};

struct attributes {
    size_t end;               /* offset in the image, where the apps begin */
    struct region app_memory; /* where apps are, or their RAM */
    struct region kernel;     /* where its own bytes are */
    bool has_version;
    uint16_t version[4]; /* major, minor, patch, and 0 for a release */
};

/* Looks for them anywhere in an image; false if there are none. */
bool attributes_find(struct attributes *a, struct span image);

/* Reads those that end at `end`; false if none do. */
bool attributes_read(struct attributes *a, struct span image, size_t end);

#endif
