/* A shim between a program and its disk (LD_PRELOAD): writes down every write and sync below a folder, and can make the disk full or broken.
 *
 * SHIM_DIR   folder that is watched
 * SHIM_LOG   where the record goes: op (1 byte), path length (4, little-endian), offset (8), data length (8), path, data
 *            ops: W write, S sync, T truncate (offset is the new length), U unlink
 * SHIM_FAIL  a file: while it exists, every write below the folder fails; its first letter says how (F no space, E input/output error)
 * SHIM_AT    from the Nth write on every write fails so, without a file; SHIM_HOW is F or E
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
static char *paths[FDS];
static const char *dir, *fail, *how;
static long at = -1, writes = 0;
static int logfd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int (*real_open)(const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);

__attribute__((constructor)) static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  dir = getenv("SHIM_DIR");
  fail = getenv("SHIM_FAIL");
  how = getenv("SHIM_HOW");
  if (getenv("SHIM_AT")) at = atol(getenv("SHIM_AT"));
  if (getenv("SHIM_LOG")) logfd = real_open(getenv("SHIM_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(const char *path) {
  if (!dir || !path || strncmp(path, dir, strlen(dir)) != 0 || strstr(path, "-shm")) return 0;
  return path[strlen(dir)] == '/' || path[strlen(dir)] == 0;
}

static void opened(int fd, const char *path) {
  if (fd < 0 || fd >= FDS) return;
  free(paths[fd]);
  paths[fd] = watched(path) ? strdup(path) : NULL;
}

static const char *pathof(int fd) { return fd >= 0 && fd < FDS ? paths[fd] : NULL; }

static void record(char op, const char *path, uint64_t offset, const void *data, uint64_t length) {
  if (logfd < 0) return;
  uint32_t pathlen = (uint32_t)strlen(path);
  unsigned char head[21];
  head[0] = (unsigned char)op;
  memcpy(head + 1, &pathlen, 4);
  memcpy(head + 5, &offset, 8);
  memcpy(head + 13, &length, 8);
  struct iovec parts[3] = {{head, 21}, {(void *)path, pathlen}, {(void *)data, data ? length : 0}};
  if (writev(logfd, parts, 3) < 0) abort();
}

static int refused(const char *path) {
  if (!path) return 0;
  char kind = 0;
  writes += 1;
  if (at >= 0 && writes >= at) kind = how && *how ? *how : 'F';
  if (fail) {
    int fd = real_open(fail, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
      if (read(fd, &kind, 1) < 1) kind = 'F';
      close(fd);
    }
  }
  if (!kind) return 0;
  errno = kind == 'E' ? EIO : ENOSPC;
  return 1;
}

#define OPEN(name)                                                      \
  int name(const char *path, int flags, ...) {                          \
    va_list rest;                                                       \
    va_start(rest, flags);                                              \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                       \
    int fd = real_open(path, flags | O_LARGEFILE, mode);                \
    opened(fd, path);                                                   \
    if (fd >= 0 && pathof(fd) && (flags & O_TRUNC)) record('T', path, 0, NULL, 0); \
    return fd;                                                          \
  }
OPEN(open)
OPEN(open64)

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
  const char *path = pathof(fd);
  if (!path) return real_pwrite(fd, data, length, offset);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  if (!refused(path)) {
    done = real_pwrite(fd, data, length, offset);
    if (done > 0) record('W', path, (uint64_t)offset, data, (uint64_t)done);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
  const char *path = pathof(fd);
  if (!path) return real_write(fd, data, length);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  if (!refused(path)) {
    struct stat before;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    if (fstat(fd, &before) == 0 && (fcntl(fd, F_GETFL) & O_APPEND)) offset = before.st_size;
    done = real_write(fd, data, length);
    if (done > 0) record('W', path, (uint64_t)offset, data, (uint64_t)done);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}

#define SYNC(name)                                        \
  int name(int fd) {                                      \
    static int (*real)(int);                              \
    if (!real) real = dlsym(RTLD_NEXT, #name);            \
    const char *path = pathof(fd);                        \
    pthread_mutex_lock(&lock);                            \
    int done = real(fd);                                  \
    if (path && done == 0) record('S', path, 0, NULL, 0); \
    pthread_mutex_unlock(&lock);                          \
    return done;                                          \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name)                                                       \
  int name(int fd, off_t length) {                                           \
    static int (*real)(int, off_t);                                          \
    if (!real) real = dlsym(RTLD_NEXT, #name);                               \
    int done = real(fd, length);                                             \
    if (pathof(fd) && done == 0) record('T', pathof(fd), (uint64_t)length, NULL, 0); \
    return done;                                                             \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int unlink(const char *path) {
  static int (*real)(const char *);
  if (!real) real = dlsym(RTLD_NEXT, "unlink");
  int done = real(path);
  if (done == 0 && watched(path)) record('U', path, 0, NULL, 0);
  return done;
}

int close(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "close");
  if (fd >= 0 && fd < FDS) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  return real(fd);
}
