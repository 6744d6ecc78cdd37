import RPC
import Time

/// What all connections of a server share.
final class ConnectionRules: Sendable {
    let limits: Limits
    /// The room for unfinished frames.
    let room: RoomForBodies
    /// The methods of the handler.
    let methods: MethodNames
    /// ``Limits/callTimeMax``, as each call needs it.
    let callNanosecondsMax: Int64

    init(limits: Limits, room: RoomForBodies, methods: MethodNames) {
        self.limits = limits
        self.room = room
        self.methods = methods
        callNanosecondsMax = limits.callTimeMax.wholeNanoseconds
    }
}
