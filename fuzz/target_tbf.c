/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Headers and footers of programs, as they lie in flash: the parser may refuse anything, but it reads no
 * byte beyond what it was given, ends, and what it reports lies inside the object. The first byte of an
 * input says whether the checksum is put right, or no mutation would ever get behind it. */
#include "abi/tbf.h"
#include "fuzz/state.h"
#include "kernel/footer.h"
#include "kernel/tbf.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct input in = {data, size};
    bool mended = input_byte(&in) % 8 != 0;
    if (in.left > BIGGEST) {
        return 0;
    }
    /* Memory of exactly that size, and at a multiple of four as flash is. */
    uint8_t *bytes = malloc(in.left == 0 ? 1 : in.left);
    if (bytes == NULL) {
        return 0;
    }
    memcpy(bytes, in.at, in.left);
    if (mended) {
        mend(bytes, in.left);
    }
    struct tbf_bytes area = {bytes, (uint32_t)in.left};
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
    return 0;
}
