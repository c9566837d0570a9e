/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Moves the program within its object, and changes the object's size: for a program that is tied to
 * an address, and for memory protection hardware that wants other sizes (ABI 3.4, 4.9). */
#include "tbf_write.h"

static void add32(uint8_t *at, uint32_t value) {
    put32(at, get32(at) + value);
}

/* Main and Program alike, and also a second one that the kernel does not look at. */
static void shift_program(uint8_t *value, size_t length, uint32_t shift) {
    add32(value + TBF_PROGRAM_INIT_OFFSET, shift);
    add32(value + TBF_PROGRAM_TRAILER_SIZE, shift);
    if (length == TBF_PROGRAM_SIZE)
        add32(value + TBF_PROGRAM_BINARY_END, shift);
}

static void shift_regions(uint8_t *value, size_t length, uint32_t shift) {
    for (size_t i = 0; i < length; i += TBF_WRITEABLE_FLASH_ENTRY_SIZE)
        add32(value + i, shift);
}

static void shift_header(const struct tbf *t, uint8_t *object, uint32_t shift) {
    struct tbf_tlv tlv;
    for (size_t cursor = 0; tbf_next_tlv(t, &cursor, &tlv);) {
        uint8_t *value = object + tlv.offset + TBF_TLV_HEAD_SIZE;
        if (tlv.type == TBF_TLV_MAIN || tlv.type == TBF_TLV_PROGRAM)
            shift_program(value, tlv.value.length, shift);
        else if (tlv.type == TBF_TLV_WRITEABLE_FLASH)
            shift_regions(value, tlv.value.length, shift);
    }
}

struct span tbf_reshape(const struct tbf *t, uint32_t shift, uint32_t total_size) {
    uint32_t protected_size = tbf_protected_size(t);
    uint32_t binary_end = t->program.binary_end;
    struct bytes out = {0};
    bytes_append_span(&out, span_part(t->file, 0, protected_size));
    bytes_append_fill(&out, 0, shift);
    bytes_append_span(&out, span_part(t->file, protected_size, binary_end - protected_size));
    if (t->has_program)
        tbf_write_reserved(&out, total_size - out.length);
    else
        bytes_append_fill(&out, 0, total_size - out.length);
    shift_header(t, out.at, shift);
    put32(out.at + TBF_BASE_TOTAL_SIZE, total_size);
    tbf_seal(out.at);
    return bytes_span(&out);
}
