/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See button.h. */
#include "button.h"

#define COUNT 0
#define ENABLE 1
#define DISABLE 2
#define READ 3
#define CHANGED 0 /* the upcall */

static button_callback *listener;
static void *listener_context;

static struct {
    volatile bool heard;
    uint32_t index;
    bool pressed;
} latest;

static void on_changed(uint32_t index, uint32_t pressed, uint32_t unused, void *appdata) {
    (void)unused;
    (void)appdata;
    latest.heard = true;
    latest.index = index;
    latest.pressed = pressed != 0;
    if (listener != NULL)
        listener(index, pressed != 0, listener_context);
}

enum errorcode button_count(uint32_t *count) {
    struct syscall_return result = command(DRIVER_BUTTON, COUNT, 0, 0);
    *count = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

enum errorcode button_read(uint32_t index, bool *pressed) {
    struct syscall_return result = command(DRIVER_BUTTON, READ, index, 0);
    *pressed = syscall_succeeded(result) && result.values[0] != 0;
    return syscall_error(result);
}

enum errorcode button_enable(uint32_t index) {
    return syscall_error(command(DRIVER_BUTTON, ENABLE, index, 0));
}

enum errorcode button_disable(uint32_t index) {
    return syscall_error(command(DRIVER_BUTTON, DISABLE, index, 0));
}

enum errorcode button_listen_async(button_callback *callback, void *context) {
    listener = callback;
    listener_context = context;
    return syscall_error(subscribe(DRIVER_BUTTON, CHANGED, on_changed, NULL));
}

enum errorcode button_wait(uint32_t *index, bool *pressed) {
    enum errorcode err = syscall_error(subscribe(DRIVER_BUTTON, CHANGED, on_changed, NULL));
    if (err)
        return err;
    latest.heard = false;
    yield_until(&latest.heard);
    *index = latest.index;
    *pressed = latest.pressed;
    return OK;
}
