// Schedules, arms, sends and resolves notifications.
