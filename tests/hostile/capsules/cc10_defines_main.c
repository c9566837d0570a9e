/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: main */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

int main(void) {
    return 0;
}
