import PaynotifyCLI

@main
struct Main {
    static func main() async {
        await Paynotify.run()
    }
}
