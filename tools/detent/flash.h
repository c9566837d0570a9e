/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A flash image in a file: where in it the apps are. What the command line leaves out is taken from the
 * attributes of the kernel in the image (ABI 4.10), if it has any. */
#ifndef DETENT_FLASH_H
#define DETENT_FLASH_H

#include "attributes.h"
#include "options.h"
#include "walk.h"

struct flash_options {
    struct maybe_u32 at;
    struct maybe_u32 base;
    struct maybe_u32 end;
};

#define FLASH_AT_HELP "where the app list begins; else as the kernel in the image says"
#define FLASH_BASE_HELP "of the image's first byte; else as the kernel says, or 0"
#define FLASH_END_HELP "the first after the apps; else as the kernel says"

/* The same three for every command that takes an image. */
#define FLASH_OPTIONS(flash_options)                                                           \
    {"at", 0, OPTION_NUMBER, &(flash_options).at, "OFFSET", FLASH_AT_HELP},                    \
        {"flash-base", 0, OPTION_NUMBER, &(flash_options).base, "ADDRESS", FLASH_BASE_HELP}, { \
        "flash-end", 0, OPTION_NUMBER, &(flash_options).end, "ADDRESS", FLASH_END_HELP         \
    }

struct flash {
    const char *path;
    struct span content;
    size_t at;     /* offset of the app list */
    uint32_t base; /* address of the first byte */
    uint64_t end;  /* address of the first byte after the flash for apps, 0 if it is not known */
    bool has_attributes;
    struct attributes attributes;
};

/* Ends the program if it cannot be read, or if nobody says where the apps are. */
struct flash flash_open(const char *command, const char *path, const struct flash_options *given);

struct walk flash_walk(const struct flash *flash);

#endif
