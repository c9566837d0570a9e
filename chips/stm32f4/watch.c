/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The watchdog. Source: RM0090, sections 21.3 and 21.4. */
#include "chips/stm32f4/watch.h"

#include "arch/arch.h"
#include "arch/cortex-m/start.h"
#include "chips/stm32f4/timer.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_WO(iwdg_kr);
REGISTER_RW(iwdg_pr);
REGISTER_RW(iwdg_rlr);

struct iwdg {
    struct iwdg_kr kr;
    struct iwdg_pr pr;
    struct iwdg_rlr rlr;
};
#define IWDG ((struct iwdg *)0x40003000)

#define KEY_RELOAD 0xAAAAu
#define KEY_WRITE 0x5555u
#define KEY_START 0xCCCCu
/* Its clock is 17 to 47 kHz (data sheet DS8626, "internal clock"): the whole counter at a 64th of that
 * is 5.5 to 15 seconds, longer than what anybody asks for. */
#define PR_64 4u
#define RLR_MAX 0xFFFu

/* Debuggers stop it together with the CPU (38.16.4). */
REGISTER_RW(dbgmcu_apb1_fz);
FIELD(dbgmcu_apb1_fz, IWDG_STOP, 12, 1);
#define DBGMCU_APB1_FZ ((struct dbgmcu_apb1_fz *)0xE0042008)

BOOT_ONLY void stm32f4_watch_start(uint32_t us) {
    struct dbgmcu_apb1_fz_value fz = dbgmcu_apb1_fz_read(DBGMCU_APB1_FZ);
    dbgmcu_apb1_fz_write(DBGMCU_APB1_FZ, dbgmcu_apb1_fz_with_IWDG_STOP(fz, 1));
    iwdg_kr_write(&IWDG->kr, iwdg_kr_bits(KEY_START));
    iwdg_kr_write(&IWDG->kr, iwdg_kr_bits(KEY_WRITE));
    iwdg_pr_write(&IWDG->pr, iwdg_pr_bits(PR_64));
    iwdg_rlr_write(&IWDG->rlr, iwdg_rlr_bits(RLR_MAX));
    arch_interrupt_make_watch(stm32f4_tim5.line);
    stm32f4_watch_again(us);
    arch_interrupt_enable(stm32f4_tim5.line);
}

void stm32f4_watch_again(uint32_t us) {
    iwdg_kr_write(&IWDG->kr, iwdg_kr_bits(KEY_RELOAD));
    stm32f4_timer_start(&stm32f4_tim5, us * CPU_CYCLES_PER_US);
}
