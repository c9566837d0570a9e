/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef MARK_GIVER_H
#define MARK_GIVER_H
#include "tests/hostile/capsules/whole/mark/keeper.h"
GRANT(giver_apps, struct parcel, .upcalls = 1);
struct STATIC_TYPE giver {
    union giver_apps apps;
};
void giver_run(struct giver *self, struct process_id pid);
#endif
