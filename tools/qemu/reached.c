/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that writes down which instructions of a range are reached:
 *
 *     qemu-system-arm -plugin build/qemu/reached.so,code=START-END,into=FOLDER ...
 *
 * A file in FOLDER, of the name of the process, gets the address of each, once or more often, in lines of
 * hexadecimal digits. QEMU translates a block of instructions up to the next branch when it is about to run it, and
 * never otherwise: what is translated is reached, but for what follows a fault within such a block. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))

/* include/qemu/qemu-plugin.h */
extern int qemu_plugin_version EXPORTED;
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) EXPORTED;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id,
                                           void (*callback)(uint64_t, struct qemu_plugin_tb *));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *instruction);
void qemu_plugin_register_atexit_cb(uint64_t id, void (*callback)(uint64_t, void *), void *data);

/* The interface version that this QEMU speaks (tools/qemu/plugin-version asks it). */
int qemu_plugin_version = PLUGIN_VERSION;

static uint64_t start, end;
static FILE *file;

static void code_is_there(uint64_t id, struct qemu_plugin_tb *block) {
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        uint64_t address = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(block, i));
        if (address >= start && address < end) {
            fprintf(file, "%" PRIx64 "\n", address);
        }
    }
}

static void machine_ends(uint64_t id, void *data) {
    (void)id;
    (void)data;
    fflush(file);
}

int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        char path[4096];
        if (strncmp(argv[i], "code=", 5) == 0) {
            char *dash;
            start = strtoull(argv[i] + 5, &dash, 0);
            end = *dash == '-' ? strtoull(dash + 1, NULL, 0) : 0;
        } else if (strncmp(argv[i], "into=", 5) == 0) {
            (void)snprintf(path, sizeof path, "%s/%d", argv[i] + 5, (int)getpid());
            file = fopen(path, "a");
        }
    }
    if (file == NULL || end == 0) {
        fprintf(stderr, "reached: needs code=START-END and into=FOLDER, which exists\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, code_is_there);
    qemu_plugin_register_atexit_cb(id, machine_ends, NULL);
    return 0;
}
