/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The end of a process as newlib knows it. There are no signals and no other processes to send them
 * to: abort, and assert, end here too. */
#include "syscall.h"

#include <errno.h>

__attribute__((noreturn)) void _exit(int code);
int _kill(int process, int signal);
int _getpid(void);

void _exit(int code) {
    exit_terminate((uint32_t)code);
}

int _kill(int process, int signal) {
    (void)process;
    (void)signal;
    errno = EINVAL;
    return -1;
}

int _getpid(void) {
    return 1;
}
