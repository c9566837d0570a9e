/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Error codes, as they travel in the payload of a failed system call and in the status argument
 * of an upcall, where 0 means success. Source: ABI 1.3. */
#ifndef ABI_ERRORCODE_H
#define ABI_ERRORCODE_H

enum errorcode {
    OK = 0,               /* not on the wire of a failure; the status of an upcall that went well */
    ERR_FAIL = 1,         /* no better name for it */
    ERR_BUSY = 2,         /* the service is at work; try again */
    ERR_ALREADY = 3,      /* what was asked for is already so */
    ERR_OFF = 4,          /* the device is switched off */
    ERR_RESERVE = 5,      /* it must be reserved first */
    ERR_INVAL = 6,        /* an argument is not valid */
    ERR_SIZE = 7,         /* a length is not valid */
    ERR_CANCEL = 8,       /* cancelled by the caller */
    ERR_NOMEM = 9,        /* no memory for it */
    ERR_NOSUPPORT = 10,   /* the driver does not do that */
    ERR_NODEVICE = 11,    /* there is no such driver or device */
    ERR_UNINSTALLED = 12, /* the medium is not there */
    ERR_NOACK = 13,       /* the other side did not acknowledge */
};

#endif
