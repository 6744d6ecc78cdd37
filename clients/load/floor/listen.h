// Listening sockets of the programs that serve.
#pragma once

/// Listens on HOST:PORT (an IPv4 address) or unix:PATH and prints the address as a client takes it.
int floor_listen(const char *address);

/// Sends without waiting for more; of no effect on a Unix socket.
void floor_no_delay(int descriptor);
