// `MessageSender` and `TemplateDirectory` over HTTPS.
