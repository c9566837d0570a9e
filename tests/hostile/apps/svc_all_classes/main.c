/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes a system call of every class that does not exist, 8 to 255. */
#include "call_class.h"
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t class = lives("svc_all_classes") + 8;
    if (class > 255)
        finish();
    call_class(class);
    tell("@lived class", 1, class);
    next_life();
}
