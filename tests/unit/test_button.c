/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x3 (capsules/syscall/button.c; ABI 7.3). */
#include "capsules/syscall/button.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"

enum {
    COUNT,
    ENABLE,
    DISABLE,
    READ,
    BEYOND
};

extern const struct button_driver driver;
#define DRIVERS(X)                                                                       \
    X(BUTTON, DRIVER_BUTTON, const struct button_driver, &driver, button_driver_command, \
      &button_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_pin pins[BUTTONS_MAX];
#define PIN(i) \
    { .ops = &fake_pin_ops, .self = SELF(struct fake_pin, &pins[i]) }
static const struct gpio_pin gpio[BUTTONS_MAX] = {PIN(0), PIN(1), PIN(2), PIN(3),
                                                  PIN(4), PIN(5), PIN(6), PIN(7)};
/* Every other one is pressed when its pin is low. */
const struct button_driver driver = {
    .buttons = {{&gpio[0], true},
                {&gpio[1], false},
                {&gpio[2], true},
                {&gpio[3], false},
                {&gpio[4], true},
                {&gpio[5], false},
                {&gpio[6], true},
                {&gpio[7], false}},
    .count = BUTTONS_MAX,
    .apps = GRANT_HANDLE(BUTTON),
};

static void start(uint32_t apps) {
    button_driver_start(&driver);
    for (uint32_t i = 0; i < BUTTONS_MAX; i++) {
        pins[i].level = i % 2 == 0;
    }
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        subscribe_all(machine_process(i), DRIVER_BUTTON, 1);
    }
}

static struct call button(uint32_t slot, uint32_t number, uint32_t index) {
    return command(machine_process(slot), DRIVER_BUTTON, number, index, 0);
}

static void enable(uint32_t slot, uint32_t index) {
    struct call c = button(slot, ENABLE, index);
    assert_success(c);
}

/* As a pin does at an edge. */
static void press(uint32_t index, bool pressed) {
    pins[index].level = pressed != (index % 2 == 0);
    if (pins[index].interrupt) {
        button_driver_fired(&driver, index);
    }
}

static void assert_told(uint32_t slot, uint32_t index, bool pressed) {
    assert_int_equal(queued(machine_process(slot)), 1);
    assert_given(machine_process(slot), 0, index, pressed, 0);
}

static void assert_quiet(uint32_t slot) {
    assert_int_equal(queued(machine_process(slot)), 0);
}

TEST(test_at_the_start_pins_are_inputs_pulled_to_where_nobody_presses) {
    button_driver_start(&driver);
    for (uint32_t i = 0; i < BUTTONS_MAX; i++) {
        assert_int_equal(pins[i].mode, FAKE_PIN_INPUT);
        assert_int_equal(pins[i].pull, i % 2 == 0 ? GPIO_PULL_UP : GPIO_PULL_DOWN);
        assert_false(pins[i].interrupt);
    }
}

TEST(test_command_0_is_the_count) {
    start(1);
    struct call c = button(0, COUNT, 0);
    assert_success_u32(c, BUTTONS_MAX);
}

TEST(test_reading_says_whether_it_is_pressed_whichever_level_that_is) {
    start(1);
    for (uint32_t i = 0; i < BUTTONS_MAX; i++) {
        struct call c = button(0, READ, i);
        assert_success_u32(c, 0);
        press(i, true);
        c = button(0, READ, i);
        assert_success_u32(c, 1);
        assert_quiet(0);
    }
}

TEST(test_both_edges_are_told_to_who_enabled_the_button) {
    start(2);
    for (uint32_t i = 0; i < BUTTONS_MAX; i++) {
        enable(0, i);
        assert_true(pins[i].interrupt);
        assert_int_equal(pins[i].edge, GPIO_EDGE_BOTH);
        press(i, true);
        assert_told(0, i, true);
        press(i, false);
        assert_told(0, i, false);
        assert_quiet(1);
    }
}

TEST(test_a_button_that_is_not_enabled_is_not_told) {
    start(1);
    enable(0, 3);
    press(2, true);
    button_driver_fired(&driver, 2);
    assert_quiet(0);
}

TEST(test_every_process_that_enabled_it_is_told) {
    start(3);
    enable(0, 4);
    enable(2, 4);
    enable(1, 5);
    press(4, true);
    assert_told(0, 4, true);
    assert_quiet(1);
    assert_told(2, 4, true);
}

TEST(test_the_interrupt_is_on_while_anybody_wants_it) {
    start(2);
    enable(0, 1);
    enable(1, 1);
    struct call c = button(0, DISABLE, 1);
    assert_success(c);
    assert_true(pins[1].interrupt);
    press(1, true);
    assert_quiet(0);
    assert_told(1, 1, true);
    c = button(1, DISABLE, 1);
    assert_success(c);
    assert_false(pins[1].interrupt);
}

TEST(test_disabling_one_button_leaves_the_others) {
    start(1);
    for (uint32_t i = 0; i < BUTTONS_MAX; i++) {
        enable(0, i);
    }
    struct call c = button(0, DISABLE, 7);
    assert_success(c);
    press(7, true);
    assert_quiet(0);
    press(6, true);
    assert_told(0, 6, true);
}

TEST(test_disabling_what_was_not_enabled_is_fine) {
    start(1);
    struct call c = button(0, DISABLE, 0);
    assert_success(c);
}

TEST(test_an_index_beyond_the_last_is_invalid) {
    start(1);
    for (uint32_t number = ENABLE; number <= READ; number++) {
        struct call c = button(0, number, BUTTONS_MAX);
        assert_failure(c, ERR_INVAL);
        c = button(0, number, UINT32_MAX);
        assert_failure(c, ERR_INVAL);
    }
}

/* Fewer buttons than there is room for. */
TEST(test_a_board_can_have_fewer_buttons) {
    static const struct button_driver two = {
        .buttons = {{&gpio[0], true}, {&gpio[1], false}}, .count = 2, .apps = GRANT_HANDLE(BUTTON)};
    boot_apps(1);
    struct process_id caller = machine_process(0)->id;
    button_driver_start(&two);
    assert_int_equal(pins[1].mode, FAKE_PIN_INPUT);
    assert_int_equal(pins[2].mode, FAKE_PIN_OFF);
    for (uint32_t number = ENABLE; number <= READ; number++) {
        assert_true(button_driver_command(&two, caller, number, 2, 0) ==
                    command_failure(ERR_INVAL));
    }
    assert_true(button_driver_command(&two, caller, ENABLE, 1, 0) == command_success());
    button_driver_fired(&two, 2);
    assert_int_equal(queued(machine_process(0)), 0);
    button_driver_fired(&two, 1);
    assert_int_equal(queued(machine_process(0)), 1);
}

TEST(test_other_commands_are_not_supported) {
    start(1);
    struct call c = button(0, BEYOND, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = button(0, BEYOND, BUTTONS_MAX);
    assert_failure(c, ERR_NOSUPPORT);
}

TEST(test_without_room_for_the_grant_interrupts_are_not_enabled) {
    button_driver_start(&driver);
    boot_apps(1);
    machine_fill(machine_process(0));
    struct call c = button(0, ENABLE, 0);
    assert_failure(c, ERR_NOMEM);
    assert_false(pins[0].interrupt);
    c = button(0, DISABLE, 0);
    assert_failure(c, ERR_NOMEM);
    c = button(0, READ, 1);
    assert_success_u32(c, 0);
}

TEST(test_when_all_who_wanted_it_have_ended_the_interrupt_goes_off) {
    start(2);
    enable(0, 2);
    enable(1, 2);
    process_terminate(machine_process(0), COMPLETION_CODE, 0);
    press(2, true);
    assert_told(1, 2, true);
    assert_true(pins[2].interrupt);
    process_terminate(machine_process(1), COMPLETION_CODE, 0);
    press(2, false);
    assert_false(pins[2].interrupt);
}

TEST(test_a_new_life_has_to_enable_again) {
    start(1);
    enable(0, 2);
    restart(machine_process(0));
    subscribe_all(machine_process(0), DRIVER_BUTTON, 1);
    press(2, true);
    assert_quiet(0);
    enable(0, 2);
    press(2, false);
    assert_told(0, 2, false);
}

TEST(test_a_pin_that_is_no_button_is_ignored) {
    start(1);
    enable(0, 0);
    button_driver_fired(&driver, BUTTONS_MAX);
    button_driver_fired(&driver, UINT32_MAX);
    assert_quiet(0);
}
