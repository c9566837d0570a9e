/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Headers and footers of programs, as they lie in flash: the parser may refuse anything, but it reads no
 * byte beyond what it was given, ends, and what it reports lies inside the object. The first byte of an
 * input says whether the checksum is put right, or no mutation would ever get behind it, and whether the rest is
 * the object itself or says how one is built. */
#include "abi/tbf.h"
#include "fuzz/state.h"
#include "kernel/footer.h"
#include "kernel/tbf.h"
#include "tests/unit/tbf_builder.h"
#include "tests/unit/unit.h"

#include <stdbool.h>
#include <string.h>

#define BIGGEST 4096u

/* The sum of a header is the exclusive or of its words but for that of the sum (ABI 4.2). */
static void mend(uint8_t *bytes, size_t size) {
    uint16_t header_size;
    if (size < TBF_BASE_SIZE) {
        return;
    }
    memcpy(&header_size, bytes + 2, sizeof header_size);
    uint32_t sum = 0;
    for (size_t i = 0; i + 4 <= header_size && i + 4 <= size; i += 4) {
        uint32_t word;
        memcpy(&word, bytes + i, sizeof word);
        sum ^= i == 12 ? 0 : word;
    }
    memcpy(bytes + 12, &sum, sizeof sum);
}

static void look_at_regions(struct tbf_bytes area, const struct tbf *t) {
    struct tbf_bytes object = {area.at, t->total_size};
    uint32_t count = tbf_writeable_region_count(object, t->header_size);
    for (uint32_t i = 0; i <= count && i < 64; i++) {
        uint32_t offset = 0;
        uint32_t size = 0;
        if (tbf_writeable_region(object, t->header_size, i, &offset, &size)) {
            EXPECT(i < count);
            EXPECT(size > 0 && (uint64_t)offset + size <= t->total_size);
        }
    }
}

static void look_at_footers(struct tbf_bytes area, const struct tbf *t) {
    struct tbf_bytes object = {area.at, t->total_size};
    struct footer footer;
    uint32_t offset = t->binary_end;
    for (uint32_t last = offset; footer_next(object, &offset, &footer) == FOOTER_FOUND;
         last = offset) {
        EXPECT(offset > last && offset <= t->total_size);
        EXPECT(footer.offset > last && footer.offset <= offset);
        EXPECT(footer.length <= offset - footer.offset);
    }
}

static void look_at(struct tbf_bytes area, struct tbf_head head) {
    struct tbf_span name = tbf_find_name(area, head);
    EXPECT(name.offset + name.length <= head.header_size);
    struct tbf t;
    memset(&t, 0, sizeof t);
    if (tbf_parse(area, head, &t) != TBF_FINE || t.is_padding) {
        return;
    }
    EXPECT(t.header_size <= t.protected_size && t.protected_size <= t.binary_end);
    EXPECT(t.binary_end <= t.total_size && t.total_size <= area.size);
    EXPECT(t.entry >= t.header_size && t.entry < t.total_size);
    EXPECT(t.name.offset + t.name.length <= t.header_size);
    EXPECT(t.permissions.offset + t.permissions.length <= t.header_size);
    for (uint32_t driver = 0; driver < 4; driver++) {
        uint32_t command = driver * 63;
        (void)tbf_permits(area, t.permissions, driver, NULL);
        (void)tbf_permits(area, t.permissions, driver, &command);
    }
    look_at_regions(area, &t);
    look_at_footers(area, &t);
}

/* ---- Objects that are nearly right: chance seldom makes a program with a footer ---- */

static const uint32_t formats[] = {TBF_CREDENTIALS_RESERVED,   TBF_CREDENTIALS_RSA3072,
                                   TBF_CREDENTIALS_RSA4096,    TBF_CREDENTIALS_SHA256,
                                   TBF_CREDENTIALS_SHA384,     TBF_CREDENTIALS_SHA512,
                                   TBF_CREDENTIALS_ECDSA_P256, TBF_CREDENTIALS_RSA2048};

static uint32_t input_word(struct input *in) {
    uint32_t low = input_byte(in);
    return low | (uint32_t)input_byte(in) << 8;
}

static void build_header(struct tbf_builder *b, struct input *in, uint32_t binary_end,
                         uint32_t total_size) {
    uint8_t what = input_byte(in);
    tbf_begin(b);
    tbf_program(b, input_byte(in), input_byte(in), input_word(in), binary_end, input_byte(in));
    if ((what & 1) != 0) {
        char name[] = {(char)input_byte(in), (char)input_byte(in), (char)input_byte(in), 0};
        tbf_name(b, name);
    }
    if ((what & 2) != 0) {
        const uint32_t regions[] = {input_word(in), input_byte(in), input_word(in), input_byte(in)};
        tbf_writeable(b, regions, 2);
    }
    if ((what & 4) != 0) {
        const struct tbf_permission list[] = {{input_byte(in), input_byte(in), input_word(in)},
                                              {input_byte(in), 0, 3}};
        tbf_permissions(b, list, 2);
    }
    if ((what & 8) != 0) {
        tbf_kernel_version(b, 2, input_byte(in));
    }
    tbf_finish(b, total_size, what >> 6);
}

/* Footers from `at` to the end; each is as long as its format wants, or as the input says. */
static void build_footers(uint8_t *bytes, uint32_t at, uint32_t end, struct input *in) {
    while (end - at >= 8 && in->left != 0) {
        uint8_t kind = input_byte(in);
        uint32_t length = (kind & 0x80) != 0 ? input_word(in) : 4u + (kind & 0x70u) * 4u;
        uint32_t format = formats[kind % COUNT_OF(formats)];
        uint16_t head[] = {TBF_TLV_CREDENTIALS, (uint16_t)length};
        memcpy(bytes + at, head, sizeof head);
        memcpy(bytes + at + 4, &format, sizeof format);
        at += length > end - at - 4 ? end - at : 4 + length;
    }
}

/* Returns how many bytes; then some of them are changed. */
static uint32_t build(struct tbf_builder *b, struct input *in) {
    uint32_t binary_end = 64u + input_byte(in) * 4u;
    uint32_t total_size = binary_end + input_word(in) % (BIGGEST - 2048u) / 4 * 4;
    uint32_t changes = input_byte(in) % 8;
    uint8_t places[8], masks[8];
    for (uint32_t i = 0; i < changes; i++) {
        places[i] = input_byte(in);
        masks[i] = input_byte(in);
    }
    build_header(b, in, binary_end, total_size);
    memset(b->bytes + b->header_size, 0, TBF_BUILDER_BYTES - b->header_size);
    build_footers(b->bytes, binary_end, total_size, in);
    for (uint32_t i = 0; i < changes; i++) {
        b->bytes[places[i]] ^= masks[i];
    }
    return total_size;
}

static void look_at_object(const uint8_t *object, uint32_t size, bool mended) {
    /* Memory of exactly that size, and at a multiple of four as flash is. */
    uint8_t *bytes = malloc(size == 0 ? 1 : size);
    if (bytes == NULL) {
        return;
    }
    memcpy(bytes, object, size);
    if (mended) {
        mend(bytes, size);
    }
    struct tbf_bytes area = {bytes, size};
    struct tbf_head head;
    enum tbf_step step = tbf_read_head(area, &head);
    if (step != TBF_STEP_END && step != TBF_STEP_CUT) {
        EXPECT(head.total_size >= 1 && head.total_size <= area.size);
    }
    if (step == TBF_STEP_OBJECT) {
        EXPECT(head.header_size >= TBF_BASE_SIZE && head.header_size <= head.total_size);
        look_at(area, head);
    }
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct tbf_builder b;
    struct input in = {data, size};
    uint8_t kind = input_byte(&in);
    bool mended = kind % 8 != 0;
    if (in.left > BIGGEST) {
        return 0;
    }
    if (kind >= 128) {
        uint32_t bytes = build(&b, &in);
        look_at_object(b.bytes, bytes, mended);
    } else {
        look_at_object(in.at, (uint32_t)in.left, mended);
    }
    return 0;
}
