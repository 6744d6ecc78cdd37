import CMessages

/// A set of phases.
public struct PhaseSelection: WireMessage {
    /// Each at most once; empty selects nothing.
    public var phases: [Phase]

    /// Makes a message; what is not given stays empty.
    public init(phases: [Phase] = []) {
        self.phases = phases
    }
}

extension PhaseSelection: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__phase_selection__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumerations("phases", &phases)
    }
}

/// A set of states, out of the six that notify.
public struct StateSelection: WireMessage {
    /// Each at most once; empty selects nothing.
    public var states: [PaymentState]

    /// Makes a message; what is not given stays empty.
    public init(states: [PaymentState] = []) {
        self.states = states
    }
}

extension StateSelection: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__state_selection__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumerations("states", &states)
    }
}
