/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The queue of upcalls (kernel/upcall_queue.h; ABI 2.2 to 2.4), against a model that is a plain
 * list. */
#include "kernel/upcall_queue.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

static struct upcall entry(uint32_t driver, uint32_t subscribe, enum upcall_kind kind,
                           uint32_t mark) {
    return (struct upcall){.driver = (uint8_t)driver,
                           .subscribe = (uint8_t)subscribe,
                           .kind = (uint8_t)kind,
                           .args = {mark, mark + 1, mark + 2}};
}

static void push(struct upcall_queue *q, uint32_t driver, uint32_t subscribe, enum upcall_kind kind,
                 uint32_t mark) {
    const struct upcall u = entry(driver, subscribe, kind, mark);
    assert_int_equal(upcall_queue_push(q, &u), OK);
}

static void expect_pop(struct upcall_queue *q, uint32_t mark) {
    struct upcall u;
    assert_true(upcall_queue_pop(q, &u));
    assert_int_equal(u.args[0], mark);
    assert_int_equal(u.args[1], mark + 1);
    assert_int_equal(u.args[2], mark + 2);
}

TEST(test_an_empty_queue_has_nothing) {
    struct upcall_queue q;
    struct upcall u;
    upcall_queue_clear(&q);
    assert_false(upcall_queue_pop(&q, &u));
    assert_false(upcall_queue_take(&q, 0, 0, &u));
    assert_false(upcall_queue_has(&q, 0, 0));
    assert_false(upcall_queue_has_call(&q));
}

TEST(test_upcalls_come_out_in_the_order_in_which_they_went_in) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    for (uint32_t round = 0; round < 7; round++) {
        for (uint32_t i = 0; i < 3; i++) {
            push(&q, i, 0, UPCALL_FUNCTION, 10 * round + i);
        }
        for (uint32_t i = 0; i < 3; i++) {
            expect_pop(&q, 10 * round + i);
        }
    }
}

TEST(test_the_queue_holds_ten_and_drops_the_eleventh) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    for (uint32_t i = 0; i < 10; i++) {
        push(&q, 1, 0, UPCALL_FUNCTION, i);
    }
    const struct upcall_queue full = q;
    const struct upcall u = entry(2, 0, UPCALL_FUNCTION, 99);
    assert_int_equal(upcall_queue_push(&q, &u), ERR_NOMEM);
    assert_memory_equal(&q, &full, sizeof q);
    for (uint32_t i = 0; i < 10; i++) {
        expect_pop(&q, i);
    }
}

TEST(test_values_take_places_too) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    for (uint32_t i = 0; i < 10; i++) {
        push(&q, 1, 0, UPCALL_VALUE, i);
    }
    const struct upcall u = entry(2, 0, UPCALL_FUNCTION, 99);
    assert_int_equal(upcall_queue_push(&q, &u), ERR_NOMEM);
}

TEST(test_take_finds_the_first_match_and_keeps_the_order_of_the_others) {
    struct upcall_queue q;
    struct upcall u;
    upcall_queue_clear(&q);
    push(&q, 1, 0, UPCALL_FUNCTION, 10);
    push(&q, 2, 5, UPCALL_FUNCTION, 20);
    push(&q, 1, 1, UPCALL_FUNCTION, 30);
    push(&q, 2, 5, UPCALL_VALUE, 40);
    assert_true(upcall_queue_take(&q, 2, 5, &u));
    assert_int_equal(u.args[0], 20);
    expect_pop(&q, 10);
    expect_pop(&q, 30);
    expect_pop(&q, 40);
}

TEST(test_take_matches_both_driver_and_subscribe_number) {
    struct upcall_queue q;
    struct upcall u;
    upcall_queue_clear(&q);
    push(&q, 1, 2, UPCALL_FUNCTION, 10);
    assert_false(upcall_queue_take(&q, 1, 1, &u));
    assert_false(upcall_queue_take(&q, 2, 2, &u));
    assert_false(upcall_queue_take(&q, 2, 1, &u));
    assert_false(upcall_queue_has(&q, 2, 1));
    assert_true(upcall_queue_has(&q, 1, 2));
}

TEST(test_numbers_are_compared_whole) {
    struct upcall_queue q;
    struct upcall u;
    upcall_queue_clear(&q);
    push(&q, 1, 2, UPCALL_FUNCTION, 10);
    assert_false(upcall_queue_take(&q, 1 + 256, 2, &u));
    assert_false(upcall_queue_take(&q, 1, 2 + 256, &u));
    assert_false(upcall_queue_has(&q, 1, 2 + 0x10000));
    upcall_queue_scrub(&q, 1, 2 + 256);
    assert_true(upcall_queue_has(&q, 1, 2));
}

TEST(test_take_finds_values_and_notifications_too) {
    struct upcall_queue q;
    struct upcall u;
    upcall_queue_clear(&q);
    push(&q, 1, 2, UPCALL_VALUE, 10);
    push(&q, 3, 4, UPCALL_IPC, 20);
    assert_true(upcall_queue_take(&q, 3, 4, &u));
    assert_int_equal(u.kind, UPCALL_IPC);
    assert_true(upcall_queue_take(&q, 1, 2, &u));
    assert_int_equal(u.kind, UPCALL_VALUE);
}

TEST(test_scrub_removes_function_calls_and_leaves_values_and_notifications) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    push(&q, 1, 0, UPCALL_FUNCTION, 10);
    push(&q, 1, 0, UPCALL_VALUE, 20);
    push(&q, 1, 1, UPCALL_FUNCTION, 30);
    push(&q, 1, 0, UPCALL_IPC, 40);
    push(&q, 1, 0, UPCALL_FUNCTION, 50);
    push(&q, 2, 0, UPCALL_FUNCTION, 60);
    upcall_queue_scrub(&q, 1, 0);
    assert_int_equal(q.count, 4);
    expect_pop(&q, 20);
    expect_pop(&q, 30);
    expect_pop(&q, 40);
    expect_pop(&q, 60);
}

TEST(test_scrubbing_a_full_queue_makes_room) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    for (uint32_t i = 0; i < 10; i++) {
        push(&q, i % 2, 0, UPCALL_FUNCTION, i);
    }
    upcall_queue_scrub(&q, 1, 0);
    for (uint32_t i = 0; i < 5; i++) {
        push(&q, 1, 0, UPCALL_FUNCTION, 100 + i);
    }
    for (uint32_t i = 0; i < 5; i++) {
        expect_pop(&q, 2 * i);
    }
    for (uint32_t i = 0; i < 5; i++) {
        expect_pop(&q, 100 + i);
    }
}

TEST(test_only_values_would_not_be_delivered) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    push(&q, 1, 0, UPCALL_VALUE, 10);
    assert_false(upcall_queue_has_call(&q));
    push(&q, 1, 0, UPCALL_IPC, 10);
    assert_true(upcall_queue_has_call(&q));
    upcall_queue_clear(&q);
    push(&q, 1, 0, UPCALL_VALUE, 10);
    push(&q, 1, 0, UPCALL_FUNCTION, 10);
    assert_true(upcall_queue_has_call(&q));
}

TEST(test_clear_forgets_everything) {
    struct upcall_queue q;
    struct upcall u;
    upcall_queue_clear(&q);
    push(&q, 1, 0, UPCALL_FUNCTION, 10);
    upcall_queue_clear(&q);
    assert_int_equal(q.count, 0);
    assert_false(upcall_queue_pop(&q, &u));
}

/* ---- Against a list ---- */

struct model {
    struct upcall list[UPCALL_QUEUE_LENGTH];
    uint32_t count;
};

static void model_remove(struct model *m, uint32_t at) {
    memmove(&m->list[at], &m->list[at + 1], (m->count - at - 1) * sizeof m->list[0]);
    m->count--;
}

static uint32_t model_find(const struct model *m, uint32_t driver, uint32_t subscribe) {
    uint32_t at = 0;
    while (at < m->count && (m->list[at].driver != driver || m->list[at].subscribe != subscribe)) {
        at++;
    }
    return at;
}

static void expect_same(const struct upcall *a, const struct upcall *b) {
    assert_int_equal(a->driver, b->driver);
    assert_int_equal(a->subscribe, b->subscribe);
    assert_int_equal(a->kind, b->kind);
    assert_memory_equal(a->args, b->args, sizeof a->args);
}

static void step_push(struct upcall_queue *q, struct model *m, struct random *r) {
    const struct upcall u = entry(random_below(r, 3), random_below(r, 3),
                                  (enum upcall_kind)random_below(r, 3), random_word(r));
    bool room = m->count < UPCALL_QUEUE_LENGTH;
    assert_int_equal(upcall_queue_push(q, &u), room ? OK : ERR_NOMEM);
    if (room) {
        m->list[m->count++] = u;
    }
}

static void step_pop(struct upcall_queue *q, struct model *m, struct random *r) {
    struct upcall u;
    (void)r;
    assert_int_equal(upcall_queue_pop(q, &u), m->count > 0);
    if (m->count > 0) {
        expect_same(&u, &m->list[0]);
        model_remove(m, 0);
    }
}

static void step_take(struct upcall_queue *q, struct model *m, struct random *r) {
    struct upcall u;
    uint32_t driver = random_below(r, 3);
    uint32_t subscribe = random_below(r, 3);
    uint32_t at = model_find(m, driver, subscribe);
    assert_int_equal(upcall_queue_has(q, driver, subscribe), at < m->count);
    assert_int_equal(upcall_queue_take(q, driver, subscribe, &u), at < m->count);
    if (at < m->count) {
        expect_same(&u, &m->list[at]);
        model_remove(m, at);
    }
}

static void step_scrub(struct upcall_queue *q, struct model *m, struct random *r) {
    uint32_t driver = random_below(r, 3);
    uint32_t subscribe = random_below(r, 3);
    upcall_queue_scrub(q, driver, subscribe);
    for (uint32_t i = m->count; i > 0; i--) {
        const struct upcall *u = &m->list[i - 1];
        if (u->driver == driver && u->subscribe == subscribe && u->kind == UPCALL_FUNCTION) {
            model_remove(m, i - 1);
        }
    }
}

static void expect_call_in_model(const struct upcall_queue *q, const struct model *m) {
    bool any = false;
    for (uint32_t i = 0; i < m->count; i++) {
        any = any || m->list[i].kind != UPCALL_VALUE;
    }
    uint32_t notifications = 0;
    for (uint32_t i = 0; i < m->count; i++) {
        notifications += m->list[i].kind == UPCALL_IPC ? 1 : 0;
    }
    assert_int_equal(upcall_queue_ipc_count(q), notifications);
    assert_int_equal(upcall_queue_has_call(q), any);
    assert_int_equal(q->count, m->count);
}

TEST(test_random_operations_do_what_they_do_to_a_list) {
    static void (*const steps[])(struct upcall_queue *, struct model *, struct random *) = {
        step_push, step_push, step_push, step_pop, step_take, step_scrub};
    struct random r = random_from(4);
    struct upcall_queue q;
    struct model m = {.count = 0};
    upcall_queue_clear(&q);
    for (uint32_t step = 0; step < 200000; step++) {
        UNIT_CONTEXT("step %u", step);
        if (random_one_in(&r, 1000)) {
            upcall_queue_clear(&q);
            m.count = 0;
        }
        steps[random_below(&r, COUNT_OF(steps))](&q, &m, &r);
        expect_call_in_model(&q, &m);
    }
}

/* ---- Every queue ----
 *
 * What a queue does with an entry depends on three questions: is it the driver's, is it the upcall's, is it a
 * function? Here are all queues of all answers, those of more than seven
 * entries of three sorts; what else is in an entry is only copied. */

enum {
    SORT_MATCHES,
    SORT_VALUE, /* of the same upcall */
    SORT_OTHER_DRIVER,
    SORT_NOTIFICATION, /* of the same upcall */
    SORT_OTHER_UPCALL,
    SORTS
};

static struct upcall of_sort(uint32_t sort, uint32_t mark) {
    static const struct upcall sorts[SORTS] = {
        [SORT_MATCHES] = {.driver = 7, .subscribe = 2, .kind = UPCALL_FUNCTION},
        [SORT_VALUE] = {.driver = 7, .subscribe = 2, .kind = UPCALL_VALUE},
        [SORT_NOTIFICATION] = {.driver = 7, .subscribe = 2, .kind = UPCALL_IPC},
        [SORT_OTHER_UPCALL] = {.driver = 7, .subscribe = 1, .kind = UPCALL_FUNCTION},
        [SORT_OTHER_DRIVER] = {.driver = 6, .subscribe = 2, .kind = UPCALL_FUNCTION},
    };
    return entry(sorts[sort].driver, sorts[sort].subscribe, (enum upcall_kind)sorts[sort].kind,
                 100 * mark);
}

/* Is the queue what is left of the model if all that are of `gone` are taken out, but no more than `most`? */
static void expect_left(const struct upcall_queue *q, const struct model *m, uint32_t gone,
                        uint32_t most) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < m->count; i++) {
        const struct upcall *u = &m->list[i];
        uint32_t sort = 0;
        while (of_sort(sort, i).driver != u->driver || of_sort(sort, i).subscribe != u->subscribe ||
               of_sort(sort, i).kind != u->kind) {
            sort++;
        }
        if (most > 0 && (gone >> sort & 1u) != 0) {
            most--;
        } else {
            assert_true(at < q->count);
            if (memcmp(&q->entries[at], u, sizeof *u) != 0) {
                fail_msg("entry %u is not what was entry %u", at, i);
            }
            at++;
        }
    }
    assert_int_equal(q->count, at);
}

static void check_queue(const struct upcall_queue *full, const struct model *m) {
    const uint32_t upcalls = 1u << SORT_MATCHES | 1u << SORT_VALUE | 1u << SORT_NOTIFICATION;
    struct upcall u;
    struct upcall_queue q = *full;
    assert_int_equal(upcall_queue_pop(&q, &u), m->count > 0);
    expect_left(&q, m, (1u << SORTS) - 1, 1);
    assert_true(m->count == 0 || memcmp(&u, &m->list[0], sizeof u) == 0);

    q = *full;
    uint32_t first = model_find(m, 7, 2);
    assert_int_equal(upcall_queue_take(&q, 7, 2, &u), first < m->count);
    expect_left(&q, m, upcalls, 1);
    assert_true(first == m->count || memcmp(&u, &m->list[first], sizeof u) == 0);
    assert_int_equal(upcall_queue_has(full, 7, 2), first < m->count);

    q = *full;
    upcall_queue_scrub(&q, 7, 2);
    expect_left(&q, m, 1u << SORT_MATCHES, UINT32_MAX);

    q = *full;
    upcall_queue_forget(&q, 7);
    expect_left(&q, m, upcalls | 1u << SORT_OTHER_UPCALL, UINT32_MAX);
    expect_call_in_model(full, m);
}

/* All queues of `length` entries, of the first `sorts` sorts. */
static void check_queues(uint32_t length, uint32_t sorts) {
    uint32_t queues = 1;
    for (uint32_t i = 0; i < length; i++) {
        queues *= sorts;
    }
    for (uint32_t n = 0; n < queues; n++) {
        UNIT_CONTEXT("%u entries, queue %u", length, n);
        struct upcall_queue q;
        struct model m = {.count = length};
        memset(&q, 0, sizeof q);
        uint32_t rest = n;
        for (uint32_t i = 0; i < length; i++) {
            m.list[i] = of_sort(rest % sorts, i);
            rest /= sorts;
            assert_int_equal(upcall_queue_push(&q, &m.list[i]), OK);
        }
        check_queue(&q, &m);
    }
}

TEST(test_of_every_queue_what_is_to_go_goes_and_the_others_keep_their_order) {
    for (uint32_t length = 0; length <= 7; length++) {
        check_queues(length, SORTS);
    }
    for (uint32_t length = 8; length <= UPCALL_QUEUE_LENGTH; length++) {
        check_queues(length, SORT_OTHER_DRIVER + 1);
    }
}
