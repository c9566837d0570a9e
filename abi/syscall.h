/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers of the system call interface, shared by the kernel and the app library.
 * Plain macros, because assembly includes this file too. Source: ABI 1 and 2. */
#ifndef ABI_SYSCALL_H
#define ABI_SYSCALL_H

/* Classes: the immediate of `svc` on Arm, register a4 on RISC-V (ABI 1.1). */
#define SYSCALL_YIELD 0
#define SYSCALL_SUBSCRIBE 1
#define SYSCALL_COMMAND 2
#define SYSCALL_ALLOW_RW 3
#define SYSCALL_ALLOW_RO 4
#define SYSCALL_MEMOP 5
#define SYSCALL_EXIT 6
#define SYSCALL_ALLOW_USERSPACE_READ 7

/* Variants of a return value, first result register (ABI 1.2). Bit 7 means success. */
#define RETURN_FAILURE 0
#define RETURN_FAILURE_U32 1
#define RETURN_FAILURE_2U32 2
#define RETURN_FAILURE_U64 3
#define RETURN_SUCCESS 128
#define RETURN_SUCCESS_U32 129
#define RETURN_SUCCESS_2U32 130
#define RETURN_SUCCESS_U64 131
#define RETURN_SUCCESS_3U32 132
#define RETURN_SUCCESS_U32_U64 133

/* Yield numbers (ABI 2.3). */
#define YIELD_NO_WAIT 0
#define YIELD_WAIT 1
#define YIELD_WAIT_FOR 2

/* Memory operations (ABI 2.8). */
#define MEMOP_BRK 0
#define MEMOP_SBRK 1
#define MEMOP_RAM_START 2
#define MEMOP_RAM_END 3
#define MEMOP_FLASH_START 4
#define MEMOP_FLASH_END 5
#define MEMOP_GRANT_START 6
#define MEMOP_WRITEABLE_FLASH_COUNT 7
#define MEMOP_WRITEABLE_FLASH_START 8
#define MEMOP_WRITEABLE_FLASH_END 9
#define MEMOP_DEBUG_STACK_TOP 10
#define MEMOP_DEBUG_HEAP_START 11

/* Exit numbers (ABI 2.9). */
#define EXIT_TERMINATE 0
#define EXIT_RESTART 1

/* Capacity of a process's upcall queue (ABI 2.2). */
#define UPCALL_QUEUE_LENGTH 10

/* The version of the interface that this kernel speaks; a program names the least it needs in its
 * Kernel Version header (ABI 4.3). */
#define ABI_VERSION_MAJOR 2
#define ABI_VERSION_MINOR 3

#endif
