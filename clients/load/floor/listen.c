#define _GNU_SOURCE
#include "listen.h"

#include "floor.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 4096 };

static int open_socket(int family, const void *name, socklen_t size) {
    int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int yes = 1;
    if (descriptor < 0) floor_fail("make a socket", strerror(errno));
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(descriptor, name, size) != 0) floor_fail("bind", strerror(errno));
    if (listen(descriptor, BACKLOG) != 0) floor_fail("listen", strerror(errno));
    return descriptor;
}

static int listen_locally(const char *path) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof name.sun_path) floor_fail("listen", "the path is too long");
    strcpy(name.sun_path, path);
    unlink(path);
    return open_socket(AF_UNIX, &name, sizeof name);
}

static int listen_on_port(const char *address, struct sockaddr_in *name) {
    char host[64] = "";
    const char *colon = strrchr(address, ':');
    if (colon == NULL || (size_t)(colon - address) >= sizeof host) {
        floor_fail("listen", "give HOST:PORT or unix:PATH");
    }
    memcpy(host, address, (size_t)(colon - address));
    *name = (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(colon + 1))};
    if (inet_pton(AF_INET, host, &name->sin_addr) != 1) floor_fail("listen", "no IPv4 address");
    int descriptor = open_socket(AF_INET, name, sizeof *name);
    socklen_t size = sizeof *name;
    getsockname(descriptor, (struct sockaddr *)name, &size);
    return descriptor;
}

int floor_listen(const char *address) {
    int descriptor;
    if (strncmp(address, "unix:", 5) == 0) {
        descriptor = listen_locally(address + 5);
        printf("%s\n", address);
    } else {
        struct sockaddr_in name;
        char host[INET_ADDRSTRLEN];
        descriptor = listen_on_port(address, &name);
        inet_ntop(AF_INET, &name.sin_addr, host, sizeof host);
        printf("%s:%d\n", host, ntohs(name.sin_port));
    }
    fflush(stdout);
    return descriptor;
}

void floor_no_delay(int descriptor) {
    int yes = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}
