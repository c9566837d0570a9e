/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump out of the kernel's order */
/* expect: CC09|CC10|CC11|CC14 */
#include "tests/hostile/capsules/device.h"

typedef long jmp_buf[20];
extern int setjmp(jmp_buf);
extern void longjmp(jmp_buf, int);
static jmp_buf back;

static void run(void) {
    if (setjmp(back) == 0) {
        longjmp(back, 1);
    }
}
