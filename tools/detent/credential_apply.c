/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes the footers of an object anew: those that are kept, those that are asked for, then Reserved. */
#include "credential.h"
#include "memory.h"
#include "tbf_write.h"

#include <inttypes.h>

#define FOOTER_HEAD_SIZE (TBF_TLV_HEAD_SIZE + TBF_CREDENTIALS_FORMAT_SIZE)

struct footers {
    struct tbf_footer *at;
    size_t count;
};

static bool is_ordered(const struct credential_order *order, uint32_t format) {
    for (size_t i = 0; i < order->count; i++)
        if (order->kinds[i]->format == format)
            return true;
    return false;
}

/* What this tool knows is cut to its size, for footers that were made longer to fill the area. */
static struct footers find_kept(const struct tbf *t, const struct credential_order *order) {
    struct footers kept = {0};
    struct tbf_footer footer;
    struct problem none = {0};
    size_t cursor = 0;
    while (!order->only && tbf_next_footer(t, &cursor, &footer, &none) == FOOTER_FOUND) {
        if (footer.format == TBF_CREDENTIALS_RESERVED || is_ordered(order, footer.format))
            continue;
        uint32_t size = tbf_footer_data_size(footer.format);
        if (size != 0)
            footer.data = span_part(footer.data, 0, size);
        kept.at = memory_grow(kept.at, (kept.count + 1) * sizeof footer);
        kept.at[kept.count++] = footer;
    }
    return kept;
}

static uint64_t needed_size(const struct footers *kept, const struct credential_order *order) {
    uint64_t size = 0;
    for (size_t i = 0; i < kept->count; i++)
        size += FOOTER_HEAD_SIZE + kept->at[i].data.length;
    for (size_t i = 0; i < order->count; i++)
        size += FOOTER_HEAD_SIZE + tbf_footer_data_size(order->kinds[i]->format);
    return size;
}

/* A size that was a power of two, as Cortex-M wants it, stays one (ABI 4.8). */
static bool find_total_size(const struct tbf *t, uint64_t needed, bool any_kept, uint64_t *total,
                            struct problem *p) {
    uint64_t end = t->program.binary_end + needed;
    *total = t->total_size;
    if (end <= t->total_size)
        return true;
    if (any_kept)
        return problem_with(p, "footer",
                            "%" PRIu64 " bytes are needed, %" PRIu32
                            " are there, and credentials that are kept forbid to grow; "
                            "--only drops them",
                            needed, t->total_size - t->program.binary_end);
    *total =
        is_power_of_two(t->total_size) ? power_of_two_above(end) : round_up(end, TBF_TLV_ALIGNMENT);
    return *total <= UINT32_MAX || problem_with(p, "footer", "the object would become too large");
}

static void append_footer(struct bytes *out, uint32_t format, struct span data) {
    bytes_append16(out, TBF_TLV_CREDENTIALS);
    bytes_append16(out, (uint16_t)(TBF_CREDENTIALS_FORMAT_SIZE + data.length));
    bytes_append32(out, format);
    bytes_append_span(out, data);
}

static void append_kept(struct bytes *out, const struct footers *kept, bool for_kernels) {
    for (size_t i = 0; i < kept->count; i++)
        if (tbf_footer_is_for_kernels(kept->at[i].format) == for_kernels)
            append_footer(out, kept->at[i].format, kept->at[i].data);
}

/* What is signed is sure to hold, whoever did it. */
static bool append_signature(const struct credential_kind *kind, const struct signer *signer,
                             struct span value, struct bytes *out, struct problem *p) {
    struct bytes signature = {0};
    if (!signer->sign(signer, kind, value, &signature, p))
        return false;
    if (!key_verifies(signer->key, kind->digest, value, bytes_span(&signature)))
        return problem_with(p, "signature", "does not belong to the key");
    if (kind->key != KEY_ECDSA_P256)
        bytes_append_span(out, key_modulus(signer->key));
    bytes_append_span(out, bytes_span(&signature));
    return true;
}

static bool append_ordered(struct bytes *out, size_t object, uint32_t binary_end,
                           const struct credential_order *order, struct problem *p) {
    for (size_t i = 0; i < order->count; i++) {
        const struct credential_kind *kind = order->kinds[i];
        struct span covered = span_part(bytes_span(out), object, binary_end);
        struct span value = digest_of(kind->digest, covered);
        struct bytes data = {0};
        if (!kind->is_signature)
            bytes_append_span(&data, value);
        else if (!append_signature(kind, order->signer, value, &data, p))
            return false;
        append_footer(out, kind->format, bytes_span(&data));
    }
    return true;
}

/* Fewer bytes than a footer has would be an error to a kernel, so the last footer takes them: readers use
 * the leading bytes and step by the length. `last` is where it begins. */
static void append_rest(struct bytes *out, size_t last, size_t rest) {
    if (rest >= TBF_CREDENTIALS_RESERVED_MIN || rest == 0 || last == 0) {
        tbf_write_reserved(out, rest);
        return;
    }
    bytes_append_fill(out, 0, rest);
    put16(out->at + last + 2, (uint16_t)(get16(out->at + last + 2) + rest));
}

/* Where the last footer begins, 0 if there is none. */
static size_t find_last(const struct bytes *out, size_t cursor) {
    size_t last = 0;
    while (cursor < out->length) {
        last = cursor;
        cursor += TBF_TLV_HEAD_SIZE + get16(out->at + cursor + 2);
    }
    return last;
}

bool credentials_apply(const struct tbf *t, const struct credential_order *order, struct bytes *out,
                       struct problem *p) {
    if (!t->has_program)
        return problem_at(p, TBF_BASE_SIZE, "program",
                          "is missing, so no kernel looks for footers; build the object anew");
    struct footers kept = find_kept(t, order);
    size_t start = out->length;
    uint32_t binary_end = t->program.binary_end;
    uint64_t total;
    if (!find_total_size(t, needed_size(&kept, order), kept.count > 0, &total, p))
        return false;
    bytes_append_span(out, span_part(t->file, 0, binary_end));
    put32(out->at + start + TBF_BASE_TOTAL_SIZE, (uint32_t)total);
    tbf_seal(out->at + start);
    append_kept(out, &kept, true);
    if (!append_ordered(out, start, binary_end, order, p))
        return false;
    /* A kernel stops at what it does not know, so that comes last. */
    append_kept(out, &kept, false);
    append_rest(out, find_last(out, start + binary_end), (size_t)total - (out->length - start));
    return true;
}
