"""The lexicon: the few words of the six languages that count for less than others."""

from collections.abc import Iterable

_SMALL_WORDS = """
    a an and as at by for from in its of on or the to with
    au aux ce ces d'un d'une dans de des du en et la le les ou par pour que sur un une à
    al con de del el en la las los o para por que se su un una y
    а в для за и из или к на о об от по при с со у
    أن أو إلى على عن في ما مع من و
    与 中 为 之 于 及 和 在 对 或 是 的
"""
_SERVING_WORDS = """
    all any are be been but had has have her his if into is it no not other so such than that their them these they
    this those through under was were which who
    cette dont elle elles est il ils leur leurs lui ne pas plus qui se sont tous tout toute toutes
    es esta estas este estos le les lo no son sus todas todo todos toda
    все его её их как не также что это
    التي الذي الذين بين ذلك غير كل لا لم هذا هذه
    不 也 其 各 所 有 等 而 这
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_NOT_TELLING = _SMALL | frozenset(_SERVING_WORDS.split())
_CONJUNCTIONS = frozenset(["and", "or", "et", "ou", "y", "o", "и", "или", "و", "أو", "和", "或", "与", "及"])


def is_small(token: str) -> bool:
    """Tell whether a token is a word so short and common that it tells nothing apart."""
    return token.lower() in _SMALL


def is_conjunction(token: str) -> bool:
    """Tell whether a token is a word that adds one thing to another."""
    return token.lower() in _CONJUNCTIONS


def is_telling(token: str) -> bool:
    """Tell whether a token is a word that tells something: neither a mark nor one that only serves others."""
    return token[0].isalnum() and token.lower() not in _NOT_TELLING


def count_telling(tokens: Iterable[str]) -> int:
    """Count the words that tell something."""
    return sum(map(is_telling, tokens))
