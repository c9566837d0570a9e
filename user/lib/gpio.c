/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See gpio.h. */
#include "gpio.h"

#define OUTPUT 1
#define SET 2
#define CLEAR 3
#define TOGGLE 4
#define INPUT 5
#define READ 6
#define ENABLE_INTERRUPT 7
#define DISABLE_INTERRUPT 8
#define DISABLE 9
#define COUNT 10
#define CHANGED 0 /* the upcall */

static gpio_callback *listener;
static void *listener_context;

static struct {
    volatile bool heard;
    uint32_t pin;
    bool level;
} latest;

static void on_changed(uint32_t pin, uint32_t level, uint32_t unused, void *appdata) {
    (void)unused;
    (void)appdata;
    latest.heard = true;
    latest.pin = pin;
    latest.level = level != 0;
    if (listener != NULL)
        listener(pin, level != 0, listener_context);
}

enum errorcode gpio_count(uint32_t *count) {
    struct syscall_return result = command(DRIVER_GPIO, COUNT, 0, 0);
    *count = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

enum errorcode gpio_enable_output(uint32_t pin) {
    return syscall_error(command(DRIVER_GPIO, OUTPUT, pin, 0));
}

enum errorcode gpio_set(uint32_t pin) {
    return syscall_error(command(DRIVER_GPIO, SET, pin, 0));
}

enum errorcode gpio_clear(uint32_t pin) {
    return syscall_error(command(DRIVER_GPIO, CLEAR, pin, 0));
}

enum errorcode gpio_toggle(uint32_t pin) {
    return syscall_error(command(DRIVER_GPIO, TOGGLE, pin, 0));
}

enum errorcode gpio_enable_input(uint32_t pin, enum gpio_pull pull) {
    return syscall_error(command(DRIVER_GPIO, INPUT, pin, (uint32_t)pull));
}

enum errorcode gpio_read(uint32_t pin, bool *level) {
    struct syscall_return result = command(DRIVER_GPIO, READ, pin, 0);
    *level = syscall_succeeded(result) && result.values[0] != 0;
    return syscall_error(result);
}

enum errorcode gpio_disable(uint32_t pin) {
    return syscall_error(command(DRIVER_GPIO, DISABLE, pin, 0));
}

enum errorcode gpio_enable_interrupt(uint32_t pin, enum gpio_edge edge) {
    return syscall_error(command(DRIVER_GPIO, ENABLE_INTERRUPT, pin, (uint32_t)edge));
}

enum errorcode gpio_disable_interrupt(uint32_t pin) {
    return syscall_error(command(DRIVER_GPIO, DISABLE_INTERRUPT, pin, 0));
}

enum errorcode gpio_listen_async(gpio_callback *callback, void *context) {
    listener = callback;
    listener_context = context;
    return syscall_error(subscribe(DRIVER_GPIO, CHANGED, on_changed, NULL));
}

enum errorcode gpio_wait(uint32_t *pin, bool *level) {
    enum errorcode err = syscall_error(subscribe(DRIVER_GPIO, CHANGED, on_changed, NULL));
    if (err)
        return err;
    latest.heard = false;
    yield_until(&latest.heard);
    *pin = latest.pin;
    *level = latest.level;
    return OK;
}
