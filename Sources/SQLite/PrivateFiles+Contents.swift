extension PrivateFiles {
    /// All that the file holds; nil: there is none.
    package static func contents(of path: String) throws(PrivateFileError) -> [UInt8]? {
        guard exists(path) else { return nil }
        let file = try PrivateFile(opening: path)
        var contents: [UInt8] = []
        while true {
            let bytes = try file.read(upTo: 64 << 10)
            if bytes.isEmpty { return contents }
            contents += bytes
        }
    }

    /// Writes behind what the file holds, and returns when that is on the disk; a missing file is made, with
    /// mode 0600.
    ///
    /// After an error a part of it may be there.
    package static func append(
        _ bytes: [UInt8], to path: String
    ) throws(PrivateFileError) {
        let file = try PrivateFile(appendingTo: path)
        try file.write(bytes)
        try file.sync()
        try syncFolder(of: path)
    }
}
