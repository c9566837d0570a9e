/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Its header does not name the driver, so it may use all others, but not that one. */
#include "app_loader.h"

#include <stdio.h>

int main(void) {
    printf("without: setup: %d\n", (int)app_loader_setup(512));
    return 0;
}
