/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lists of programs of which some are broken (tests/hostile/broken.py, which says what is expected of
 * each): the parsers on every object, in memory that ends where the object does, and both loaders on every
 * list, in flash that ends where the list does. The policies are those of boards, with their cryptography. */
#include "capsules/policy/digest.h"
#include "capsules/policy/signature.h"
#include "chips/bearssl/digest.h"
#include "chips/bearssl/ecdsa.h"
#include "kernel/capability_mint.h"
#include "kernel/deferred_call.h"
#include "kernel/footer.h"
#include "kernel/loader.h"
#include "kernel/loader_async.h"
#include "kernel/messages.h"
#include "kernel/program.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- The file ---- */

enum loader_kind {
    LOADER_SYNC,
    LOADER_DIGEST,
    LOADER_SIGNATURE,
};

struct list {
    uint32_t loader, address, flash_bytes, text_bytes;
    const uint8_t *flash;
    const char *text; /* what is expected, no string */
};

#define KEY_BYTES 64u
#define FILE_BYTES_MAX (128u << 20)
static uint8_t *file;
static size_t file_bytes;

static void open_file(void) {
    FILE *from = fopen(BROKEN_LISTS, "rb");
    file = malloc(FILE_BYTES_MAX);
    assert_true(from != NULL && file != NULL);
    file_bytes = fread(file, 1, FILE_BYTES_MAX, from);
    assert_in_range(file_bytes, KEY_BYTES + 1, FILE_BYTES_MAX - 1);
    fclose(from);
}

/* The list at *at, which is moved behind it. Returns false if there is none. */
static bool next_list(size_t *at, struct list *l) {
    if (*at >= file_bytes) {
        return false;
    }
    memcpy(l, &file[*at], 16);
    l->flash = &file[*at + 16];
    l->text = (const char *)&l->flash[l->flash_bytes];
    *at += 16 + l->flash_bytes + l->text_bytes;
    assert_true(*at <= file_bytes);
    return true;
}

/* ---- Parsers alone ---- */

static void check_footers(struct tbf_bytes object, uint32_t from) {
    uint32_t offset = from;
    struct footer f;
    while (footer_next(object, &offset, &f) == FOOTER_FOUND) {
        assert_true(f.offset >= from && f.offset <= object.size);
        assert_true(f.length <= object.size - f.offset && offset <= object.size);
    }
}

static void check_accepted(struct tbf_bytes object, const struct tbf *t) {
    assert_true(t->header_size <= t->protected_size && t->protected_size <= t->binary_end);
    assert_true(t->binary_end <= t->total_size && t->total_size == object.size);
    assert_true(t->entry >= t->header_size && t->entry < t->total_size);
    assert_true(t->name.offset + t->name.length <= t->header_size);
    assert_true(t->permissions.offset + t->permissions.length <= t->header_size);
    const uint32_t command = 3;
    (void)tbf_permits(object, t->permissions, 0, &command);
    uint32_t count = tbf_writeable_region_count(object, t->header_size);
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t offset, size;
        if (tbf_writeable_region(object, t->header_size, i, &offset, &size)) {
            assert_true((uint64_t)offset + size <= object.size);
        }
    }
    check_footers(object, t->binary_end);
}

/* The object in a block that ends where it does. */
static void check_object(const uint8_t *bytes, struct tbf_head head) {
    uint8_t *copy = malloc(head.total_size);
    assert_non_null(copy);
    memcpy(copy, bytes, head.total_size);
    struct tbf_bytes object = {copy, head.total_size};
    struct tbf t;
    struct tbf_span name = tbf_find_name(object, head);
    assert_true(name.offset + name.length <= head.header_size);
    if (tbf_parse(object, head, &t) == TBF_FINE && !t.is_padding) {
        check_accepted(object, &t);
    }
    free(copy);
}

static unsigned parse_list(const struct list *l) {
    unsigned objects = 0;
    uint32_t at = 0;
    while (at < l->flash_bytes) {
        struct tbf_head head;
        enum tbf_step step =
            tbf_read_head((struct tbf_bytes){&l->flash[at], l->flash_bytes - at}, &head);
        if (step == TBF_STEP_END || step == TBF_STEP_CUT) {
            break;
        }
        if (step == TBF_STEP_OBJECT) {
            check_object(&l->flash[at], head);
        }
        at += head.total_size;
        objects++;
    }
    assert_true(at <= l->flash_bytes);
    return objects;
}

TEST(test_the_parsers_stay_within_every_object) {
    open_file();
    size_t at = KEY_BYTES;
    struct list l;
    unsigned lists = 0;
    unsigned objects = 0;
    for (; next_list(&at, &l); lists++) {
        UNIT_CONTEXT("list %u", lists);
        objects += parse_list(&l);
    }
    assert_true(objects > 6 * lists && lists >= 30); /* or the file is not what it should be */
}

/* ---- Policies, as boards have them ---- */

static struct software_digest digest_device;
static const struct digest digest_hil = SOFTWARE_SHA2(&digest_device);
BUFFER(out, DIGEST_BYTES_MAX);
static struct digest_policy digest_policy =
    DIGEST_POLICY_OBJECT(&digest_hil, out, DIGEST_BYTES_MAX);
static const struct credential_policy by_digest = DIGEST_POLICY(&digest_policy);
static const struct digest_client digest_policy_client = DIGEST_CLIENT(
    struct digest_policy, digest_policy_added, digest_policy_finished, &digest_policy);
static struct software_digest digest_device =
    SOFTWARE_SHA2_OBJECT(&digest_device, &digest_policy_client);

static struct software_digest signature_digest;
static const struct digest signature_digest_hil = SOFTWARE_SHA256(&signature_digest);
static struct software_ecdsa ecdsa;
static const struct signature ecdsa_hil = SOFTWARE_ECDSA(&ecdsa);
BUFFER(signature_out, DIGEST_BYTES_MAX);
BUFFER(key, KEY_BYTES);
static struct signature_policy signature_policy = {
    .digest = &signature_digest_hil,
    .ecdsa = &ecdsa_hil,
    .keys = {{.format = TBF_CREDENTIALS_ECDSA_P256, .key = &key}},
    .count = 1,
    .out = SIGNATURE_POLICY_OUT(signature_out, DIGEST_BYTES_MAX),
};
static const struct credential_policy by_signature = SIGNATURE_POLICY(&signature_policy);
static const struct digest_client signature_digest_client = DIGEST_CLIENT(
    struct signature_policy, signature_policy_added, signature_policy_digested, &signature_policy);
static const struct signature_client signature_client =
    SIGNATURE_CLIENT(struct signature_policy, signature_policy_verified, &signature_policy);
static struct software_digest signature_digest =
    SOFTWARE_SHA256_OBJECT(&signature_digest, &signature_digest_client);
static struct software_ecdsa ecdsa = SOFTWARE_ECDSA_OBJECT(&ecdsa, &signature_client);

/* ---- Loaders ---- */

static const struct range ram = {RAM_START, RAM_END};

/* What they said, each line as a string, at `lines`. */
static char lines[sizeof fake_board.console];

static void load_async(const struct list *l) {
    loader_begin((struct range){l->address, FLASH_END}, ram,
                 l->loader == LOADER_DIGEST ? &by_digest : &by_signature,
                 CAPABILITY_MINT(process_loading_capability));
    for (unsigned i = 0; (kernel.work & WORK_DEFERRED) != 0; i++) {
        assert_true(i < 200000); /* it comes to an end */
        deferred_call_run();
    }
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    size_t length = 0;
    while (loader_report_line(&line)) {
        length += (size_t)snprintf(&lines[length], sizeof lines - length, "%.*s\n",
                                   (int)line.length, (const char *)line_bytes);
        assert_true(length < sizeof lines);
        buffer_clear(&line);
    }
}

static void load_sync(const struct list *l) {
    machine_boot_with((struct range){l->address, FLASH_END}, ram);
    memcpy(lines, fake_board.console, sizeof lines);
}

/* "App NAME at 0x... skipped: REASON" becomes "0x... REASON"; other lines are left out. Whatever the name
 * is, the address is in front of the last " skipped: ". */
static size_t put_skipped(char *to, size_t room, const char *line, size_t length) {
    static const char mark[] = " skipped: ";
    const size_t mark_bytes = sizeof mark - 1;
    const size_t address_bytes = 10;
    for (size_t at = length - mark_bytes; at > address_bytes && length > mark_bytes; at--) {
        if (memcmp(&line[at], mark, mark_bytes) == 0) {
            return (size_t)snprintf(to, room, "%.10s %.*s\n", &line[at - address_bytes],
                                    (int)(length - at - mark_bytes), &line[at + mark_bytes]);
        }
    }
    return 0;
}

/* What the kernel made of the list, as broken.py writes what it expects. */
static void put_outcome(char *to, size_t room) {
    size_t length = 0;
    for (const char *line = lines; *line != '\0';) {
        size_t bytes = strcspn(line, "\r\n");
        length += put_skipped(&to[length], room - length, line, bytes);
        line += bytes + strspn(&line[bytes], "\r\n");
    }
    uint32_t last = 0;
    for (uint32_t i = 0; i < PROCESS_SLOTS; i++) { /* in the order of flash */
        uint32_t next = UINT32_MAX;
        for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
            const struct process *p = kernel.slots[slot];
            if (p != NULL && p->flash_start > last && p->flash_start < next) {
                next = p->flash_start;
            }
        }
        last = next;
        if (next != UINT32_MAX) {
            length += (size_t)snprintf(&to[length], room - length, "0x%08X runs\n", next);
        }
        assert_true(length < room);
    }
}

/* Puts the list into flash and has it loaded; in a process of its own, for kernels start but once. */
static void check_list(const void *list) {
    const struct list *l = list;
    static char got[8192];
    char expected[8192];
    assert_true(l->address >= FLASH_START && l->address + l->flash_bytes == FLASH_END);
    memcpy(bytes_at(l->address), l->flash, l->flash_bytes);
    memcpy(key.bytes, file, KEY_BYTES);
    buffer_window(&key, 0, KEY_BYTES);
    if (l->loader == LOADER_SYNC) {
        load_sync(l);
    } else {
        load_async(l);
    }
    put_outcome(got, sizeof got);
    snprintf(expected, sizeof expected, "%.*s", (int)l->text_bytes, l->text);
    if (strcmp(got, expected) != 0) {
        print_error("expected:\n%sgot:\n%ssaid:\n%s", expected, got, lines);
        fail();
    }
}

/* The lists of one loader, every n-th one. */
static void check_lists(enum loader_kind loader, unsigned part, unsigned parts) {
    open_file();
    size_t at = KEY_BYTES;
    struct list l;
    unsigned checked = 0;
    for (unsigned number = 0; next_list(&at, &l); number++) {
        if (l.loader != (uint32_t)loader || number / 3 % parts != part) {
            continue;
        }
        UNIT_CONTEXT("list %u of " BROKEN_LISTS, number);
        assert_true(unit_passes_apart(check_list, &l));
        checked++;
    }
    assert_true(checked > 0);
}

TEST(test_the_synchronous_loader_on_broken_lists) {
    check_lists(LOADER_SYNC, 0, 1);
}

TEST(test_broken_lists_where_digests_are_checked) {
    check_lists(LOADER_DIGEST, 0, 1);
}

/* Signatures take longer, so these are several tests. */
TEST(test_broken_lists_where_signatures_are_checked_1) {
    check_lists(LOADER_SIGNATURE, 0, 4);
}

TEST(test_broken_lists_where_signatures_are_checked_2) {
    check_lists(LOADER_SIGNATURE, 1, 4);
}

TEST(test_broken_lists_where_signatures_are_checked_3) {
    check_lists(LOADER_SIGNATURE, 2, 4);
}

TEST(test_broken_lists_where_signatures_are_checked_4) {
    check_lists(LOADER_SIGNATURE, 3, 4);
}
