/// What carries the bytes of a stream to the other end and back: the seam under ``ByteStream``.
///
/// Connections and the client's loop see streams, and streams see nothing of a socket but this. Each way of
/// carrying is a case, and each function decides for every case what it does.
package enum Transport: ~Copyable {
    /// The socket takes and gives the stream's bytes as they are.
    case plain(StreamSocket)

    /// A transport without anything between the stream and the socket.
    package static func plain(_ socket: consuming Socket, isTCP: Bool) -> Transport {
        .plain(StreamSocket(socket: socket, isTCP: isTCP))
    }

    /// What a loop watches.
    var descriptor: Int32 {
        switch self {
        case .plain(let plain): plain.socket.descriptor
        }
    }

    /// Sets what each connection of its kind has.
    func tune() {
        switch self {
        case .plain(let plain): if plain.isTCP { plain.socket.tuneTCP() }
        }
    }

    /// Why it is not connected, now that connecting has ended; nil: it is.
    func connectFailure() -> String? {
        switch self {
        case .plain(let plain):
            let error = plain.socket.pendingError()
            return error == 0 ? nil : systemErrorName(error)
        }
    }

    /// Takes as many of the bytes from that place on as it can at the moment; gives how many.
    func send(_ bytes: [UInt8], from start: Int) throws(SocketError) -> Int {
        switch self {
        case .plain(let plain): try plain.socket.send(bytes, from: start)
        }
    }

    /// Gives what has come, at most as much as the buffer holds.
    func receive(into buffer: inout [UInt8]) throws(SocketError) -> Socket.Received {
        switch self {
        case .plain(let plain): try plain.socket.receive(into: &buffer)
        }
    }

    /// Sends the acknowledgement of what was read now instead of up to 40 ms later.
    func acknowledge() {
        switch self {
        case .plain(let plain): if plain.isTCP { plain.socket.acknowledgeAtOnce() }
        }
    }
}

/// A socket, and whether TCP is under it.
package struct StreamSocket: ~Copyable {
    let socket: Socket
    let isTCP: Bool
}
