/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* LEDs, pins and buttons on the real device models, as far as there are drivers. What nobody outside
 * moves, we move: a pin that stops being an output keeps its level in QEMU, which its input logic sees
 * as an edge. How many there are is for test_abi.py to judge. Source: ABI 7.3. */
#include "tests/qemu/raw/raw.h"

enum {
    LED_ON = 1,
    LED_OFF,
    LED_TOGGLE,
    LED_READ
};
enum {
    BUTTON_ENABLE = 1,
    BUTTON_DISABLE,
    BUTTON_READ
};
enum {
    GPIO_OUTPUT = 1,
    GPIO_SET,
    GPIO_CLEAR,
    GPIO_TOGGLE,
    GPIO_INPUT,
    GPIO_READ,
    GPIO_INTERRUPT_ON,
    GPIO_INTERRUPT_OFF,
    GPIO_DISABLE,
    GPIO_COUNT,
};
enum {
    EDGE_BOTH,
    EDGE_RISING,
    EDGE_FALLING
};

static uint32_t value_of(uint32_t driver, uint32_t number, uint32_t arg) {
    struct syscall_return result = command(driver, number, arg, 0);
    return result.variant == RETURN_SUCCESS_U32 ? result.values[0] : 0xBAD00000 | result.variant;
}

static uint32_t error_of(uint32_t driver, uint32_t number, uint32_t arg1, uint32_t arg2) {
    return syscall_error(command(driver, number, arg1, arg2));
}

static bool exists(uint32_t driver) {
    return error_of(driver, 0, 0, 0) != ERR_NODEVICE;
}

/* ---- LED ---- */

static void check_led(void) {
    uint32_t count = value_of(DRIVER_LED, 0, 0);
    put_line("COUNT of leds: ", count, "\n");
    check_equal("led_is_off_at_first", value_of(DRIVER_LED, LED_READ, 0), 0);
    command(DRIVER_LED, LED_ON, 0, 0);
    check_equal("led_on_lights_it", value_of(DRIVER_LED, LED_READ, 0), 1);
    command(DRIVER_LED, LED_TOGGLE, 0, 0);
    check_equal("led_toggle_puts_it_out", value_of(DRIVER_LED, LED_READ, 0), 0);
    command(DRIVER_LED, LED_TOGGLE, 0, 0);
    check_equal("led_toggle_lights_it", value_of(DRIVER_LED, LED_READ, 0), 1);
    command(DRIVER_LED, LED_OFF, 0, 0);
    check_equal("led_off_puts_it_out", value_of(DRIVER_LED, LED_READ, 0), 0);
    check_equal("led_beyond_the_last_is_refused", error_of(DRIVER_LED, LED_ON, count, 0),
                ERR_INVAL);
    check_equal("led_index_of_all_ones_is_refused", error_of(DRIVER_LED, LED_ON, 0xFFFFFFFF, 0),
                ERR_INVAL);
    check_equal("led_unknown_command_is_refused", error_of(DRIVER_LED, 5, 0, 0), ERR_NOSUPPORT);
}

/* ---- Buttons, which nobody presses ---- */

static void check_button(void) {
    uint32_t count = value_of(DRIVER_BUTTON, 0, 0);
    put_line("COUNT of buttons: ", count, "\n");
    check("button_read_gives_a_value", value_of(DRIVER_BUTTON, BUTTON_READ, 0) <= 1);
    check_equal("button_enable_succeeds", error_of(DRIVER_BUTTON, BUTTON_ENABLE, 0, 0), OK);
    check_equal("button_disable_succeeds", error_of(DRIVER_BUTTON, BUTTON_DISABLE, 0, 0), OK);
    check_equal("button_beyond_the_last_is_refused",
                error_of(DRIVER_BUTTON, BUTTON_ENABLE, count, 0), ERR_INVAL);
    check_equal("button_unknown_command_is_refused", error_of(DRIVER_BUTTON, 4, 0, 0),
                ERR_NOSUPPORT);
}

/* ---- Pins ---- */

static void check_outputs(void) {
    uint32_t count = value_of(DRIVER_GPIO, GPIO_COUNT, 0);
    put_line("COUNT of pins: ", count, "\n");
    bool right = true;
    for (uint32_t pin = 0; pin < count; pin++) {
        right = right && error_of(DRIVER_GPIO, GPIO_OUTPUT, pin, 0) == OK;
        command(DRIVER_GPIO, GPIO_SET, pin, 0);
        right = right && value_of(DRIVER_GPIO, GPIO_READ, pin) == 1;
        command(DRIVER_GPIO, GPIO_CLEAR, pin, 0);
        right = right && value_of(DRIVER_GPIO, GPIO_READ, pin) == 0;
        command(DRIVER_GPIO, GPIO_TOGGLE, pin, 0);
        right = right && value_of(DRIVER_GPIO, GPIO_READ, pin) == 1;
    }
    check("gpio_each_pin_can_be_set_cleared_toggled_and_read", right);
    command(DRIVER_GPIO, GPIO_CLEAR, 3, 0);
    right = true;
    for (uint32_t pin = 0; pin < count; pin++)
        right = right && value_of(DRIVER_GPIO, GPIO_READ, pin) == (pin != 3);
    check("gpio_pins_do_not_move_each_other", right);
    for (uint32_t pin = 0; pin < count; pin++)
        command(DRIVER_GPIO, GPIO_DISABLE, pin, 0);
    check_equal("gpio_beyond_the_last_is_refused", error_of(DRIVER_GPIO, GPIO_SET, count, 0),
                ERR_INVAL);
    check_equal("gpio_unknown_pull_is_refused", error_of(DRIVER_GPIO, GPIO_INPUT, 0, 3),
                ERR_NOSUPPORT);
    check_equal("gpio_unknown_edge_is_refused", error_of(DRIVER_GPIO, GPIO_INTERRUPT_ON, 0, 3),
                ERR_NOSUPPORT);
    check_equal("gpio_unknown_command_is_refused", error_of(DRIVER_GPIO, 11, 0, 0), ERR_NOSUPPORT);
}

struct seen {
    uint32_t times;
    uint32_t pin;
    uint32_t level;
};

static void changed(uint32_t pin, uint32_t level, uint32_t unused, void *appdata) {
    struct seen *seen = appdata;
    (void)unused;
    *seen = (struct seen){seen->times + 1, pin, level};
}

/* Lets the pin float from the one level to the other, and runs what upcalls there are. */
static void make_edge(struct seen *seen, uint32_t pin, bool up) {
    *seen = (struct seen){0, 99, 99};
    command(DRIVER_GPIO, GPIO_OUTPUT, pin, 0);
    command(DRIVER_GPIO, up ? GPIO_SET : GPIO_CLEAR, pin, 0);
    command(DRIVER_GPIO, GPIO_INPUT, pin, 0);
    sleep_ms(2);
    for (unsigned i = 0; i < 10; i++) {
        uint8_t flag;
        raw_yield_no_wait(&flag);
    }
}

static bool saw(const struct seen *seen, uint32_t pin, uint32_t level) {
    return seen->times == 1 && seen->pin == pin && seen->level == level;
}

static void check_edges(void) {
    struct seen seen;
    subscribe(DRIVER_GPIO, 0, changed, &seen);
    make_edge(&seen, 1, true);
    check("gpio_no_report_without_interrupt", seen.times == 0);
    make_edge(&seen, 1, false);

    command(DRIVER_GPIO, GPIO_INTERRUPT_ON, 1, EDGE_BOTH);
    make_edge(&seen, 1, true);
    check("gpio_both_reports_rising_with_pin_and_level", saw(&seen, 1, 1));
    make_edge(&seen, 1, false);
    check("gpio_both_reports_falling_with_pin_and_level", saw(&seen, 1, 0));

    command(DRIVER_GPIO, GPIO_INTERRUPT_ON, 1, EDGE_RISING);
    make_edge(&seen, 1, true);
    check("gpio_rising_reports_rising", saw(&seen, 1, 1));
    make_edge(&seen, 1, false);
    check("gpio_rising_keeps_quiet_about_falling", seen.times == 0);

    command(DRIVER_GPIO, GPIO_INTERRUPT_ON, 1, EDGE_FALLING);
    make_edge(&seen, 1, true);
    check("gpio_falling_keeps_quiet_about_rising", seen.times == 0);
    make_edge(&seen, 1, false);
    check("gpio_falling_reports_falling", saw(&seen, 1, 0));

    uint32_t last = value_of(DRIVER_GPIO, GPIO_COUNT, 0) - 1;
    make_edge(&seen, last, false);
    command(DRIVER_GPIO, GPIO_INTERRUPT_ON, last, EDGE_BOTH);
    make_edge(&seen, last, true);
    check("gpio_another_port_reports_too", saw(&seen, last, 1));
    command(DRIVER_GPIO, GPIO_INTERRUPT_OFF, 1, 0);
    make_edge(&seen, 1, true);
    check("gpio_interrupt_off_ends_reports", seen.times == 0);
    subscribe(DRIVER_GPIO, 0, NULL, NULL);
}

int raw_main(const struct start *start) {
    (void)start;
    if (exists(DRIVER_LED))
        check_led();
    if (exists(DRIVER_BUTTON))
        check_button();
    if (exists(DRIVER_GPIO)) {
        check_outputs();
        check_edges();
    }
    end_of("abi_devices");
    return 0;
}
