/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Shows what an object, an archive or an image says, field by field. */
#ifndef DETENT_SHOW_H
#define DETENT_SHOW_H

#include "emitter.h"
#include "tab.h"
#include "tbf.h"
#include "walk.h"

/* Shows as much as could be read. */
void show_tbf(struct emitter *e, const struct tbf *t);

/* Shows the object in `file` with, if it is corrupt, the problem; false then. */
bool show_file(struct emitter *e, struct span file, struct problem *p);

void show_entry(struct emitter *e, const struct walk_entry *entry);

/* "app" and so on. */
const char *show_kind_name(enum walk_kind kind);

/* What can be told of the machine that an object is for: it does not say. "thumb", if the entry point
 * has the bit that Arm's tools leave there (ABI 1.4, 4.8); else "-". */
const char *show_code(const struct tbf *t);

/* "enabled, sticky" and so on; "-" for none. */
const char *show_flags(uint32_t flags);

#endif
