/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Making TBF headers, footers and padding objects. Source: ABI 4.2, 4.3, 4.5, 4.6. */
#ifndef DETENT_TBF_WRITE_H
#define DETENT_TBF_WRITE_H

#include "options.h"
#include "tbf.h"

struct writeable_region {
    uint32_t offset; /* from the start of the object */
    uint32_t size;
};

/* The commands `64 * block` to `64 * block + 63` of a driver, a bit for each that is allowed. */
struct permission {
    uint32_t driver;
    uint32_t block;
    uint64_t commands;
};

struct storage_permissions {
    bool given;
    uint32_t write_id;
    uint32_t read_ids[TBF_STORAGE_IDS_MAX];
    size_t read_count;
    uint32_t modify_ids[TBF_STORAGE_IDS_MAX];
    size_t modify_count;
};

/* All that a header says. Its size depends on which parts there are and on the length of the name,
 * not on the numbers. */
struct tbf_header {
    uint32_t flags;
    uint32_t total_size;
    struct tbf_program program;
    struct span name; /* empty: no TLV */
    const struct writeable_region *regions;
    size_t region_count;
    struct maybe_u32 fixed_ram;
    struct maybe_u32 fixed_flash;
    const struct permission *permissions;
    size_t permission_count;
    struct storage_permissions storage;
    uint16_t kernel_major;
    uint16_t kernel_minor;
    struct maybe_u32 short_id;
};

/* Appends the header, sealed. False if its size does not fit in the field. */
bool tbf_write_header(struct bytes *out, const struct tbf_header *header);

/* Appends `size` bytes that say Reserved; zeros, where too few are left for a footer. */
void tbf_write_reserved(struct bytes *out, size_t size);

/* Appends a padding object of `size` bytes. pre: size >= TBF_BASE_SIZE */
void tbf_write_padding(struct bytes *out, uint32_t size);

/* Sets the checksum. pre: a whole header is at `object` */
void tbf_seal(uint8_t *object);

/* The same object with `shift` more bytes of trailer, so that its program lies that much further
 * in, and of `total_size` bytes (ABI 4.9). The footer area is made new. Unlike ABI 4.9 this also
 * moves what else is measured from the object's start: binary_end and the writeable regions.
 *
 * pre: tbf_read succeeded; t->has_main || t->has_program; !tbf_has_credentials(t);
 *      binary_end + shift <= total_size, or without Program t->total_size + shift <= total_size */
struct span tbf_reshape(const struct tbf *t, uint32_t shift, uint32_t total_size);

#endif
