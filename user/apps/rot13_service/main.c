/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A service: moves each letter that a client shares 13 places on, in the client's own buffer. */
#include "ipc.h"

static char rotate(char c, char first) {
    return (char)(first + (c - first + 13) % 26);
}

static char rot13(char c) {
    if (c >= 'a' && c <= 'z')
        return rotate(c, 'a');
    if (c >= 'A' && c <= 'Z')
        return rotate(c, 'A');
    return c;
}

/* The client may change the buffer while we work in it. Each byte is read once and written once, so
 * that harms nobody but the client. */
static void serve(uint32_t client, void *buffer, size_t bytes, void *context) {
    (void)context;
    volatile char *text = buffer;
    for (size_t i = 0; i < bytes; i++)
        text[i] = rot13(text[i]);
    ipc_notify_client(client);
}

int main(void) {
    return (int)ipc_serve("rot13_service", serve, NULL);
}
