/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A flash image that is changed: apps come and go, the others stay where they are, and the file holds what
 * it held or all of the change (file_write). */
#ifndef DETENT_EDIT_H
#define DETENT_EDIT_H

#include "flash.h"
#include "image.h"

struct edit {
    struct flash flash;
    struct image image;
};

/* Ends the program unless the list of apps is sound enough to be written anew. */
struct edit edit_open(const char *command, const char *path, const struct flash_options *given);

/* What an architecture means for places. Ends the program if nobody says where flash ends. */
void edit_set_machine(struct edit *edit, const char *command, struct strings architectures);

/* An app of the image, by its name or, as 0x..., by its address; NULL if there is none. Ends the program
 * if there are several of that name. */
struct app *edit_find(struct edit *edit, const char *name);

/* The same; ends the program if there is none. */
struct app *edit_get(struct edit *edit, const char *name);

/* The object of an app that is in the image. */
const struct variant *edit_variant(const struct app *app);

void edit_remove(struct edit *edit, const struct app *app);

/* Gives the app's object other flags. Ends the program if there are credentials, which cover them, unless
 * that does not matter. */
void edit_set_flags(struct edit *edit, struct app *app, uint32_t flags, bool force);

/* Finds places, and replaces the file. Ends the program, without a change, if there are none. */
void edit_write(struct edit *edit);

#endif
