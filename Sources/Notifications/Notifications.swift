// The domain: it decides and never acts. Notifications knows no clock, socket or database.
