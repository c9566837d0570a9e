/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Works a little, then faults. Beside fault_loop: the reports of one must not keep others from
 * being restarted. */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@crash_often lives", 1, lives("crash_often"));
    sleep_ms(30);
    load32(0);
    return 0;
}
