/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that ends the machine after a given virtual time, to the nanosecond, with exit
 * status 0:
 *
 *     qemu-system-arm -plugin build/qemu/limit.so,ns=3000000000 ...
 *
 * QEMU's plugin interface knows no time, so this uses a timer of QEMU's own, by symbols that the
 * distribution's build exports for its modules. Only what is needed is declared here; the
 * plugin interface's header (for counting, tests/qemu) is QEMU's own. */
#include <dlfcn.h>
#include <inttypes.h>
#include <stdbool.h>
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

/* qapi/run-state.json: ShutdownCause "host-qmp-quit" */
#define CAUSE_QUIT 2
typedef void shutdown_request(int cause);
/* include/sysemu/cpus.h */
typedef void stop_cpu(void);

/* The interface version that this QEMU speaks (tools/qemu/plugin-version asks it). */
int qemu_plugin_version = PLUGIN_VERSION;

static int64_t limit_ns;
static _Alignas(16) unsigned char timer[TIMER_BYTES];

/* A function of QEMU's, or the end with a reason. */
static void *symbol(const char *name) {
    void *found = dlsym(NULL, name);
    if (found == NULL) {
        fprintf(stderr, "limit: this QEMU does not export '%s': FOR= cannot be used with it\n",
                name);
        exit(1);
    }
    return found;
}

static void time_is_up(void *opaque) {
    (void)opaque;
    ((shutdown_request *)symbol("qemu_system_shutdown_request"))(CAUSE_QUIT);
    /* The request is served by another thread. Until then the CPU would run on, and time with it. */
    ((stop_cpu *)symbol("cpu_stop_current"))();
}

/* Called whenever code is about to run for the first time: by then the machine is complete. Its
 * virtual clock began at 0. */
static void code_is_there(uint64_t id, struct qemu_plugin_tb *block) {
    (void)id;
    (void)block;
    static bool started;
    if (!started) {
        started = true;
        ((timer_init *)symbol("timer_init_full"))(timer, NULL, CLOCK_VIRTUAL, 1, 0, time_is_up,
                                                  NULL);
        ((timer_set *)symbol("timer_mod"))(timer, limit_ns);
    }
}

int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "ns=", 3) == 0) {
            limit_ns = strtoll(argv[i] + 3, NULL, 10);
        }
    }
    if (limit_ns <= 0) {
        fprintf(stderr, "limit: says no time: ns=NANOSECONDS\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, code_is_there);
    return 0;
}
