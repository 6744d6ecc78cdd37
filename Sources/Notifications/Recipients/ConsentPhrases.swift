/// The phrases behind ``ConsentWords``, in English, French and Arabic, as people write them.
///
/// The English ones begin with those that Meta and the carriers of North America name to customers.
enum ConsentPhrases {
    /// No message at all any more.
    static let all =
        [
            "stop", "stopall", "unsubscribe", "unsubscribe me", "unsubscribe all", "unsub",
            "unsubscribe from all", "opt out", "optout", "opt me out", "opting out", "remove me",
            "no more messages", "stop whatsapp", "take me off your list",
            "remove me from your list", "remove me from the list", "leave me alone",
            "stop texting", "stop texting me", "stop messaging", "stop messaging me",
            "stop writing", "stop writing me", "stop writing to me", "stop contacting me",
            "arrêt", "arrêter", "arrêtez", "arrête", "stopper", "désabonner", "désabonnement",
            "désabonnez", "me désabonner", "se désabonner", "désabonnez-moi", "désabonne-moi",
            "je me désabonne", "désinscrire", "désinscription", "me désinscrire",
            "se désinscrire", "désinscrivez-moi", "désinscris-moi", "plus de messages",
            "ne m'écrivez plus", "ne m'envoyez plus de messages", "ne plus recevoir de messages",
            "توقف", "توقفوا", "أوقف", "أوقفوا", "إيقاف", "وقف", "وقفوا", "قف", "ستوب",
            "إلغاء اشتراك",
            "إلغاء الاشتراك", "إلغاء اشتراكي", "ألغ الاشتراك", "ألغي الاشتراك", "ألغوا الاشتراك",
            "ألغ اشتراكي", "ألغي اشتراكي", "ألغوا اشتراكي", "لا ترسل", "لا ترسلوا", "لا ترسل لي",
            "لا ترسلوا لي", "لا ترسل رسائل", "لا ترسلوا رسائل", "لا ترسلوا لي رسائل", "لا تراسلني",
            "لا تراسلوني", "لا أريد رسائل", "لا أريد الرسائل", "لا أرغب في الرسائل",
            "توقف عن الإرسال", "توقفوا عن الإرسال", "توقف عن المراسلة", "توقفوا عن المراسلة",
            "توقف عن مراسلتي", "توقفوا عن مراسلتي",
        ]
        + joined(
            ["stop"],
            [
                "all", "it", "this", "now", "everything", "messages", "all messages",
                "the messages", "these messages", "sending", "sending messages",
                "sending me messages", "notifications", "all notifications", "alerts", "updates",
                "tout", "les messages",
            ])
        + joined(
            ["do not", "don't", "dont", "never"],
            [
                "message me", "text me", "contact me", "write to me", "message", "text",
                "send me messages", "send messages", "send me any messages",
                "send me anything", "message me again", "message me anymore", "contact me again",
            ])
        + joined(["arrêter", "arrêtez", "arrête"], ["tout", "les messages", "les notifications"])
        + joined(
            ["أوقف", "أوقفوا", "إيقاف", "وقف", "وقفوا"],
            [
                "الرسائل", "كل الرسائل", "جميع الرسائل", "رسائل", "رسائلكم", "الإرسال", "المراسلة",
                "الإشعارات", "التنبيهات", "الكل", "الواتساب",
            ])

    /// No advertising any more; messages about one's own payments are welcome.
    static let marketing =
        joined(
            [
                "stop", "stop all", "stop the", "stop sending", "no", "no more", "unsubscribe",
                "unsubscribe from", "opt out of",
            ],
            [
                "promotions", "promotion", "promos", "promo", "promotional messages", "marketing",
                "marketing messages", "offers", "ads", "adverts", "advertising", "advertisements",
                "newsletter", "newsletters", "campaigns",
            ])
        + joined(
            [
                "stop", "arrêter les", "arrêtez les", "arrête les", "arrêter la", "arrêtez la",
                "plus de", "plus d'", "pas de", "désabonner des", "me désabonner des",
            ],
            [
                "promos", "promo", "promotions", "offres", "publicité", "publicités", "pub", "pubs",
                "messages promotionnels", "messages publicitaires", "annonces",
            ])
        + joined(
            [
                "أوقف", "أوقفوا", "إيقاف", "وقف", "وقفوا", "إلغاء", "إلغاء الاشتراك في", "لا أريد",
                "لا ترسل", "لا ترسلوا",
            ],
            [
                "العروض", "عروض", "رسائل العروض", "العروض الترويجية", "الرسائل الترويجية",
                "الرسائل التسويقية", "الرسائل الإعلانية", "رسائل ترويجية", "رسائل تسويقية",
                "رسائل إعلانية", "الإعلانات", "إعلانات", "الدعاية", "دعاية", "التسويق", "الترويج",
            ]) + ["بدون عروض", "بدون إعلانات", "إلغاء اشتراك العروض"]

    /// All messages again.
    static let again = [
        "start", "start again", "start all", "start messages", "unstop", "subscribe",
        "subscribe me", "resubscribe", "subscribe again", "opt in", "optin", "opt me in",
        "opt in again", "resume", "resume messages", "réabonner", "réabonnez-moi", "s'abonner",
        "abonnez-moi", "me réabonner", "se réabonner", "reprendre", "reprendre les messages",
        "ابدأ", "ابدؤوا", "بدء", "اشتراك", "الاشتراك", "اشترك", "إعادة الاشتراك", "أعد الاشتراك",
        "استئناف الرسائل", "بدء الرسائل",
    ]

    /// What speaks of the payment when it answers a payment's message.
    static let payment =
        ["cancel", "end", "quit", "cancelled", "canceled", "annuler", "annulez", "annule"]
        + ["annulation", "quitter", "fin", "إلغاء", "الإلغاء", "ألغ", "ألغي", "ألغوا", "إنهاء"]
        + joined(
            ["cancel"],
            [
                "it", "this", "order", "the order", "my order", "payment", "the payment",
                "my payment",
            ])
        + joined(["annuler", "annulez"], ["la commande", "ma commande", "le paiement"])
        + joined(
            ["إلغاء", "ألغ", "ألغي", "ألغوا"],
            ["الطلب", "الطلبية", "طلبي", "الدفع", "الدفعة", "العملية"])

    /// What changes no meaning at the beginning or end.
    static let polite = [
        "please", "pls", "plz", "thanks", "thank you", "thx", "kindly", "s'il vous plaît",
        "s'il te plaît", "svp", "stp", "merci", "من فضلك", "من فضلكم", "لو سمحت", "لو سمحتم",
        "رجاء", "رجاءً", "الرجاء", "أرجوكم", "أرجوك", "شكرا", "شكراً",
    ]

    /// Each beginning with each end.
    private static func joined(_ beginnings: [String], _ ends: [String]) -> [String] {
        beginnings.flatMap { beginning in ends.map { beginning + " " + $0 } }
    }
}
