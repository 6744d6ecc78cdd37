extension Schema {
    /// What a look at Meta's definition of a template leaves behind beside its verdict.
    ///
    /// `button_places`: where Meta has our buttons, as numbers with blanks between them; none where they
    /// stand as registered. `settled_status`: the last status that Meta's word brought, against which a
    /// change is told once.
    static let templateLooks = """
        ALTER TABLE bindings ADD COLUMN button_places TEXT;
        ALTER TABLE bindings ADD COLUMN settled_status TEXT;
        UPDATE bindings SET settled_status = status WHERE status <> 'unverified';
        """
}
