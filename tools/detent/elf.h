/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What an ELF file says, in plain structs, with every range checked against the file. What of it
 * makes up the app is decided in program.c. */
#ifndef DETENT_ELF_H
#define DETENT_ELF_H

#include "bytes.h"
#include "options.h"
#include "problem.h"

/* A loadable segment. */
struct elf_segment {
    uint32_t virtual_address;
    uint32_t physical_address;
    uint32_t memory_size;
    struct span content; /* the part that is in the file */
    size_t file_offset;
    bool writable;
    bool executable;
};

struct elf_section {
    const char *name;
    uint32_t address;
    uint32_t size;
    size_t file_offset;
    struct span content; /* empty if the section takes no room in the file */
    bool in_file;
    bool allocated;
    bool writable;
};

struct elf {
    uint16_t machine; /* EM_ARM and so on */
    bool has_64_bits;
    uint32_t entry;
    struct elf_segment *segments;
    size_t segment_count;
    struct elf_section *sections;
    size_t section_count;
    /* Symbols by which a linker script speaks to this tool (ABI 4.8). */
    struct maybe_u32 flash_origin;
    struct maybe_u32 ram_origin;
    struct maybe_u32 protected_size;
};

bool elf_looks_like(struct span file);
bool elf_read(struct elf *elf, struct span file, struct problem *p);

/* Whether the section, not being empty, lies wholly in the segment, by address and in the file. */
bool elf_section_in_segment(const struct elf_section *section, const struct elf_segment *segment);

const struct elf_section *elf_find_section(const struct elf *elf, const char *name);

#endif
