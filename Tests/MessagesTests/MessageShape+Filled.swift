@testable import Messages

extension MessageShape {
    /// An encoding with all fields set, each to a value that tells it from its neighbours.
    ///
    /// A string is its field's name, a number its field's number. Of a oneof, the given member is
    /// set.
    func filled(oneofMember: Int = 0) -> [UInt8] {
        var members: [UInt64: Int] = [:]
        return fields.flatMap { field -> [UInt8] in
            if field.exclusive != 0 {
                defer { members[field.exclusive, default: 0] += 1 }
                let isOneof = fields.count { $0.exclusive == field.exclusive } > 1
                if isOneof, members[field.exclusive, default: 0] != oneofMember { return [] }
            }
            return field.filled(oneofMember: oneofMember)
        }
    }

    /// How many members the largest oneof has; 1 if there is none.
    var oneofMembers: Int {
        let bits = Set(fields.map(\.exclusive)).subtracting([0])
        return bits.map { bit in fields.count { $0.exclusive == bit } }.max() ?? 1
    }
}

extension FieldShape {
    fileprivate func filled(oneofMember: Int) -> [UInt8] {
        switch kind {
        case .number where isRepeated: WireBytes.data(number, [1, 2])
        case .number(.bool): WireBytes.number(number, 1)
        case .number: WireBytes.number(number, Int64(number))
        case .enumeration where isRepeated: WireBytes.data(number, [1, 2])
        case .enumeration: WireBytes.number(number, 1)
        case .bytes: WireBytes.data(number, [0, 0xFF, UInt8(number)])
        case .string: times(WireBytes.text(number, name))
        case .message(let shape):
            times(WireBytes.data(number, shape.filled(oneofMember: oneofMember)))
        }
    }

    private func times(_ bytes: [UInt8]) -> [UInt8] { isRepeated ? bytes + bytes : bytes }
}
