/// The version of all programs of the package, by the rules of semver.org.
///
/// `--version` prints it, the daemon's log begins with it, and `paynotify_build_info` carries it.
package enum PaynotifyVersion {
    package static let text = "0.1.0"
}
