/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Goes through the footers, which lie between the end of the binary and the end of the object.
 * They follow each other without padding (ABI 4.5). */
#include "tbf.h"

#include <inttypes.h>

static const struct {
    uint32_t format;
    uint32_t data_size; /* at least */
    const char *name;
} formats[] = {
    {TBF_CREDENTIALS_RESERVED, 0, "Reserved"},
    {TBF_CREDENTIALS_RSA3072, 768, "RSA-3072"},
    {TBF_CREDENTIALS_RSA4096, 1024, "RSA-4096"},
    {TBF_CREDENTIALS_SHA256, 32, "SHA-256"},
    {TBF_CREDENTIALS_SHA384, 48, "SHA-384"},
    {TBF_CREDENTIALS_SHA512, 64, "SHA-512"},
    {TBF_CREDENTIALS_ECDSA_P256, 64, "ECDSA-P256"},
    {TBF_CREDENTIALS_HMAC_SHA256, 32, "HMAC-SHA-256"},
    {TBF_CREDENTIALS_RSA2048, 256, "RSA-2048"},
};

const char *tbf_footer_format_name(uint32_t format) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].format == format)
            return formats[i].name;
    return NULL;
}

uint32_t tbf_footer_data_size(uint32_t format) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].format == format)
            return formats[i].data_size;
    return 0;
}

bool tbf_footer_is_for_kernels(uint32_t format) {
    return format <= TBF_CREDENTIALS_ECDSA_P256;
}

/* Bytes that no tool has written, or that were left too few for a footer. */
static bool is_blank(struct span rest) {
    return span_is(rest, 0x00) || span_is(rest, 0xFF);
}

enum footer_step tbf_next_footer(const struct tbf *t, size_t *cursor, struct tbf_footer *footer,
                                 struct problem *p) {
    size_t offset = *cursor == 0 ? t->program.binary_end : *cursor;
    struct span object = span_part(t->file, 0, t->total_size);
    struct span rest = span_part(object, offset, object.length);
    *cursor = offset;
    if (is_blank(rest))
        return FOOTER_END;
    if (rest.length < TBF_CREDENTIALS_RESERVED_MIN) {
        problem_at(p, offset, "footer", "%zu bytes are too few for a footer", rest.length);
        return FOOTER_MALFORMED;
    }
    unsigned type = get16(rest.at);
    size_t length = get16(rest.at + 2);
    size_t least = TBF_CREDENTIALS_FORMAT_SIZE;
    footer->format = get32(rest.at + TBF_TLV_HEAD_SIZE);
    footer->offset = offset;
    footer->data =
        span_part(rest, TBF_CREDENTIALS_RESERVED_MIN, length < least ? 0 : length - least);
    if (type != TBF_TLV_CREDENTIALS)
        problem_at(p, offset, "footer", "the type is %u, not %d", type, TBF_TLV_CREDENTIALS);
    else if (length < least + tbf_footer_data_size(footer->format))
        problem_at(p, offset, "footer", "the length %zu is too small for format %" PRIu32, length,
                   footer->format);
    else if (length > rest.length - TBF_TLV_HEAD_SIZE)
        problem_at(p, offset, "footer", "the length %zu passes the object's end, 0x%zx", length,
                   object.length);
    else {
        *cursor = offset + TBF_TLV_HEAD_SIZE + length;
        return FOOTER_FOUND;
    }
    return FOOTER_MALFORMED;
}

bool tbf_has_credentials(const struct tbf *t) {
    struct tbf_footer footer;
    struct problem ignored = {0};
    size_t cursor = 0;
    while (tbf_next_footer(t, &cursor, &footer, &ignored) == FOOTER_FOUND)
        if (footer.format != TBF_CREDENTIALS_RESERVED)
            return true;
    return false;
}
