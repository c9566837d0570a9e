/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads lines from the console and prints each one again. */
#include "console.h"

#include <stdio.h>

int main(void) {
    char line[80];
    printf("echo: type a line\n");
    for (;;) {
        size_t length = 0;
        enum errorcode err = console_read_line(line, sizeof line, &length);
        if (err) {
            printf("echo: error %d\n", (int)err);
            return (int)err;
        }
        printf("echo: %s\n", line);
    }
}
