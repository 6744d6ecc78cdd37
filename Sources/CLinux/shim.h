// What Swift cannot call by itself: macros, variadics, packed structs and the families of sockaddr.
// Each function gives a count or a descriptor, or the negative errno; EINTR is repeated here.
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

// glibc declares these under _GNU_SOURCE only, which would make fd_set another type than Swift's
// own Glibc module has.
extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern const char *strerrorname_np(int error);
extern const char *strerrordesc_np(int error);

static inline int linux_result(int result) { return result < 0 ? -errno : result; }

// Descriptors

static inline int linux_close(int fd) { return linux_result(close(fd)); }

static inline int linux_open_null(void) {
    return linux_result(open("/dev/null", O_RDONLY | O_CLOEXEC));
}

static inline int linux_open_lock(const char *path) {
    return linux_result(open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

static inline int linux_lock(int fd) {
    int result;
    do { result = flock(fd, LOCK_EX | LOCK_NB); } while (result < 0 && errno == EINTR);
    return linux_result(result);
}

static inline int linux_unlock(int fd) { return linux_result(flock(fd, LOCK_UN)); }

// Lets the process have so many descriptors, as far as its hard limit goes, or leaves it as it is if
// it may have more; gives the limit.
static inline int64_t linux_raise_descriptor_limit(int64_t wanted) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    if (limit.rlim_cur >= (rlim_t)wanted) return (int64_t)limit.rlim_cur;
    limit.rlim_cur = (rlim_t)wanted < limit.rlim_max ? (rlim_t)wanted : limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    return (int64_t)limit.rlim_cur;
}

// Takes the signals of a crash back to what the kernel does with them, and lets it write no core.
static inline int linux_crash_at_once(void) {
    static const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction action = {.sa_handler = SIG_DFL};
        if (sigaction(crashes[i], &action, NULL) < 0) return -errno;
    }
    const struct rlimit none = {0, 0};
    return linux_result(setrlimit(RLIMIT_CORE, &none));
}

static inline int linux_unlink(const char *path) { return linux_result(unlink(path)); }

// 1 if the path is a socket, 0 if it is something else.
static inline int linux_is_socket(const char *path) {
    struct stat status;
    if (lstat(path, &status) < 0) return -errno;
    return S_ISSOCK(status.st_mode) ? 1 : 0;
}

// epoll

struct linux_event {
    uint64_t token;
    uint32_t events;
};

static inline int linux_epoll_create(void) {
    return linux_result(epoll_create1(EPOLL_CLOEXEC));
}

static inline int linux_epoll_control(int set, int operation, int fd, uint32_t events,
                                      uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return linux_result(epoll_ctl(set, operation, fd, &event));
}

#define LINUX_EVENTS_MAX 256

// Waits for a descriptor that is ready, or until the time is over.
static inline int linux_epoll_poll(int set, struct linux_event *events, int milliseconds) {
    struct epoll_event ready[LINUX_EVENTS_MAX];
    int count;
    do {
        count = epoll_wait(set, ready, LINUX_EVENTS_MAX, milliseconds);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return -errno;
    for (int i = 0; i < count; i++) {
        events[i].token = ready[i].data.u64;
        events[i].events = ready[i].events;
    }
    return count;
}

// Sleeps until a descriptor is ready or the time is over; a negative time never is.
static inline int linux_epoll_sleep(int set, struct linux_event *events, int64_t nanoseconds) {
    struct epoll_event ready[LINUX_EVENTS_MAX];
    struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    int count = epoll_pwait2(set, ready, LINUX_EVENTS_MAX, nanoseconds < 0 ? NULL : &time, NULL);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) {
        events[i].token = ready[i].data.u64;
        events[i].events = ready[i].events;
    }
    return count;
}

// A descriptor that becomes readable anew by each ring.
static inline int linux_bell_create(void) {
    return linux_result(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
}

static inline int linux_bell_ring(int bell) {
    uint64_t rings = 1;
    return linux_result((int)write(bell, &rings, sizeof rings));
}

// Time

static inline int64_t linux_nanoseconds(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) < 0) return -errno;
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// By no clock that is ever set; it stands still while the machine sleeps.
static inline int64_t linux_monotonic_nanoseconds(void) {
    return linux_nanoseconds(CLOCK_MONOTONIC);
}

// User and system time of all threads that a process has and had.
static inline int64_t linux_process_nanoseconds(int process) {
    clockid_t clock;
    int error = clock_getcpuclockid(process, &clock);
    return error ? -error : linux_nanoseconds(clock);
}

// Lets sleeps of the calling thread end on time, not up to 50 microseconds later.
static inline int linux_exact_sleep(void) {
    return linux_result(prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL));
}

// Addresses: the family, the host's bytes in network order or the path's bytes, and the port.

static inline int linux_parse_host(int family, const char *text, uint8_t *bytes) {
    return inet_pton(family, text, bytes);
}

static inline int linux_format_host(int family, const uint8_t *bytes, char *text, int capacity) {
    return inet_ntop(family, bytes, text, (socklen_t)capacity) ? (int)strlen(text) : -errno;
}

static inline socklen_t linux_fill(struct sockaddr_storage *storage, int family,
                                   const uint8_t *bytes, int count, uint16_t port) {
    memset(storage, 0, sizeof *storage);
    storage->ss_family = (sa_family_t)family;
    if (family == AF_INET) {
        struct sockaddr_in *address = (struct sockaddr_in *)storage;
        memcpy(&address->sin_addr, bytes, sizeof address->sin_addr);
        address->sin_port = htons(port);
        return sizeof *address;
    }
    if (family == AF_INET6) {
        struct sockaddr_in6 *address = (struct sockaddr_in6 *)storage;
        memcpy(&address->sin6_addr, bytes, sizeof address->sin6_addr);
        address->sin6_port = htons(port);
        return sizeof *address;
    }
    struct sockaddr_un *address = (struct sockaddr_un *)storage;
    if (count < 1 || count >= (int)sizeof address->sun_path) return 0;
    memcpy(address->sun_path, bytes, (size_t)count);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)count + 1);
}

#define LINUX_PATH_MAX 108

// Writes the host or path to `bytes`, which has room for LINUX_PATH_MAX, and returns the family.
static inline int linux_split(const struct sockaddr_storage *storage, socklen_t length,
                              uint8_t *bytes, int *count, uint16_t *port) {
    *count = 0;
    *port = 0;
    if (storage->ss_family == AF_INET) {
        const struct sockaddr_in *address = (const struct sockaddr_in *)storage;
        *count = sizeof address->sin_addr;
        memcpy(bytes, &address->sin_addr, sizeof address->sin_addr);
        *port = ntohs(address->sin_port);
    } else if (storage->ss_family == AF_INET6) {
        const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)storage;
        *count = sizeof address->sin6_addr;
        memcpy(bytes, &address->sin6_addr, sizeof address->sin6_addr);
        *port = ntohs(address->sin6_port);
    } else if (length > offsetof(struct sockaddr_un, sun_path)) {
        const struct sockaddr_un *address = (const struct sockaddr_un *)storage;
        size_t room = length - offsetof(struct sockaddr_un, sun_path);
        *count = (int)strnlen(address->sun_path, room);
        memcpy(bytes, address->sun_path, (size_t)*count);
    }
    return storage->ss_family;
}

// Sockets

static inline int linux_socket(int family) {
    return linux_result(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

static inline int linux_bind(int fd, int family, const uint8_t *bytes, int count, uint16_t port) {
    struct sockaddr_storage storage;
    socklen_t length = linux_fill(&storage, family, bytes, count, port);
    if (length == 0) return -ENAMETOOLONG;
    return linux_result(bind(fd, (struct sockaddr *)&storage, length));
}

static inline int linux_connect(int fd, int family, const uint8_t *bytes, int count,
                                uint16_t port) {
    struct sockaddr_storage storage;
    socklen_t length = linux_fill(&storage, family, bytes, count, port);
    if (length == 0) return -ENAMETOOLONG;
    return linux_result(connect(fd, (struct sockaddr *)&storage, length));
}

static inline int linux_listen(int fd, int backlog) { return linux_result(listen(fd, backlog)); }

static inline int linux_accept(int fd) {
    int accepted;
    do {
        accepted = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    } while (accepted < 0 && (errno == EINTR || errno == ECONNABORTED));
    return linux_result(accepted);
}

static inline int linux_local_address(int fd, uint8_t *bytes, int *count, uint16_t *port) {
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    if (getsockname(fd, (struct sockaddr *)&storage, &length) < 0) return -errno;
    return linux_split(&storage, length, bytes, count, port);
}

static inline int linux_peer_address(int fd, uint8_t *bytes, int *count, uint16_t *port) {
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    if (getpeername(fd, (struct sockaddr *)&storage, &length) < 0) return -errno;
    return linux_split(&storage, length, bytes, count, port);
}

static inline ssize_t linux_receive(int fd, uint8_t *bytes, size_t count) {
    ssize_t received;
    do { received = recv(fd, bytes, count, 0); } while (received < 0 && errno == EINTR);
    return received < 0 ? -errno : received;
}

static inline ssize_t linux_send(int fd, const uint8_t *bytes, size_t count) {
    ssize_t sent;
    do { sent = send(fd, bytes, count, MSG_NOSIGNAL); } while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

static inline int linux_pending_error(int fd) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0) return -errno;
    return -error;
}

static inline int linux_set(int fd, int level, int option, int value) {
    return linux_result(setsockopt(fd, level, option, &value, sizeof value));
}

// Sends a reset instead of a FIN when the descriptor is closed.
static inline int linux_reset_on_close(int fd) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    return linux_result(setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
}

static inline int linux_shutdown(int fd) { return linux_result(shutdown(fd, SHUT_RDWR)); }

static inline int linux_shutdown_write(int fd) { return linux_result(shutdown(fd, SHUT_WR)); }

// The file of a Unix socket takes its mode from the socket at bind, so nobody else can connect in
// the moment before a chmod.
static inline int linux_set_mode(int fd, unsigned mode) {
    return linux_result(fchmod(fd, (mode_t)mode));
}

// The process at the other end of a Unix socket; glibc has its struct ucred under _GNU_SOURCE only.
static inline int linux_peer_process(int fd) {
    struct { int process; unsigned user, group; } peer;
    socklen_t length = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) return -errno;
    return peer.process;
}

// The user at the other end of a Unix socket.
static inline int64_t linux_peer_user(int fd) {
    struct { int process; unsigned user, group; } peer;
    socklen_t length = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) return -errno;
    return peer.user;
}

static inline int linux_is_open(int fd) { return fcntl(fd, F_GETFD) >= 0; }
