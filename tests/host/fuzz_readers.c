/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Damages valid files at random and lets every reader of `detent` loose on them. The sanitizers see
 * what is read outside; the checks here see what is believed but cannot be.
 *
 *   detent-fuzz SEED ROUNDS FILE...
 *
 * A name that ends in .elf, .tab, .bin, .pem or .line says what the file is; other files are TBF objects. */
#include "attributes.h"
#include "credential.h"
#include "elf.h"
#include "file.h"
#include "frame.h"
#include "memory.h"
#include "program.h"
#include "show.h"
#include "tab.h"
#include "tbf_write.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;
static FILE *nowhere;

/* xorshift64*: the same numbers everywhere. */
static uint32_t random32(void) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * UINT64_C(0x2545F4914F6CDD1D)) >> 32);
}

static size_t random_below(size_t limit) {
    return limit == 0 ? 0 : random32() % limit;
}

static void expect(bool truth, const char *what) {
    if (truth)
        return;
    fprintf(stderr, "expected: %s\n", what);
    abort();
}

/* Most fields of interest are near the start. */
static size_t random_place(size_t length) {
    return random_below(random32() % 2 == 0 && length > 256 ? 256 : length);
}

static void damage_once(struct bytes *b) {
    static const uint32_t values[] = {0,      1,          0x7F,       0xFF, 0x80,
                                      0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 16,   4};
    size_t at = random_place(b->length);
    uint32_t value = values[random_below(sizeof values / sizeof values[0])];
    switch (random_below(5)) {
    case 0:
        b->at[at] = (uint8_t)(b->at[at] ^ 1u << random_below(8));
        break;
    case 1:
        b->at[at] = (uint8_t)value;
        break;
    case 2:
        if (b->length - at >= 2)
            put16(b->at + at, (uint16_t)value);
        break;
    case 3:
        if (b->length - at >= 4)
            put32(b->at + at, value + random32() % 64 - 32);
        break;
    default:
        if (random_below(4) == 0)
            b->length = random_place(b->length) + 1;
    }
}

/* A copy whose block ends where its bytes end. */
static struct span damaged(struct span original) {
    struct bytes b = {0};
    bytes_append_span(&b, original);
    for (size_t i = random_below(6) + 1; i > 0; i--)
        damage_once(&b);
    bool seal = random32() % 2 == 0;
    if (seal && b.length >= TBF_BASE_SIZE && get16(b.at + TBF_BASE_HEADER_SIZE) <= b.length &&
        get16(b.at + TBF_BASE_HEADER_SIZE) >= TBF_BASE_SIZE)
        tbf_seal(b.at);
    b.at = memory_grow(b.at, b.length);
    return bytes_span(&b);
}

static void check_reshaped(const struct tbf *t, uint32_t shift, uint32_t total) {
    struct tbf again;
    struct problem problem = {0};
    expect(tbf_read(&again, tbf_reshape(t, shift, total), &problem), "a reshaped object is valid");
    expect(tbf_protected_size(&again) == tbf_protected_size(t) + shift, "the program has moved");
}

/* A digest is put in if there is room, or else the reason is told; and then it holds. */
static void check_credentials(const struct tbf *t) {
    static const char *const names[] = {"sha256", "sha384", "sha512"};
    const struct credential_kind *kind = credential_kind_named(names[random_below(3)]);
    struct credential_order order = {&kind, 1, NULL, random32() % 2 == 0};
    struct bytes out = {0};
    struct problem problem = {0};
    bool done = credentials_apply(t, &order, &out, &problem);
    expect(done != problem.set, "either there are credentials or there is a problem");
    if (!done)
        return;
    struct tbf again;
    struct tbf_footer footer;
    const struct named_key *key;
    size_t cursor = 0;
    bool found = false;
    expect(tbf_read(&again, bytes_span(&out), &problem), "an object with a credential is valid");
    expect(again.total_size == out.length, "an object is as large as it says");
    while (tbf_next_footer(&again, &cursor, &footer, &problem) == FOOTER_FOUND)
        if (footer.format == kind->format) {
            found = true;
            expect(credential_check(&again, &footer, NULL, 0, &key) == CREDENTIAL_HOLDS,
                   "what was made holds");
        }
    expect(found, "what was asked for is there");
}

static void try_tbf(struct span file) {
    struct tbf t;
    struct problem problem = {0};
    struct emitter e = emitter_start(nowhere, random32() % 2 == 0);
    bool valid = tbf_read(&t, file, &problem);
    show_tbf(&e, &t);
    emitter_end(&e);
    expect(valid != problem.set, "either it is valid or there is a problem");
    if (!valid || t.is_padding)
        return;
    expect(t.header_size <= tbf_protected_size(&t), "header <= protected");
    expect(tbf_protected_size(&t) <= t.program.binary_end, "protected <= binary_end");
    expect(t.program.binary_end <= t.total_size, "binary_end <= total");
    expect(t.total_size <= file.length, "total <= file");
    check_credentials(&t);
    uint32_t shift = random32() % 512;
    if ((t.has_main || t.has_program) && !tbf_has_credentials(&t))
        check_reshaped(&t, shift, t.total_size + shift + random32() % 70000);
}

static void try_attributes(struct span file) {
    struct attributes a;
    if (attributes_find(&a, file))
        expect(a.end <= file.length && a.end % 4 == 0, "attributes are in the image");
}

static void try_image(struct span file) {
    try_attributes(file);
    struct walk walk = walk_start(file, 0, 0);
    struct walk_entry entry;
    size_t next = 0;
    struct emitter e = emitter_start(nowhere, random32() % 2 == 0);
    emit_list(&e, "objects");
    while (walk_next(&walk, &entry)) {
        expect(entry.offset == next, "objects follow each other");
        expect(entry.size > 0 && entry.size <= file.length - entry.offset, "objects are in flash");
        show_entry(&e, &entry);
        next = entry.offset + entry.size;
    }
    emit_list_end(&e);
    emitter_end(&e);
    expect(walk.end != NULL, "a list ends for a reason");
}

static void try_tab(struct span file) {
    struct tab tab;
    struct problem problem = {0};
    bool valid = tab_read(&tab, file, &problem);
    expect(valid != problem.set, "either it is valid or there is a problem");
    for (size_t i = 0; i < tab.count; i++)
        try_tbf(tab.members[i].content);
}

static void try_elf(struct span file) {
    struct elf elf;
    struct program program;
    struct problem problem = {0};
    struct maybe_u32 flash = {random32() % 4 == 0, random32()};
    bool valid = elf_read(&elf, file, &problem) && program_read(&program, &elf, flash, &problem);
    expect(valid != problem.set, "either it is valid or there is a problem");
    if (!valid)
        return;
    expect(program.entry_offset < program.image.length, "the entry point is in the image");
    for (size_t i = 0; i < program.region_count; i++)
        expect((uint64_t)program.regions[i].offset + program.regions[i].size <=
                   program.image.length,
               "writeable regions are in the image");
}

static void try_pem(struct span file) {
    struct key key;
    struct problem problem = {0};
    bool valid = key_read(&key, file, &problem);
    expect(valid != problem.set, "either it is valid or there is a problem");
    if (!valid)
        return;
    struct span value = digest_of(DIGEST_SHA256, file);
    struct bytes signature = {0};
    if (key.is_private && key_sign(&key, DIGEST_SHA256, value, &signature, &problem))
        expect(signature.length == key_signature_size(key.type), "signatures have one size");
    bytes_append_fill(&signature, 0x5A, 64 - signature.length % 64);
    key_verifies(&key, DIGEST_SHA256, value, bytes_span(&signature));
}

/* What is read from a line goes over it again unchanged. */
static void check_frame(const struct frame *frame) {
    struct bytes line = {0};
    struct frame again;
    struct frame_reader reader = {0};
    enum frame_event event = FRAME_NOTHING;
    frame_append(&line, frame);
    for (size_t i = 0; i < line.length; i++) {
        expect((line.at[i] == 0) == (i == 0 || i + 1 == line.length), "zeros are at the ends");
        event = frame_take(&reader, line.at[i], &again);
    }
    expect(event == FRAME_GOOD, "a frame that was written can be read");
    expect(again.type == frame->type && again.sequence == frame->sequence &&
               again.payload.length == frame->payload.length &&
               (again.payload.length == 0 ||
                memcmp(again.payload.at, frame->payload.at, frame->payload.length) == 0),
           "and is the same");
}

static void try_line(struct span file) {
    struct frame_reader reader = {0};
    struct frame frame;
    for (size_t i = 0; i < file.length; i++) {
        enum frame_event event = frame_take(&reader, file.at[i], &frame);
        if (event == FRAME_GOOD) {
            expect(frame.payload.length <= FRAME_PAYLOAD_MAX, "a payload is not too long");
            check_frame(&frame);
        } else if (event == FRAME_BAD)
            expect(frame.payload.length <= FRAME_CODED_MAX, "nor is what is none");
    }
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static void try_file(const char *path, struct span file) {
    if (ends_with(path, ".elf"))
        try_elf(file);
    else if (ends_with(path, ".tab"))
        try_tab(file);
    else if (ends_with(path, ".bin"))
        try_image(file);
    else if (ends_with(path, ".line"))
        try_line(file);
    else if (ends_with(path, ".pem"))
        try_pem(file);
    else
        try_tbf(file);
}

/* The file is read anew each time, because a round leaves nothing behind. */
static void fuzz_file(const char *path, unsigned long rounds) {
    for (unsigned long i = 0; i < rounds; i++) {
        struct span original = file_read(path);
        try_file(path, damaged(original));
        memory_release_all();
    }
}

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    state = strtoull(argv[1], NULL, 10) * 2 + 1;
    nowhere = fopen("/dev/null", "w");
    if (nowhere == NULL)
        return 1;
    for (int i = 3; i < argc; i++)
        fuzz_file(argv[i], strtoul(argv[2], NULL, 10));
    fclose(nowhere);
    return 0;
}
