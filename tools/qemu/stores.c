/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that writes down every store to a range of memory, so that what a cut of the power at any of
 * them would have left can be made again (tests/qemu/test_powercut.py):
 *
 *     qemu-system-riscv32 -object memory-backend-file,mem-path=MEMORY,share=on,... \
 *         -plugin build/qemu/stores.so,memory=MEMORY,ram=0x80000000,from=A,to=B,log=FILE ...
 *
 * MEMORY is the machine's, as a file, whose first byte is at `ram`. FILE gets two words for each store: the
 * address, and the word that is there then. What was stored is not told by QEMU's interface, so it is read
 * from MEMORY when the next store comes, or at the end. Stores are of whole words. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define EXPORTED __attribute__((visibility("default")))

/* include/qemu/qemu-plugin.h */
extern int qemu_plugin_version EXPORTED;
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) EXPORTED;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id,
                                           void (*callback)(uint64_t, struct qemu_plugin_tb *));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t index);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn,
                                      void (*callback)(unsigned, uint32_t, uint64_t, void *),
                                      int flags, int accesses, void *data);
bool qemu_plugin_mem_is_store(uint32_t info);
void qemu_plugin_register_atexit_cb(uint64_t id, void (*callback)(uint64_t, void *), void *data);
#define NO_REGISTERS 0
#define STORES 2

/* The interface version that this QEMU speaks (tools/qemu/plugin-version asks it). */
int qemu_plugin_version = PLUGIN_VERSION;

static uint64_t ram, from, to;
static const char *memory_path, *log_path;
static const volatile uint8_t *memory; /* [from, to) */
static FILE *out;
static bool waits;
static uint32_t address;

static void put(void) {
    if (!waits) {
        return;
    }
    uint32_t words[] = {address, 0};
    memcpy(&words[1], (const uint8_t *)memory + (address - from), sizeof words[1]);
    if (fwrite(words, sizeof words, 1, out) != 1) {
        perror(log_path);
        exit(1);
    }
    waits = false;
}

static void stored(unsigned cpu, uint32_t info, uint64_t at, void *data) {
    (void)cpu;
    (void)data;
    if (at < from || at >= to || !qemu_plugin_mem_is_store(info)) { /* loads come, too (QEMU 7.2) */
        return;
    }
    put();
    address = (uint32_t)at;
    waits = true;
}

static void at_exit(uint64_t id, void *data) {
    (void)id;
    (void)data;
    put();
    fflush(out); /* the CPU may still run */
}

static void code_is_there(uint64_t id, struct qemu_plugin_tb *block) {
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        qemu_plugin_register_vcpu_mem_cb(qemu_plugin_tb_get_insn(block, i), stored, NO_REGISTERS,
                                         STORES, NULL);
    }
}

static void take(const char *argument) {
    const struct {
        const char *name;
        uint64_t *number;
        const char **text;
    } options[] = {{"ram=", &ram, NULL},
                   {"from=", &from, NULL},
                   {"to=", &to, NULL},
                   {"memory=", NULL, &memory_path},
                   {"log=", NULL, &log_path}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        size_t length = strlen(options[i].name);
        if (strncmp(argument, options[i].name, length) != 0) {
            continue;
        }
        if (options[i].number != NULL) {
            *options[i].number = strtoull(argument + length, NULL, 0);
        } else {
            *options[i].text = strdup(argument + length);
        }
    }
}

int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        take(argv[i]);
    }
    if (memory_path == NULL || log_path == NULL || from < ram || to <= from) {
        fprintf(stderr, "stores: memory=FILE,ram=ADDRESS,from=ADDRESS,to=ADDRESS,log=FILE\n");
        return 1;
    }
    int file = open(memory_path, O_RDONLY);
    memory = file < 0 ? MAP_FAILED
                      : mmap(NULL, to - from, PROT_READ, MAP_SHARED, file, (off_t)(from - ram));
    out = fopen(log_path, "wb");
    if (memory == MAP_FAILED || out == NULL) {
        perror(memory == MAP_FAILED ? memory_path : log_path);
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, code_is_there);
    qemu_plugin_register_atexit_cb(id, at_exit, NULL);
    return 0;
}
