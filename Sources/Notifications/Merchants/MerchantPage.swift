/// Which merchants to list: the newest first, after the one with a number.
package struct MerchantsQuery: Hashable, Sendable {
    /// nil: from the first.
    package var before: Int64?
    /// 1 to 500.
    package var limit: Int

    package init(before: Int64?, limit: Int) {
        self.before = before
        self.limit = limit
    }

    /// Checks the fields of a request; a page size of 0 stands for the usual one.
    package static func checked(
        pageSize: UInt32, before: Int64?
    ) throws(Refusal) -> MerchantsQuery {
        var check = FieldChecker()
        let limit = check.pageSize(pageSize)
        try check.finish()
        return MerchantsQuery(before: before, limit: limit)
    }
}

/// A page of the merchants.
package struct MerchantPage: Hashable, Sendable {
    package var merchants: [Merchant]
    /// Where the next page begins; nil on the last.
    package var next: Int64?

    package init(merchants: [Merchant], next: Int64?) {
        self.merchants = merchants
        self.next = next
    }
}
