// Actors on dispatch queues, and event loops over epoll: sockets, listeners, timers.
