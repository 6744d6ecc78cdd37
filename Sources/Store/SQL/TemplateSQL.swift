/// Statements on bindings with their components and variables.
enum TemplateSQL: StatementText {
    case bindings, insert, update, setStatus, askAgain
    case components, insertComponent, deleteComponents
    case variables, insertVariable, deleteVariables

    /// The columns of a binding, as ``TemplateTable`` reads them.
    static let columns = """
        b.binding, m.id, b.id, b.version, a.id, b.plugin, b.scope, b.language, b.name, b.namespace,
        b.template_language, b.category, b.parameter_format, b.status, b.problem,
        b.released_at, b.uncertain_policy, b.fingerprint, b.checked_at, b.button_places,
        b.settled_status
        """

    /// A binding with the outside names of its merchant and authenticator.
    static let source = """
        bindings AS b JOIN merchants AS m ON m.merchant = b.merchant
        JOIN authenticators AS a ON a.authenticator = b.authenticator
        """

    var text: String {
        switch self {
        case .bindings:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE b.merchant = ?1 ORDER BY b.plugin, b.scope, b.language
            """
        case .insert:
            """
            INSERT INTO bindings (merchant, id, version, authenticator, plugin, scope, language, name,
              namespace, template_language, category, parameter_format, status, problem,
              released_at, uncertain_policy)
            VALUES (?1, ?2, ?3, (SELECT authenticator FROM authenticators WHERE merchant = ?1 AND id = ?4),
              ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """
        case .update:
            """
            UPDATE bindings SET version = ?3,
              authenticator = (SELECT authenticator FROM authenticators WHERE merchant = ?1 AND id = ?4),
              plugin = ?5, scope = ?6, language = ?7, name = ?8, namespace = ?9,
              template_language = ?10, category = ?11, parameter_format = ?12, status = ?13,
              problem = ?14, released_at = ?15, uncertain_policy = ?16
            WHERE merchant = ?1 AND id = ?2
            """
        case .setStatus:
            """
            UPDATE bindings SET status = ?3, problem = ?4, version = ?5, released_at = ?6,
              fingerprint = ?7, checked_at = ?8, button_places = ?9, settled_status = ?10
            WHERE merchant = ?1 AND id = ?2
            """
        case .askAgain: "UPDATE bindings SET checked_at = NULL WHERE merchant = ?1"
        case .components:
            """
            SELECT kind, url, text FROM binding_components
            WHERE merchant = ?1 AND binding = ?2 ORDER BY place
            """
        case .insertComponent:
            """
            INSERT INTO binding_components (merchant, binding, place, kind, url, text)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .deleteComponents:
            "DELETE FROM binding_components WHERE merchant = ?1 AND binding = ?2"
        case .variables:
            """
            SELECT component, name, attribute, default_value FROM binding_variables
            WHERE merchant = ?1 AND binding = ?2 ORDER BY component, place
            """
        case .insertVariable:
            """
            INSERT INTO binding_variables (merchant, binding, component, place, name, attribute,
              default_value)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """
        case .deleteVariables:
            "DELETE FROM binding_variables WHERE merchant = ?1 AND binding = ?2"
        }
    }
}
