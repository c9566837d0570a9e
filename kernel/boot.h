/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Code that runs once, before capsules do. It fills the page at address 0 behind the vectors, which
 * nobody reaches any more once the protection unit is on (the board's layout.ld): a null reference
 * then faults in the kernel too, and no flash is wasted on it. */
#ifndef KERNEL_BOOT_H
#define KERNEL_BOOT_H

#define BOOT_ONLY __attribute__((section(".boot"), noinline))

#endif
