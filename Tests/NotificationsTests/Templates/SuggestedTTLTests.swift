import Notifications
import TestKit
import Testing

struct SuggestedTTLTests {
    @Test(arguments: [
        (TemplateCategory.utility, BindingScope.phase(.prePayment), 3_600),
        (.utility, .state(.created), 3_600), (.utility, .state(.paid), 43_200),
        (.utility, .phase(.postPayment), 43_200), (.authentication, .state(.created), 900),
        (.marketing, .state(.created), 43_200), (.marketing, .state(.paid), 86_400),
    ])
    func isAsLongAsTheMessageIsWorthWithinWhatMetaAllows(
        category: TemplateCategory, scope: BindingScope, seconds: Int
    ) {
        var binding = Fixtures.binding()
        binding.content.category = category
        binding.key.scope = scope
        #expect(binding.suggestedTTLSeconds == seconds)
    }
}
