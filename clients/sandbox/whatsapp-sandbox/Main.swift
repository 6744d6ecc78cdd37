import Sandbox

/// The program `whatsapp-sandbox`.
@main
struct Main {
    static func main() async {
        await SandboxProgram.main()
    }
}
