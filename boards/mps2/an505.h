/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Addresses and lines of the FPGA image AN505: where the Secure world sees the devices.
 * Source: AN505 3 and 5; ARM ECM0601256 (IoT kit) for timers and watchdog. */
#define TIMER0 ((struct cmsdk_timer_registers *)0x50000000)
#define TIMER1 ((struct cmsdk_timer_registers *)0x50001000)
#define DUAL_TIMER ((struct cmsdk_dual_timer_registers *)0x50002000)
#define WATCHDOG ((struct cmsdk_watchdog_registers *)0x50081000)
#define UART0 ((struct cmsdk_uart_registers *)0x50200000)
#define FPGAIO ((struct cmsdk_fpgaio_registers *)0x50302000)

/* SSRAM 1 from APPS_AT on (an505.mk), with the pages of the journal, where no region of the protection unit
 * keeps the kernel from writing: at the address of the other world, which is Secure, too, as long as the
 * attribution unit is off. */
#define APP_FLASH_START 0x00040000u
#define APP_FLASH_PAGES 128u

#define LINE_TIMER0 3
#define LINE_TIMER1 4
#define LINE_DUAL_TIMER 5
/* Both ways on one line: QEMU before 8.2 has the separate ones, 32 and 33, the wrong way round. */
#define LINE_UART0_IN 42
#define LINE_UART0_OUT 42
#define LINES 64 /* that anybody here enables; there are 124 */
