/* Loaded before the C library: writes down, in order, every call that changes what is in one folder (RECORD_FOLDER), so
   that a test can tell what a power cut at any moment would have left. Only the process that loads it is looked at.
   A record: kind (1 byte), file number, two numbers, length of the bytes behind (4 x int64), then the bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 65536
static char of_ours[MOST];
static int log_file = -1;
static const char *root;
static size_t root_length;
static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void begin(void)
{
    pthread_mutex_lock(&turn);
    if (log_file < 0 && getenv("RECORD_LOG")) {
        root = getenv("RECORD_FOLDER");
        root_length = strlen(root);
        log_file = REAL(open)(getenv("RECORD_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}
static void end(void) { pthread_mutex_unlock(&turn); }

static void note(char kind, int64_t file, int64_t one, int64_t two, const void *bytes, int64_t length)
{
    int64_t head[4] = {file, one, two, length};
    if (log_file < 0) return;
    if (REAL(write)(log_file, &kind, 1) != 1 || REAL(write)(log_file, head, sizeof head) != sizeof head) abort();
    while (length > 0) {
        ssize_t done = REAL(write)(log_file, bytes, length);
        if (done <= 0) abort();
        bytes = (const char *)bytes + done;
        length -= done;
    }
}

/* The whole name of a file in the folder; 0 of one elsewhere. */
static int within(int folder, const char *path, char *whole)
{
    char at[64], place[PATH_MAX];
    if (!path) return 0;
    if (path[0] == '/') snprintf(whole, PATH_MAX, "%s", path);
    else {
        ssize_t length;
        if (folder == AT_FDCWD) { if (!getcwd(place, sizeof place)) return 0; }
        else {
            snprintf(at, sizeof at, "/proc/self/fd/%d", folder);
            length = readlink(at, place, sizeof place - 1);
            if (length < 0) return 0;
            place[length] = 0;
        }
        if (snprintf(whole, PATH_MAX, "%s/%s", place, path) >= PATH_MAX) return 0;
    }
    return root && !strncmp(whole, root, root_length) && (whole[root_length] == '/' || !whole[root_length]);
}

static void noted_names(char kind, const char *one, const char *two)
{
    char both[2 * PATH_MAX];
    size_t first = strlen(one) + 1, second = two ? strlen(two) + 1 : 0;
    memcpy(both, one, first);
    if (two) memcpy(both + first, two, second);
    note(kind, 0, 0, 0, both, first + second);
}

void record_mark(const char *text) { begin(); note('!', 0, 0, 0, text, strlen(text)); end(); }

static int opened(int folder, const char *path, int flags, mode_t mode, int (*real)(int, const char *, int, ...))
{
    char whole[PATH_MAX];
    struct stat there;
    int ours, existed, file;
    begin();
    ours = within(folder, path, whole);
    existed = ours && !fstatat(folder, path, &there, 0);
    file = real(folder, path, flags, mode);
    if (ours && file >= 0 && file < MOST) {
        of_ours[file] = 1;
        note('o', file, existed, flags & O_TRUNC && flags & (O_WRONLY | O_RDWR) ? 1 : 0, whole, strlen(whole));
    }
    end();
    return file;
}

#define MODE(last) mode_t mode = 0; va_list rest; va_start(rest, last); if (flags & O_CREAT) mode = va_arg(rest, int); va_end(rest)
int open(const char *path, int flags, ...) { MODE(flags); return opened(AT_FDCWD, path, flags, mode, REAL(openat)); }
int open64(const char *path, int flags, ...) { MODE(flags); return opened(AT_FDCWD, path, flags, mode, REAL(openat)); }
int openat(int f, const char *path, int flags, ...) { MODE(flags); return opened(f, path, flags, mode, REAL(openat)); }
int openat64(int f, const char *path, int flags, ...) { MODE(flags); return opened(f, path, flags, mode, REAL(openat)); }

int close(int file)
{
    int result;
    begin();
    if (file >= 0 && file < MOST && of_ours[file]) { of_ours[file] = 0; note('c', file, 0, 0, 0, 0); }
    result = REAL(close)(file);
    end();
    return result;
}

#define OURS(file) (file >= 0 && file < MOST && of_ours[file])

ssize_t write(int file, const void *from, size_t size)
{
    ssize_t done;
    begin();
    if (OURS(file)) {
        off_t at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
        done = REAL(write)(file, from, size);
        if (done > 0) note('w', file, at, 0, from, done);
    } else done = REAL(write)(file, from, size);
    end();
    return done;
}

#define PWRITE(name, offset)                                                         \
    ssize_t name(int file, const void *from, size_t size, offset at)                \
    {                                                                                \
        ssize_t done;                                                                \
        begin();                                                                     \
        done = REAL(name)(file, from, size, at);                                     \
        if (OURS(file) && done > 0) note('w', file, at, 0, from, done);              \
        end();                                                                       \
        return done;                                                                 \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FILE(name, parameters, arguments, kind, one)                              \
    int name parameters                                                              \
    {                                                                                \
        int result;                                                                  \
        begin();                                                                     \
        result = REAL(name) arguments;                                               \
        if (OURS(file) && !result) note(kind, file, one, 0, 0, 0);                   \
        end();                                                                       \
        return result;                                                               \
    }
ON_FILE(ftruncate, (int file, off_t size), (file, size), 't', size)
ON_FILE(ftruncate64, (int file, off64_t size), (file, size), 't', size)
ON_FILE(fsync, (int file), (file), 's', 0)
ON_FILE(fdatasync, (int file), (file), 's', 0)

static int removed(int folder, const char *path, int how, int flags)
{
    char whole[PATH_MAX];
    int result;
    begin();
    result = how == 'd' ? REAL(rmdir)(path) : how == 'u' ? REAL(unlink)(path) : REAL(unlinkat)(folder, path, flags);
    if (!result && within(folder, path, whole)) noted_names('u', whole, 0);
    end();
    return result;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 'u', 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, 'd', 0); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, 'a', flags); }

static int named(char kind, int f, const char *from, int t, const char *to, int result)
{
    char one[PATH_MAX], two[PATH_MAX];
    if (!result && within(f, from, one) | within(t, to, two)) noted_names(kind, one, two);
    end();
    return result;
}
int rename(const char *from, const char *to)
{ begin(); return named('r', AT_FDCWD, from, AT_FDCWD, to, REAL(rename)(from, to)); }
int renameat(int f, const char *from, int t, const char *to)
{ begin(); return named('r', f, from, t, to, REAL(renameat)(f, from, t, to)); }
int renameat2(int f, const char *from, int t, const char *to, unsigned int flags)
{ begin(); return named('r', f, from, t, to, REAL(renameat2)(f, from, t, to, flags)); }
int link(const char *from, const char *to)
{ begin(); return named('l', AT_FDCWD, from, AT_FDCWD, to, REAL(link)(from, to)); }
int linkat(int f, const char *from, int t, const char *to, int flags)
{ begin(); return named('l', f, from, t, to, REAL(linkat)(f, from, t, to, flags)); }

int mkdir(const char *path, mode_t mode)
{
    char whole[PATH_MAX];
    int result;
    begin();
    result = REAL(mkdir)(path, mode);
    if (!result && within(AT_FDCWD, path, whole)) noted_names('m', whole, 0);
    end();
    return result;
}

/* Ways past `write`: a program that may not have them goes by `write`. */
ssize_t sendfile(int to, int from, off_t *at, size_t size) { errno = EINVAL; return -1; }
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) { errno = EINVAL; return -1; }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned int flags) { errno = ENOSYS; return -1; }
