extension String {
    /// The text without what would steer a terminal: each control character becomes U+FFFD, except
    /// for the line feed.
    var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control && scalar != "\n"
                        ? "\u{FFFD}" : scalar
                }))
    }
}
