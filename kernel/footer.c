/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Parser of footers. Every read is inside a bound that was checked just before it. */
#include "kernel/footer.h"

#include <stdbool.h>

#define FOOTER_HEAD_SIZE (TBF_TLV_HEAD_SIZE + TBF_CREDENTIALS_FORMAT_SIZE)

/*@ requires tbf_readable(b) && offset + 2 <= b.size;
    assigns \nothing;
    ensures \result == b.at[offset] + 0x100 * b.at[offset + 1];
    ensures \result <= 0xFFFF; */
static uint32_t read16(struct tbf_bytes b, uint32_t offset) {
    return (uint32_t)b.at[offset] + b.at[offset + 1] * 0x100u;
}

/*@ requires tbf_readable(b) && offset + 4 <= b.size;
    assigns \nothing;
    ensures \result == b.at[offset] + 0x100 * b.at[offset + 1] + 0x10000 * b.at[offset + 2] +
      0x1000000 * b.at[offset + 3]; */
static uint32_t read32(struct tbf_bytes b, uint32_t offset) {
    return read16(b, offset) + read16(b, offset + 2) * 0x10000u;
}

/* How much data a format has. RSA-2048 is stepped over: no policy here takes it, but what lies behind it is
 * looked at (ABI D28). */
/*@ requires \valid(length);
    assigns *length;
    ensures \result ==> *length <= 1024; */
static bool data_length(uint32_t format, uint32_t *length) {
    switch (format) {
    case TBF_CREDENTIALS_RESERVED:
        *length = 0;
        return true;
    case TBF_CREDENTIALS_RSA3072:
        *length = 768;
        return true;
    case TBF_CREDENTIALS_RSA4096:
        *length = 1024;
        return true;
    case TBF_CREDENTIALS_SHA256:
        *length = 32;
        return true;
    case TBF_CREDENTIALS_SHA384:
        *length = 48;
        return true;
    case TBF_CREDENTIALS_SHA512:
    case TBF_CREDENTIALS_ECDSA_P256:
        *length = 64;
        return true;
    case TBF_CREDENTIALS_RSA2048:
        *length = 256;
        return true;
    default:
        return false;
    }
}

enum footer_step footer_next(struct tbf_bytes object, uint32_t *offset, struct footer *f) {
    if (*offset >= object.size) {
        return FOOTER_END;
    }
    uint32_t left = object.size - *offset;
    if (left < FOOTER_HEAD_SIZE || read16(object, *offset) != TBF_TLV_CREDENTIALS) {
        return FOOTER_BROKEN;
    }
    uint32_t tlv_length = read16(object, *offset + 2);
    if (tlv_length < TBF_CREDENTIALS_FORMAT_SIZE || tlv_length > left - TBF_TLV_HEAD_SIZE) {
        return FOOTER_BROKEN;
    }
    f->format = read32(object, *offset + TBF_TLV_HEAD_SIZE);
    f->offset = *offset + FOOTER_HEAD_SIZE;
    if (!data_length(f->format, &f->length) ||
        f->length > tlv_length - TBF_CREDENTIALS_FORMAT_SIZE) {
        return FOOTER_BROKEN;
    }
    *offset += TBF_TLV_HEAD_SIZE + tlv_length; /* not padded */
    return FOOTER_FOUND;
}

struct text footer_format_text(uint32_t format) {
    switch (format) {
    case TBF_CREDENTIALS_RSA3072:
        return TEXT("RSA-3072");
    case TBF_CREDENTIALS_RSA4096:
        return TEXT("RSA-4096");
    case TBF_CREDENTIALS_SHA256:
        return TEXT("SHA-256");
    case TBF_CREDENTIALS_SHA384:
        return TEXT("SHA-384");
    case TBF_CREDENTIALS_SHA512:
        return TEXT("SHA-512");
    case TBF_CREDENTIALS_ECDSA_P256:
        return TEXT("ECDSA P-256");
    case TBF_CREDENTIALS_RSA2048:
        return TEXT("RSA-2048");
    default:
        return TEXT("");
    }
}
