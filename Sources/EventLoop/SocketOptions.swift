import CLinux

extension Socket {
    /// Sets what each TCP connection of ours has: no Nagle, keepalive after 60 s (then every 10 s,
    /// three times), and 30 s for unacknowledged bytes before the kernel gives up.
    ///
    /// An option that the kernel refuses is left: the connection works without it.
    package borrowing func tuneTCP() {
        set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(SOL_SOCKET, SO_KEEPALIVE, 1)
        set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, 60)
        set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, 10)
        set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, 30_000)
    }

    /// Acknowledges at once what was read; the kernel forgets it, so it is asked for after each read.
    ///
    /// Without it a client that writes header and body apart waits 40 ms for each call.
    package borrowing func acknowledgeAtOnce() {
        set(Int32(IPPROTO_TCP), TCP_QUICKACK, 1)
    }

    /// Limits how much the kernel buffers for sending, in bytes; it doubles the number itself.
    package borrowing func limitSendBuffer(to bytes: Int) {
        set(SOL_SOCKET, SO_SNDBUF, Int32(clamping: bytes))
    }

    /// Limits how much the kernel buffers of what arrives, in bytes; it doubles the number itself.
    package borrowing func limitReceiveBuffer(to bytes: Int) {
        set(SOL_SOCKET, SO_RCVBUF, Int32(clamping: bytes))
    }

    /// Makes closing send a reset, which throws away what the peer has not read.
    package borrowing func resetOnClose() {
        _ = linux_reset_on_close(descriptor)
    }

    /// Tells the peer that nothing more will be sent.
    package borrowing func finishSending() {
        _ = linux_shutdown_write(descriptor)
    }

    borrowing func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        _ = linux_set(descriptor, level, option, value)
    }
}
