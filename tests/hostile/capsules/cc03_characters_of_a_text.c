/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the characters of a text */
/* expect: CC03|CC02|CC06 */
#include "tests/hostile/capsules/device.h"

static uint8_t beyond(struct text t, uint32_t i) {
    return (uint8_t)t.chars[i];
}

static uint8_t read(uint32_t i) {
    return beyond(TEXT("abc"), i);
}
