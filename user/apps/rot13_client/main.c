/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A client of rot13_service: sends strings, and checks what comes back. */
#include "alarm.h"
#include "ipc.h"

#include <stdio.h>
#include <string.h>

#define TIMEOUT_MS 1000
#define PAUSE_MS 2000

IPC_BUFFER(shared, 32);

static const struct {
    char plain[16];
    char rotated[16];
} examples[] = {
    {"Hello, World!", "Uryyb, Jbeyq!"},
    {"detent", "qrgrag"},
    {"NOPQ 123 abc", "ABCD 123 nop"},
};

#define COUNT (sizeof examples / sizeof examples[0])

static void ask(uint32_t service, const char *plain, const char *rotated) {
    memset(shared, 0, sizeof shared);
    memcpy(shared, plain, strlen(plain));
    enum errorcode err = ipc_call(service, TIMEOUT_MS);
    char answer[sizeof shared];
    memcpy(answer, shared, sizeof answer);
    answer[sizeof answer - 1] = '\0';
    if (err)
        printf("rot13_client: no answer (%d)\n", (int)err);
    else
        printf("rot13_client: %s -> %s: %s\n", plain, answer,
               strcmp(answer, rotated) == 0 ? "right" : "WRONG");
}

int main(void) {
    uint32_t service = 0;
    while (ipc_discover("rot13_service", &service) != OK) {
        printf("rot13_client: there is no rot13_service\n");
        alarm_sleep_ms(PAUSE_MS);
    }
    enum errorcode err = ipc_share(service, shared, sizeof shared);
    for (unsigned i = 0; !err; i = (i + 1) % COUNT) {
        ask(service, examples[i].plain, examples[i].rotated);
        err = alarm_sleep_ms(PAUSE_MS);
    }
    return (int)err;
}
