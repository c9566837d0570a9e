/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "tests/hostile/capsules/whole/odr/giver.h"

static struct parcel parcel;

void giver_run(uint32_t address) {
    parcel.address = address;
    middle_put(&parcel);
}
