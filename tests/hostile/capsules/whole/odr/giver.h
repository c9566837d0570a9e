/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef ODR_GIVER_H
#define ODR_GIVER_H
#include "tests/hostile/capsules/whole/odr/middle.h"
struct STATIC_TYPE parcel {
    uint32_t address;
};
void giver_run(uint32_t address);
#endif
