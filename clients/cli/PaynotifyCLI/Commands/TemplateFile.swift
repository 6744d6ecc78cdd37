import Foundation
import Messages

/// A template in a file: one element of `bindings` in what `template list --json` prints.
enum TemplateFile {
    /// Reads the request, without merchant; the authenticator is empty if the file names none.
    static func read(_ path: String) throws(Failure) -> RegisterTemplateRequest {
        let data: Data
        do {
            data =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .badInput("--from-file: cannot read \(path)")
        }
        return try request(try JSON.parse(data, from: path))
    }

    private static func request(_ json: JSON) throws(Failure) -> RegisterTemplateRequest {
        var reader = try ObjectReader(json, at: "template")
        var request = RegisterTemplateRequest()
        request.authenticatorID = try reader.string("authenticator_id")
        request.name = try reader.string("name")
        request.namespace = try reader.string("namespace")
        request.language = try reader.string("language")
        request.templateLanguage = try reader.string("template_language")
        request.category = try reader.word("category")
        request.plugin = try reader.word("plugin")
        let state: PaymentState = try reader.word("state")
        let phase: Phase = try reader.word("phase")
        request.parameterFormat = try reader.word("parameter_format")
        request.uncertainPolicy = try reader.word("uncertain_policy")
        for (index, value) in try reader.array("components").enumerated() {
            request.components.append(try component(value, at: "components[\(index)]"))
        }
        reader.ignore("binding_id", "version", "status", "problem", "suggested_ttl_seconds")
        try reader.finish()
        request.binding = try binding(state, phase)
        return request
    }

    private static func binding(
        _ state: PaymentState, _ phase: Phase
    ) throws(Failure) -> RegisterTemplateRequest.Binding? {
        switch (state, phase) {
        case (.unspecified, .unspecified): nil
        case (_, .unspecified): .states(StateSelection(states: [state]))
        case (.unspecified, _): .phases(PhaseSelection(phases: [phase]))
        default: throw .badInput("the template names both a state and a phase")
        }
    }

    private static func component(
        _ json: JSON, at path: String
    ) throws(Failure) -> TemplateComponent {
        var reader = try ObjectReader(json, at: path)
        var component = TemplateComponent()
        component.type = try reader.word("type")
        component.text = try reader.string("text")
        component.buttonType = try reader.word("button_type")
        component.url = try reader.string("url")
        component.headerFormat = try reader.word("header_format")
        component.link = try reader.string("link")
        component.fileName = try reader.string("file_name")
        component.code = try reader.string("code")
        for (index, value) in try reader.array("variables").enumerated() {
            component.variables.append(try variable(value, at: "\(path).variables[\(index)]"))
        }
        try reader.finish()
        return component
    }

    private static func variable(
        _ json: JSON, at path: String
    ) throws(Failure) -> TemplateVariable {
        var reader = try ObjectReader(json, at: path)
        var variable = TemplateVariable()
        variable.name = try reader.string("name")
        variable.attribute = try reader.word("attribute")
        variable.defaultValue = try reader.string("default_value")
        try reader.finish()
        return variable
    }
}

extension ObjectReader {
    /// The value that a member's word names; unspecified if it is absent or empty.
    fileprivate mutating func word<Value: WireEnum>(_ key: String) throws(Failure) -> Value {
        let text = try string(key)
        if let value = Value.allCases.first(where: { $0 != .unrecognized && $0.word == text }) {
            return value
        }
        let known = Word<Value>.allValueStrings.joined(separator: ", ")
        throw .badInput("'\(text)' is no value of \(key); the values are \(known)")
    }
}
