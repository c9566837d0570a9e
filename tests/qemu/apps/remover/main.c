/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes away what has a ShortId, one program after the other, until nothing has it any more. */
#include "app_loader.h"

#include <stdio.h>

#define SHORT_ID 0xDE7E27

int main(void) {
    enum errorcode err = 0;
    for (int i = 0; i < 4 && !err; i++) {
        uint32_t address = 0;
        err = app_loader_uninstall(SHORT_ID, &address);
        printf("remover: %d, %#x\n", (int)err, (unsigned)address);
    }
    return 0;
}
