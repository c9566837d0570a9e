/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads the header of one object. Goes on after a problem as long as that makes sense, so that
 * `inspect` can show what is there; the first problem is the one that is told. */
#include "tbf.h"

#include <inttypes.h>

struct tbf_head tbf_read_head(const uint8_t *at) {
    return (struct tbf_head){
        .format_version = get16(at + TBF_BASE_VERSION),
        .header_size = get16(at + TBF_BASE_HEADER_SIZE),
        .total_size = get32(at + TBF_BASE_TOTAL_SIZE),
    };
}

/* XOR of the whole words of the header, without the checksum itself (ABI 4.2). */
static uint32_t expected_checksum(struct span header) {
    uint32_t sum = 0;
    for (size_t i = 0; i + 4 <= header.length; i += 4)
        if (i != TBF_BASE_CHECKSUM)
            sum ^= get32(header.at + i);
    return sum;
}

/* False if the rest of the header cannot be read at all. */
static bool read_base(struct tbf *t, struct problem *p) {
    if (t->file.length < TBF_BASE_SIZE)
        return problem_at(p, 0, "header", "%zu bytes are too few for a TBF header of %d",
                          t->file.length, TBF_BASE_SIZE);
    const uint8_t *at = t->file.at;
    struct tbf_head head = tbf_read_head(at);
    t->format_version = head.format_version;
    t->header_size = head.header_size;
    t->total_size = head.total_size;
    t->flags = get32(at + TBF_BASE_FLAGS);
    t->checksum = get32(at + TBF_BASE_CHECKSUM);
    if (t->format_version != TBF_VERSION)
        return problem_at(p, TBF_BASE_VERSION, "version", "is %u, not %d",
                          (unsigned)t->format_version, TBF_VERSION);
    if (t->header_size < TBF_BASE_SIZE)
        return problem_at(p, TBF_BASE_HEADER_SIZE, "header_size", "%u is less than %d",
                          (unsigned)t->header_size, TBF_BASE_SIZE);
    if (t->header_size > t->total_size)
        return problem_at(p, TBF_BASE_HEADER_SIZE, "header_size",
                          "%u is more than the total_size %" PRIu32, (unsigned)t->header_size,
                          t->total_size);
    if (t->header_size > t->file.length)
        return problem_at(p, TBF_BASE_HEADER_SIZE, "header_size",
                          "%u passes the end of the file, %zu", (unsigned)t->header_size,
                          t->file.length);
    t->is_padding = t->header_size == TBF_BASE_SIZE;
    t->checksum_expected = expected_checksum(span_part(t->file, 0, t->header_size));
    if (t->total_size > t->file.length)
        problem_at(p, TBF_BASE_TOTAL_SIZE, "total_size",
                   "%" PRIu32 " passes the end of the file, %zu", t->total_size, t->file.length);
    return true;
}

static struct tbf_program read_program(struct span value, uint32_t total_size) {
    struct tbf_program program = {
        .init_offset = get32(value.at + TBF_PROGRAM_INIT_OFFSET),
        .trailer_size = get32(value.at + TBF_PROGRAM_TRAILER_SIZE),
        .minimum_ram = get32(value.at + TBF_PROGRAM_MINIMUM_RAM),
        .binary_end = total_size,
    };
    if (value.length == TBF_PROGRAM_SIZE) {
        program.binary_end = get32(value.at + TBF_PROGRAM_BINARY_END);
        program.version = get32(value.at + TBF_PROGRAM_VERSION);
    }
    return program;
}

static bool check_length(const struct tbf_tlv *tlv, const char *field, size_t length,
                         struct problem *p) {
    if (tlv->value.length == length)
        return true;
    return problem_at(p, tlv->offset, field, "the TLV's length is %zu, not %zu", tlv->value.length,
                      length);
}

/* The first Main and the first Program are kept (ABI 4.3). */
static bool take_program(struct tbf *t, const struct tbf_tlv *tlv, struct problem *p) {
    bool is_main = tlv->type == TBF_TLV_MAIN;
    if (!check_length(tlv, is_main ? "main" : "program", is_main ? TBF_MAIN_SIZE : TBF_PROGRAM_SIZE,
                      p))
        return false;
    if (is_main ? !t->has_main && !t->has_program : !t->has_program) {
        t->program = read_program(tlv->value, t->total_size);
        t->program_offset = tlv->offset + TBF_TLV_HEAD_SIZE;
    }
    if (is_main)
        t->has_main = true;
    else
        t->has_program = true;
    return true;
}

static bool take_name(struct tbf *t, const struct tbf_tlv *tlv, struct problem *p) {
    if (!span_is_utf8(tlv->value))
        return problem_at(p, tlv->offset + TBF_TLV_HEAD_SIZE, "package_name", "is not UTF-8");
    t->name = tlv->value;
    return true;
}

static bool take_fixed_addresses(struct tbf *t, const struct tbf_tlv *tlv, struct problem *p) {
    if (!check_length(tlv, "fixed_addresses", TBF_FIXED_ADDRESSES_SIZE, p))
        return false;
    t->has_fixed_addresses = true;
    t->fixed_ram = get32(tlv->value.at + TBF_FIXED_ADDRESSES_RAM);
    t->fixed_flash = get32(tlv->value.at + TBF_FIXED_ADDRESSES_FLASH);
    return true;
}

static bool take_kernel_version(struct tbf *t, const struct tbf_tlv *tlv, struct problem *p) {
    if (!check_length(tlv, "kernel_version", TBF_KERNEL_VERSION_SIZE, p))
        return false;
    t->has_kernel_version = true;
    t->kernel_major = get16(tlv->value.at);
    t->kernel_minor = get16(tlv->value.at + 2);
    return true;
}

static bool take_short_id(struct tbf *t, const struct tbf_tlv *tlv, struct problem *p) {
    if (!check_length(tlv, "short_id", TBF_SHORT_ID_SIZE, p))
        return false;
    t->short_id = get32(tlv->value.at);
    return true;
}

/* Malformed permissions are refused: read as "none given" they would allow everything (D43). */
static bool check_permissions(const struct tbf_tlv *tlv, struct problem *p) {
    size_t length = tlv->value.length;
    if (length < TBF_PERMISSIONS_HEAD_SIZE)
        return problem_at(p, tlv->offset, "permissions",
                          "the TLV's length %zu has no room for a count", length);
    unsigned count = get16(tlv->value.at);
    if (length < TBF_PERMISSIONS_HEAD_SIZE + (size_t)count * TBF_PERMISSIONS_ENTRY_SIZE)
        return problem_at(p, tlv->offset, "permissions", "%u entries do not fit in %zu bytes",
                          count, length);
    return true;
}

static bool check_writeable_flash(const struct tbf_tlv *tlv, struct problem *p) {
    if (tlv->value.length % TBF_WRITEABLE_FLASH_ENTRY_SIZE == 0)
        return true;
    return problem_at(p, tlv->offset, "writeable_flash",
                      "the TLV's length %zu is not a multiple of %d", tlv->value.length,
                      TBF_WRITEABLE_FLASH_ENTRY_SIZE);
}

static bool take_tlv(struct tbf *t, const struct tbf_tlv *tlv, struct problem *p) {
    switch (tlv->type) {
    case TBF_TLV_MAIN:
    case TBF_TLV_PROGRAM:
        return take_program(t, tlv, p);
    case TBF_TLV_WRITEABLE_FLASH:
        return check_writeable_flash(tlv, p);
    case TBF_TLV_PACKAGE_NAME:
        return take_name(t, tlv, p);
    case TBF_TLV_FIXED_ADDRESSES:
        return take_fixed_addresses(t, tlv, p);
    case TBF_TLV_PERMISSIONS:
        return check_permissions(tlv, p);
    case TBF_TLV_KERNEL_VERSION:
        return take_kernel_version(t, tlv, p);
    case TBF_TLV_SHORT_ID:
        return take_short_id(t, tlv, p);
    default:
        return true; /* the kernel skips what it does not know */
    }
}

/* How far a TLV reaches, with its padding. */
static size_t padded_size(size_t length) {
    return (size_t)round_up(TBF_TLV_HEAD_SIZE + length, TBF_TLV_ALIGNMENT);
}

bool tbf_next_tlv(const struct tbf *t, size_t *cursor, struct tbf_tlv *tlv) {
    size_t offset = *cursor == 0 ? TBF_BASE_SIZE : *cursor;
    if (offset >= t->tlvs_end)
        return false;
    const uint8_t *at = t->file.at + offset;
    tlv->type = get16(at);
    tlv->offset = offset;
    tlv->value = span_part(t->file, offset + TBF_TLV_HEAD_SIZE, get16(at + 2));
    *cursor = offset + padded_size(tlv->value.length);
    return true;
}

/* The header ends where its last TLV does (ABI 4.2). Its checksum alone ignores a last partial word. */
static bool check_tlvs_fit(struct tbf *t, struct problem *p) {
    size_t offset = TBF_BASE_SIZE;
    t->tlvs_end = offset;
    while (offset + TBF_TLV_HEAD_SIZE <= t->header_size) {
        size_t length = get16(t->file.at + offset + 2);
        if (padded_size(length) > t->header_size - offset)
            return problem_at(
                p, offset, "tlv", "type %u of %zu bytes passes the header's end, 0x%x",
                (unsigned)get16(t->file.at + offset), length, (unsigned)t->header_size);
        offset += padded_size(length);
        t->tlvs_end = offset;
    }
    if (offset < t->header_size)
        return problem_at(p, offset, "tlv", "%zu bytes are left of the header, too few for another",
                          t->header_size - offset);
    return true;
}

static bool read_tlvs(struct tbf *t, struct problem *p) {
    bool fits = check_tlvs_fit(t, p);
    bool good = true;
    struct tbf_tlv tlv;
    for (size_t cursor = 0; tbf_next_tlv(t, &cursor, &tlv);)
        good = take_tlv(t, &tlv, p) && good;
    if (!t->has_main && !t->has_program)
        t->program.binary_end = t->total_size;
    return fits && good;
}

uint32_t tbf_protected_size(const struct tbf *t) {
    return t->header_size + t->program.trailer_size;
}

/* header <= protected <= binary_end <= total (ABI 4.1) */
static bool check_ends(const struct tbf *t, struct problem *p) {
    uint64_t protected_size = (uint64_t)t->header_size + t->program.trailer_size;
    if (t->program.binary_end > t->total_size)
        return problem_at(p, t->program_offset + TBF_PROGRAM_BINARY_END, "binary_end",
                          "0x%" PRIx32 " passes the total_size 0x%" PRIx32, t->program.binary_end,
                          t->total_size);
    if (protected_size > t->program.binary_end)
        return problem_at(p, t->program_offset + TBF_PROGRAM_TRAILER_SIZE, "protected_trailer_size",
                          "the protected region's end 0x%" PRIx64
                          " passes the binary_end 0x%" PRIx32,
                          protected_size, t->program.binary_end);
    return true;
}

static bool check_checksum(const struct tbf *t, struct problem *p) {
    if (t->checksum == t->checksum_expected)
        return true;
    return problem_at(p, TBF_BASE_CHECKSUM, "checksum",
                      "is 0x%08" PRIx32 ", but the header's is 0x%08" PRIx32, t->checksum,
                      t->checksum_expected);
}

static bool check_footers(const struct tbf *t, struct problem *p) {
    struct tbf_footer footer;
    size_t cursor = 0;
    enum footer_step step;
    while ((step = tbf_next_footer(t, &cursor, &footer, p)) == FOOTER_FOUND)
        continue;
    return step == FOOTER_END;
}

bool tbf_read(struct tbf *t, struct span file, struct problem *p) {
    *t = (struct tbf){.file = file};
    if (!read_base(t, p))
        return false;
    bool good = read_tlvs(t, p);
    t->header_valid = check_checksum(t, p) && good;
    t->ends_valid = t->is_padding || check_ends(t, p);
    if (t->ends_valid && t->total_size <= file.length && !t->is_padding)
        check_footers(t, p);
    return !p->set;
}
