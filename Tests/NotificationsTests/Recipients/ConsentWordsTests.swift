import Notifications
import Testing

@Suite struct ConsentWordsTests {
    @Test(arguments: [
        "STOP", "stop", " Stop. ", "stop!", "STOP\u{A0}ALL", "Stop,", "“Stop”", "«stop»", "'stop'",
        "STOP ✋", "🛑stop🛑", "Stop please", "please, STOP!", "stop\nstop", "Stop. Stop. Stop.",
        "please stop please stop", "stop?", "S\u{200D}TOP", "ＳＴＯＰ", "stop！", "*stop*", "_STOP_",
        "Stop all messages", "Unsubscribe", "Unsubscribe me", "un\u{AD}subscribe", "opt  out",
        "Opt-out", "Don’t message me", "Dont text me",
        String(repeating: " ", count: 61) + "stop",
    ])
    func stopsAllMessagesInEnglish(message: String) {
        #expect(ConsentWords.meaning(of: message) == .optOut(.all))
    }

    @Test(arguments: [
        "ARRÊT", "arre\u{302}t", "arreter", "Arrêter.", "Désabonner", "desabonner",
        "Désabonnez-moi s’il vous plaît", "STOP SVP",
    ])
    func stopsAllMessagesInFrench(message: String) {
        #expect(ConsentWords.meaning(of: message) == .optOut(.all))
    }

    @Test(arguments: [
        "إيقاف", "ايقاف", "إِيقَاف", "إيقـــاف", "\u{200F}توقف\u{200F}", "توقف،", "توقف؟", "أوقف",
        "اوقف",
        "وقف", "أوقف الرسائل", "اوقفوا الرسائل", "إلغاء الاشتراك", "الغاء الإشتراك\n",
        "الغا الاشتراك",
        "إلغاء الاشتراك من فضلك", "رجاءً أوقف الرسائل", "إیقاف",
    ])
    func stopsAllMessagesInArabic(message: String) {
        #expect(ConsentWords.meaning(of: message) == .optOut(.all))
    }

    @Test(arguments: [
        "Stop promotions", "STOP PROMO", "stop marketing please", "No more offers", "stop pub",
        "Arrêter les promotions", "plus d’offres", "إيقاف العروض", "ايقاف العروض", "أوقف الاعلانات",
        "لا اريد عروض",
    ])
    func stopsMarketing(message: String) {
        #expect(ConsentWords.meaning(of: message) == .optOut(.marketing))
    }

    @Test(arguments: [
        "START", "Start.", "“start”", "unstop", "ابدأ", "إبدأ", "ابدا", "opt in", "Opt-in please",
        "Réabonner", "اشتراك",
    ])
    func optsInAgain(message: String) {
        #expect(ConsentWords.meaning(of: message) == .optIn)
    }

    @Test(arguments: [
        "cancel", "Cancel!", "END", "quit", "الغاء", "إلغاء", "إلغاء الطلب", "annuler",
        "please cancel", "cancel the payment",
    ])
    func takesWordsThatMeanThePaymentForNoOptOut(message: String) {
        #expect(ConsentWords.meaning(of: message) == .aboutPayment)
    }

    @Test(arguments: [
        "", " ", "✋", "please", "don't stop", "stopped", "started", "Stop by the shop tomorrow?",
        "I want to stop the order", "the bus stop", "non-stop", "stop 2", "start the delivery",
        "cancel my subscription to the gym", "لا توقف الطلب", "متى التوقف",
        String(repeating: " ", count: 125) + "stop",
    ])
    func leavesOtherMessagesAlone(message: String) {
        #expect(ConsentWords.meaning(of: message) == nil)
    }
}
