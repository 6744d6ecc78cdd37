import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An answer of the Graph API: Meta's escapes, and the headers worth keeping in logs.
    static func graph(
        _ answer: Answer, body: [UInt8], traceID: String
    ) -> Response {
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/json; charset=UTF-8"
        for (name, value) in [
            ("facebook-api-version", answer.version ?? ""), ("x-fb-trace-id", traceID),
            ("x-fb-request-id", traceID), ("x-fb-rev", "1"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if let usage = answer.usage, let name = HTTPField.Name(BusinessUsage.header) {
            headers[name] = String(decoding: usage.json.encoded(.minimal), as: UTF8.self)
        }
        return response(answer, headers, body: body)
    }

    /// An answer of `/sandbox`, for scripts and people.
    static func control(_ answer: Answer) -> Response {
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/json; charset=utf-8"
        return response(answer, headers, body: answer.body.encoded(.minimal) + [UInt8(ascii: "\n")])
    }

    /// The server goes on reading what is left of a refused body; so that connection is closed.
    private static func response(
        _ answer: Answer, _ headers: HTTPFields, body: [UInt8]
    ) -> Response {
        var headers = headers
        let buffer = ByteBuffer(bytes: body)
        guard answer.status == 413 || answer.status == 408 else {
            return Response(
                status: .init(code: answer.status), headers: headers,
                body: ResponseBody(byteBuffer: buffer))
        }
        headers[.connection] = "close"
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: ResponseBody(contentLength: buffer.readableBytes) { writer in
                try await writer.write(buffer)
                try await writer.finish(nil)
                throw ConnectionEnded()
            })
    }
}
