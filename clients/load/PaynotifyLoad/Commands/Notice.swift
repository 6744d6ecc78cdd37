import Foundation

/// What is told beside the figures: on standard error, which machines need not read.
enum Notice {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data("paynotify-load: \(text)\n".utf8))
    }
}
