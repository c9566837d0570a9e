/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Builds objects in the binary format of programs, right and wrong ones. Written from ABI 4.2 and
 * 4.3, not from the parser. */
#ifndef TESTS_UNIT_TBF_BUILDER_H
#define TESTS_UNIT_TBF_BUILDER_H

#include <stdbool.h>
#include <stdint.h>

#define TBF_BUILDER_BYTES 8192u

struct tbf_builder {
    uint8_t bytes[TBF_BUILDER_BYTES];
    uint32_t header_size; /* so far */
    uint32_t total_size;
};

struct tbf_permission {
    uint32_t driver;
    uint32_t offset;
    uint64_t commands;
};

/* An object that is nothing but its base header yet. */
void tbf_begin(struct tbf_builder *b);

/* Adds a TLV, padded with zeros to a multiple of four. */
void tbf_tlv(struct tbf_builder *b, uint32_t type, const void *value, uint32_t length);

/* Adds the head of a TLV that claims `length`, and nothing of its value. */
void tbf_tlv_head(struct tbf_builder *b, uint32_t type, uint32_t length);

/* Adds bytes to the header, whatever they mean. */
void tbf_raw(struct tbf_builder *b, const void *bytes, uint32_t length);

void tbf_main(struct tbf_builder *b, uint32_t init, uint32_t trailer, uint32_t ram);
void tbf_program(struct tbf_builder *b, uint32_t init, uint32_t trailer, uint32_t ram,
                 uint32_t binary_end, uint32_t version);
void tbf_name(struct tbf_builder *b, const char *name);
void tbf_fixed_addresses(struct tbf_builder *b, uint32_t ram, uint32_t flash);
void tbf_kernel_version(struct tbf_builder *b, uint32_t major, uint32_t minor);
void tbf_writeable(struct tbf_builder *b, const uint32_t *offsets_and_sizes, uint32_t regions);
void tbf_permissions(struct tbf_builder *b, const struct tbf_permission *list, uint32_t count);

/* Fills in the base header for an object of `total_size` bytes, and the checksum. */
void tbf_finish(struct tbf_builder *b, uint32_t total_size, uint32_t flags);

/* Makes the checksum right again after bytes of the header were changed. */
void tbf_fix_checksum(struct tbf_builder *b);

void tbf_put16(struct tbf_builder *b, uint32_t offset, uint32_t value);
void tbf_put32(struct tbf_builder *b, uint32_t offset, uint32_t value);

#endif
