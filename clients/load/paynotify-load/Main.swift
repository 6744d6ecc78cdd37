import PaynotifyLoad

/// Starts the load-test harness.
@main
enum Main {
    static func main() async {
        await LoadProgram.main()
    }
}
