/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef LOOP_DEVICE_H
#define LOOP_DEVICE_H
#include "hil/uart.h"
#include "kernel/capsule.h"
struct STATIC_TYPE loop_device {
    const struct uart *lower;
    uint32_t count;
};
HIL_OPS(uart, loop_device_ops, struct loop_device);
#define LOOP_DEVICE(object_) HIL_BIND(loop_device_ops, object_)
#endif
