/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Restarts itself at full speed. */
#include "tests/hostile/hostile.h"

int main(void) {
    if (lives("restart_loop") == 20)
        tell("@done", 0);
    exit_restart(1);
}
