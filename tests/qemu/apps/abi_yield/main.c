/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The yields and the queue of upcalls. Three kinds of upcalls come at once when asked for: that of an
 * alarm for now, and those of a write and of a read of nothing. Source: ABI 2.2, 2.3, 2.4. */
#include "tests/places.h"
#include "tests/qemu/raw/raw.h"

#define ALARM_SET_RELATIVE 5
#define WRITE 1
#define WRITTEN 1
#define READ 2
#define READ_DONE 2
#define LOG_MAX 16

enum kind {
    ALARM,
    WRITTEN_KIND,
    READ_KIND
};

struct log {
    uint32_t count;
    uint8_t kinds[LOG_MAX];
    uint32_t arg0[LOG_MAX];
};

static void note(struct log *log, enum kind kind, uint32_t arg0) {
    if (log->count < LOG_MAX) {
        log->kinds[log->count] = (uint8_t)kind;
        log->arg0[log->count] = arg0;
    }
    log->count++;
}

static void on_alarm(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg1;
    (void)arg2;
    note(appdata, ALARM, arg0);
}

static void on_written(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg1;
    (void)arg2;
    note(appdata, WRITTEN_KIND, arg0);
}

static void on_read(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg1;
    (void)arg2;
    note(appdata, READ_KIND, arg0);
}

static void queue_alarm(void) {
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, 0, 0);
}

static void queue_written(void) {
    command(DRIVER_CONSOLE, WRITE, 0, 0);
}

static void queue_read(void) {
    command(DRIVER_CONSOLE, READ, 0, 0);
}

static void listen(struct log *log) {
    log->count = 0;
    subscribe(DRIVER_ALARM, 0, on_alarm, log);
    subscribe(DRIVER_CONSOLE, WRITTEN, on_written, log);
    subscribe(DRIVER_CONSOLE, READ_DONE, on_read, log);
}

/* Also drops what is queued. */
static void listen_no_more(void) {
    subscribe(DRIVER_ALARM, 0, NULL, NULL);
    subscribe(DRIVER_CONSOLE, WRITTEN, NULL, NULL);
    subscribe(DRIVER_CONSOLE, READ_DONE, NULL, NULL);
}

static uint8_t yield_no_wait_flag(void) {
    uint8_t flag = 0xFF;
    raw_yield_no_wait(&flag);
    return flag;
}

/* Runs all that is queued; how many turns that took. */
static uint32_t drain(void) {
    uint32_t turns = 0;
    while (turns < 100 && yield_no_wait_flag() != 0)
        turns++;
    return turns;
}

/* ---- NoWait ---- */

static void check_no_wait(void) {
    struct log log;
    listen(&log);
    check_equal("no_wait_with_nothing_queued_writes_0", yield_no_wait_flag(), 0);
    queue_alarm();
    queue_written();
    uint8_t first = yield_no_wait_flag();
    uint32_t after_first = log.count;
    uint8_t second = yield_no_wait_flag();
    uint8_t third = yield_no_wait_flag();
    listen_no_more();
    check_equal("no_wait_with_an_upcall_queued_writes_1", first, 1);
    check_equal("no_wait_runs_one_upcall_at_most", after_first, 1);
    check("no_wait_runs_all_one_by_one", second == 1 && third == 0 && log.count == 2);
}

static void check_flag_address(void) {
    struct log log;
    uint32_t end = memop(MEMOP_SBRK, 0).values[0];
    listen(&log);
    raw_yield_no_wait(NULL);
    raw_yield_no_wait((uint8_t *)places()->kernel_ram);
    raw_yield_no_wait((uint8_t *)(uintptr_t)memop(MEMOP_FLASH_START, 0).values[0]);
    raw_yield_no_wait((uint8_t *)0xFFFFFFFF);
    raw_yield_no_wait((uint8_t *)(uintptr_t)end);
    queue_alarm();
    raw_yield_no_wait((uint8_t *)places()->device);
    listen_no_more();
    check_equal("no_wait_ignores_a_flag_that_is_not_in_its_memory", log.count, 1);
    uint8_t *last = (uint8_t *)(uintptr_t)(end - 1);
    *last = 0xFF;
    raw_yield_no_wait(last);
    check_equal("no_wait_writes_a_flag_at_the_last_byte", *last, 0);
}

static void check_null_upcalls(void) {
    struct log log;
    log.count = 0;
    queue_alarm();
    queue_alarm();
    check_equal("no_wait_with_only_null_upcalls_queued_returns_with_0", yield_no_wait_flag(), 0);
    queue_alarm();
    subscribe(DRIVER_CONSOLE, WRITTEN, on_written, &log);
    queue_written();
    raw_yield_wait();
    check("null_upcalls_never_end_a_wait", log.count == 1 && log.kinds[0] == WRITTEN_KIND);
    listen_no_more();
}

/* ---- WaitFor ---- */

static void check_wait_for(void) {
    struct log log;
    listen(&log);
    queue_alarm();
    queue_written();
    queue_read();
    struct upcall_arguments written = yield_wait_for(DRIVER_CONSOLE, WRITTEN);
    uint32_t ran = log.count;
    drain();
    listen_no_more();
    check("wait_for_returns_the_arguments",
          written.arg0 == 0 && written.arg1 == 0 && written.arg2 == 0);
    check_equal("wait_for_runs_no_function", ran, 0);
    check("wait_for_takes_from_the_middle_and_leaves_the_others_in_order",
          log.count == 2 && log.kinds[0] == ALARM && log.kinds[1] == READ_KIND);
}

static void check_wait_for_null(void) {
    queue_alarm();
    uint32_t now = now_ticks();
    struct upcall_arguments alarm = yield_wait_for(DRIVER_ALARM, 0);
    check("wait_for_takes_a_null_upcall_that_is_queued",
          now - alarm.arg0 < ms_to_ticks(1) && alarm.arg2 == 0);
    uint32_t start = now_ticks();
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(7), 0);
    alarm = yield_wait_for(DRIVER_ALARM, 0);
    check("wait_for_waits_for_a_null_upcall", now_ticks() - start >= ms_to_ticks(7));
}

static void check_wait_for_beside_others(void) {
    struct log log;
    listen(&log);
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(5), 0);
    queue_written();
    queue_written();
    yield_wait_for(DRIVER_ALARM, 0);
    uint32_t ran = log.count;
    drain();
    listen_no_more();
    check("upcalls_that_are_not_waited_for_stay_queued", ran == 0 && log.count == 2);
}

/* ---- Order and room ---- */

static void check_order(void) {
    struct log log;
    listen(&log);
    queue_read();
    queue_alarm();
    queue_written();
    queue_alarm();
    drain();
    listen_no_more();
    check("upcalls_of_all_drivers_come_in_the_order_in_which_they_were_queued",
          log.count == 4 && log.kinds[0] == READ_KIND && log.kinds[1] == ALARM &&
              log.kinds[2] == WRITTEN_KIND && log.kinds[3] == ALARM);
}

static void check_room(void) {
    struct log log;
    uint32_t before_tenth = 0;
    listen(&log);
    for (uint32_t i = 0; i < 13; i++) {
        if (i == 10)
            before_tenth = now_ticks();
        spin_ms(1); /* so that each has another time for an argument */
        queue_alarm();
    }
    drain();
    bool first_ten = true;
    for (uint32_t i = 0; i < 10; i++)
        first_ten = first_ten && before_tenth - log.arg0[i] < 0x80000000u;
    uint32_t count = log.count;
    queue_alarm();
    drain();
    uint32_t after = log.count;
    listen_no_more();
    check_equal("the_queue_has_room_for_ten", count, UPCALL_QUEUE_LENGTH);
    check("what_comes_when_it_is_full_is_dropped", first_ten);
    check_equal("a_queue_that_was_full_works_on", after, count + 1);
}

static void check_room_for_null(void) {
    struct log log;
    log.count = 0;
    for (uint32_t i = 0; i < UPCALL_QUEUE_LENGTH; i++)
        queue_alarm();
    subscribe(DRIVER_CONSOLE, WRITTEN, on_written, &log);
    queue_written();
    drain();
    uint32_t dropped = log.count;
    queue_written();
    drain();
    listen_no_more();
    check("null_upcalls_take_room_in_the_queue", dropped == 0 && log.count == 1);
}

/* ---- Scrubbing ---- */

static void check_scrubbing(void) {
    struct log log;
    listen(&log);
    queue_alarm();
    queue_written();
    queue_alarm();
    subscribe(DRIVER_ALARM, 0, on_alarm, &log);
    drain();
    check("subscribe_drops_what_is_queued_for_that_upcall_and_nothing_else",
          log.count == 1 && log.kinds[0] == WRITTEN_KIND);
    listen(&log);
    queue_alarm();
    subscribe(DRIVER_ALARM, 0, (upcall_function *)0x20000001, &log);
    subscribe(DRIVER_ALARM, 1, on_alarm, &log);
    drain();
    check_equal("a_subscribe_that_fails_drops_nothing", log.count, 1);
    listen_no_more();
}

static void check_not_lost(void) {
    uint32_t rounds = 0;
    for (; rounds < 200; rounds++) {
        command(DRIVER_ALARM, ALARM_SET_RELATIVE, rounds, 0);
        yield_wait_for(DRIVER_ALARM, 0);
    }
    check_equal("no_wake_up_is_lost_however_close_it_comes_to_the_yield", rounds, 200);
}

int raw_main(const struct start *start) {
    (void)start;
    check_no_wait();
    check_flag_address();
    check_null_upcalls();
    check_wait_for();
    check_wait_for_null();
    check_wait_for_beside_others();
    check_order();
    check_room();
    check_room_for_null();
    check_scrubbing();
    check_not_lost();
    end_of("abi_yield");
    return 0;
}
