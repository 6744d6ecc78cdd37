import ArgumentParser

/// Starts the daemon.
@main
enum Main {
    static func main() async {
        await DaemonCommand.main()
    }
}
