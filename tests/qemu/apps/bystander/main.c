/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Says that it is there, and then does nothing: for whoever looks at processes from outside. */
#include "syscall.h"

#include <stdio.h>

int main(void) {
    printf("bystander: here\n");
    for (;;)
        yield_wait();
}
