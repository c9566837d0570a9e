/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The objects of a file that is one, or an archive of several. */
#ifndef DETENT_OBJECTS_H
#define DETENT_OBJECTS_H

#include "flash.h"
#include "tab.h"
#include "tbf.h"

struct object {
    const char *file; /* for messages: "app.tbf", "app.tab(cortex-m3.tbf)" */
    struct tbf tbf;
};

struct objects {
    bool is_archive;
    struct tab tab; /* of an archive */
    struct object *at;
    size_t count; /* at least 1, of a file */
};

/* Ends the program unless all are good apps, each alone in its file. */
struct objects objects_read(const char *path);

/* The apps of a flash image, perhaps none; ends the program if the list is not sound. */
struct objects objects_of_flash(const struct flash *flash);

/* Replaces the file by one of the same kind with these contents. */
void objects_write(const char *path, struct objects *objects, const struct span *contents);

#endif
