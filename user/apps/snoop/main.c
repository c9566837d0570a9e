/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tries everything that an app may not do, and prints what came of it.
 *
 * Most tries end the process that makes them, so another app makes them: snoop_probe, which has to
 * be loaded too. It gets its orders over IPC; if it does not answer, the kernel is asked how often
 * it has been restarted. A line in capitals, and a last line that does not end in "0 got through",
 * mean that something is wrong. On a processor or an emulator that ignores a forbidden access
 * instead of faulting, a try is reported as "no effect".
 *
 * What differs between processors stands in machine.h of their folder. */
#include "alarm.h"
#include "attempt.h"
#include "exchange.h"
#include "ipc.h"
#include "machine.h"
#include "process_info.h"

#include <stdio.h>

#define ANSWER_MS 300 /* a probe that is alive answers much sooner */
#define PINGS_MAX 100 /* until it is given up */
#define PAUSE_MS 100

static const struct attempt attempts[] = {
    MACHINE_MEMORY, /* the kernel's */
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
    MACHINE_DEVICES,
    MACHINE_PRIVILEGES,
    {"undefined instruction", SNOOP_UNDEFINED, ABSOLUTE, 0},
    {"breakpoint", SNOOP_BREAKPOINT, ABSOLUTE, 0},
    {"system call 0xFF", SNOOP_WRONG_CLASS, ABSOLUTE, 0},
    {"overflow the stack", SNOOP_OVERFLOW_STACK, ABSOLUTE, 0},
    {"call on kernel's stack", SNOOP_CALL_ON_STACK, ABSOLUTE, KERNEL_RAM + 0x400},
    {"call on own grants", SNOOP_CALL_ON_STACK, PROBE_RAM_END, 0},
    {"lend kernel RAM", SNOOP_ALLOW_RW, ABSOLUTE, KERNEL_RAM},
    {"lend kernel flash", SNOOP_ALLOW_RO, ABSOLUTE, KERNEL_FLASH},
    {"lend own flash to write", SNOOP_ALLOW_RW, PROBE_FLASH_START, 0x80},
    {"lend own header", SNOOP_ALLOW_RO, PROBE_FLASH_START, 0},
    {"lend own grants", SNOOP_ALLOW_RW, PROBE_GRANTS, 0},
    {"lend another's RAM", SNOOP_ALLOW_RO, OUR_RAM, 0},
    {"lend too much", SNOOP_ALLOW_WRAP, PROBE_RAM_START, 0},
    {"lend kernel RAM, readable", SNOOP_ALLOW_READABLE, ABSOLUTE, KERNEL_RAM},
    {"share kernel RAM", SNOOP_ALLOW_IPC, ABSOLUTE, KERNEL_RAM},
    {"share own grants", SNOOP_ALLOW_IPC, PROBE_GRANTS, 0},
    {"upcall to kernel flash", SNOOP_SUBSCRIBE, ABSOLUTE, KERNEL_FLASH},
    {"upcall to another's code", SNOOP_SUBSCRIBE, OUR_FLASH, 0},
    {"break over own grants", SNOOP_SET_BREAK, PROBE_RAM_END, -4},
    {"break over the next block", SNOOP_SET_BREAK, PROBE_RAM_END, 0x100},
    {"break to kernel RAM", SNOOP_SET_BREAK, ABSOLUTE, KERNEL_RAM},
    {"flag in kernel RAM", SNOOP_YIELD_FLAG, ABSOLUTE, KERNEL_RAM},
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

/* A write must not be seen when it is read back; a read may give nothing. */
static bool had_no_effect(const struct attempt *attempt, uint32_t address, uint32_t value) {
    if (attempt->action == SNOOP_READ)
        return machine_ignores_reads(address) && value == 0;
    return machine_ignores_writes(address) && value != SNOOP_PATTERN;
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
