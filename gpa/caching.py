"""The cache on Redis: while Redis is away every key is missing, and pages go on without it."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSlow

P = ParamSpec("P")
R = TypeVar("R")

logger = logging.getLogger(__name__)


def _or_missing(call: Callable[P, R], missing: R) -> Callable[P, R]:
    """Answer `missing` where Redis cannot be reached."""

    @wraps(call)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except (RedisAway, RedisSlow) as away:
            logger.warning("the cache is away: %s", type(away).__name__)
            return missing

    return guarded


class ForgivingRedisCache(RedisCache):
    """Django's own, but a miss where Redis is away."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401  the cache's own types
        """Return a value, `default` where it is missing or Redis away."""
        return _or_missing(super().get, default)(key, default, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:  # noqa: ANN401  as above
        """Count a key up.

        Raises:
            ValueError: it is missing, or Redis is away.
        """
        try:
            return int(super().incr(key, delta, version))
        except (RedisAway, RedisSlow) as away:
            message = f"Key {key!r} not found"
            raise ValueError(message) from away

    set = _or_missing(RedisCache.set, None)
    add = _or_missing(RedisCache.add, True)
    touch = _or_missing(RedisCache.touch, False)
    delete = _or_missing(RedisCache.delete, False)
    has_key = _or_missing(RedisCache.has_key, False)
    get_many = _or_missing(RedisCache.get_many, {})
    set_many = _or_missing(RedisCache.set_many, [])
    delete_many = _or_missing(RedisCache.delete_many, None)
