/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRED_H
#define WIRED_H
#include "tests/hostile/capsules/whole/wired/parts/wiring.h"
#include "kernel/capsule.h"
struct STATIC_TYPE wired {
    struct buffer *b;
};
void wired_start(struct wired *w);
#endif
