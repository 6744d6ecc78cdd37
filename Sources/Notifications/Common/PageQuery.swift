/// Which of a merchant's rows to list: newest first, after the one with a number.
package struct PageQuery: Hashable, Sendable {
    package var merchant: MerchantID
    /// nil: from the first.
    package var before: Int64?
    /// 1 to 500.
    package var limit: Int

    package init(merchant: MerchantID, before: Int64?, limit: Int) {
        self.merchant = merchant
        self.before = before
        self.limit = limit
    }

    /// Checks the fields of a request; a page size of 0 stands for the usual one.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, pageSize: UInt32, before: Int64?
    ) throws(Refusal) -> PageQuery {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let limit = check.pageSize(pageSize)
        try check.finish()
        return PageQuery(merchant: merchant, before: before, limit: limit)
    }
}
