/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The TAB archive: the objects of one app for several machines. Source: ABI 4.7. */
#ifndef DETENT_TAB_H
#define DETENT_TAB_H

#include "bytes.h"
#include "problem.h"

struct tab_member {
    const char *name; /* in the archive */
    struct span content;
};

struct tab {
    struct tab_member *members; /* without the metadata */
    size_t count;
    struct span metadata;
};

#define TAB_METADATA_NAME "metadata.toml"
#define TAB_MEMBER_SUFFIX ".tbf"

bool tab_looks_like(struct span file);
bool tab_read(struct tab *tab, struct span file, struct problem *p);

/* Appends an archive of the metadata and the members, all of the same age. */
bool tab_write(struct bytes *out, const struct tab *tab, int64_t modified_seconds,
               struct problem *p);

void tab_add(struct tab *tab, const char *name, struct span content);

/* What comes before the first dot. */
const char *tab_architecture(const char *member_name);

#endif
