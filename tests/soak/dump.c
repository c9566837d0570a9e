/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that writes down what is in memory, again and again, in virtual time:
 *
 *     qemu-system-arm -icount ... -plugin dump.so,from=NS,every=NS,start=ADDRESS,bytes=N,into=FILE
 *
 * By symbols that the distribution's build exports for its modules, as tools/qemu/limit.c. */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORTED __attribute__((visibility("default")))

/* include/qemu/qemu-plugin.h */
extern int qemu_plugin_version EXPORTED;
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) EXPORTED;
struct qemu_plugin_tb;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id,
                                           void (*callback)(uint64_t, struct qemu_plugin_tb *));

/* include/qemu/timer.h: the virtual clock is 1, a timer is smaller than this. */
#define CLOCK_VIRTUAL 1
#define TIMER_BYTES 256
typedef void timer_init(void *timer, void *group, int clock, int scale, int attributes,
                        void (*callback)(void *), void *opaque);
typedef void timer_set(void *timer, int64_t at);
/* include/exec/cpu-common.h */
typedef void memory_access(uint64_t address, void *bytes, uint64_t length, bool is_write);

/* The interface version that this QEMU speaks (tools/qemu/plugin-version asks it). */
int qemu_plugin_version = PLUGIN_VERSION;

static uint64_t next, every, start, length;
static FILE *file;
static uint8_t *bytes;
static _Alignas(16) unsigned char timer[TIMER_BYTES];

/* A function of QEMU's, or the end with a reason. */
static void *symbol(const char *name) {
    void *found = dlsym(NULL, name);
    if (found == NULL) {
        fprintf(stderr, "dump: this QEMU does not export '%s': memory cannot be read with it\n",
                name);
        exit(1);
    }
    return found;
}

static void due(void *opaque) {
    (void)opaque;
    ((memory_access *)symbol("cpu_physical_memory_rw"))(start, bytes, length, false);
    fwrite(bytes, 1, length, file);
    fflush(file);
    next += every;
    ((timer_set *)symbol("timer_mod"))(timer, (int64_t)next);
}

/* Called whenever code is about to run for the first time: by then the machine is complete. */
static void code_is_there(uint64_t id, struct qemu_plugin_tb *block) {
    (void)id;
    (void)block;
    static bool started;
    if (!started) {
        started = true;
        ((timer_init *)symbol("timer_init_full"))(timer, NULL, CLOCK_VIRTUAL, 1, 0, due, NULL);
        ((timer_set *)symbol("timer_mod"))(timer, (int64_t)next);
    }
}

int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
    (void)info;
    const struct {
        const char *name;
        uint64_t *number;
    } arguments[] = {{"from=", &next}, {"every=", &every}, {"start=", &start}, {"bytes=", &length}};
    for (int i = 0; i < argc; i++) {
        for (size_t k = 0; k < sizeof arguments / sizeof arguments[0]; k++) {
            if (strncmp(argv[i], arguments[k].name, strlen(arguments[k].name)) == 0) {
                *arguments[k].number = strtoull(argv[i] + strlen(arguments[k].name), NULL, 0);
            }
        }
        if (strncmp(argv[i], "into=", 5) == 0) {
            file = fopen(argv[i] + 5, "w");
        }
    }
    bytes = malloc(length);
    if (file == NULL || every == 0 || length == 0 || bytes == NULL) {
        fprintf(stderr, "dump: needs every=NS, bytes=N and into=FILE\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, code_is_there);
    return 0;
}
