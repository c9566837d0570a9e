/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The matrix of ABI 2.12, cell by cell: which error each class gives in each situation. */
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

#define NONE 0u /* the cell is a dash */
#define BAD_POINTER 3u
#define BAD_ADDRESS 0xE0000000u

enum column {
    COLUMN_SUBSCRIBE,
    COLUMN_COMMAND,
    COLUMN_ALLOW,
    COLUMN_READABLE,
    COLUMNS,
};

static const struct row {
    const char *situation;
    uint32_t driver;
    bool bad;
    uint32_t number;
    enum errorcode expected[COLUMNS];
} rows[] = {
    {"unknown driver, all else fine",
     UNKNOWN,
     false,
     0,
     {ERR_NODEVICE, ERR_NODEVICE, ERR_NODEVICE, ERR_NODEVICE}},
    {"unknown driver and bad pointer or buffer",
     UNKNOWN,
     true,
     0,
     {ERR_INVAL, NONE, ERR_NODEVICE, ERR_NODEVICE}},
    {"bad pointer or buffer", PROBE, true, 0, {ERR_INVAL, NONE, ERR_INVAL, ERR_INVAL}},
    {"number too large", PROBE, false, 200, {ERR_NOSUPPORT, NONE, ERR_NOSUPPORT, ERR_NOSUPPORT}},
    {"no room for grant", HUGE, false, 0, {ERR_NOMEM, NONE, ERR_NOMEM, ERR_NOMEM}},
    {"driver has no grant", BARE, false, 0, {ERR_NOMEM, NONE, ERR_NOMEM, ERR_NOSUPPORT}},
};

static struct process *running;

static void check(const struct row *row, enum column column, struct call c) {
    UNIT_CONTEXT("%s, column %d", row->situation, column);
    enum errorcode expected = row->expected[column];
    if (expected != NONE && column == COLUMN_COMMAND) {
        assert_failure(c, expected);
    } else if (expected != NONE) {
        assert_swap_failure(c, expected);
    }
}

TEST(test_each_cell_of_the_error_matrix) {
    struct process *p = running = machine_running();
    for (uint32_t i = 0; i < COUNT_OF(rows); i++) {
        const struct row *row = &rows[i];
        uint32_t function = row->bad ? BAD_POINTER : function_of(p);
        uint32_t address = row->bad ? BAD_ADDRESS : ram_of(p);
        check(row, COLUMN_SUBSCRIBE, subscribe(p, row->driver, row->number, function, 7));
        check(row, COLUMN_COMMAND, command(p, row->driver, row->number, 1, 2));
        check(row, COLUMN_ALLOW, allow_rw(p, row->driver, row->number, address, 4));
        check(row, COLUMN_ALLOW, allow_ro(p, row->driver, row->number, address, 4));
        check(row, COLUMN_READABLE, allow_readable(p, row->driver, row->number, address, 4));
    }
}

TEST(test_a_command_that_needs_a_grant_for_which_there_is_no_room_has_no_memory) {
    struct process *p = machine_running();
    machine_fill(p);
    struct call c = command(p, EAGER, 0, 1, 2);
    assert_failure(c, ERR_NOMEM);
    assert_int_equal(probe.commands, 0);
    c = memop(p, MEMOP_BRK, ram_of(p) + 64);
    assert_success(c);
    c = command(p, EAGER, 0, 1, 2);
    assert_success(c);
    assert_int_equal(probe.commands, 1);
}

TEST(test_a_filtered_call_of_any_class_is_a_plain_failure) {
    static const struct tbf_permission list[] = {{SECOND, 0, 1}};
    machine_add(&(const struct app){.name = "filtered",
                                    .minimum_ram = RUNNING_RAM,
                                    .permissions = list,
                                    .permission_count = 1});
    machine_boot();
    struct process *p = machine_process(0);
    machine_settle(p);
    const uint32_t classes[] = {SYSCALL_SUBSCRIBE, SYSCALL_COMMAND, SYSCALL_ALLOW_RW,
                                SYSCALL_ALLOW_RO, SYSCALL_ALLOW_USERSPACE_READ};
    for (uint32_t i = 0; i < COUNT_OF(classes); i++) {
        UNIT_CONTEXT("class %u", classes[i]);
        struct call c = call(p, classes[i], PROBE, 0, 0, 0);
        assert_failure(c, ERR_NODEVICE);
    }
}
