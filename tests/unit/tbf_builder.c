/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/tbf_builder.h"

#include <assert.h>
#include <string.h>

void tbf_put16(struct tbf_builder *b, uint32_t offset, uint32_t value) {
    b->bytes[offset] = (uint8_t)value;
    b->bytes[offset + 1] = (uint8_t)(value >> 8);
}

void tbf_put32(struct tbf_builder *b, uint32_t offset, uint32_t value) {
    tbf_put16(b, offset, value);
    tbf_put16(b, offset + 2, value >> 16);
}

void tbf_begin(struct tbf_builder *b) {
    memset(b, 0, sizeof *b);
    b->header_size = 16;
}

void tbf_raw(struct tbf_builder *b, const void *bytes, uint32_t length) {
    assert(b->header_size + length <= TBF_BUILDER_BYTES);
    if (length != 0) {
        memcpy(&b->bytes[b->header_size], bytes, length);
    }
    b->header_size += length;
}

void tbf_tlv_head(struct tbf_builder *b, uint32_t type, uint32_t length) {
    assert(b->header_size + 4 <= TBF_BUILDER_BYTES);
    tbf_put16(b, b->header_size, type);
    tbf_put16(b, b->header_size + 2, length);
    b->header_size += 4;
}

void tbf_tlv(struct tbf_builder *b, uint32_t type, const void *value, uint32_t length) {
    static const uint8_t zeros[4];
    tbf_tlv_head(b, type, length);
    tbf_raw(b, value, length);
    tbf_raw(b, zeros, (4 - length % 4) % 4);
}

static void words(struct tbf_builder *b, uint32_t type, const uint32_t *values, uint32_t count) {
    tbf_tlv_head(b, type, 4 * count);
    for (uint32_t i = 0; i < count; i++) {
        tbf_put32(b, b->header_size, values[i]);
        b->header_size += 4;
    }
}

void tbf_main(struct tbf_builder *b, uint32_t init, uint32_t trailer, uint32_t ram) {
    const uint32_t values[] = {init, trailer, ram};
    words(b, 1, values, 3);
}

void tbf_program(struct tbf_builder *b, uint32_t init, uint32_t trailer, uint32_t ram,
                 uint32_t binary_end, uint32_t version) {
    const uint32_t values[] = {init, trailer, ram, binary_end, version};
    words(b, 9, values, 5);
}

void tbf_name(struct tbf_builder *b, const char *name) {
    tbf_tlv(b, 3, name, (uint32_t)strlen(name));
}

void tbf_fixed_addresses(struct tbf_builder *b, uint32_t ram, uint32_t flash) {
    const uint32_t values[] = {ram, flash};
    words(b, 5, values, 2);
}

void tbf_kernel_version(struct tbf_builder *b, uint32_t major, uint32_t minor) {
    const uint32_t values[] = {minor << 16 | major};
    words(b, 8, values, 1);
}

void tbf_writeable(struct tbf_builder *b, const uint32_t *offsets_and_sizes, uint32_t regions) {
    words(b, 2, offsets_and_sizes, 2 * regions);
}

void tbf_permissions(struct tbf_builder *b, const struct tbf_permission *list, uint32_t count) {
    uint8_t value[2 + 16 * 32];
    assert(count <= 32);
    value[0] = (uint8_t)count;
    value[1] = (uint8_t)(count >> 8);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t at[] = {list[i].driver, list[i].offset, (uint32_t)list[i].commands,
                               (uint32_t)(list[i].commands >> 32)};
        for (uint32_t k = 0; k < 16; k++) {
            value[2 + 16 * i + k] = (uint8_t)(at[k / 4] >> (8 * (k % 4)));
        }
    }
    tbf_tlv(b, 6, value, 2 + 16 * count);
}

void tbf_fix_checksum(struct tbf_builder *b) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i + 4 <= b->header_size; i += 4) {
        uint32_t word = (uint32_t)b->bytes[i] | (uint32_t)b->bytes[i + 1] << 8 |
                        (uint32_t)b->bytes[i + 2] << 16 | (uint32_t)b->bytes[i + 3] << 24;
        sum ^= i == 12 ? 0 : word;
    }
    tbf_put32(b, 12, sum);
}

void tbf_finish(struct tbf_builder *b, uint32_t total_size, uint32_t flags) {
    b->total_size = total_size;
    tbf_put16(b, 0, 2);
    tbf_put16(b, 2, b->header_size);
    tbf_put32(b, 4, total_size);
    tbf_put32(b, 8, flags);
    tbf_fix_checksum(b);
}
