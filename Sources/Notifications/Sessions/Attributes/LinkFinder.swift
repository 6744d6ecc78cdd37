/// Finds what a phone would make a link of, in a text that should have none.
///
/// Found are addresses with a scheme, `www.`, a website's name with a path, a port or a query behind it, and
/// one that ends in a top-level domain. Which endings those are differs between phones: here they are
/// the domains of countries, in small letters, and the usual others. So `Mohd.Ali` and `St.John` are
/// names. The domain of an email address is no link.
enum LinkFinder {
    /// Whether the text has a link in it.
    static func finds(in text: String) -> Bool {
        text.split(whereSeparator: separates).contains { word in
            let lower = word.lowercased()
            return lower.contains("://") || lower.hasPrefix("www.") || isWebsite(word)
        }
    }

    /// Ends a word for every link finder: white space, quotes, brackets and commas.
    private static func separates(_ character: Character) -> Bool {
        character.isWhitespace || "\"'“”‘’«»()[]{}<>,;،؛|*_~`".contains(character)
    }

    /// Whether the word begins with a name such as `shop.example/x` or `shop.com`.
    private static func isWebsite(_ word: Substring) -> Bool {
        let host = word.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
        let rest = word.dropFirst(host.count)
        let labels = host.split(separator: ".", omittingEmptySubsequences: true)
        guard labels.count > 1, let last = labels.last, last.count > 1,
            last.contains(where: \.isLetter), rest.first != "@"
        else { return false }
        if let mark = rest.first, "/:?#".contains(mark), rest.count > 1 { return true }
        let isCountry = last.count == 2 && last.utf8.allSatisfy(\.isASCIILowercase)
        return isCountry || domains.contains(last.lowercased())
    }

    /// Top-level domains that are not countries', as far as links in messages commonly have them.
    private static let domains: Set<String> = [
        "com", "net", "org", "info", "biz", "edu", "gov", "mobi", "name", "app", "dev", "xyz",
        "shop",
        "store", "online", "site", "website", "space", "top", "link", "click", "live", "club",
        "vip",
        "win", "bid", "pro", "page", "web", "cloud", "tech", "digital", "agency", "buzz", "icu",
        "cyou",
        "work", "world", "today", "life", "fun", "sale", "deals", "gift", "gifts", "promo", "money",
        "finance", "bank", "cash", "loan", "pay", "host", "press", "media", "news", "chat",
        "social",
        "support", "help", "center", "company", "group", "global", "network", "email", "bet",
        "casino",
        "game", "games", "asia", "africa", "arab", "quest", "rest", "monster", "beauty", "zone",
        "ltd",
    ]
}
