#define _GNU_SOURCE
#include "CWriteRecorder.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { descriptors_max = 1 << 16 };

// For each descriptor the file that it is of, plus 1.
static _Atomic unsigned char files[descriptors_max];
static int record = -1;
static const char *database;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("PAYNOTIFY_RECORD");
    database = getenv("PAYNOTIFY_RECORD_OF");
    if (path == NULL || database == NULL) return;
    record = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

// The file of the path, plus 1; 0: none of ours.
static unsigned char file_at(const char *path) {
    if (record < 0 || path == NULL) return 0;
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    size_t length = strlen(database);
    if (strncmp(name, database, length) != 0) return 0;
    if (name[length] == 0) return 1;
    return strcmp(name + length, "-wal") == 0 ? 2 : 0;
}

static unsigned char file_of(int descriptor) {
    if (descriptor < 0 || descriptor >= descriptors_max) return 0;
    return files[descriptor];
}

static int is_sqlite(const void *caller) {
    Dl_info info;
    return dladdr(caller, &info) != 0 && info.dli_fname != NULL &&
           strstr(info.dli_fname, "libsqlite3") != NULL;
}

// One append, so that entries of many threads lie one after another.
static void note(enum recorded_operation operation, unsigned char file, const void *caller,
                 uint64_t offset, const void *bytes, size_t length) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct recorded_entry entry = {
        .operation = (uint8_t)operation,
        .file = (uint8_t)(file - 1),
        .is_by_sqlite = (uint8_t)is_sqlite(caller),
        .length = (uint32_t)length,
        .offset = offset,
        .time = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec,
    };
    struct iovec parts[2] = {{&entry, sizeof entry}, {(void *)bytes, length}};
    ssize_t written = syscall(SYS_writev, record, parts, length > 0 ? 2 : 1);
    // A record with a gap would accuse the program of what it did not do.
    if (written != (ssize_t)(sizeof entry + length)) abort();
}

static int opened(int descriptor, const char *path) {
    if (descriptor >= 0 && descriptor < descriptors_max) files[descriptor] = file_at(path);
    return descriptor;
}

static int open_at_path(const char *path, int flags, mode_t mode) {
    return opened((int)syscall(SYS_openat, AT_FDCWD, path, flags, mode), path);
}

static mode_t mode_of(int flags, va_list list) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(list, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = mode_of(flags, list);
    va_end(list);
    return open_at_path(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = mode_of(flags, list);
    va_end(list);
    return open_at_path(path, flags | O_LARGEFILE, mode);
}

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < descriptors_max) files[descriptor] = 0;
    return (int)syscall(SYS_close, descriptor);
}

static ssize_t write_at(int descriptor, const void *bytes, size_t length, off_t offset,
                        const void *caller) {
    ssize_t written = syscall(SYS_pwrite64, descriptor, bytes, length, offset);
    unsigned char file = file_of(descriptor);
    if (file != 0 && written > 0)
        note(RECORDED_WRITE, file, caller, (uint64_t)offset, bytes, (size_t)written);
    return written;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    return write_at(descriptor, bytes, length, offset, __builtin_return_address(0));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
    return write_at(descriptor, bytes, length, offset, __builtin_return_address(0));
}

static int cut(int descriptor, off_t length, const void *caller) {
    int result = (int)syscall(SYS_ftruncate, descriptor, length);
    unsigned char file = file_of(descriptor);
    if (file != 0 && result == 0)
        note(RECORDED_TRUNCATION, file, caller, (uint64_t)length, NULL, 0);
    return result;
}

int ftruncate(int descriptor, off_t length) {
    return cut(descriptor, length, __builtin_return_address(0));
}

int ftruncate64(int descriptor, off_t length) {
    return cut(descriptor, length, __builtin_return_address(0));
}

static int sync_by(long call, int descriptor, const void *caller) {
    unsigned char file = file_of(descriptor);
    uint64_t thread = (uint64_t)syscall(SYS_gettid);
    if (file != 0) note(RECORDED_SYNC_BEGIN, file, caller, thread, NULL, 0);
    int result = (int)syscall(call, descriptor);
    if (file != 0 && result == 0) note(RECORDED_SYNC_END, file, caller, thread, NULL, 0);
    return result;
}

int fdatasync(int descriptor) {
    return sync_by(SYS_fdatasync, descriptor, __builtin_return_address(0));
}

int fsync(int descriptor) {
    return sync_by(SYS_fsync, descriptor, __builtin_return_address(0));
}

int unlink(const char *path) {
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    unsigned char file = file_at(path);
    if (file != 0 && result == 0) note(RECORDED_REMOVAL, file, __builtin_return_address(0), 0, NULL, 0);
    return result;
}
