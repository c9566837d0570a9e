/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The installer (capsules/install/installer.h) on flash that is cut anywhere: at any word that it writes and
 * any page that it erases, half of which is then done (hil/flash.h). The next start has the old programs or
 * the new ones, byte by byte, all others, and a sound list; also if it is cut itself. What the kernel thinks
 * of it (kernel/programs.h) is tested with it. */
#include "capsules/install/installer.h"

#include "kernel/app_list.h"
#include "kernel/capability_mint.h"
#include "kernel/deferred_call.h"
#include "kernel/loader_async.h"
#include "kernel/process_control.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/machine.h"
#include "tests/unit/random.h"

#include <stdlib.h>

/* ---- Flash ---- */

#define PAGE 512u
#define PAGES 40u
#define APPS_END (FLASH_START + PAGES * PAGE)
#define FLASH_BYTES ((PAGES + INSTALLER_JOURNAL_PAGES) * PAGE)

enum operation {
    RESTS,
    READS,
    WRITES,
    ERASES
};

struct cut_flash {
    enum operation operation;
    uint32_t offset;
    struct buffer *buffer;
    const struct flash_client *client;
    uint32_t changes; /* words written and pages erased so far */
    uint32_t cut;     /* with this one the power goes; 0: never */
    bool is_dead;
    bool fails; /* what is begun ends with FAIL, and nothing is done */
    struct random noise;
    struct deferred_call turn;
};

static enum errorcode begin(struct cut_flash *self, enum operation what, uint32_t offset,
                            struct buffer *buffer) {
    assert_int_equal(self->operation, RESTS);
    self->operation = what;
    self->offset = offset;
    self->buffer = buffer;
    deferred_call_set(&self->turn);
    return OK;
}
static enum errorcode read(struct cut_flash *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, READS, offset, buffer);
}
static enum errorcode write(struct cut_flash *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, WRITES, offset, buffer);
}
static enum errorcode erase(struct cut_flash *self, uint32_t offset) {
    return begin(self, ERASES, offset, NULL);
}
static const struct flash_ops flash_ops = FLASH_OPS(struct cut_flash, read, write, erase);

static uint32_t *word_at(uint32_t offset) {
    return (uint32_t *)(void *)bytes_at(FLASH_START + offset);
}

static bool is_cut(struct cut_flash *self) {
    self->changes++;
    self->is_dead = self->changes == self->cut;
    return self->is_dead;
}

static void write_words(struct cut_flash *self) {
    for (uint32_t i = 0; i < self->buffer->length; i += 4) {
        uint32_t word = 0;
        for (uint32_t k = 0; k < 4; k++) {
            word |= (uint32_t)buffer_get(self->buffer, i + k) << (8 * k);
        }
        if (is_cut(self)) {
            *word_at(self->offset + i) &= word | random_word(&self->noise);
            return;
        }
        *word_at(self->offset + i) &= word;
    }
}

static void erase_page(struct cut_flash *self) {
    bool cut = is_cut(self);
    for (uint32_t i = 0; i < PAGE; i += 4) {
        *word_at(self->offset + i) |= cut ? random_word(&self->noise) : UINT32_MAX;
    }
}

static void turn(struct cut_flash *self) {
    enum operation operation = self->operation;
    enum errorcode status = self->fails ? ERR_FAIL : OK;
    if (operation == WRITES && !self->fails) {
        write_words(self);
    } else if (operation == ERASES && !self->fails) {
        erase_page(self);
    } else if (operation == READS && !self->fails) {
        uint32_t length = self->buffer->length;
        memcpy(self->buffer->bytes, bytes_at(FLASH_START + self->offset), length);
    }
    if (self->is_dead) {
        return; /* nobody hears of it */
    }
    self->operation = RESTS;
    if (operation == READS) {
        flash_client_read(self->client, self->buffer, status);
    } else if (operation == WRITES) {
        flash_client_written(self->client, self->buffer, status);
    } else {
        flash_client_erased(self->client, status);
    }
}

static struct cut_flash device;
static const struct flash flash = {&flash_ops, SELF(struct cut_flash, &device), FLASH_BYTES, PAGE,
                                   4};

/* ---- The board ---- */

static struct fake_alarm clock_of_board;
static const struct alarm alarm = FAKE_ALARM(&clock_of_board);

BUFFER(work, INSTALLER_WORK_BYTES);
BUFFER(manifest, INSTALLER_MANIFEST_BYTES);
BUFFER(piece, 256);
static struct installer installer;
static const struct program_client judge =
    PROGRAM_CLIENT(struct installer, installer_judged, &installer);
static const struct flash_client client =
    FLASH_CLIENT(struct installer, installer_read, installer_written, installer_erased, &installer);

struct user {
    unsigned told;
    enum program_reason reason;
};
static struct user user, other;
static void judged(struct user *self, enum program_reason reason) {
    self->told++;
    self->reason = reason;
}
static const struct program_client user_client = PROGRAM_CLIENT(struct user, judged, &user);
static const struct program_client other_client = PROGRAM_CLIENT(struct user, judged, &other);

static enum errorcode check(struct user *self, const struct credential *c) {
    (void)self;
    (void)c;
    return ERR_NOSUPPORT;
}
static const struct credential_policy_ops lax_ops =
    CREDENTIAL_POLICY_OPS(struct user, check, false);
static const struct credential_policy_ops strict_ops =
    CREDENTIAL_POLICY_OPS(struct user, check, true);
static const struct credential_policy lax = {&lax_ops, SELF(struct user, &user)};

/* A digest counts, whatever it is of; its first byte is the level of trust. */
static enum errorcode check_digest(struct user *self, const struct credential *c) {
    (void)self;
    if (c->format != TBF_CREDENTIALS_SHA256) {
        return ERR_NOSUPPORT;
    }
    credential_accept(c, buffer_get(c->data, 0));
    return OK;
}
static const struct credential_policy_ops picky_ops =
    CREDENTIAL_POLICY_OPS(struct user, check_digest, true);
static const struct credential_policy picky = {&picky_ops, SELF(struct user, &user)};
static const struct credential_policy strict = {&strict_ops, SELF(struct user, &user)};

static void run(void) {
    for (unsigned i = 0; (kernel.work & WORK_DEFERRED) != 0; i++) {
        assert_true(i < 20000);
        deferred_call_run();
    }
}

/* All that RAM held is gone. */
static void power_on(uint32_t cut, const struct credential_policy *policy) {
    run();
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        kernel.slots[slot] = NULL;
        ready_set_remove(&kernel.ready, slot);
    }
    kernel.work = 0;
    kernel.current = NULL;
    device = (struct cut_flash){
        .client = &client,
        .cut = cut,
        .noise = random_from(cut),
        .turn = DEFERRED_CALL(struct cut_flash, turn, &device),
    };
    installer = (struct installer)INSTALLER_OBJECT(
        &installer, &flash, &alarm, work, INSTALLER_WORK_BYTES, manifest, INSTALLER_MANIFEST_BYTES,
        &judge, CAPABILITY_MINT(process_loading_capability));
    loader_prepare((struct range){FLASH_START, APPS_END}, (struct range){RAM_START, RAM_END},
                   policy, CAPABILITY_MINT(process_loading_capability));
    installer_start(&installer);
    run();
}

/* ---- Programs ---- */

struct sample {
    char name;
    uint32_t version, size, flags, short_id, fixed_flash, minimum_ram;
    bool has_footer;
    uint32_t format; /* of the footer */
    uint8_t level;   /* its first byte */
};

#define FOOTER_BYTES 40u /* with a SHA-256 */

static uint32_t binary_end_of(const struct sample *s) {
    return s->has_footer ? s->size - FOOTER_BYTES : s->size;
}

static struct sample sample(char name, uint32_t version, uint32_t size) {
    return (struct sample){
        .name = name, .version = version, .size = size, .flags = TBF_FLAG_ENABLED};
}

/* All of its bytes follow from what it is. */
static const uint8_t *object_of(const struct sample *s, uint32_t *header_size) {
    static struct tbf_builder b;
    const char name[] = {s->name, 0};
    tbf_begin(&b);
    tbf_program(&b, 0, 0, s->minimum_ram, binary_end_of(s), s->version);
    tbf_name(&b, name);
    tbf_kernel_version(&b, 2, 0);
    if (s->short_id != 0) {
        tbf_tlv(&b, 10, &s->short_id, 4);
    }
    if (s->fixed_flash != 0) {
        tbf_fixed_addresses(&b, 0xFFFFFFFFu, s->fixed_flash);
    }
    tbf_finish(&b, s->size, s->flags);
    struct random body = random_from((uint64_t)s->name * 1000 + s->version);
    for (uint32_t i = b.header_size; i < s->size; i++) {
        b.bytes[i] = (uint8_t)random_word(&body);
    }
    if (s->has_footer) {
        const uint16_t head[] = {128, FOOTER_BYTES - 4};
        memcpy(&b.bytes[binary_end_of(s)], head, 4);
        memcpy(&b.bytes[binary_end_of(s) + 4], &s->format, 4);
        b.bytes[binary_end_of(s) + 8] = s->level;
    }
    *header_size = b.header_size;
    return b.bytes;
}

static uint32_t crc_of(const uint8_t *bytes, uint32_t length) {
    uint32_t crc = 0xFFFFFFFFu;
    for (uint32_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int k = 0; k < 8; k++) {
            crc = crc >> 1 ^ (0xEDB88320u & -(crc & 1));
        }
    }
    return ~crc;
}

/* Runs what was begun; the answer, or NONE if the power has gone meanwhile. */
static enum program_reason answer(enum errorcode begun) {
    assert_int_equal(begun, OK);
    run();
    if (device.is_dead) {
        return PROGRAM_NONE;
    }
    assert_int_equal(user.told, 1);
    user.told = 0;
    return user.reason;
}

static enum program_reason offer(const struct sample *s, uint8_t mode) {
    uint32_t header_size;
    const uint8_t *object = object_of(s, &header_size);
    struct buffer *m = installer_manifest(&installer, &user_client, process_id_none());
    assert_non_null(m);
    buffer_clear(m);
    for (uint32_t i = 0; i < header_size; i++) {
        buffer_put(m, object[i]);
    }
    for (uint32_t i = binary_end_of(s); i < s->size; i++) {
        buffer_put(m, object[i]);
    }
    for (uint32_t i = 0; i < PROGRAM_DIGESTS_BYTES; i++) {
        buffer_put(m, 0);
    }
    const struct program_offer o = {s->size, binary_end_of(s), header_size, mode, true};
    return answer(installer_offer(&installer, &user_client, &o, crc_of(object, s->size)));
}

static enum program_reason send(const struct sample *s) {
    uint32_t header_size;
    const uint8_t *object = object_of(s, &header_size);
    for (uint32_t at = header_size; at < s->size; at += piece.length) {
        uint32_t left = s->size - at;
        buffer_clear(&piece);
        for (uint32_t i = 0; i < left && i < 256; i++) {
            buffer_put(&piece, object[at + i]);
        }
        enum program_reason reason = answer(installer_write(&installer, &user_client, at, &piece));
        if (reason != PROGRAM_FINE) {
            return reason;
        }
    }
    return PROGRAM_FINE;
}

static enum program_reason bring(const struct sample *s, uint8_t mode) {
    enum program_reason reason = offer(s, mode);
    if (reason == PROGRAM_FINE) {
        reason = send(s);
    }
    if (reason == PROGRAM_FINE) {
        reason = answer(installer_finish(&installer, &user_client, true));
    }
    return reason;
}

static enum program_reason take_away(char name) {
    BUFFER_LOCAL(wanted, 1);
    buffer_put(&wanted, (uint8_t)name);
    struct program_info info;
    if (!program_called(&wanted, &info, CAPABILITY_MINT(process_loading_capability))) {
        return PROGRAM_NOT_INSTALLED;
    }
    return answer(installer_remove(&installer, &user_client, info.object));
}

static enum program_reason plan_flags(char name, uint32_t set, uint32_t clear,
                                      struct program_flags *plan) {
    BUFFER_LOCAL(wanted, 1);
    buffer_put(&wanted, (uint8_t)name);
    return program_plan_flags(&wanted, set, clear, plan,
                              CAPABILITY_MINT(process_loading_capability));
}

static enum program_reason change_flags(char name, uint32_t set, uint32_t clear) {
    struct program_flags plan;
    enum program_reason reason = plan_flags(name, set, clear, &plan);
    return reason != PROGRAM_FINE ? reason
                                  : answer(installer_set_flags(&installer, &user_client, &plan));
}

/* ---- What is there ---- */

#define NAMES 8u

/* Of each name 'a' to 'h' the version that is installed, or 0, and its flags; and how many objects there are that nobody can
 * run, for their checksum is wrong. These have any size, so what lies behind begins anywhere in a page. */
struct state {
    uint32_t versions[NAMES];
    uint32_t flags[NAMES];
    uint32_t odd;
};
#define ODD_HEADER 20u
#define ODD_BYTE 0x77

static bool is_odd(const struct app_object *o) {
    const uint8_t *there = bytes_at(o->start);
    for (uint32_t i = 8; i < o->size && there[2] == ODD_HEADER; i++) {
        assert_int_equal(there[i], ODD_BYTE);
    }
    return there[2] == ODD_HEADER;
}

/* The list must be sound, and each program as it was made. */
static struct state state_of_flash(const struct sample *samples) {
    static struct app_list list;
    struct state state = {{0}, {0}, 0};
    app_list_read(&list, bytes_at(FLASH_START), (struct range){FLASH_START, APPS_END});
    assert_true(list.is_complete);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct app_object *o = &list.objects[i];
        if (o->is_padding) {
            continue;
        }
        if (is_odd(o)) {
            state.odd++;
            continue;
        }
        const uint8_t *there = bytes_at(o->start);
        uint32_t n =
            there[16 + 24 + 4] - (uint32_t)'a'; /* behind base, Program and the TLV's head */
        uint32_t version, header_size;
        memcpy(&version, &there[16 + 4 + 16], 4);
        assert_true(n < NAMES);
        assert_int_equal(state.versions[n], 0);
        struct sample s = samples[n];
        s.version = version;
        s.size = o->size;
        memcpy(&s.flags, &there[8], 4);
        assert_memory_equal(there, object_of(&s, &header_size), s.size);
        state.versions[n] = version;
        state.flags[n] = s.flags;
    }
    return state;
}

static bool state_is(struct state a, struct state b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool is_to_run(const struct state *state, uint32_t n) {
    return state->versions[n] != 0 && (state->flags[n] & TBF_FLAG_ENABLED) != 0;
}

/* And those that are enabled run, each of them once. */
static void expect_running(struct state state) {
    unsigned running = 0, wanted = 0;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const struct process *p = kernel.slots[slot];
        if (p != NULL) {
            running++;
            assert_true(process_is_alive(p));
            assert_true(
                is_to_run(&state, *bytes_at(p->flash_start + p->name.offset) - (uint32_t)'a'));
        }
    }
    for (uint32_t n = 0; n < NAMES; n++) {
        wanted += is_to_run(&state, n);
    }
    assert_int_equal(running, wanted);
}

/* ---- A flash to begin with ---- */

static uint32_t put_padding(uint32_t at, uint32_t size) {
    struct tbf_builder b;
    tbf_begin(&b);
    tbf_finish(&b, size, 0);
    memcpy(bytes_at(at), b.bytes, 16);
    return at + size;
}

static uint32_t put_odd(struct random *r, uint32_t at) {
    uint32_t size = 32 + 4 * random_below(r, 200);
    const uint16_t head[] = {2, ODD_HEADER};
    memset(bytes_at(at), ODD_BYTE, size);
    memcpy(bytes_at(at), head, sizeof head);
    memcpy(bytes_at(at + 4), &size, 4);
    return at + size;
}

/* Padding of any size from `at` on, perhaps in two, until an object of `size` may begin. */
static uint32_t put_gap(struct random *r, uint32_t at, uint32_t size) {
    uint32_t end = (at + size - 1) / size * size;
    end += end == at ? 0 : end - at < 16 ? size : 0;
    if (random_one_in(r, 2)) {
        end += size * random_between(r, 1, 3);
    }
    uint32_t middle = at;
    if (end - at >= 64 && random_one_in(r, 2)) {
        middle = put_padding(at, 16 + 4 * random_below(r, (end - at - 32) / 4));
    }
    return end == middle ? end : put_padding(middle, end - middle);
}

static uint32_t random_size(struct random *r) {
    return 256u << random_below(r, 4);
}

/* Some programs, with gaps, then nothing, or what nobody knows. */
static void build_flash(struct random *r, struct sample *samples) {
    bool clean = random_one_in(r, 2);
    for (uint32_t i = 0; i < FLASH_BYTES; i++) {
        *bytes_at(FLASH_START + i) = clean ? 0xFF : (uint8_t)random_word(r);
    }
    uint32_t at = FLASH_START;
    uint32_t count = random_below(r, 4);
    for (uint32_t n = 0; n < NAMES; n++) {
        samples[n] = sample((char)('a' + n), 1, random_size(r));
        if (n < count) {
            uint32_t header_size;
            at = random_one_in(r, 2) ? put_odd(r, at) : at;
            at = put_gap(r, at, samples[n].size);
            memcpy(bytes_at(at), object_of(&samples[n], &header_size), samples[n].size);
            at += samples[n].size;
        }
    }
    at = random_one_in(r, 2) ? put_odd(r, at) : at;
    memset(bytes_at(at), 0xFF, 8); /* the list ends */
}

/* ---- Cuts ---- */

enum verb {
    INSTALL,
    UPDATE,
    REMOVE,
    FLAGS,
    VERBS
};

struct deed {
    enum verb verb;
    struct sample sample;
    uint32_t set, clear; /* FLAGS */
};

static enum program_reason perform(const struct deed *d) {
    switch (d->verb) {
    case INSTALL:
        return bring(&d->sample, PROGRAM_INSTALL);
    case UPDATE:
        return bring(&d->sample, PROGRAM_UPDATE);
    case FLAGS:
        return change_flags(d->sample.name, d->set, d->clear);
    default:
        return take_away(d->sample.name);
    }
}

/* Something that can be done. */
static struct deed choose(struct random *r, const struct sample *samples, struct state before) {
    struct deed d;
    do {
        uint32_t n = random_below(r, NAMES - 2);
        d.sample = samples[n];
        d.verb = before.versions[n] == 0 ? INSTALL : (enum verb)random_between(r, UPDATE, FLAGS);
        uint32_t change = random_between(r, 1, 3);
        d.set = change & ~before.flags[n];
        d.clear = change & before.flags[n];
        d.sample.version = before.versions[n] + 1;
        d.sample.size = d.verb == REMOVE ? d.sample.size : random_size(r);
    } while (d.verb == INSTALL && d.sample.version != 1);
    return d;
}

static uint8_t snapshot[FLASH_BYTES];

/* Starts again, cut once more perhaps; what is there is the old or the new. */
static void expect_old_or_new(const struct sample *samples, struct random *r, struct state old,
                              struct state new) {
    for (uint32_t again = random_below(r, 3); again > 0; again--) {
        power_on(1 + random_below(r, 600), &lax);
    }
    power_on(0, &lax);
    struct state now = state_of_flash(samples);
    assert_true(state_is(now, old) || state_is(now, new));
    expect_running(now);
}

/* Does it uncut, then cuts it at one change in `share`, chosen by chance. Returns how many that were. */
static uint32_t cut_everywhere(const struct deed *d, const struct sample *samples, struct random *r,
                               uint32_t share) {
    struct state old = state_of_flash(samples);
    memcpy(snapshot, bytes_at(FLASH_START), FLASH_BYTES);
    power_on(0, &lax);
    uint32_t before = device.changes;
    enum program_reason reason = perform(d);
    uint32_t changes = device.changes;
    struct state new = state_of_flash(samples);
    assert_true(reason == PROGRAM_FINE || reason == PROGRAM_NO_ROOM);
    assert_true(state_is(new, old) == (reason != PROGRAM_FINE));
    expect_running(new);
    uint32_t cuts = 0;
    uint8_t done[FLASH_BYTES];
    memcpy(done, bytes_at(FLASH_START), FLASH_BYTES);
    for (uint32_t cut = before + 1 + random_below(r, share); cut <= changes;
         cut += 1 + random_below(r, 2 * share - 1)) {
        memcpy(bytes_at(FLASH_START), snapshot, FLASH_BYTES);
        power_on(cut, &lax);
        UNIT_CONTEXT("change %u of %u, %s", cut, changes,
                     (const char *[]){"install", "update", "remove", "flags"}[d->verb]);
        assert_int_equal(perform(d), PROGRAM_NONE);
        expect_old_or_new(samples, r, old, new);
        cuts++;
    }
    memcpy(bytes_at(FLASH_START), done, FLASH_BYTES);
    return cuts;
}

/* How many flashes are begun with; one change in so many is cut. */
#define SEEDS 120u
#define SHARE 40u

static void cut_from_seed(uint32_t seed, uint32_t share, uint32_t *deeds, uint32_t *cuts) {
    struct random r = random_from(seed);
    struct sample samples[NAMES];
    build_flash(&r, samples);
    for (uint32_t i = 0; i < 4; i++) {
        const struct deed d = choose(&r, samples, state_of_flash(samples));
        *cuts += cut_everywhere(&d, samples, &r, share);
        deeds[d.verb]++;
    }
}

/* With POWERCUT=seed every change is cut, from that flash on (make test-powercut). */
TEST(test_a_cut_anywhere_leaves_the_old_or_the_new) {
    uint32_t deeds[VERBS] = {0}, cuts = 0;
    const char *wanted = getenv("POWERCUT");
    if (wanted != NULL) {
        cut_from_seed((uint32_t)atoi(wanted), 1, deeds, &cuts);
        assert_true(cuts > 100);
        return;
    }
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        cut_from_seed(seed, SHARE, deeds, &cuts);
    }
    for (uint32_t v = 0; v < VERBS; v++) {
        assert_true(deeds[v] > 40);
    }
    assert_true(cuts > 3000);
}

static void erase_flash(void) {
    memset(bytes_at(FLASH_START), 0xFF, FLASH_BYTES);
}

TEST(test_a_journal_whose_copies_are_not_what_it_says_is_not_believed) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 512);
    assert_int_equal(bring(&a, PROGRAM_INSTALL), PROGRAM_FINE);
    memcpy(snapshot, bytes_at(FLASH_START), PAGES * PAGE);
    uint32_t *record = word_at(PAGES * PAGE);
    for (uint32_t damage = 0; damage < 9; damage++) {
        uint32_t kept[2] = {record[damage], record[PAGE / 4]};
        record[7] = UINT32_MAX; /* as if the pages were still to be changed */
        if (damage < 7) {
            record[damage] ^= 4;
        } else if (damage == 8) {
            record[PAGE / 4] ^= 4;
        }
        power_on(0, &lax);
        assert_int_equal(device.changes > 0, damage == 7);
        assert_memory_equal(snapshot, bytes_at(FLASH_START), PAGES * PAGE);
        record[damage] = kept[0];
        record[PAGE / 4] = kept[1];
    }
}

/* ---- What is refused, before a byte is written ---- */

static void install(const struct sample *s) {
    assert_int_equal(bring(s, PROGRAM_INSTALL), PROGRAM_FINE);
}

static void expect_refused(const struct sample *s, uint8_t mode, enum program_reason reason) {
    uint32_t changes = device.changes;
    assert_int_equal(offer(s, mode), reason);
    assert_int_equal(device.changes, changes);
    assert_int_equal(installer_write(&installer, &user_client, s->size - 4, &piece), ERR_INVAL);
}

TEST(test_what_is_taken_or_older_or_has_no_room_is_refused) {
    erase_flash();
    power_on(0, &lax);
    struct sample a = sample('a', 5, 512);
    a.short_id = 7;
    install(&a);
    const struct sample e = sample('e', 1, 8192), f = sample('f', 1, 8192);
    install(&e);
    install(&f);
    const struct sample older = sample('a', 4, 512), big = sample('c', 1, 8192);
    struct sample same_id = sample('b', 1, 512), fixed = sample('d', 1, 512);
    same_id.short_id = 7;
    fixed.fixed_flash = FLASH_START + 4;
    expect_refused(&a, PROGRAM_INSTALL, PROGRAM_NAME_TAKEN);
    expect_refused(&older, PROGRAM_UPDATE, PROGRAM_OLDER);
    expect_refused(&older, PROGRAM_INSTALL_OR_UPDATE, PROGRAM_OLDER);
    expect_refused(&same_id, PROGRAM_INSTALL, PROGRAM_NAME_TAKEN);
    expect_refused(&same_id, PROGRAM_UPDATE, PROGRAM_NOT_INSTALLED);
    expect_refused(&big, PROGRAM_INSTALL, PROGRAM_NO_ROOM);
    expect_refused(&fixed, PROGRAM_INSTALL, PROGRAM_ADDRESS);
    expect_refused(&big, 9, PROGRAM_UNKNOWN);
    assert_int_equal(bring(&older, PROGRAM_UPDATE_ANY), PROGRAM_FINE);
}

TEST(test_what_the_policy_would_refuse_is_not_written) {
    erase_flash();
    power_on(0, &strict);
    const struct sample a = sample('a', 1, 512);
    expect_refused(&a, PROGRAM_INSTALL, PROGRAM_NO_CREDENTIAL);
    BUFFER_LOCAL(why, 64);
    installer_put_reason(&installer, &why);
    assert_memory_equal(why_bytes, "no credential that this board accepts", why.length);
}

/* ---- Transfers ---- */

TEST(test_bytes_that_are_not_those_of_the_offer_are_refused_and_become_padding) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 1024);
    assert_int_equal(offer(&a, PROGRAM_INSTALL), PROGRAM_FINE);
    const struct sample wrong = sample('a', 2, 1024);
    assert_int_equal(send(&wrong), PROGRAM_FINE);
    assert_int_equal(answer(installer_finish(&installer, &user_client, true)), PROGRAM_BAD_CRC);
    const struct state none = {{0}, {0}, 0};
    const struct sample samples[NAMES] = {a};
    assert_true(state_is(state_of_flash(samples), none));
    assert_true(installer_is_idle(&installer));
    install(&a);
}

TEST(test_one_has_a_transfer_and_nobody_else_until_it_ends) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 1024);
    assert_int_equal(offer(&a, PROGRAM_INSTALL), PROGRAM_FINE);
    assert_null(installer_manifest(&installer, &other_client, process_id_none()));
    buffer_window(&piece, 0, 8);
    assert_int_equal(installer_write(&installer, &other_client, 512, &piece), ERR_INVAL);
    assert_int_equal(installer_finish(&installer, &other_client, false), ERR_INVAL);
    assert_int_equal(installer_abort(&installer, &other_client), ERR_INVAL);
    assert_int_equal(
        installer_remove(&installer, &other_client, (struct range){FLASH_START, APPS_END}),
        ERR_BUSY);
    assert_int_equal(installer_abort(&installer, &user_client), OK);
    assert_ptr_equal(installer_manifest(&installer, &other_client, process_id_none()), &manifest);
}

static struct buffer *manifest_for(const struct program_client *c, struct process_id holder) {
    return installer_manifest(&installer, c, holder);
}

TEST(test_one_writes_the_manifest_and_nobody_else_until_it_is_given_up) {
    erase_flash();
    power_on(0, &lax);
    const struct process_id nobody = process_id_none();
    buffer_put(manifest_for(&user_client, nobody), 1);
    assert_null(manifest_for(&other_client, nobody));
    const struct program_offer o = {512, 512, 64, PROGRAM_INSTALL, true};
    assert_int_equal(installer_offer(&installer, &other_client, &o, 0), ERR_BUSY);
    assert_int_equal(installer_abort(&installer, &other_client), ERR_INVAL);
    assert_int_equal(manifest_for(&user_client, nobody)->length, 1); /* it goes on */
    assert_true(installer_is_idle(&installer));
    assert_int_equal(installer_abort(&installer, &user_client), OK);
    assert_int_equal(manifest_for(&other_client, nobody)->length, 0);
    assert_null(manifest_for(&user_client, nobody));
}

TEST(test_who_does_not_go_on_has_given_the_manifest_up_but_not_a_transfer) {
    erase_flash();
    power_on(0, &lax);
    const struct process_id nobody = process_id_none();
    const uint32_t patience = INSTALLER_PATIENCE_SECONDS * FAKE_ALARM_HZ;
    buffer_put(manifest_for(&user_client, nobody), 1);
    fake_alarm_pass(&clock_of_board, patience);
    assert_null(manifest_for(&other_client, nobody));
    assert_non_null(manifest_for(&user_client, nobody));
    fake_alarm_pass(&clock_of_board, patience + 1);
    assert_int_equal(manifest_for(&other_client, nobody)->length, 0);
    assert_null(manifest_for(&user_client, nobody));
    assert_int_equal(installer_abort(&installer, &other_client), OK);
    const struct sample a = sample('a', 1, 1024);
    assert_int_equal(offer(&a, PROGRAM_INSTALL), PROGRAM_FINE);
    fake_alarm_pass(&clock_of_board, patience + 1);
    assert_null(manifest_for(&other_client, nobody));
    assert_false(installer_is_idle(&installer));
}

TEST(test_a_process_that_has_died_has_neither_manifest_nor_transfer) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 1024), b = sample('b', 1, 1024);
    install(&a);
    struct process *p = machine_process(0);
    assert_int_equal(offer(&b, PROGRAM_INSTALL), PROGRAM_FINE);
    (void)manifest_for(&user_client, p->id);
    assert_null(manifest_for(&other_client, process_id_none()));
    process_terminate(p, COMPLETION_NONE, 0);
    assert_true(installer_is_idle(&installer));
    assert_non_null(manifest_for(&other_client, process_id_none()));
    buffer_window(&piece, 0, 8);
    assert_int_equal(installer_write(&installer, &user_client, 512, &piece), ERR_INVAL);
}

TEST(test_bytes_outside_of_the_object_are_refused) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 1024);
    assert_int_equal(offer(&a, PROGRAM_INSTALL), PROGRAM_FINE);
    buffer_window(&piece, 0, 8);
    const uint32_t wrong[] = {0, 12, 1018, 1020, 1024, 1028, 0x80000000u, 0xFFFFFFFCu, 514};
    for (uint32_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_int_equal(installer_write(&installer, &user_client, wrong[i], &piece), ERR_INVAL);
    }
    buffer_window(&piece, 0, 6);
    assert_int_equal(installer_write(&installer, &user_client, 512, &piece), ERR_INVAL);
}

TEST(test_a_manifest_that_changes_after_the_offer_ends_nothing_well) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 1024);
    assert_int_equal(offer(&a, PROGRAM_INSTALL), PROGRAM_FINE);
    assert_int_equal(send(&a), PROGRAM_FINE);
    assert_true(installer_goes_on(&installer, &user_client, a.size, installer.crc));
    manifest.bytes[4] ^= 1; /* total_size */
    assert_false(installer_goes_on(&installer, &user_client, a.size, installer.crc));
    assert_int_equal(installer_finish(&installer, &user_client, true), ERR_INVAL);
    manifest.bytes[4] ^= 1;
    assert_int_equal(answer(installer_finish(&installer, &user_client, true)), PROGRAM_FINE);
}

TEST(test_flash_that_fails_is_told) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 1024);
    device.fails = true;
    assert_int_equal(offer(&a, PROGRAM_INSTALL), PROGRAM_FLASH);
    device.fails = false;
    install(&a);
}

/* ---- Flags ---- */

TEST(test_who_is_disabled_ends_and_who_is_enabled_is_started_from_nothing) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 512), b = sample('b', 1, 512);
    install(&a);
    install(&b);
    const struct process_id old = machine_process(0)->id, other_one = machine_process(1)->id;
    assert_int_equal(change_flags('a', TBF_FLAG_STICKY, TBF_FLAG_ENABLED), PROGRAM_FINE);
    assert_null(process_find(old));
    assert_null(kernel.slots[0]);
    assert_int_equal(change_flags('a', TBF_FLAG_ENABLED, TBF_FLAG_STICKY), PROGRAM_FINE);
    assert_true(process_is_alive(machine_process(0)));
    assert_null(process_find(old));
    const struct process_id now = machine_process(0)->id;
    assert_int_equal(change_flags('a', TBF_FLAG_STICKY, 0), PROGRAM_FINE);
    assert_non_null(process_find(now)); /* nobody who runs looks at that one */
    assert_non_null(process_find(other_one));
}

TEST(test_flags_that_a_credential_covers_stay) {
    erase_flash();
    power_on(0, &lax);
    struct sample a = sample('a', 1, 512), b = sample('b', 1, 512);
    a.has_footer = b.has_footer = true;
    a.format = TBF_CREDENTIALS_SHA256;
    b.format = TBF_CREDENTIALS_RESERVED;
    install(&a);
    install(&b);
    uint32_t changes = device.changes;
    struct program_flags plan;
    assert_int_equal(plan_flags('a', 0, TBF_FLAG_ENABLED, &plan), PROGRAM_SIGNED);
    assert_int_equal(plan_flags('a', TBF_FLAG_STICKY, 0, &plan), PROGRAM_SIGNED);
    assert_int_equal(plan_flags('a', TBF_FLAG_ENABLED, TBF_FLAG_STICKY, &plan), PROGRAM_FINE);
    assert_false(plan.changes); /* they are so */
    assert_int_equal(device.changes, changes);
    assert_int_equal(change_flags('b', TBF_FLAG_STICKY, 0), PROGRAM_FINE);
}

TEST(test_only_two_flags_can_change_and_only_of_a_sound_program) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 512);
    install(&a);
    struct program_flags plan;
    assert_int_equal(plan_flags('a', 4, 0, &plan), PROGRAM_UNKNOWN);
    assert_int_equal(plan_flags('a', 0, 0x80, &plan), PROGRAM_UNKNOWN);
    assert_int_equal(plan_flags('a', TBF_FLAG_STICKY, TBF_FLAG_STICKY, &plan), PROGRAM_UNKNOWN);
    assert_int_equal(plan_flags('b', TBF_FLAG_STICKY, 0, &plan), PROGRAM_NOT_INSTALLED);
    *bytes_at(FLASH_START + 12) ^= 1; /* the header's checksum */
    assert_int_equal(plan_flags('a', TBF_FLAG_STICKY, 0, &plan), PROGRAM_BAD_OBJECT);
}

TEST(test_flags_wait_for_a_transfer) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 512), b = sample('b', 1, 1024);
    install(&a);
    struct program_flags plan;
    assert_int_equal(plan_flags('a', TBF_FLAG_STICKY, 0, &plan), PROGRAM_FINE);
    assert_int_equal(offer(&b, PROGRAM_INSTALL), PROGRAM_FINE);
    assert_int_equal(installer_set_flags(&installer, &other_client, &plan), ERR_BUSY);
    assert_int_equal(installer_set_flags(&installer, &user_client, &plan), ERR_BUSY);
    assert_int_equal(installer_abort(&installer, &user_client), OK);
    assert_int_equal(answer(installer_set_flags(&installer, &user_client, &plan)), PROGRAM_FINE);
}

/* The loader looks at 16 objects; `a` is behind them. */
TEST(test_who_is_beyond_the_loaders_list_is_not_enabled) {
    erase_flash();
    uint32_t at = FLASH_START, header_size;
    for (uint32_t i = 0; i < 16; i++) {
        const struct sample b = sample('b', 1, 256);
        memcpy(bytes_at(at), object_of(&b, &header_size), 256);
        at += 256;
    }
    struct sample a = sample('a', 1, 256);
    a.flags = 0;
    memcpy(bytes_at(at), object_of(&a, &header_size), 256);
    power_on(0, &lax);
    struct program_flags plan;
    assert_int_equal(plan_flags('a', TBF_FLAG_ENABLED, 0, &plan), PROGRAM_NO_ROOM);
    assert_int_equal(change_flags('a', TBF_FLAG_STICKY, 0), PROGRAM_FINE);
    assert_int_equal(change_flags('b', 0, TBF_FLAG_ENABLED), PROGRAM_FINE);
}

/* ---- Names, and whose they are ---- */

/* A program that the policy accepts. */
static struct sample trusted(char name, uint32_t version, uint8_t level) {
    struct sample s = sample(name, version, 1024);
    s.has_footer = true;
    s.format = TBF_CREDENTIALS_SHA256;
    s.level = level;
    return s;
}

static struct sample identified(struct sample s, uint32_t short_id) {
    s.short_id = short_id;
    return s;
}

static uint32_t put_program(uint32_t at, struct sample s) {
    uint32_t header_size;
    memcpy(bytes_at(at), object_of(&s, &header_size), s.size);
    return at + s.size;
}

/* Flash with these in this order, on a board that wants a digest. */
static void power_on_with(const struct sample *samples, uint32_t count) {
    erase_flash();
    uint32_t at = FLASH_START;
    for (uint32_t i = 0; i < count; i++) {
        at = put_program(at, samples[i]);
    }
    power_on(0, &picky);
}
#define POWER_ON_WITH(...)                              \
    power_on_with((const struct sample[]){__VA_ARGS__}, \
                  sizeof((const struct sample[]){__VA_ARGS__}) / sizeof(struct sample))

static uint32_t version_at(uint32_t address) {
    uint32_t version;
    memcpy(&version, bytes_at(address + 16 + 4 + 16), 4);
    return version;
}

/* The versions of those with this name that run, one digit each, as they lie in flash. */
static uint32_t running(char name) {
    uint32_t found = 0;
    for (uint32_t at = FLASH_START; at < APPS_END; at += 4) {
        for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
            const struct process *p = kernel.slots[slot];
            if (p != NULL && p->flash_start == at && *bytes_at(at + p->name.offset) == name) {
                found = 10 * found + version_at(at);
            }
        }
    }
    return found;
}

/* Which version is meant by the name; 0: there is none. */
static uint32_t called(char name) {
    BUFFER_LOCAL(wanted, 1);
    struct program_info info;
    buffer_put(&wanted, (uint8_t)name);
    bool found = program_called(&wanted, &info, CAPABILITY_MINT(process_loading_capability));
    return found ? info.version : 0;
}

static uint32_t with_short_id(uint32_t short_id) {
    struct program_info info;
    bool found =
        program_with_short_id(short_id, &info, CAPABILITY_MINT(process_loading_capability));
    return found ? info.version : 0;
}

TEST(test_an_impostor_has_neither_name_nor_short_id_wherever_it_lies) {
    const struct sample good = identified(trusted('a', 1, 1), 7);
    const struct sample impostor = identified(sample('a', 9, 1024), 7);
    const struct sample better = identified(trusted('a', 2, 1), 7);
    for (unsigned first = 0; first < 2; first++) {
        POWER_ON_WITH(first == 0 ? impostor : good, first == 0 ? good : impostor);
        assert_int_equal(running('a'), 1);
        assert_int_equal(called('a'), 1);
        assert_int_equal(with_short_id(7), 1);
        expect_refused(&better, PROGRAM_INSTALL, PROGRAM_NAME_TAKEN);
        assert_int_equal(bring(&better, first == 0 ? PROGRAM_UPDATE : PROGRAM_INSTALL_OR_UPDATE),
                         PROGRAM_FINE);
        assert_int_equal(running('a'), 2);
        assert_int_equal(take_away('a'), PROGRAM_FINE);
        assert_int_equal(running('a'), 0);
        assert_int_equal(called('a'), 9); /* nobody else has the name */
        assert_int_equal(take_away('a'), PROGRAM_FINE);
        assert_int_equal(take_away('a'), PROGRAM_NOT_INSTALLED);
    }
}

TEST(test_what_is_refused_takes_no_name_from_who_comes) {
    const struct sample by_name = sample('a', 9, 1024), by_id = identified(sample('b', 9, 1024), 7);
    const struct sample good = identified(trusted('a', 1, 1), 7);
    POWER_ON_WITH(by_name, by_id);
    expect_refused(&good, PROGRAM_UPDATE, PROGRAM_NOT_INSTALLED);
    assert_int_equal(bring(&good, PROGRAM_INSTALL), PROGRAM_FINE);
    assert_int_equal(running('a'), 1);
    POWER_ON_WITH(by_name, by_id);
    assert_int_equal(bring(&good, PROGRAM_INSTALL_OR_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 1);
    assert_int_equal(called('b'), 9); /* it is still there */
}

TEST(test_any_program_can_be_meant_by_its_address) {
    const struct sample good = trusted('a', 1, 1), impostor = sample('a', 9, 1024);
    POWER_ON_WITH(good, impostor);
    BUFFER_LOCAL(which, 8);
    struct program_info info;
    const uint32_t address = FLASH_START + 1024;
    for (uint32_t i = 0; i < 5; i++) {
        buffer_put(&which, (uint8_t)(i == 0 ? 0 : address >> (8 * (i - 1))));
    }
    const struct process_loading_capability cap = CAPABILITY_MINT(process_loading_capability);
    assert_true(program_called(&which, &info, cap));
    assert_int_equal(info.version, 9);
    assert_int_equal(info.state, PROGRAM_REFUSED);
    assert_int_equal(answer(installer_remove(&installer, &user_client, info.object)), PROGRAM_FINE);
    assert_false(program_called(&which, &info, cap)); /* padding now */
    assert_int_equal(running('a'), 1);
}

TEST(test_an_update_replaces_the_newest_and_leaves_the_older_ones) {
    const struct sample one = identified(trusted('a', 1, 1), 7);
    const struct sample three = identified(trusted('a', 3, 1), 7);
    const struct sample two = identified(trusted('a', 2, 1), 7);
    const struct sample four = identified(trusted('a', 4, 1), 7);
    POWER_ON_WITH(one, three);
    assert_int_equal(running('a'), 3);
    expect_refused(&two, PROGRAM_UPDATE, PROGRAM_OLDER);
    assert_int_equal(bring(&two, PROGRAM_UPDATE_ANY), PROGRAM_FINE);
    assert_int_equal(running('a'), 2);
    assert_int_equal(bring(&four, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 4);
    assert_int_equal(take_away('a'), PROGRAM_FINE);
    assert_int_equal(running('a'), 1); /* which was there all the time */
}

TEST(test_an_update_that_another_one_would_go_before_is_refused) {
    const struct sample three = identified(trusted('a', 3, 1), 7);
    const struct sample four = identified(trusted('a', 4, 1), 7);
    POWER_ON_WITH(three, three);
    expect_refused(&three, PROGRAM_UPDATE, PROGRAM_NAME_TAKEN);
    expect_refused(&three, PROGRAM_UPDATE_ANY, PROGRAM_NAME_TAKEN);
    assert_int_equal(bring(&four, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 4);
}

TEST(test_of_several_with_one_name_and_no_short_id_the_newest_is_meant) {
    POWER_ON_WITH(trusted('a', 1, 1), trusted('a', 3, 1), trusted('a', 2, 1));
    assert_int_equal(running('a'), 132); /* all of them */
    assert_int_equal(called('a'), 3);
    const struct sample four = trusted('a', 4, 1);
    assert_int_equal(bring(&four, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 124);
}

TEST(test_a_program_that_is_disabled_is_trusted_as_much_as_before) {
    struct sample off = trusted('a', 1, 2);
    off.flags = 0;
    const struct sample lesser = trusted('a', 2, 1), equal = trusted('a', 2, 2);
    POWER_ON_WITH(off);
    assert_int_equal(running('a'), 0);
    expect_refused(&lesser, PROGRAM_INSTALL, PROGRAM_NAME_TAKEN);
    expect_refused(&lesser, PROGRAM_UPDATE, PROGRAM_BAD_CREDENTIAL);
    assert_int_equal(bring(&equal, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 2);
    off.version = 3; /* the same for one that comes while the board runs */
    assert_int_equal(bring(&off, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 0);
    const struct sample again = trusted('a', 4, 1);
    expect_refused(&again, PROGRAM_UPDATE, PROGRAM_BAD_CREDENTIAL);
}

/* ---- What could not run, and now can ---- */

static struct sample large(struct sample s, uint32_t minimum_ram) {
    s.minimum_ram = minimum_ram;
    return s;
}

TEST(test_who_found_no_ram_runs_when_another_one_goes) {
    POWER_ON_WITH(large(trusted('b', 1, 1), 30000), large(trusted('a', 1, 1), 40000));
    assert_int_equal(running('a'), 0);
    assert_int_equal(running('b'), 1);
    assert_int_equal(take_away('b'), PROGRAM_FINE);
    assert_int_equal(running('a'), 1);
}

TEST(test_who_found_no_ram_runs_when_an_update_takes_less) {
    POWER_ON_WITH(large(trusted('b', 1, 1), 40000), large(trusted('a', 1, 1), 20000));
    assert_int_equal(running('a'), 0);
    const struct sample less = large(trusted('b', 2, 1), 20000);
    assert_int_equal(bring(&less, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('a'), 1);
    assert_int_equal(running('b'), 2);
}

TEST(test_what_has_just_come_goes_before_who_waits) {
    POWER_ON_WITH(large(trusted('b', 1, 1), 30000), large(trusted('a', 1, 1), 40000));
    const struct sample next = large(trusted('b', 2, 1), 30000);
    assert_int_equal(bring(&next, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(running('b'), 2);
    assert_int_equal(running('a'), 0);
}

TEST(test_who_found_no_slot_runs_when_another_one_goes) {
    erase_flash();
    uint32_t at = FLASH_START;
    for (uint32_t i = 0; i <= PROCESS_SLOTS; i++) {
        at = put_program(at, trusted('b', 1 + i / PROCESS_SLOTS, 0));
    }
    power_on(0, &picky);
    assert_int_equal(called('b'), 2);
    struct program_info info;
    BUFFER_LOCAL(which, 1);
    buffer_put(&which, 'b');
    (void)program_called(&which, &info, CAPABILITY_MINT(process_loading_capability));
    assert_int_equal(info.state, PROGRAM_NOT_STARTED);
    const struct range first = {FLASH_START, FLASH_START + 1024};
    assert_int_equal(answer(installer_remove(&installer, &user_client, first)), PROGRAM_FINE);
    (void)program_called(&which, &info, CAPABILITY_MINT(process_loading_capability));
    assert_int_equal(info.state, PROGRAM_RUNS);
}

TEST(test_a_newer_one_that_fits_in_now_takes_over) {
    const struct sample old = identified(trusted('a', 1, 1), 7);
    const struct sample new = identified(large(trusted('a', 2, 1), 40000), 7);
    POWER_ON_WITH(large(trusted('b', 1, 1), 30000), old, new);
    assert_int_equal(running('a'), 1);
    assert_int_equal(take_away('b'), PROGRAM_FINE);
    assert_int_equal(running('a'), 2);
}

/* ---- Reading ---- */

static enum program_reason read_bytes(uint32_t address, uint32_t offset, struct buffer *out) {
    buffer_clear(out);
    return program_read(address, offset, 100, out, CAPABILITY_MINT(process_loading_capability));
}

TEST(test_a_program_is_read_and_nothing_beside_it) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 512);
    install(&a);
    BUFFER_LOCAL(out, 256);
    uint32_t header_size;
    const uint8_t *object = object_of(&a, &header_size);
    assert_int_equal(read_bytes(FLASH_START, 0, &out), PROGRAM_FINE);
    assert_int_equal(out.length, 100);
    assert_memory_equal(out_bytes, object, 100);
    assert_int_equal(read_bytes(FLASH_START, 509, &out), PROGRAM_FINE);
    assert_int_equal(out.length, 3);
    assert_memory_equal(out_bytes, object + 509, 3);
    assert_int_equal(read_bytes(FLASH_START, 512, &out), PROGRAM_NONE);
    assert_int_equal(read_bytes(FLASH_START, UINT32_MAX, &out), PROGRAM_NONE);
    assert_int_equal(read_bytes(FLASH_START + 4, 0, &out), PROGRAM_NOT_INSTALLED);
    assert_int_equal(take_away('a'), PROGRAM_FINE);
    assert_int_equal(read_bytes(FLASH_START, 0, &out), PROGRAM_NOT_INSTALLED); /* padding now */
    assert_int_equal(out.length, 0);
}

/* ---- Processes ---- */

TEST(test_what_is_removed_leaves_no_process_and_nothing_in_memory) {
    erase_flash();
    power_on(0, &lax);
    const struct sample a = sample('a', 1, 512), b = sample('b', 1, 512);
    install(&a);
    struct process *p = machine_process(0);
    const struct process_id old = p->id;
    const struct range block = {p->memory.start, p->memory.end};
    memset(bytes_at(block.start), 0x5A, 64);
    assert_int_equal(take_away('a'), PROGRAM_FINE);
    assert_null(kernel.slots[0]);
    assert_null(process_find(old));
    for (uint32_t at = block.start; at < block.end; at++) {
        assert_int_equal(*bytes_at(at), 0);
    }
    install(&b);
    p = machine_process(0);
    assert_int_equal(p->memory.start, block.start);
    assert_int_equal(process_id_generation(p->id), process_id_generation(old) + 1);
    assert_null(process_find(old));
}

TEST(test_an_update_runs_in_place_of_the_old_one) {
    erase_flash();
    power_on(0, &lax);
    const struct sample old = sample('a', 1, 512), new = sample('a', 2, 1024);
    install(&old);
    const struct process_id before = machine_process(0)->id;
    assert_int_equal(offer(&new, PROGRAM_UPDATE), PROGRAM_FINE);
    assert_int_equal(send(&new), PROGRAM_FINE);
    assert_non_null(process_find(before)); /* it goes on until the new one is accepted */
    assert_int_equal(answer(installer_finish(&installer, &user_client, true)), PROGRAM_FINE);
    assert_null(process_find(before));
    assert_int_equal(machine_process(0)->flash_size, 1024);
    assert_null(kernel.slots[1]);
}
