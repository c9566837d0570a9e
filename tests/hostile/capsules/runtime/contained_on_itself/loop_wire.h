/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef LOOP_WIRE_H
#define LOOP_WIRE_H
#include "tests/hostile/capsules/runtime/contained_on_itself/loop_device.h"
struct STATIC_TYPE loop_start {
    struct buffer *buffer;
};
void loop_wire_run(struct loop_start *self);
#endif
