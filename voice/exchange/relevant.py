"""A rule in the words of a spreadsheet form: ``${listened-to} = 'no'``."""

from voice.exchange.own_columns import name_of
from voice.survey.model import Rule


def said(rule: Rule) -> str:
    """The rule as an expression. It means what the rule means: nothing given is nothing."""
    if rule.all is not None:
        return " and ".join(_inside(part) for part in rule.all)
    if rule.any is not None:
        return " or ".join(_inside(part) for part in rule.any)
    if rule.not_ is not None:
        return f"not({said(rule.not_)})"
    return _comparison(rule)


def plain(rule: Rule) -> bool:
    """Whether it is one comparison with an option, which ``said`` tells whole."""
    return rule.item is not None and rule.was_answered is None


def _inside(rule: Rule) -> str:
    """A part of a joined rule, in brackets where it is joined itself."""
    return f"({said(rule)})" if rule.all or rule.any else said(rule)


def _comparison(rule: Rule) -> str:
    name = f"${{{name_of(rule.item or '')}}}"
    if rule.includes is not None:
        return f"selected({name}, '{rule.includes}')"
    if rule.is_ is not None:
        return f"{name} = '{rule.is_}'"
    if rule.is_not is not None:
        return f"{name} != '{rule.is_not}'"
    return f"{name} != ''" if rule.was_answered else f"{name} = ''"
