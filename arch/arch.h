/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The interface between the portable kernel and an architecture: processes are entered and left,
 * their system call registers are reached, memory protection is loaded, the CPU sleeps.
 *
 * What the architecture calls: `syscall` (kernel/syscall.h) inside a trap, `process_fault`
 * (kernel/process.h) when a process did what it may not. It reads `kernel.current` and sets
 * `kernel.interrupts`.
 * Two headers are found through the include path: arch_types.h gives the types whose size depends
 * on the architecture (struct arch_context, struct mpu_regions, struct mpu_share, struct
 * arch_fault), arch_inline.h the functions that are declared inline here. */
#ifndef ARCH_ARCH_H
#define ARCH_ARCH_H

#include "arch/mpu.h"
#include "arch_inline.h"
#include "arch_types.h"

#include <stdbool.h>
#include <stdint.h>

struct process;
struct buffer;

/* Bytes that a process may touch before its first brk (ABI 3.3). */
extern const uint32_t arch_minimum_ram;

/* Fabricates the context in which `p` will start to run with the four words of ABI 1.4 or 1.5.
 * The first upcall, to its entry point, is pushed on it. It will execute what has been written to its
 * flash until now.
 * pre: memory of arch_minimum_ram bytes at the process's start is zeroed and its own */
void arch_process_prepare(struct process *p);

/* Makes a process that is blocked in Yield, with its system call registers at `registers`, run
 * `function` next, as if it had called it there:
 * when the function returns, Yield does (ABI 1.4 "upcall entry").
 * pre: the process was left inside a system call, or arch_process_prepare came first */
void arch_upcall_push(uint32_t *registers, uint32_t function, const uint32_t args[3],
                      uint32_t appdata);

/* The four registers that carry a system call's arguments and results, of a process that was left
 * inside a system call. Used by Yield-WaitFor, whose results come later than the trap. */
uint32_t *arch_syscall_registers(struct process *p);

/* Do the system call registers still lie in memory that is the process's, after its break moved?
 * (ABI 1.4 "stack sanity"; always true where they are not in its memory.) */
bool arch_registers_reachable(const struct process *p, const uint32_t *registers);

/* Runs `kernel.current` in user mode until the kernel is needed: an interrupt, a system call that
 * blocks or calls for the loop, a fault. Comes back at once if an interrupt is already marked.
 * The regions loaded are those of the last arch_mpu_load. */
void arch_process_run(void);

/* Loads a process's regions, and its shares, or none when shares is NULL. Whatever the process
 * before it had is gone afterwards. */
static inline void arch_mpu_load(const struct mpu_regions *regions, const struct mpu_share *shares);

/* A counter of CPU cycles that runs on, and the cycles between two readings of it that are less
 * than its period apart. */
static inline uint32_t arch_time_counter(void);
static inline uint32_t arch_time_between(uint32_t earlier, uint32_t later);

/* The number of the lowest bit that is set; of the first one from bit `from` on, going round.
 * pre: bits is not 0; from < 32 */
static inline uint32_t arch_lowest_bit(uint32_t bits);
static inline uint32_t arch_next_bit(uint32_t bits, uint32_t from);

/* Sleeps until an interrupt comes, unless one is marked already: the test and the sleep are
 * atomic against interrupts. */
void arch_sleep(void);

/* Takes the lowest interrupt line that a handler marked, or returns -1. With the last of them
 * kernel.interrupts becomes 0. The line stays masked until arch_interrupt_enable. There are
 * ARCH_INTERRUPT_LINES of them. */
int arch_interrupt_take(void);

/* What came while the line was masked is forgotten, unless the device still asserts it.
 * pre: the line is one that is held until its device is served (a level); of a mere pulse, one that
 * comes between service and this call would be lost */
void arch_interrupt_enable(unsigned line);

/* What the CPU read, wrote or told a device before comes before what it does from now on; for devices
 * that read and write memory by themselves. */
static inline void arch_fence(void);

/* Stops taking interrupts for good; for the kernel's last words. */
void arch_interrupts_off(void);

/* What kind of mistake a fault was, for a person (ABI 8.3). */
enum arch_fault_kind {
    ARCH_FAULT_MEMORY,      /* an access that the protection unit refused; address may be valid */
    ARCH_FAULT_INSTRUCTION, /* not an instruction, or not one for a process */
    ARCH_FAULT_OTHER,
};
enum arch_fault_kind arch_fault_kind(const struct arch_fault *fault);

/* The address that a memory fault was about. Returns false if the CPU did not say. */
bool arch_fault_address(const struct arch_fault *fault, uint32_t *address);

/* The process's stack pointer when the kernel last left it. */
uint32_t arch_stack_pointer(const struct process *p);

/* The address of the instruction that a process could not fetch or execute. Returns false if its
 * fault was another, or the CPU could not say. */
bool arch_fault_instruction(const struct process *p, uint32_t *address);

/* Writes line `line` (from 0 on) of the decoded fault status, or of the process's registers.
 * Returns false when there is no such line. */
bool arch_report_fault(const struct arch_fault *fault, unsigned line, struct buffer *out);
bool arch_report_context(const struct process *p, unsigned line, struct buffer *out);
bool arch_report_mpu(const struct process *p, unsigned line, struct buffer *out);

#endif
