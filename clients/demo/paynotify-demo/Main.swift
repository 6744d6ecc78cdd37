import PaynotifyDemo

/// Starts the demo.
@main
enum Main {
    static func main() async {
        await DemoProgram.main()
    }
}
