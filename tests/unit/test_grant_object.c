/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Objects inside a grant (kernel/grant.h): allocated and released one by one, named by handles that
 * are checked at every use. */
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"
#include "tests/unit/random.h"

struct thing {
    uint32_t word;
    uint8_t bytes[20];
};

/* Runs `body` with `app` bound to the PROBE grant of `p`. */
#define IN_GRANT(p, app)                                                                     \
    for (enum errorcode error_ = ERR_FAIL; error_ == ERR_FAIL; assert_int_equal(error_, OK)) \
        GRANT_ENTER (probe_handle, (p)->id, app, error_)

TEST(test_an_object_is_zeroed_and_keeps_what_is_written) {
    struct process *p = machine_running();
    struct grant_object object = {0};
    memset(bytes_at(p->memory.kernel_break - 600), 0xEE, 600);
    IN_GRANT(p, app) {
        assert_int_equal(GRANT_OBJECT_NEW(app, struct thing, &object), OK);
        GRANT_OBJECT (app, struct thing, object, thing) {
            static const struct thing zero;
            assert_memory_equal(thing, &zero, sizeof zero);
            thing->word = 0x1234;
        }
    }
    bool ran = false;
    IN_GRANT(p, app) {
        GRANT_OBJECT (app, struct thing, object, thing) {
            ran = true;
            assert_int_equal(thing->word, 0x1234);
        }
    }
    assert_true(ran);
}

TEST(test_a_handle_that_was_never_given_names_nothing) {
    struct process *p = machine_running();
    const struct grant_object none = {0};
    const struct grant_object invented = {12345};
    IN_GRANT(p, app) {
        assert_null(grant_object_at(app, none, 1));
        assert_null(grant_object_at(app, invented, 1));
        grant_release(app, none);
        grant_release(app, invented);
    }
}

TEST(test_a_released_object_is_named_no_more) {
    struct process *p = machine_running();
    struct grant_object object;
    IN_GRANT(p, app) {
        assert_int_equal(GRANT_OBJECT_NEW(app, struct thing, &object), OK);
        GRANT_OBJECT_RELEASE(app, object);
        GRANT_OBJECT (app, struct thing, object, thing) {
            fail();
        }
        GRANT_OBJECT_RELEASE(app, object); /* once more does no harm */
    }
}

/* Memory goes back with the next operation. */
static void settle(struct process *p) {
    IN_GRANT(p, app) {
        grant_release(app, (struct grant_object){0});
    }
}

TEST(test_memory_of_an_object_at_the_kernels_break_goes_back_to_the_process) {
    struct process *p = machine_running();
    struct grant_object first;
    struct grant_object second;
    subscribe(p, PROBE, 0, 0, 0);
    uint32_t before = p->memory.kernel_break;
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 33, &first), OK);
        assert_int_equal(grant_allocate(app, 21, &second), OK);
    }
    uint32_t both = p->memory.kernel_break;
    IN_GRANT(p, app) {
        GRANT_OBJECT_RELEASE(app, second);
        assert_int_equal(p->memory.kernel_break, both); /* somebody may still refer to it */
    }
    settle(p);
    assert_true(p->memory.kernel_break > both);
    IN_GRANT(p, app) {
        GRANT_OBJECT_RELEASE(app, first);
    }
    settle(p);
    assert_int_equal(p->memory.kernel_break, before);
    assert_sound(p);
}

TEST(test_objects_released_in_any_order_all_go_back) {
    struct process *p = machine_running();
    struct grant_object objects[4];
    subscribe(p, PROBE, 0, 0, 0);
    uint32_t before = p->memory.kernel_break;
    static const uint32_t orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
    for (uint32_t o = 0; o < COUNT_OF(orders); o++) {
        IN_GRANT(p, app) {
            for (uint32_t i = 0; i < 4; i++) {
                assert_int_equal(grant_allocate(app, 10 * (i + 1), &objects[i]), OK);
            }
            for (uint32_t i = 0; i < 4; i++) {
                GRANT_OBJECT_RELEASE(app, objects[orders[o][i]]);
            }
        }
        settle(p);
        assert_int_equal(p->memory.kernel_break, before);
    }
}

TEST(test_a_released_object_that_is_not_the_lowest_is_used_again) {
    struct process *p = machine_running();
    struct grant_object low;
    struct grant_object high;
    struct grant_object again;
    const void *place = NULL;
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 40, &high), OK);
        assert_int_equal(grant_allocate(app, 8, &low), OK);
        place = grant_object_at(app, high, 40);
        memset(grant_object_at(app, high, 40), 0xEE, 40);
        GRANT_OBJECT_RELEASE(app, high);
    }
    uint32_t before = p->memory.kernel_break;
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 30, &again), OK);
        assert_ptr_equal(grant_object_at(app, again, 30), place);
        assert_int_equal(p->memory.kernel_break, before);
        static const uint8_t zeros[30];
        assert_memory_equal(place, zeros, 30);
        assert_null(grant_object_at(app, high, 1)); /* the old name is not the new one's */
        assert_non_null(grant_object_at(app, low, 8));
    }
}

/* A capsule may release an object inside a block that refers to it. */
TEST(test_a_released_object_is_not_used_again_while_somebody_may_refer_to_it) {
    struct process *p = machine_running();
    struct grant_object first;
    struct grant_object second;
    IN_GRANT(p, app) {
        assert_int_equal(GRANT_OBJECT_NEW(app, struct thing, &first), OK);
        GRANT_OBJECT (app, struct thing, first, thing) {
            GRANT_OBJECT_RELEASE(app, first);
            assert_int_equal(GRANT_OBJECT_NEW(app, struct thing, &second), OK);
            assert_ptr_not_equal(thing, grant_object_at(app, second, sizeof *thing));
        }
    }
    assert_sound(p);
}

TEST(test_an_object_is_not_looked_at_as_something_larger) {
    struct process *p = machine_running();
    struct grant_object object;
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 16, &object), OK);
        assert_non_null(grant_object_at(app, object, 16));
        assert_non_null(grant_object_at(app, object, 1));
        assert_null(grant_object_at(app, object, 17));
        GRANT_OBJECT (app, struct thing, object, thing) {
            fail();
        }
    }
}

TEST(test_another_drivers_handle_names_nothing) {
    struct process *p = machine_running();
    struct grant_object object;
    enum errorcode error;
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 16, &object), OK);
        GRANT_ENTER (second_handle, p->id, second, error) {
            assert_null(grant_object_at(second, object, 1));
            grant_release(second, object);
        }
        assert_non_null(grant_object_at(app, object, 16));
    }
}

TEST(test_handles_of_an_earlier_life_name_nothing) {
    struct process *p = machine_running();
    struct grant_object old[4];
    struct grant_object fresh;
    IN_GRANT(p, app) {
        for (uint32_t i = 0; i < 4; i++) {
            assert_int_equal(grant_allocate(app, 16, &old[i]), OK);
        }
    }
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
    IN_GRANT(p, app) {
        for (uint32_t i = 0; i < 4; i++) {
            assert_null(grant_object_at(app, old[i], 1));
        }
        for (uint32_t i = 0; i < 4; i++) {
            assert_int_equal(grant_allocate(app, 16, &fresh), OK);
            assert_null(grant_object_at(app, old[i], 1));
            grant_release(app, old[i]);
            assert_non_null(grant_object_at(app, fresh, 16));
        }
    }
}

TEST(test_a_process_that_dies_takes_its_objects_along) {
    struct process *p = machine_running();
    struct grant_object object;
    struct grant_object more;
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 16, &object), OK);
        process_terminate(p, COMPLETION_CODE, 0);
        assert_null(grant_object_at(app, object, 1));
        assert_int_equal(grant_allocate(app, 16, &more), ERR_NODEVICE);
        grant_release(app, object);
    }
}

TEST(test_objects_that_do_not_fit_are_refused) {
    struct process *p = machine_running();
    struct grant_object object = {77};
    IN_GRANT(p, app) {
        uint32_t before = p->memory.kernel_break;
        assert_int_equal(grant_allocate(app, 0x10000, &object), ERR_SIZE);
        assert_int_equal(grant_allocate(app, UINT32_MAX, &object), ERR_SIZE);
        assert_int_equal(grant_allocate(app, 0xFFFF, &object), ERR_NOMEM);
        assert_int_equal(object.stamp, 77);
        assert_int_equal(p->memory.kernel_break, before);
    }
    machine_fill(p);
    IN_GRANT(p, app) {
        assert_int_equal(grant_allocate(app, 1, &object), ERR_NOMEM);
    }
}

TEST(test_objects_are_aligned_to_eight_bytes_and_do_not_overlap) {
    struct process *p = machine_running();
    struct grant_object objects[12];
    IN_GRANT(p, app) {
        for (uint32_t i = 0; i < COUNT_OF(objects); i++) {
            assert_int_equal(grant_allocate(app, i + 1, &objects[i]), OK);
            memset(grant_object_at(app, objects[i], i + 1), (int)i + 1, i + 1);
        }
        for (uint32_t i = 0; i < COUNT_OF(objects); i++) {
            const uint8_t *bytes = grant_object_at(app, objects[i], i + 1);
            assert_int_equal((uintptr_t)bytes % 8, 0);
            for (uint32_t k = 0; k <= i; k++) {
                assert_int_equal(bytes[k], i + 1);
            }
        }
        assert_int_equal(app->word, 0);
    }
}

/* ---- Against a table of what there should be ---- */

#define THINGS 16u

struct entry {
    struct grant_object object;
    uint32_t bytes; /* 0: none */
    uint8_t mark;
};

static void random_step(const void *app, struct entry *e, struct random *r) {
    if (e->bytes != 0 && random_one_in(r, 2)) {
        struct grant_object old = e->object;
        grant_release(app, old);
        assert_null(grant_object_at(app, old, 0));
        e->bytes = 0;
    } else if (e->bytes == 0) {
        uint32_t bytes = random_between(r, 1, 60);
        enum errorcode error = grant_allocate(app, bytes, &e->object);
        assert_true(error == OK || error == ERR_NOMEM);
        if (error == OK) {
            e->bytes = bytes;
            e->mark = (uint8_t)random_word(r);
            uint8_t *at = grant_object_at(app, e->object, bytes);
            for (uint32_t i = 0; i < bytes; i++) {
                assert_int_equal(at[i], 0);
            }
            memset(at, e->mark, bytes);
        }
    }
}

static void check_all(const void *app, const struct entry entries[THINGS]) {
    for (uint32_t i = 0; i < THINGS; i++) {
        const uint8_t *at = entries[i].bytes == 0
                                ? NULL
                                : grant_object_at(app, entries[i].object, entries[i].bytes);
        assert_int_equal(at != NULL, entries[i].bytes != 0);
        for (uint32_t k = 0; k < entries[i].bytes; k++) {
            assert_int_equal(at[k], entries[i].mark);
        }
    }
}

TEST(test_random_allocations_and_releases_never_disturb_each_other) {
    struct process *p = machine_running();
    struct entry entries[THINGS] = {0};
    struct random r = random_from(6);
    subscribe(p, PROBE, 0, 0, 0);
    uint32_t before = p->memory.kernel_break;
    for (uint32_t step = 0; step < 5000; step++) {
        UNIT_CONTEXT("step %u", step);
        IN_GRANT(p, app) {
            random_step(app, &entries[random_below(&r, THINGS)], &r);
            check_all(app, entries);
        }
        assert_sound(p);
    }
    IN_GRANT(p, app) {
        for (uint32_t i = 0; i < THINGS; i++) {
            grant_release(app, entries[i].object);
        }
    }
    settle(p);
    assert_int_equal(p->memory.kernel_break, before);
}
