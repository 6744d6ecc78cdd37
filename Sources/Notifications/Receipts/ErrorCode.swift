/// Meta's error codes that a rule names, beyond what their class says.
///
/// What each means for a send stands with all others in WhatsApp's `ErrorCodeTable`, which takes these
/// from here.
package enum ErrorCode {
    /// Meta dropped the message because it paused the template, or takes none of a paused one.
    package static let templatePaused = 132_015
    /// The recipient stopped marketing messages.
    package static let marketingStopped = 131_050
    /// Meta still synchronises the template.
    package static let templateSynchronising = 134_101
}
