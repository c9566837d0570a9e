/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The app within an ELF file: the bytes that go to flash, where they want to be, and what they
 * need. Source: ABI 4.8. */
#ifndef DETENT_PROGRAM_H
#define DETENT_PROGRAM_H

#include "elf.h"
#include "tbf_write.h"

struct program {
    /* The object's size is rounded up to a power of two, at least this; or if 0, to a multiple. */
    uint32_t least_power_of_two;
    uint32_t multiple;
    bool cannot_be_moved; /* compilers for this machine make no position-independent programs */

    struct maybe_u32 fixed_flash;
    struct maybe_u32 fixed_ram;
    uint32_t image_address; /* physical address of image[0] in the ELF file */
    struct bytes image;
    struct bytes relocations;
    uint32_t entry_offset;            /* in the image */
    struct writeable_region *regions; /* offsets are in the image */
    size_t region_count;
    uint64_t data_ram; /* segments that are stored in flash and live in RAM */
    struct maybe_u32 stack;
    struct maybe_u32 protected_size;

    /* For notes to the user. */
    const char *lost_section; /* one that lies below the start of flash, and was left out */
    uint32_t largest_gap;     /* before a segment */
};

/* `fixed_flash`, if given, overrides where the program must lie; and, if the ELF file is linked for
 * a fixed place, where its image starts. */
bool program_read(struct program *program, const struct elf *elf, struct maybe_u32 fixed_flash,
                  struct problem *p);

#endif
