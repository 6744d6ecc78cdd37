import Testing

/// The rules, held by the repository as it stands.
struct ArchitectureTests {
    @Test func theTreeIsFound() {
        #expect(SourceTree.files.count > 100)
        #expect(Set(SourceTree.files.compactMap(\.module)).contains("Notifications"))
    }

    @Test func everyModuleImportsOnlyWhatTheArchitectureGivesIt() {
        let modules = Dictionary(uniqueKeysWithValues: Architecture.modules.map { ($0.name, $0) })
        for file in SourceTree.files {
            guard let name = file.module else { continue }
            guard let module = modules[name] else {
                Issue.record("\(file.path) belongs to no module of the architecture")
                continue
            }
            report(findForeignImports(in: file, of: module))
        }
    }

    @Test func noTestImportsACLibraryButThoseOfBindings() {
        let cModules = Set(Architecture.cModules.map(\.name))
        let bindings = Set(Architecture.bindings.map { "Tests/\($0.name)Tests/" })
        for file in SourceTree.files where file.path.hasPrefix("Tests/") {
            if bindings.contains(where: file.path.hasPrefix) { continue }
            let offending = imports(of: file).filter { cModules.contains($0.module) }
            #expect(offending.isEmpty, "\(file.path) imports a C library")
        }
    }

    @Test func thePictureHasNoCircle() {
        #expect(findCircles(in: Architecture.modules).isEmpty)
    }

    @Test func packageAndArchitectureAgree() throws {
        let text = try #require(SourceTree.text(of: "Package.swift"))
        report(compare(PackageManifest(text), with: Architecture.modules))
    }

    @Test func theCoreIsFreeOfFoundation() {
        let core = [
            "Framing", "RPC", "Notifications", "Calls", "StoreCore", "SQLiteStore", "EventLoop",
            "SQLite",
            "Messages",
        ]
        let modules = Architecture.modules.filter { core.contains($0.name) }
        #expect(modules.count == core.count)
        for module in modules {
            #expect(module.libraries.isDisjoint(with: ["Foundation", "FoundationEssentials"]))
        }
    }

    @Test func noWrittenFileIsTooLong() {
        for file in SourceTree.files where !file.path.contains("/Generated/") {
            report(findLongFiles(file))
        }
    }

    @Test func noFunctionIsTooLong() { SourceTree.files.forEach { report(findLongFunctions($0)) } }

    @Test func noForbiddenWordStandsInCode() {
        for file in SourceTree.files {
            report(
                findForbiddenWords(in: file) { word in
                    Exceptions.all.contains { $0.covers(path: file.path, word: word.word) }
                })
        }
    }

    @Test func noNumberLeavesADecoderWithoutARange() {
        // What LocalEnvironment decodes comes from our own sandbox.
        let files = SourceTree.files.filter {
            $0.path.hasPrefix("Sources/") && $0.module != "LocalEnvironment"
        }
        for file in files where file.path != "Sources/WhatsApp/RangedNumber.swift" {
            report(findUnrangedNumbers(in: file))
        }
        #expect(files.contains { !$0.code.lines(containing: "Decodable").isEmpty })
    }

    @Test func nothingIsForceUnwrapped() {
        SourceTree.files.forEach { report(findForceUnwraps(in: $0)) }
    }

    @Test(arguments: Exceptions.all)
    func everyExceptionIsNeeded(exception: Exception) {
        let isNeeded = SourceTree.files.contains { file in
            exception.covers(path: file.path, word: exception.word)
                && !file.code.lines(containing: exception.word).isEmpty
        }
        #expect(isNeeded, "no \(exception.word) in \(exception.path)")
        #expect(!exception.reason.isEmpty)
    }

    @Test func theTopLevelHoldsOnlyWhatBelongsThere() throws {
        report(findUnknownNames(atTopLevel: try SourceTree.topLevelNames()))
    }

    @Test func theMapNamesEveryModule() throws {
        let readme = try #require(SourceTree.text(of: "README.md"))
        let names = Architecture.modules.map(\.name).filter { !Architecture.starters.contains($0) }
        report(findUnmapped(names, in: readme))
    }

    private func report(_ offences: [Offence]) {
        for offence in offences { Issue.record("\(offence)") }
    }
}
