"""What questions are about: the ten promises, the five priorities and the parts of a life.

Ids are the data and never change; the words beside them are what papers and pages call them.
"""

PROMISES: dict[str, str] = {
    "know-why": "Knowing why you are in care",
    "happy-home": "Being happy where you live",
    "moves": "Moves that are planned with you",
    "safe": "Being safe",
    "people": "Seeing the people who matter to you",
    "healthy": "A healthy life",
    "goals": "Your goals, at school and outside it",
    "care-plan": "A say in changes to your care plan",
    "listened": "Being listened to and respected",
    "adulthood": "Support as you become an adult",
}
"""The council's promises in its own order, which is also that of the pictures promise-1 to -10."""

PRIORITIES: dict[str, str] = {
    "safe": "Feeling safe",
    "healthy": "Being healthy",
    "stability": "Stability and permanence",
    "adulthood": "Preparing for adulthood",
    "voices": "Hearing children’s voices",
}

THEMES: dict[str, str] = {
    "feelings": "Feelings",
    "home": "Home",
    "family": "Family",
    "friends": "Friends",
    "school": "School, college or work",
    "health": "Health",
    "hobbies": "Fun and hobbies",
    "worker": "Social worker or personal adviser",
    "safe": "Feeling safe",
    "listening": "Being listened to",
    "support": "Support",
    "money": "Money",
    "future": "The future",
}
"""Parts of a child's own life. What has a theme is never a fact about the service."""

PRIORITY_OF: dict[str, str] = {
    "happy-home": "stability",
    "moves": "stability",
    "safe": "safe",
    "people": "stability",
    "healthy": "healthy",
    "goals": "adulthood",
    "care-plan": "voices",
    "listened": "voices",
    "adulthood": "adulthood",
}
"""Promise → the priority that it serves. Knowing why one is in care serves none alone."""
