import Foundation

/// The link from one page of a list to the next.
enum PagingLink {
    /// The request's own URL with another `after`, without the access token and its proof.
    static func next(_ request: GraphRequest, after cursor: String) -> String {
        var query = request.query
        query["access_token"] = nil
        query[SecretProof.parameter] = nil
        query["after"] = cursor
        let parameters = query.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value)"
        }
        return request.origin + "/" + request.path.joined(separator: "/") + "?"
            + parameters.joined(separator: "&")
    }
}
