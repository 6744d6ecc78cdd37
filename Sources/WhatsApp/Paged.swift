/// A list of Meta's; only `data` has to be there.
struct Paged<Element: Decodable>: Decodable {
    let elements: [Element?]
    /// Where the next page begins; nil on the last.
    let next: String?

    enum CodingKeys: CodingKey { case data, paging }
    enum PagingKeys: CodingKey { case cursors, next }
    enum CursorKeys: CodingKey { case after }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        elements = try fields.decode(LenientArray<Element>.self, forKey: .data).elements
        let paging = try? fields.nestedContainer(keyedBy: PagingKeys.self, forKey: .paging)
        let cursors = try? paging?.nestedContainer(keyedBy: CursorKeys.self, forKey: .cursors)
        let cursor = cursors?.lenient(String.self, .after)
        let hasNext = paging?.lenient(String.self, .next) != nil
        if hasNext && cursor == nil {
            throw DecodingError.dataCorruptedError(
                forKey: .paging, in: fields,
                debugDescription: "a cursor to the next page is expected")
        }
        next = hasNext ? cursor : nil
    }
}
