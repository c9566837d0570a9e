/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The smallest app that says something: a greeting, and the end. */
#include <stdio.h>

int main(void) {
    printf("Hello from Detent!\n");
    return 0;
}
