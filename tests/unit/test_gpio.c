/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x4 (capsules/syscall/gpio.c; ABI 7.3). */
#include "capsules/syscall/gpio.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"

enum {
    EXISTS,
    OUTPUT,
    SET,
    CLEAR,
    TOGGLE,
    INPUT,
    READ,
    INTERRUPT_ON,
    INTERRUPT_OFF,
    DISABLE,
    COUNT,
    BEYOND
};
#define PIN 0u
#define NOT_POPULATED 1u
#define LAST 2u
#define PINS 3u

extern const struct gpio_driver driver;
#define DRIVERS(X) \
    X(GPIO, DRIVER_GPIO, const struct gpio_driver, &driver, gpio_driver_command, &gpio_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_pin pin;
static struct fake_pin last;
static const struct gpio_pin first_pin = FAKE_PIN(&pin);
static const struct gpio_pin last_pin = FAKE_PIN(&last);
const struct gpio_driver driver = {
    .pins = {&first_pin, NULL, &last_pin},
    .count = PINS,
    .apps = GRANT_HANDLE(GPIO),
};

static struct call gpio(uint32_t slot, uint32_t number, uint32_t index, uint32_t arg) {
    return command(machine_process(slot), DRIVER_GPIO, number, index, arg);
}

TEST(test_the_driver_exists_and_counts_its_pins_populated_or_not) {
    boot_apps(1);
    struct call c = gpio(0, EXISTS, 0, 0);
    assert_success(c);
    c = gpio(0, COUNT, 0, 0);
    assert_success_u32(c, PINS);
}

TEST(test_an_output_is_driven) {
    boot_apps(1);
    struct call c = gpio(0, OUTPUT, PIN, 0);
    assert_success(c);
    assert_int_equal(pin.mode, FAKE_PIN_OUTPUT);
    assert_int_equal(last.mode, FAKE_PIN_OFF);
    c = gpio(0, SET, PIN, 0);
    assert_success(c);
    assert_true(pin.level);
    c = gpio(0, CLEAR, PIN, 0);
    assert_success(c);
    assert_false(pin.level);
    c = gpio(0, TOGGLE, PIN, 0);
    assert_success(c);
    assert_true(pin.level);
    c = gpio(0, TOGGLE, PIN, 0);
    assert_success(c);
    assert_false(pin.level);
    assert_false(last.level);
}

TEST(test_an_input_is_pulled_as_asked_and_read) {
    boot_apps(1);
    static const enum gpio_pull pulls[] = {GPIO_PULL_NONE, GPIO_PULL_UP, GPIO_PULL_DOWN};
    for (uint32_t pull = 0; pull < 3; pull++) {
        struct call c = gpio(0, INPUT, LAST, pull);
        assert_success(c);
        assert_int_equal(last.mode, FAKE_PIN_INPUT);
        assert_int_equal(last.pull, pulls[pull]);
    }
    struct call c = gpio(0, READ, LAST, 0);
    assert_success_u32(c, 0);
    last.level = true;
    c = gpio(0, READ, LAST, 0);
    assert_success_u32(c, 1);
}

TEST(test_another_pull_is_not_supported_and_changes_nothing) {
    boot_apps(1);
    struct call c = gpio(0, INPUT, PIN, 3);
    assert_failure(c, ERR_NOSUPPORT);
    c = gpio(0, INPUT, PIN, UINT32_MAX);
    assert_failure(c, ERR_NOSUPPORT);
    assert_int_equal(pin.mode, FAKE_PIN_OFF);
}

TEST(test_interrupts_come_at_the_edges_asked_for) {
    boot_apps(1);
    static const enum gpio_edge edges[] = {GPIO_EDGE_BOTH, GPIO_EDGE_RISING, GPIO_EDGE_FALLING};
    for (uint32_t edge = 0; edge < 3; edge++) {
        struct call c = gpio(0, INTERRUPT_ON, PIN, edge);
        assert_success(c);
        assert_true(pin.interrupt);
        assert_int_equal(pin.edge, edges[edge]);
    }
}

TEST(test_another_edge_is_not_supported_and_changes_nothing) {
    boot_apps(1);
    struct call c = gpio(0, INTERRUPT_ON, PIN, 3);
    assert_failure(c, ERR_NOSUPPORT);
    assert_false(pin.interrupt);
}

TEST(test_disabling_the_interrupt_switches_the_pin_off_too) {
    boot_apps(1);
    gpio(0, INPUT, PIN, 1);
    gpio(0, INTERRUPT_ON, PIN, 0);
    struct call c = gpio(0, INTERRUPT_OFF, PIN, 0);
    assert_success(c);
    assert_false(pin.interrupt);
    assert_int_equal(pin.mode, FAKE_PIN_OFF);
}

TEST(test_disable_switches_the_pin_off) {
    boot_apps(1);
    gpio(0, OUTPUT, PIN, 0);
    struct call c = gpio(0, DISABLE, PIN, 0);
    assert_success(c);
    assert_int_equal(pin.mode, FAKE_PIN_OFF);
}

TEST(test_an_index_beyond_the_last_is_invalid_and_one_without_a_pin_no_device) {
    boot_apps(1);
    for (uint32_t number = OUTPUT; number <= DISABLE; number++) {
        UNIT_CONTEXT("command %u", number);
        struct call c = gpio(0, number, PINS, 0);
        assert_failure(c, ERR_INVAL);
        c = gpio(0, number, UINT32_MAX, 0);
        assert_failure(c, ERR_INVAL);
        c = gpio(0, number, NOT_POPULATED, 0);
        assert_failure(c, ERR_NODEVICE);
    }
}

TEST(test_other_commands_are_not_supported) {
    boot_apps(1);
    struct call c = gpio(0, BEYOND, 0, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = gpio(0, UINT32_MAX, 0, 0);
    assert_failure(c, ERR_NOSUPPORT);
}

TEST(test_an_edge_is_told_to_every_process_that_has_used_the_driver) {
    boot_apps(4);
    subscribe_all(machine_process(0), DRIVER_GPIO, 1);
    struct call c = gpio(1, EXISTS, 0, 0); /* that is enough */
    assert_success(c);
    subscribe_all(machine_process(1), DRIVER_GPIO, 1);
    gpio(2, EXISTS, 0, 0);
    last.level = true;
    gpio_driver_fired(&driver, LAST);
    assert_given(machine_process(0), 0, LAST, 1, 0);
    assert_given(machine_process(1), 0, LAST, 1, 0);
    assert_int_equal(queued(machine_process(2)), 1); /* for Yield-WaitFor */
    assert_int_equal(queued(machine_process(3)), 0);
    last.level = false;
    gpio_driver_fired(&driver, LAST);
    assert_given(machine_process(0), 0, LAST, 0, 0);
}

TEST(test_processes_that_have_ended_are_told_nothing) {
    boot_apps(2);
    subscribe_all(machine_process(0), DRIVER_GPIO, 1);
    subscribe_all(machine_process(1), DRIVER_GPIO, 1);
    process_terminate(machine_process(0), COMPLETION_CODE, 0);
    gpio_driver_fired(&driver, PIN);
    assert_int_equal(queued(machine_process(0)), 0);
    assert_given(machine_process(1), 0, PIN, 0, 0);
}

TEST(test_an_edge_of_a_pin_that_is_none_is_ignored) {
    boot_apps(1);
    subscribe_all(machine_process(0), DRIVER_GPIO, 1);
    gpio_driver_fired(&driver, NOT_POPULATED);
    gpio_driver_fired(&driver, PINS);
    gpio_driver_fired(&driver, UINT32_MAX);
    assert_int_equal(queued(machine_process(0)), 0);
}

TEST(test_any_command_needs_room_for_the_grant) {
    boot_apps(1);
    machine_fill(machine_process(0));
    struct call c = gpio(0, EXISTS, 0, 0);
    assert_failure(c, ERR_NOMEM);
    c = gpio(0, OUTPUT, PIN, 0);
    assert_failure(c, ERR_NOMEM);
    assert_int_equal(pin.mode, FAKE_PIN_OFF);
}
