/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes headers, TLV by TLV, in the order of ABI 4.8. */
#include "tbf_write.h"

/* A TLV's value is appended between these two. */
static size_t begin_tlv(struct bytes *out, enum tbf_tlv_type type) {
    bytes_append16(out, (uint16_t)type);
    bytes_append16(out, 0);
    return out->length;
}

static void end_tlv(struct bytes *out, size_t start) {
    size_t length = out->length - start;
    put16(out->at + start - 2, (uint16_t)length);
    bytes_append_fill(out, 0, (size_t)round_up(length, TBF_TLV_ALIGNMENT) - length);
}

/* Main comes along for kernels that do not know Program. */
static void write_programs(struct bytes *out, const struct tbf_program *program) {
    size_t tlv = begin_tlv(out, TBF_TLV_MAIN);
    bytes_append32(out, program->init_offset);
    bytes_append32(out, program->trailer_size);
    bytes_append32(out, program->minimum_ram);
    end_tlv(out, tlv);

    tlv = begin_tlv(out, TBF_TLV_PROGRAM);
    bytes_append32(out, program->init_offset);
    bytes_append32(out, program->trailer_size);
    bytes_append32(out, program->minimum_ram);
    bytes_append32(out, program->binary_end);
    bytes_append32(out, program->version);
    end_tlv(out, tlv);
}

static void write_name(struct bytes *out, struct span name) {
    if (name.length == 0)
        return;
    size_t tlv = begin_tlv(out, TBF_TLV_PACKAGE_NAME);
    bytes_append_span(out, name);
    end_tlv(out, tlv);
}

/* One TLV for all regions, because the kernel keeps only the last (ABI D29). */
static void write_regions(struct bytes *out, const struct tbf_header *header) {
    if (header->region_count == 0)
        return;
    size_t tlv = begin_tlv(out, TBF_TLV_WRITEABLE_FLASH);
    for (size_t i = 0; i < header->region_count; i++) {
        bytes_append32(out, header->regions[i].offset);
        bytes_append32(out, header->regions[i].size);
    }
    end_tlv(out, tlv);
}

static uint32_t address_or_any(struct maybe_u32 address) {
    return address.given ? address.value : TBF_ADDRESS_ANY;
}

static void write_fixed_addresses(struct bytes *out, const struct tbf_header *header) {
    if (!header->fixed_ram.given && !header->fixed_flash.given)
        return;
    size_t tlv = begin_tlv(out, TBF_TLV_FIXED_ADDRESSES);
    bytes_append32(out, address_or_any(header->fixed_ram));
    bytes_append32(out, address_or_any(header->fixed_flash));
    end_tlv(out, tlv);
}

static void write_permissions(struct bytes *out, const struct tbf_header *header) {
    if (header->permission_count == 0)
        return;
    size_t tlv = begin_tlv(out, TBF_TLV_PERMISSIONS);
    bytes_append16(out, (uint16_t)header->permission_count);
    for (size_t i = 0; i < header->permission_count; i++) {
        bytes_append32(out, header->permissions[i].driver);
        bytes_append32(out, header->permissions[i].block);
        bytes_append64(out, header->permissions[i].commands);
    }
    end_tlv(out, tlv);
}

static void write_ids(struct bytes *out, const uint32_t *ids, size_t count) {
    bytes_append16(out, (uint16_t)count);
    for (size_t i = 0; i < count; i++)
        bytes_append32(out, ids[i]);
}

static void write_storage(struct bytes *out, const struct storage_permissions *storage) {
    if (!storage->given)
        return;
    size_t tlv = begin_tlv(out, TBF_TLV_STORAGE_PERMISSIONS);
    bytes_append32(out, storage->write_id);
    write_ids(out, storage->read_ids, storage->read_count);
    write_ids(out, storage->modify_ids, storage->modify_count);
    end_tlv(out, tlv);
}

static void write_kernel_version(struct bytes *out, const struct tbf_header *header) {
    size_t tlv = begin_tlv(out, TBF_TLV_KERNEL_VERSION);
    bytes_append16(out, header->kernel_major);
    bytes_append16(out, header->kernel_minor);
    end_tlv(out, tlv);
}

static void write_short_id(struct bytes *out, struct maybe_u32 short_id) {
    if (!short_id.given)
        return;
    size_t tlv = begin_tlv(out, TBF_TLV_SHORT_ID);
    bytes_append32(out, short_id.value);
    end_tlv(out, tlv);
}

static void write_base(struct bytes *out, uint16_t header_size, uint32_t total_size,
                       uint32_t flags) {
    bytes_append16(out, TBF_VERSION);
    bytes_append16(out, header_size);
    bytes_append32(out, total_size);
    bytes_append32(out, flags);
    bytes_append32(out, 0);
}

void tbf_seal(uint8_t *object) {
    uint32_t sum = 0;
    size_t header_size = get16(object + TBF_BASE_HEADER_SIZE);
    put32(object + TBF_BASE_CHECKSUM, 0);
    for (size_t i = 0; i + 4 <= header_size; i += 4)
        sum ^= get32(object + i);
    put32(object + TBF_BASE_CHECKSUM, sum);
}

bool tbf_write_header(struct bytes *out, const struct tbf_header *header) {
    size_t start = out->length;
    write_base(out, 0, header->total_size, header->flags);
    write_programs(out, &header->program);
    write_name(out, header->name);
    write_regions(out, header);
    write_fixed_addresses(out, header);
    write_permissions(out, header);
    write_storage(out, &header->storage);
    write_kernel_version(out, header);
    write_short_id(out, header->short_id);
    if (out->length - start > UINT16_MAX)
        return false;
    put16(out->at + start + TBF_BASE_HEADER_SIZE, (uint16_t)(out->length - start));
    tbf_seal(out->at + start);
    return true;
}

void tbf_write_padding(struct bytes *out, uint32_t size) {
    size_t start = out->length;
    write_base(out, TBF_BASE_SIZE, size, 0);
    tbf_seal(out->at + start);
    bytes_append_fill(out, 0xFF, size - TBF_BASE_SIZE);
}

/* A TLV's length has 16 bits, so a large area takes several footers; each but the last is as long
 * as it can be with a length that is a multiple of 4, and leaves enough for another. */
#define RESERVED_MAX ((size_t)0x10000)

void tbf_write_reserved(struct bytes *out, size_t size) {
    while (size >= TBF_CREDENTIALS_RESERVED_MIN) {
        size_t part = size < RESERVED_MAX ? size : RESERVED_MAX;
        if (part < size && size - part < TBF_CREDENTIALS_RESERVED_MIN)
            part -= TBF_CREDENTIALS_RESERVED_MIN;
        bytes_append16(out, TBF_TLV_CREDENTIALS);
        bytes_append16(out, (uint16_t)(part - TBF_TLV_HEAD_SIZE));
        bytes_append32(out, TBF_CREDENTIALS_RESERVED);
        bytes_append_fill(out, 0, part - TBF_CREDENTIALS_RESERVED_MIN);
        size -= part;
    }
    bytes_append_fill(out, 0, size);
}
