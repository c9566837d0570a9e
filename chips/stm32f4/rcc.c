/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reset and clock control. Source: RM0090, sections 3.5, 7.2 and 7.3. */
#include "chips/stm32f4/rcc.h"

#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stdbool.h>

REGISTER_RW(rcc_cr);
FIELD(rcc_cr, HSION, 0, 1);
FIELD(rcc_cr, HSIRDY, 1, 1);
FIELD(rcc_cr, HSEON, 16, 1);
FIELD(rcc_cr, HSERDY, 17, 1);
FIELD(rcc_cr, PLLON, 24, 1);
FIELD(rcc_cr, PLLRDY, 25, 1);
REGISTER_RW(rcc_pllcfgr);
FIELD(rcc_pllcfgr, PLLM, 0, 6);
FIELD(rcc_pllcfgr, PLLN, 6, 9);
FIELD(rcc_pllcfgr, PLLP, 16, 2);
FIELD(rcc_pllcfgr, PLLSRC, 22, 1);
FIELD(rcc_pllcfgr, PLLQ, 24, 4);
REGISTER_RW(rcc_cfgr);
FIELD(rcc_cfgr, SW, 0, 2);
FIELD(rcc_cfgr, SWS, 2, 2);
FIELD(rcc_cfgr, PPRE1, 10, 3);
FIELD(rcc_cfgr, PPRE2, 13, 3);
REGISTER_WO(rcc_apb1rstr);
REGISTER_RW(rcc_ahb1enr);
FIELD(rcc_ahb1enr, PORTS, 0, 4);
REGISTER_RW(rcc_apb1enr);
FIELD(rcc_apb1enr, TIM2, 0, 1);
FIELD(rcc_apb1enr, TIM5, 3, 1);
FIELD(rcc_apb1enr, USART2, 17, 1);
REGISTER_RW(rcc_apb2enr);
FIELD(rcc_apb2enr, USART1, 4, 1);
FIELD(rcc_apb2enr, SYSCFG, 14, 1);

struct rcc {
    struct rcc_cr cr;
    struct rcc_pllcfgr pllcfgr;
    struct rcc_cfgr cfgr;
    uint32_t before_apb1rstr[5];
    struct rcc_apb1rstr apb1rstr;
    uint32_t before_ahb1enr[3];
    struct rcc_ahb1enr ahb1enr;
    uint32_t before_apb1enr[3];
    struct rcc_apb1enr apb1enr;
    struct rcc_apb2enr apb2enr;
};
REGISTER_AT(struct rcc, apb1rstr, 0x20);
REGISTER_AT(struct rcc, ahb1enr, 0x30);
REGISTER_AT(struct rcc, apb1enr, 0x40);

REGISTER_RW(flash_acr);
FIELD(flash_acr, LATENCY, 0, 3);
FIELD(flash_acr, PRFTEN, 8, 1);
FIELD(flash_acr, ICEN, 9, 1);
FIELD(flash_acr, DCEN, 10, 1);

#define RCC ((struct rcc *)0x40023800)
#define FLASH_ACR ((struct flash_acr *)0x40023C00)

/* One megahertz goes into the PLL, 336 come out of its oscillator (7.3.2), of which the CPU gets half,
 * and USB a seventh. */
#define INTERNAL_MHZ 16u
#define PLL_N (2 * STM32F4_CLOCK_HZ / 1000000u)
#define PLL_P_HALF 0u
#define PLL_Q 7u
#define SW_INTERNAL 0u
#define SW_PLL 2u
#define PPRE_QUARTER 5u
#define PPRE_HALF 4u
#define LATENCY_168_MHZ 5u /* wait states, from 2.7 V up (3.5.1) */

/* The crystal takes two milliseconds (data sheet DS8626, "external clock"), the PLL less; at 16 MHz, in which a look takes
 * several cycles. */
#define POLLS_MAX 50000u

static BOOT_ONLY bool crystal_start(void) {
    rcc_cr_write(&RCC->cr, rcc_cr_with_HSEON(rcc_cr_read(&RCC->cr), 1));
    for (uint32_t i = 0; i < POLLS_MAX; i++) {
        if (rcc_cr_get_HSERDY(rcc_cr_read(&RCC->cr)) != 0) {
            return true;
        }
    }
    return false;
}

static BOOT_ONLY void pll_start(bool from_crystal, uint32_t mhz) {
    struct rcc_pllcfgr_value pll = rcc_pllcfgr_bits(0);
    pll = rcc_pllcfgr_with_PLLSRC(pll, from_crystal ? 1 : 0);
    pll = rcc_pllcfgr_with_PLLM(pll, mhz);
    pll = rcc_pllcfgr_with_PLLN(pll, PLL_N);
    pll = rcc_pllcfgr_with_PLLP(pll, PLL_P_HALF);
    pll = rcc_pllcfgr_with_PLLQ(pll, PLL_Q);
    rcc_pllcfgr_write(&RCC->pllcfgr, pll);
    rcc_cr_write(&RCC->cr, rcc_cr_with_PLLON(rcc_cr_read(&RCC->cr), 1));
    for (uint32_t i = 0; i < POLLS_MAX; i++) {
        if (rcc_cr_get_PLLRDY(rcc_cr_read(&RCC->cr)) != 0) {
            break;
        }
    }
}

/* Flash needs time before the clock is fast, and the buses must not get more than they take. */
static BOOT_ONLY void run_from_pll(void) {
    struct flash_acr_value acr = flash_acr_with_LATENCY(flash_acr_bits(0), LATENCY_168_MHZ);
    acr = flash_acr_with_PRFTEN(acr, 1);
    acr = flash_acr_with_ICEN(acr, 1);
    acr = flash_acr_with_DCEN(acr, 1);
    flash_acr_write(FLASH_ACR, acr);
    (void)flash_acr_read(FLASH_ACR); /* it has been taken (3.5.1) */
    struct rcc_cfgr_value cfgr = rcc_cfgr_with_PPRE1(rcc_cfgr_bits(0), PPRE_QUARTER);
    cfgr = rcc_cfgr_with_PPRE2(cfgr, PPRE_HALF);
    rcc_cfgr_write(&RCC->cfgr, cfgr);
    rcc_cfgr_write(&RCC->cfgr, rcc_cfgr_with_SW(cfgr, SW_PLL));
    for (uint32_t i = 0; i < POLLS_MAX; i++) {
        if (rcc_cfgr_get_SWS(rcc_cfgr_read(&RCC->cfgr)) == SW_PLL) {
            break;
        }
    }
}

BOOT_ONLY void stm32f4_clock_start(uint32_t crystal_mhz) {
    /* The internal oscillator runs after reset (7.3.1): if it says that it does not, nobody is there.
     * QEMU's model of the chip has one speed and no RCC. */
    struct rcc_cr_value cr = rcc_cr_read(&RCC->cr);
    if (rcc_cr_get_HSIRDY(cr) == 0) {
        return;
    }
    /* A boot loader may have left the PLL on, and it cannot be set while it is (7.3.2). */
    rcc_cfgr_write(&RCC->cfgr, rcc_cfgr_with_SW(rcc_cfgr_bits(0), SW_INTERNAL));
    rcc_cr_write(&RCC->cr, rcc_cr_with_PLLON(cr, 0));
    bool crystal = crystal_start();
    pll_start(crystal, crystal ? crystal_mhz : INTERNAL_MHZ);
    run_from_pll();
}

BOOT_ONLY void stm32f4_clock_devices(void) {
    struct rcc_ahb1enr_value ahb1 = rcc_ahb1enr_read(&RCC->ahb1enr);
    rcc_ahb1enr_write(&RCC->ahb1enr, rcc_ahb1enr_with_PORTS(ahb1, 0xF));
    struct rcc_apb1enr_value apb1 = rcc_apb1enr_read(&RCC->apb1enr);
    apb1 = rcc_apb1enr_with_TIM2(apb1, 1);
    apb1 = rcc_apb1enr_with_TIM5(apb1, 1);
    apb1 = rcc_apb1enr_with_USART2(apb1, 1);
    rcc_apb1enr_write(&RCC->apb1enr, apb1);
    struct rcc_apb2enr_value apb2 = rcc_apb2enr_read(&RCC->apb2enr);
    apb2 = rcc_apb2enr_with_USART1(apb2, 1);
    apb2 = rcc_apb2enr_with_SYSCFG(apb2, 1);
    rcc_apb2enr_write(&RCC->apb2enr, apb2);
    /* A device may be touched two cycles of its bus after its clock has come on (ES0182, "delay
     * after an RCC peripheral clock enabling"). */
    (void)rcc_apb2enr_read(&RCC->apb2enr);
}

void stm32f4_reset_apb1(uint32_t device) {
    rcc_apb1rstr_write(&RCC->apb1rstr, rcc_apb1rstr_bits(device));
    rcc_apb1rstr_write(&RCC->apb1rstr, rcc_apb1rstr_bits(0));
}
