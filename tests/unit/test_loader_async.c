/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The asynchronous loader (kernel/loader_async.h; ABI 4.5, 5.3, 5.4): which questions it asks its policy,
 * what comes of the answers, and which of several programs with one identity runs. */
#include "kernel/loader_async.h"

#include "kernel/capability_mint.h"
#include "kernel/deferred_call.h"
#include "kernel/loader.h"
#include "kernel/messages.h"
#include "kernel/process_control.h"
#include "tests/unit/machine.h"

#include <stdio.h>

/* ---- A policy that answers what the first byte of a credential says ---- */

enum answer {
    ANSWER_PASS,
    ANSWER_ACCEPT,
    ANSWER_REFUSE,
    ANSWER_BUSY,  /* check fails */
    ANSWER_LATER, /* it keeps the question */
};

struct policy {
    unsigned asked;
    uint32_t format, program_length, modulus_length, data_length;
    const struct credential *kept;
};
static struct policy policy;

static enum errorcode check(struct policy *self, const struct credential *c) {
    self->asked++;
    self->format = c->format;
    self->program_length = c->program->length;
    self->modulus_length = c->modulus->length;
    self->data_length = c->data->length;
    self->kept = c;
    uint8_t answer = buffer_get(c->modulus->length != 0 ? c->modulus : c->data, 0);
    switch (answer & 15) {
    case ANSWER_PASS:
        credential_pass(c);
        return OK;
    case ANSWER_ACCEPT:
        credential_accept(c, answer >> 4);
        return OK;
    case ANSWER_REFUSE:
        credential_refuse(c, TEXT("no good"));
        return OK;
    case ANSWER_LATER:
        return OK;
    default:
        return ERR_BUSY;
    }
}

static const struct credential_policy_ops strict_ops =
    CREDENTIAL_POLICY_OPS(struct policy, check, true);
static const struct credential_policy_ops lax_ops =
    CREDENTIAL_POLICY_OPS(struct policy, check, false);
static const struct credential_policy strict = {&strict_ops, SELF(struct policy, &policy)};
static const struct credential_policy lax = {&lax_ops, SELF(struct policy, &policy)};

/* ---- Programs ---- */

#define BINARY_END 0x100u

struct sample {
    const char *name;
    uint32_t short_id, version, minimum_ram, fixed_ram;
    uint8_t answer;  /* SHA-256 credentials with this ... */
    uint8_t answer2; /* ... and a second one, unless it is 0 */
    bool unsigned_;  /* no footers at all */
    bool padded_out; /* reserved space in front of them */
    bool rsa;        /* RSA-4096 instead of SHA-256 */
};

static uint32_t put_footer(uint32_t at, uint32_t format, uint32_t data, uint8_t first) {
    const uint16_t head[] = {128, (uint16_t)(4 + data)};
    memcpy(bytes_at(at), head, 4);
    memcpy(bytes_at(at + 4), &format, 4);
    memset(bytes_at(at + 8), 0, data);
    if (data > 0) {
        *bytes_at(at + 8) = first;
    }
    return at + 8 + data;
}

static uint32_t add(const struct sample *s) {
    static struct tbf_builder b;
    tbf_begin(&b);
    uint32_t end = s->unsigned_ ? APP_FLASH : BINARY_END;
    tbf_program(&b, 0, 0, s->minimum_ram, end, s->version);
    tbf_name(&b, s->name);
    tbf_kernel_version(&b, 2, 0);
    if (s->short_id != 0) {
        tbf_tlv(&b, 10, &s->short_id, 4);
    }
    if (s->fixed_ram != 0) {
        tbf_fixed_addresses(&b, s->fixed_ram, 0xFFFFFFFFu);
    }
    uint32_t total = s->rsa ? 4 * APP_FLASH : APP_FLASH;
    tbf_finish(&b, total, 1);
    uint32_t at = machine_add_object(&b);
    uint32_t footer = at + BINARY_END;
    if (s->unsigned_) {
        return at;
    }
    if (s->padded_out) {
        footer = put_footer(footer, 0, 16, 0);
    }
    footer = put_footer(footer, s->rsa ? 2 : 3, s->rsa ? 1024 : 32, s->answer);
    if (s->answer2 != 0) {
        footer = put_footer(footer, 6, 64, s->answer2);
    }
    put_footer(footer, 0, at + total - footer - 8, 0);
    return at;
}
#define ADD(...) add(&(const struct sample){__VA_ARGS__})

static void run(void) {
    for (unsigned i = 0; (kernel.work & WORK_DEFERRED) != 0; i++) {
        assert_true(i < 2000);
        deferred_call_run();
    }
}

static void begin(const struct credential_policy *p) {
    loader_begin((struct range){FLASH_START, FLASH_END}, (struct range){RAM_START, RAM_END}, p,
                 CAPABILITY_MINT(process_loading_capability));
    run();
}

static void expect_running(const char *const *names) {
    uint32_t slot = 0;
    for (; names[slot] != NULL; slot++) {
        BUFFER_LOCAL(name, 33);
        process_put_raw_name(machine_process(slot), &name);
        assert_int_equal(name.length, strlen(names[slot]));
        assert_memory_equal(name_bytes, names[slot], name.length);
    }
    for (; slot < PROCESS_SLOTS; slot++) {
        assert_null(kernel.slots[slot]);
    }
}
#define EXPECT_RUNNING(...) expect_running((const char *const[]){__VA_ARGS__, NULL})
#define EXPECT_NONE() expect_running((const char *const[]){NULL})

/* All lines of the report, each ended by a newline. */
static const char *report(void) {
    static char text[4096];
    text[0] = '\0';
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    while (loader_report_line(&line)) {
        size_t length = strlen(text);
        snprintf(&text[length], sizeof text - length, "%.*s\n", (int)line.length,
                 (const char *)line_bytes);
        buffer_clear(&line);
    }
    return text;
}

/* ---- Credentials ---- */

TEST(test_what_is_accepted_runs_and_what_is_refused_does_not) {
    ADD(.name = "good", .answer = ANSWER_ACCEPT);
    uint32_t at = ADD(.name = "bad", .answer = ANSWER_REFUSE);
    ADD(.name = "fine", .answer = ANSWER_ACCEPT);
    begin(&strict);
    EXPECT_RUNNING("good", "fine");
    char line[128];
    snprintf(line, sizeof line,
             "App bad at 0x%08X skipped: no good\nPrograms checked: 2 of 3 run\n", at);
    assert_string_equal(report(), line);
    assert_string_equal(report(), ""); /* said once */
}

TEST(test_what_a_policy_is_asked) {
    ADD(.name = "a", .answer = ANSWER_ACCEPT);
    begin(&strict);
    assert_int_equal(policy.asked, 1);
    assert_int_equal(policy.format, 3);
    assert_int_equal(policy.program_length, BINARY_END); /* the integrity region, ABI 4.5 */
    assert_int_equal(policy.modulus_length, 0);
    assert_int_equal(policy.data_length, 32);
}

TEST(test_of_rsa_the_first_half_is_the_key) {
    ADD(.name = "a", .answer = ANSWER_ACCEPT, .rsa = true);
    begin(&strict);
    EXPECT_RUNNING("a");
    assert_int_equal(policy.format, 2);
    assert_int_equal(policy.modulus_length, 512);
    assert_int_equal(policy.data_length, 512);
}

TEST(test_a_program_that_no_credential_speaks_for) {
    ADD(.name = "passed", .answer = ANSWER_PASS);
    ADD(.name = "bare", .unsigned_ = true);
    begin(&strict);
    EXPECT_NONE();
    const char *text = report();
    unit_assert_contains(text, "App passed at 0x00080000 skipped: no credential that this board");
    unit_assert_contains(text, "App bare at 0x00080400 skipped: no credential that this board");
}

TEST(test_a_policy_that_requires_nothing_runs_what_it_does_not_refuse) {
    ADD(.name = "passed", .answer = ANSWER_PASS);
    ADD(.name = "bare", .unsigned_ = true);
    ADD(.name = "refused", .answer = ANSWER_REFUSE);
    begin(&lax);
    EXPECT_RUNNING("passed", "bare");
}

TEST(test_the_first_answer_that_is_no_pass_decides) {
    ADD(.name = "second", .answer = ANSWER_PASS, .answer2 = ANSWER_ACCEPT);
    ADD(.name = "first", .answer = ANSWER_ACCEPT, .answer2 = ANSWER_REFUSE);
    ADD(.name = "refused", .answer = ANSWER_REFUSE, .answer2 = ANSWER_ACCEPT);
    ADD(.name = "failed", .answer = ANSWER_BUSY, .answer2 = ANSWER_ACCEPT);
    begin(&strict);
    EXPECT_RUNNING("second", "first", "failed");
    assert_int_equal(policy.asked, 6);
}

TEST(test_reserved_space_is_no_question) {
    ADD(.name = "a", .answer = ANSWER_ACCEPT, .padded_out = true);
    begin(&strict);
    EXPECT_RUNNING("a");
    assert_int_equal(policy.asked, 1);
}

TEST(test_a_broken_footer_ends_the_questions) {
    uint32_t at = ADD(.name = "a", .answer = ANSWER_PASS, .answer2 = ANSWER_ACCEPT);
    *bytes_at(at + BINARY_END + 40) = 127; /* type of the second */
    begin(&strict);
    assert_int_equal(policy.asked, 1);
    EXPECT_NONE();
    unit_assert_contains(report(), "broken footer");
}

/* ---- Answers that come late, or not at all ---- */

TEST(test_nobody_behind_an_open_question_is_asked_or_runs) {
    ADD(.name = "slow", .answer = ANSWER_LATER);
    ADD(.name = "quick", .answer = ANSWER_ACCEPT);
    begin(&strict);
    assert_int_equal(policy.asked, 1);
    EXPECT_NONE();
    assert_string_equal(report(), "");
    credential_accept(policy.kept, 0);
    run();
    EXPECT_RUNNING("slow", "quick");
}

TEST(test_answers_to_no_question_change_nothing) {
    ADD(.name = "slow", .answer = ANSWER_LATER);
    ADD(.name = "bad", .answer = ANSWER_LATER);
    const struct credential other = {.format = 3};
    credential_accept(&other, 1);
    begin(&strict);
    credential_accept(&other, 1);
    assert_int_equal(policy.asked, 1);
    credential_refuse(policy.kept, TEXT("first"));
    credential_accept(policy.kept, 9); /* it was closed */
    run();
    assert_int_equal(policy.asked, 2);
    credential_refuse(policy.kept, TEXT("second"));
    run();
    credential_accept(policy.kept, 9);
    run();
    EXPECT_NONE();
    const char *text = report();
    unit_assert_contains(text, "App slow at 0x00080000 skipped: first");
    unit_assert_contains(text, "App bad at 0x00080400 skipped: second");
}

/* ---- Identity ---- */

#define GOOD ANSWER_ACCEPT
#define LEVEL(n) ((n) << 4 | ANSWER_ACCEPT)

TEST(test_of_one_identity_the_newest_runs_wherever_it_lies) {
    ADD(.name = "v1", .short_id = 7, .version = 1, .answer = GOOD);
    ADD(.name = "v3", .short_id = 7, .version = 3, .answer = GOOD);
    ADD(.name = "v2", .short_id = 7, .version = 2, .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("v3");
    unit_assert_contains(report(), "App v1 at 0x00080000 skipped: another program with its ShortId "
                                   "runs");
}

TEST(test_of_one_version_the_first_in_flash_runs) {
    ADD(.name = "first", .short_id = 7, .version = 1, .answer = GOOD);
    ADD(.name = "second", .short_id = 7, .version = 1, .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("first");
}

TEST(test_trust_goes_before_version) {
    ADD(.name = "new", .short_id = 7, .version = 9, .answer = LEVEL(1));
    ADD(.name = "trusted", .short_id = 7, .version = 1, .answer = LEVEL(2));
    begin(&strict);
    EXPECT_RUNNING("trusted");
}

TEST(test_a_program_that_is_refused_does_not_stand_in_the_way_of_an_older_one) {
    ADD(.name = "old", .short_id = 7, .version = 1, .answer = GOOD);
    ADD(.name = "new", .short_id = 7, .version = 2, .answer = ANSWER_REFUSE);
    begin(&strict);
    EXPECT_RUNNING("old");
}

/* ABI D31, on either side. */
TEST(test_a_program_that_finds_no_ram_leaves_its_place_to_an_older_one) {
    ADD(.name = "old", .short_id = 7, .version = 1, .answer = GOOD);
    ADD(.name = "new", .short_id = 7, .version = 2, .minimum_ram = 0x100000, .answer = GOOD);
    ADD(.name = "older", .short_id = 7, .version = 0, .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("old");
    unit_assert_contains(report(), "App new at 0x00080400 skipped: not enough memory for "
                                   "minimum_ram_size 0x00100000");
}

TEST(test_programs_without_short_id_are_like_no_other) {
    ADD(.name = "a", .version = 1, .answer = GOOD);
    ADD(.name = "a", .version = 2, .answer = GOOD);
    ADD(.name = "b", .short_id = 1, .answer = GOOD);
    ADD(.name = "c", .short_id = 2, .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("a", "a", "b", "c");
}

TEST(test_fixed_ram_goes_before_ram_anywhere) {
    ADD(.name = "anywhere", .minimum_ram = 0x1000, .answer = GOOD);
    ADD(.name = "fixed", .minimum_ram = 0x1000, .fixed_ram = RAM_START, .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("fixed", "anywhere");
    assert_int_equal(machine_process(0)->memory.start, RAM_START);
}

/* ---- Limits ---- */

TEST(test_more_programs_than_slots) {
    for (unsigned i = 0; i < PROCESS_SLOTS + 1; i++) {
        ADD(.name = "a", .answer = GOOD);
    }
    begin(&strict);
    machine_process(PROCESS_SLOTS - 1);
    unit_assert_contains(report(), "App a at 0x00082000 skipped: no free process slots\n"
                                   "Programs checked: 8 of 9 run\n");
}

TEST(test_more_programs_than_are_looked_at) {
    for (unsigned i = 0; i < 20; i++) {
        ADD(.name = "a", .answer = ANSWER_REFUSE);
    }
    begin(&strict);
    unit_assert_contains(report(), "App a at 0x00083C00 skipped: too many programs in flash\n"
                                   "Programs checked: 0 of 16 run\n");
}

TEST(test_what_is_no_program_is_said_to_be_none) {
    uint32_t at = ADD(.name = "a", .answer = GOOD);
    *bytes_at(at + 12) ^= 1;
    ADD(.name = "b", .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("b");
    unit_assert_contains(report(), "App a at 0x00080000 skipped: checksum does not match");
    assert_int_equal(policy.asked, 1);
}

TEST(test_a_header_that_takes_too_long_to_be_read) {
    static uint8_t object[4096] = {2, 0, 0x04, 0x08, 0, 0x10, 0, 0};
    machine_add_bytes(object, sizeof object);
    ADD(.name = "b", .answer = GOOD);
    begin(&strict);
    EXPECT_RUNNING("b");
    unit_assert_contains(report(), "header_size above 2048");
}

TEST(test_flash_without_programs) {
    begin(&strict);
    EXPECT_NONE();
    assert_string_equal(report(), "Programs checked: 0 of 0 run\n");
}

/* ---- What people read ---- */

TEST(test_the_list_names_who_was_refused_each_time) {
    const struct process_management_capability cap = CAPABILITY_MINT(process_management_capability);
    ADD(.name = "good", .short_id = 0x1234, .answer = GOOD);
    ADD(.name = "bad", .answer = ANSWER_REFUSE);
    begin(&strict);
    for (unsigned i = 0; i < 2; i++) {
        BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
        assert_true(process_put_refused(&line, cap));
        assert_int_equal(line.length, strlen("App bad at 0x00080400 skipped: no good"));
        assert_false(process_put_refused(&line, cap));
    }
    assert_int_equal(process_short_id(machine_process(0)->id, cap), 0x1234);
    assert_int_equal(process_short_id(process_id_none(), cap), 0);
    BUFFER_LOCAL(column, 20);
    process_put_short_id(machine_process(0)->id, &column, cap);
    assert_int_equal(column.length, 11);
    assert_memory_equal(column_bytes, "0x00001234 ", 11);
    buffer_clear(&column);
    process_put_short_id(process_id_none(), &column, cap);
    assert_memory_equal(column_bytes, "Unique     ", 11);
}
