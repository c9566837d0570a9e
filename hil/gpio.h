/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One pin of a general-purpose port. */
#ifndef HIL_GPIO_H
#define HIL_GPIO_H

#include "kernel/hil.h"

#include <stdbool.h>
#include <stdint.h>

enum gpio_pull {
    GPIO_PULL_NONE,
    GPIO_PULL_UP,
    GPIO_PULL_DOWN,
};

enum gpio_edge {
    GPIO_EDGE_BOTH,
    GPIO_EDGE_RISING,
    GPIO_EDGE_FALLING,
};

struct STATIC_TYPE SEALED gpio_pin_ops {
    void (*make_output)(struct object *self);
    void (*make_input)(struct object *self, enum gpio_pull pull);
    void (*deactivate)(struct object *self);
    void (*set)(struct object *self, bool level);
    bool (*read)(struct object *self);
    void (*interrupt_on)(struct object *self, enum gpio_edge edge);
    void (*interrupt_off)(struct object *self);
};
struct STATIC_TYPE SEALED gpio_pin {
    const struct gpio_pin_ops *ops;
    struct object *self;
};
#define GPIO_PIN_OPS(type, make_output_, make_input_, deactivate_, set_, read_, on_, off_)    \
    {                                                                                         \
        .make_output = METHOD(type, make_output_, void),                                      \
        .make_input = METHOD(type, make_input_, void, enum gpio_pull),                        \
        .deactivate = METHOD(type, deactivate_, void), .set = METHOD(type, set_, void, bool), \
        .read = METHOD(type, read_, bool),                                                    \
        .interrupt_on = METHOD(type, on_, void, enum gpio_edge),                              \
        .interrupt_off = METHOD(type, off_, void),                                            \
    }
API_MACRO(GPIO_PIN_OPS, "METHOD checks each function against the type");

/* Drives the pin, or lets go of it, or switches it off altogether. */
void gpio_make_output(const struct gpio_pin *p);

void gpio_make_input(const struct gpio_pin *p, enum gpio_pull pull);

void gpio_deactivate(const struct gpio_pin *p);

/* The level it drives. */
void gpio_set(const struct gpio_pin *p, bool level);

/* The level that is there. */
bool gpio_read(const struct gpio_pin *p);

/* Calls the client, from a bottom half, at each such edge. Edges that come closer together than
 * the main loop turns are one. */
void gpio_interrupt_on(const struct gpio_pin *p, enum gpio_edge edge);

void gpio_interrupt_off(const struct gpio_pin *p);

/* Who is told of an edge, and as which of its pins it knows this one. */
struct STATIC_TYPE SEALED gpio_client {
    void (*fired)(struct object *self, uint32_t pin);
    struct object *self;
};
#define GPIO_CLIENT(type, fired_, self_) \
    { .fired = METHOD(type, fired_, void, uint32_t), .self = SELF(type, self_) }
API_MACRO(GPIO_CLIENT, "function and object have one type, which METHOD and SELF check");

CALLS_CLIENT void gpio_client_fired(const struct gpio_client *c, uint32_t pin);

#endif
