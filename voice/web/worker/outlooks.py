"""In plain words: what can be told of the answers of an event, and when."""

from voice import words
from voice.outlook import Outlook, is_private
from voice.survey.model import Survey

TOGETHER = "Said together and agreed messages can be told at once, however few come."
_ONCE_SIGNED = "once the data owner has signed the list of such questions."


def sentences(outlook: Outlook) -> tuple[str, ...]:
    """What to know before anything is asked of a small group; nothing for a larger one."""
    if not outlook.small:
        return ()
    who = (
        f"{outlook.expected} signed up." if outlook.signed_up else f"You expect {_number(outlook)}."
    )
    return (f"{who} Private answers can be told from {outlook.policy.n}.", TOGETHER)


def of_survey(outlook: Outlook, survey: Survey) -> str:
    """What can be told of one questionnaire at a small group; empty for a larger one."""
    if not outlook.small:
        return ""
    if is_private(survey):
        return _private(outlook, survey)
    if any(item.counts for item in survey.items):
        told = f"About the service: told in words from {outlook.policy.n_word} answers"
        return f"{told}." if outlook.policy.service_signed else f"{told}, {_ONCE_SIGNED}"
    return "Written: a person reads it. It goes further only as each child allows."


def towards(outlook: Outlook) -> str:
    """What is said of answers that wait for others."""
    return f"Collecting towards {outlook.later}"


def _private(outlook: Outlook, survey: Survey) -> str:
    before, then = outlook.came_in.get(survey.id, 0), outlook.with_these(survey)
    if not before:
        return f"With these {_number(outlook)} alone: not in the next paper."
    since = f"Since {_month(outlook)} {before} came in; with these {_number(outlook)} it is {then}"
    if then < outlook.policy.n:
        return f"{since}: not in the next paper unless more come."
    return f"{since}: enough for the next paper."


def _month(outlook: Outlook) -> str:
    return words.month_name(outlook.since).split()[0] if outlook.since else "the start"


def _number(outlook: Outlook) -> str:
    return str(outlook.expected)
