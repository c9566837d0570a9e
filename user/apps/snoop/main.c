/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tries everything that an app may not do, and prints what came of it.
 *
 * Most tries end the process that makes them, so another app makes them: snoop_probe, which has to
 * be loaded too. It gets its orders over IPC; if it does not answer, the kernel is asked how often
 * it has been restarted. A line in capitals, and a last line that does not end in "0 got through",
 * mean that something is wrong. On a processor or an emulator that ignores a forbidden access
 * instead of faulting, a try is reported as "no effect". */
#include "alarm.h"
#include "exchange.h"
#include "ipc.h"
#include "process_info.h"

#include <stdio.h>

#define ANSWER_MS 300 /* a probe that is alive answers much sooner */
#define PINGS_MAX 100 /* until it is given up */
#define PAUSE_MS 100
#define PRIVATE_PERIPHERALS 0xE0000000u
#define FLASH_END 0x10000000u

/* What an address of the table is counted from. */
enum base {
    ABSOLUTE,
    PROBE_RAM_START,
    PROBE_GRANTS,
    PROBE_RAM_END,
    PROBE_FLASH_START,
    PROBE_FLASH_END,
    OUR_RAM,
    OUR_FLASH,
};

/* Names are kept in the table itself: a pointer to a name would have to be moved at start-up, and
 * the table would lie in RAM. */
struct attempt {
    char what[28];
    uint8_t action;
    uint8_t base;
    int32_t offset;
};

static const struct attempt attempts[] = {
    {"read kernel RAM", SNOOP_READ, ABSOLUTE, 0x20000000},
    {"write kernel RAM", SNOOP_WRITE, ABSOLUTE, 0x20000000},
    {"read kernel vectors", SNOOP_READ, ABSOLUTE, 0x0},
    {"read kernel flash", SNOOP_READ, ABSOLUTE, 0x100},
    {"write kernel flash", SNOOP_WRITE, ABSOLUTE, 0x100},
    {"jump to kernel flash", SNOOP_EXECUTE, ABSOLUTE, 0x100},
    {"write own flash", SNOOP_WRITE, PROBE_FLASH_START, 0x40},
    {"read before own flash", SNOOP_READ, PROBE_FLASH_START, -4},
    {"read after own flash", SNOOP_READ, PROBE_FLASH_END, 0},
    {"read before own RAM", SNOOP_READ, PROBE_RAM_START, -4},
    {"read after own RAM", SNOOP_READ, PROBE_RAM_END, 0},
    {"read below own grants", SNOOP_READ, PROBE_GRANTS, -4},
    {"read own grants", SNOOP_READ, PROBE_GRANTS, 0},
    {"write own grants", SNOOP_WRITE, PROBE_GRANTS, 0},
    {"read own control block", SNOOP_READ, PROBE_RAM_END, -4},
    {"write own control block", SNOOP_WRITE, PROBE_RAM_END, -64},
    {"read another's RAM", SNOOP_READ, OUR_RAM, 0},
    {"write another's RAM", SNOOP_WRITE, OUR_RAM, 0},
    {"read another's flash", SNOOP_READ, OUR_FLASH, 0},
    {"jump to another's code", SNOOP_EXECUTE, OUR_FLASH, 0},
    {"execute own RAM", SNOOP_EXECUTE_RAM, ABSOLUTE, 0},
    {"read UART", SNOOP_READ, ABSOLUTE, 0x4000C000},
    {"write UART", SNOOP_WRITE, ABSOLUTE, 0x4000C000},
    {"write GPIO", SNOOP_WRITE, ABSOLUTE, 0x40004000 + 0x3FC},
    {"write clock control", SNOOP_WRITE, ABSOLUTE, 0x400FE060},
    {"read CPUID", SNOOP_READ, ABSOLUTE, (int32_t)0xE000ED00},
    {"write vector table offset", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000ED08},
    {"write MPU control", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000ED94},
    {"write SysTick", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000E014},
    {"enable interrupts", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000E100},
    {"become privileged", SNOOP_SET_CONTROL, ABSOLUTE, 0},
    {"raise BASEPRI", SNOOP_SET_BASEPRI, ABSOLUTE, 0},
    {"set PRIMASK", SNOOP_SET_PRIMASK, ABSOLUTE, 0},
    {"disable interrupts", SNOOP_DISABLE_INTERRUPTS, ABSOLUTE, 0},
    {"undefined instruction", SNOOP_UNDEFINED, ABSOLUTE, 0},
    {"breakpoint", SNOOP_BREAKPOINT, ABSOLUTE, 0},
    {"system call 0xFF", SNOOP_WRONG_CLASS, ABSOLUTE, 0},
    {"overflow the stack", SNOOP_OVERFLOW_STACK, ABSOLUTE, 0},
    {"call on kernel's stack", SNOOP_CALL_ON_STACK, ABSOLUTE, 0x20000400},
    {"call on own grants", SNOOP_CALL_ON_STACK, PROBE_RAM_END, 0},
    {"lend kernel RAM", SNOOP_ALLOW_RW, ABSOLUTE, 0x20000000},
    {"lend kernel flash", SNOOP_ALLOW_RO, ABSOLUTE, 0x100},
    {"lend own flash to write", SNOOP_ALLOW_RW, PROBE_FLASH_START, 0x80},
    {"lend own header", SNOOP_ALLOW_RO, PROBE_FLASH_START, 0},
    {"lend own grants", SNOOP_ALLOW_RW, PROBE_GRANTS, 0},
    {"lend another's RAM", SNOOP_ALLOW_RO, OUR_RAM, 0},
    {"lend too much", SNOOP_ALLOW_WRAP, PROBE_RAM_START, 0},
    {"lend kernel RAM, readable", SNOOP_ALLOW_READABLE, ABSOLUTE, 0x20000000},
    {"share kernel RAM", SNOOP_ALLOW_IPC, ABSOLUTE, 0x20000000},
    {"share own grants", SNOOP_ALLOW_IPC, PROBE_GRANTS, 0},
    {"upcall to kernel flash", SNOOP_SUBSCRIBE, ABSOLUTE, 0x100},
    {"upcall to another's code", SNOOP_SUBSCRIBE, OUR_FLASH, 0},
    {"break over own grants", SNOOP_SET_BREAK, PROBE_RAM_END, -4},
    {"break over the next block", SNOOP_SET_BREAK, PROBE_RAM_END, 0x100},
    {"break to kernel RAM", SNOOP_SET_BREAK, ABSOLUTE, 0x20000000},
    {"flag in kernel RAM", SNOOP_YIELD_FLAG, ABSOLUTE, 0x20000000},
    {"flag in another's RAM", SNOOP_YIELD_FLAG, OUR_RAM, 0},
};

#define COUNT (sizeof attempts / sizeof attempts[0])

IPC_BUFFER(shared, SNOOP_SHARED_BYTES);
static volatile uint32_t secret = 0x600DCAFE;
static uint32_t probe_slot;

/* ---- The probe ---- */

static struct snoop_exchange *exchange(void) {
    return (void *)shared;
}

static enum errorcode order(enum snoop_action action, uint32_t address) {
    exchange()->action = action;
    exchange()->address = address;
    exchange()->outcome = SNOOP_NOTHING;
    return ipc_call(probe_slot, ANSWER_MS);
}

/* Waits until it answers again after a fault. If the kernel has had enough of restarting it, we
 * start it. Afterwards its layout is known. */
static enum errorcode wait_for_probe(void) {
    for (uint32_t ping = 1; ping <= PINGS_MAX; ping++) {
        if (order(SNOOP_PING, 0) == OK)
            return OK;
        uint32_t number = 0;
        if (ping % 10 == 0 && process_info_find(SNOOP_PROBE, &number) == OK) {
            process_info_act(number, PROCESS_INFO_TERMINATE);
            process_info_act(number, PROCESS_INFO_BOOT);
        }
        alarm_sleep_ms(PAUSE_MS);
    }
    return ERR_NODEVICE;
}

/* How often it has been restarted, or stays dead; what changes is all that matters. */
static uint32_t count_deaths(void) {
    uint32_t number = 0;
    struct process_info_statistics statistics = {0};
    if (process_info_find(SNOOP_PROBE, &number) != OK ||
        process_info_get_statistics(number, &statistics) != OK)
        return 0;
    return statistics.restarts + (statistics.state >= PROCESS_INFO_FAULTED);
}

/* ---- The tries ---- */

static uint32_t resolve(const struct attempt *attempt) {
    const struct memory_layout *probe = &exchange()->layout;
    const uintptr_t bases[] = {
        [ABSOLUTE] = 0,
        [PROBE_RAM_START] = probe->ram_start,
        [PROBE_GRANTS] = probe->grant_start,
        [PROBE_RAM_END] = probe->ram_end,
        [PROBE_FLASH_START] = probe->flash_start,
        [PROBE_FLASH_END] = probe->flash_end,
        [OUR_RAM] = (uintptr_t)&secret,
        [OUR_FLASH] = (uintptr_t)count_deaths & ~1u,
    };
    return bases[attempt->base] + (uint32_t)attempt->offset;
}

static bool had_no_effect(const struct attempt *attempt, uint32_t address, uint32_t value) {
    if (attempt->action == SNOOP_READ)
        return address >= PRIVATE_PERIPHERALS && value == 0;
    return (address >= PRIVATE_PERIPHERALS || address < FLASH_END) && value != SNOOP_PATTERN;
}

/* Prints the answer; returns whether something got through. */
static bool judge(const struct attempt *attempt, uint32_t address) {
    uint32_t value = exchange()->value;
    switch ((enum snoop_outcome)exchange()->outcome) {
    case SNOOP_REFUSED:
        printf("refused (%u)\n", (unsigned)value);
        return false;
    case SNOOP_NO_EFFECT:
        puts("no effect");
        return false;
    case SNOOP_VALUE:
        if (had_no_effect(attempt, address, value)) {
            puts("no effect");
            return false;
        }
        printf("%s %08x\n", attempt->action == SNOOP_READ ? "READ" : "WROTE", (unsigned)value);
        return true;
    case SNOOP_DONE:
    case SNOOP_NOTHING:
        break;
    }
    puts("DONE");
    return true;
}

/* Makes one try and prints what came of it; returns whether something got through. */
static bool attempt_one(const struct attempt *attempt) {
    uint32_t address = resolve(attempt);
    uint32_t deaths = count_deaths();
    enum errorcode err = order((enum snoop_action)attempt->action, address);
    printf("snoop: %-26s %08x: ", attempt->what, (unsigned)address);
    if (secret != 0x600DCAFE) {
        puts("CHANGED MY MEMORY");
        secret = 0x600DCAFE;
        return true;
    }
    if (err == OK)
        return judge(attempt, address);
    puts(count_deaths() != deaths ? "faulted" : "NO ANSWER");
    return count_deaths() == deaths;
}

int main(void) {
    uint32_t through = 0;
    enum errorcode err = ipc_discover(SNOOP_PROBE, &probe_slot);
    if (!err)
        err = ipc_share(probe_slot, shared, sizeof shared);
    for (uint32_t i = 0; !err && i < COUNT; i++) {
        err = wait_for_probe();
        if (!err && attempt_one(&attempts[i]))
            through++;
    }
    if (err)
        printf("snoop: given up, error %d: is " SNOOP_PROBE " there?\n", (int)err);
    else
        printf("snoop: %u tries, %u got through\n", (unsigned)COUNT, (unsigned)through);
    return (int)(err ? err : through);
}
