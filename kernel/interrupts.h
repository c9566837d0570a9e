/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bottom halves of interrupts. Main loop only. */
#ifndef KERNEL_INTERRUPTS_H
#define KERNEL_INTERRUPTS_H

/* Has the board serve all lines that are marked. */
void interrupts_serve(void);

#endif
