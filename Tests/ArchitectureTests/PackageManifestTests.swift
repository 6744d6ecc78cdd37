import Testing

struct PackageManifestTests {
    private let text = """
        func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
            .target(name: name, dependencies: dependencies, swiftSettings: strict)
        }

        func client(_ folder: String, _ name: String) -> Target {
            .target(name: name, path: "clients/\\(folder)/\\(name)", swiftSettings: strict)
        }

        let logging = Target.Dependency.product(
            name: "Logging", package: "swift-log")
        let package = Package(
            name: "p", products: [.library(name: "L", targets: ["B"])],
            targets: [
                .systemLibrary(name: "CA", providers: [.apt(["liba-dev"])]),
                module("A", ["CA"]),
                module("B"),
                program("b-program", "Sources/b", ["A", "B", logging]),
                client("folder", "C", [logging, "B"]),
                tests("A", ["B"]),
            ]
        )
        """

    @Test func readsEveryTargetWithWhatItDependsOn() {
        let expected: [String: Set<String>] = [
            "CA": [], "A": ["CA"], "B": [], "b-program": ["A", "B", "Logging"],
            "C": ["B", "Logging"],
        ]
        #expect(PackageManifest(text).dependencies == expected)
    }

    @Test func findsEachDifferenceToTheArchitecture() {
        let modules = [
            Module("CA"), Module("A", ours: ["CA"]),
            Module("B", libraries: ["Crypto", "Dispatch"]),
            Module("b-program", ours: ["A"], libraries: ["Logging"]), Module("D"),
        ]
        let complaints = compare(PackageManifest(text), with: modules).map(\.complaint)
        #expect(
            complaints == [
                "B does not declare Crypto",
                "C stands in only one of Package.swift and the architecture",
                "D stands in only one of Package.swift and the architecture",
                "b-program declares B, which the architecture does not give it",
            ])
    }
}
