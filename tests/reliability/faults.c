/* Loaded before the C library: of the calls that change files, the one that is next in turn fails, or all from it on.
   The test arms it between two edits. Nothing but the process that loads it is touched. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

static long left = -1;
static int number, lasting, hits;

void fault_arm(long calls, int error, int goes_on) { left = calls; number = error; lasting = goes_on; hits = 0; }
int fault_disarm(void) { left = -1; return hits; }

static int fails(void)
{
    if (left < 0) return 0;
    if (left > 0) { left--; return 0; }
    if (!lasting) left = -1;
    hits++;
    errno = number;
    return 1;
}

#define WRAP(result, name, parameters, ...)                            \
    result name parameters                                             \
    {                                                                  \
        static result (*real) parameters;                              \
        if (!real) real = dlsym(RTLD_NEXT, #name);                     \
        return fails() ? -1 : real(__VA_ARGS__);                       \
    }

WRAP(ssize_t, write, (int file, const void *from, size_t size), file, from, size)
WRAP(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), file, from, size, at)
WRAP(ssize_t, pwrite64, (int file, const void *from, size_t size, off64_t at), file, from, size, at)
WRAP(int, ftruncate, (int file, off_t size), file, size)
WRAP(int, ftruncate64, (int file, off64_t size), file, size)
WRAP(int, fsync, (int file), file)
WRAP(int, fdatasync, (int file), file)
WRAP(int, unlink, (const char *path), path)
WRAP(int, rename, (const char *from, const char *to), from, to)
