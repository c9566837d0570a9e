/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x2 (capsules/syscall/led.c; ABI 7.3). */
#include "capsules/syscall/led.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"

enum {
    COUNT,
    ON,
    OFF,
    TOGGLE,
    READ,
    BEYOND
};

extern const struct led_driver driver;
#define DRIVERS(X) X(LED, DRIVER_LED, const struct led_driver, &driver, led_driver_command, NULL)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_pin high;
static struct fake_pin low;
static const struct gpio_pin high_pin = FAKE_PIN(&high);
static const struct gpio_pin low_pin = FAKE_PIN(&low);
const struct led_driver driver = {
    .leds = {{.pin = &high_pin}, {.pin = &low_pin, .active_low = true}},
    .count = 2,
};

static struct call led(uint32_t number, uint32_t index) {
    return command(machine_process(0), DRIVER_LED, number, index, 0);
}

static void assert_lit(uint32_t index, bool lit) {
    struct call c = led(READ, index);
    assert_success_u32(c, lit);
    assert_int_equal(index == 0 ? high.level : !low.level, lit);
}

TEST(test_at_the_start_pins_are_outputs_and_all_is_dark) {
    high.level = true;
    led_driver_start(&driver);
    assert_int_equal(high.mode, FAKE_PIN_OUTPUT);
    assert_int_equal(low.mode, FAKE_PIN_OUTPUT);
    assert_false(high.level);
    assert_true(low.level);
}

TEST(test_command_0_is_the_count) {
    boot_apps(1);
    struct call c = led(COUNT, 0);
    assert_success_u32(c, 2);
}

TEST(test_each_led_goes_on_and_off_by_itself_whichever_level_lights_it) {
    boot_apps(1);
    led_driver_start(&driver);
    for (uint32_t i = 0; i < 2; i++) {
        struct call c = led(ON, i);
        assert_success(c);
        assert_lit(i, true);
        assert_lit(1 - i, false);
        c = led(ON, i); /* again */
        assert_success(c);
        assert_lit(i, true);
        c = led(OFF, i);
        assert_success(c);
        assert_lit(i, false);
        c = led(TOGGLE, i);
        assert_success(c);
        assert_lit(i, true);
        c = led(TOGGLE, i);
        assert_success(c);
        assert_lit(i, false);
    }
}

TEST(test_an_index_beyond_the_last_is_invalid) {
    boot_apps(1);
    static const uint32_t indices[] = {2, LEDS_MAX, LEDS_MAX + 1, UINT32_MAX};
    for (uint32_t number = ON; number <= READ; number++) {
        for (size_t i = 0; i < COUNT_OF(indices); i++) {
            struct call c = led(number, indices[i]);
            assert_failure(c, ERR_INVAL);
        }
    }
}

TEST(test_other_commands_are_not_supported) {
    boot_apps(1);
    struct call c = led(BEYOND, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = led(BEYOND, 100);
    assert_failure(c, ERR_NOSUPPORT);
    c = led(UINT32_MAX, 0);
    assert_failure(c, ERR_NOSUPPORT);
}

TEST(test_it_works_without_any_room_and_has_nothing_to_subscribe_to) {
    boot_apps(1);
    struct process *p = machine_process(0);
    machine_fill(p);
    struct call c = led(ON, 0);
    assert_success(c);
    c = subscribe(p, DRIVER_LED, 0, 0, 0);
    assert_swap_failure(c, ERR_NOMEM); /* ABI 2.11 */
    c = allow_ro(p, DRIVER_LED, 0, 0, 0);
    assert_swap_failure(c, ERR_NOMEM);
}
