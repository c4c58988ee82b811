/* Fails the k-th write, sync or truncate of a program on files under one folder. Loaded with LD_PRELOAD.
 *
 *   HOLDFAST_FAULT_DIR   the folder whose files count (a real path, no trailing slash)
 *   FAULT_AT=k           the call to fail, counted from 1; without it nothing fails
 *   FAULT_MODE           once: only call k · from: call k and all after it
 *   FAULT_ERRNO          EIO or ENOSPC
 *   FAULT_SHORT=1        call k, if a write, is done by half and says so; the calls after it follow FAULT_MODE
 *   FAULT_COUNT_FILE     at exit, "<calls seen> <faults injected> <the first failed call>" is written here
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls, faults;
static char first_failed[64] = "none";
static const char *folder, *count_file;
static long fail_at;
static int fail_errno, from_then_on, half_write;

enum verdict { PASS, FAIL, HALF };

__attribute__((constructor)) static void read_environment(void)
{
    const char *text;
    folder = getenv("HOLDFAST_FAULT_DIR");
    count_file = getenv("FAULT_COUNT_FILE");
    if ((text = getenv("FAULT_AT"))) fail_at = atol(text);
    if ((text = getenv("FAULT_MODE"))) from_then_on = strcmp(text, "from") == 0;
    if ((text = getenv("FAULT_SHORT"))) half_write = strcmp(text, "1") == 0;
    text = getenv("FAULT_ERRNO");
    fail_errno = text && strcmp(text, "ENOSPC") == 0 ? ENOSPC : EIO;
}

__attribute__((destructor)) static void write_count(void)
{
    if (!count_file) return;
    FILE *out = fopen(count_file, "w");
    if (!out) return;
    fprintf(out, "%ld %ld %s\n", atomic_load(&calls), atomic_load(&faults), first_failed);
    fclose(out);
}

static int counts(int fd)
{
    char link[40], path[4096];
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    size_t prefix = strlen(folder);
    return strncmp(path, folder, prefix) == 0 && path[prefix] == '/';
}

static enum verdict judge(int fd, const char *name, int is_write)
{
    int errno_before = errno;
    int ours = counts(fd);
    errno = errno_before;
    if (!ours) return PASS;
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (fail_at == 0 || call < fail_at || (call > fail_at && !from_then_on)) return PASS;
    if (atomic_fetch_add(&faults, 1) == 0) snprintf(first_failed, sizeof first_failed, "%s", name);
    if (half_write && call == fail_at) return is_write ? HALF : PASS;
    errno = fail_errno;
    return FAIL;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define HALVED(size) ((size) > 1 ? (size) / 2 : (size))

ssize_t write(int fd, const void *from, size_t size)
{
    REAL(write);
    enum verdict verdict = judge(fd, "write", 1);
    return verdict == FAIL ? -1 : real(fd, from, verdict == HALF ? HALVED(size) : size);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at)
{
    REAL(pwrite);
    enum verdict verdict = judge(fd, "pwrite", 1);
    return verdict == FAIL ? -1 : real(fd, from, verdict == HALF ? HALVED(size) : size, at);
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at)
{
    REAL(pwrite64);
    enum verdict verdict = judge(fd, "pwrite64", 1);
    return verdict == FAIL ? -1 : real(fd, from, verdict == HALF ? HALVED(size) : size, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    REAL(writev);
    return judge(fd, "writev", 0) == FAIL ? -1 : real(fd, parts, count);
}

#define SHIM(name, declared, passed)                                            \
    int name declared                                                           \
    {                                                                           \
        REAL(name);                                                             \
        return judge(fd, #name, 0) == FAIL ? -1 : real passed;                  \
    }

SHIM(fsync, (int fd), (fd))
SHIM(fdatasync, (int fd), (fd))
SHIM(ftruncate, (int fd, off_t size), (fd, size))
SHIM(ftruncate64, (int fd, off64_t size), (fd, size))
