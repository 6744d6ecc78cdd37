/// The version of all programs of the package, by the rules of semver.org.
///
/// `--version` prints it, the daemon's log begins with it, `paynotify_build_info` carries it,
/// and so does the `Server` of the answers to /livez and /readyz.
package enum PaynotifyVersion {
    package static let text = "0.1.0"
}
