/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Says one line and never yields again. Everybody else has to keep their rhythm. */
#include "console.h"

int main(void) {
    console_write_string("hog: I keep the processor from now on\n");
    for (;;)
        ;
}
